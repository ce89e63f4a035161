"""One job in a forked child: cut off from everything but its folders, its output in its log."""

import json
import os
import signal
import sys
import traceback

from . import jobs, sandbox

FAILED = 70


def run(job: dict, progress_fd: int) -> None:
    """Never returns."""
    os.setsid()
    code = FAILED
    try:
        log = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        kept = os.dup2(progress_fd, 3)
        os.closerange(4, 1024)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.environ.clear()
        os.environ.update(job["env"])
        os.chdir(job["cwd"])
        network = "namespace"
        if job["kind"] != "sql":
            network = sandbox.leave_network()
            sandbox.limit(job["limits"])
            sandbox.guard(job["writable"])
        answer = jobs.KINDS[job["kind"]](job, sender(kept))
        jobs.write_answer(job["answer"], {**answer, "network": network})
        code = 0
    except BaseException:  # noqa: BLE001 - the child ends here whatever happened
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def sender(fd: int):
    def send(value: dict) -> None:
        try:
            os.write(fd, (json.dumps(value) + "\n").encode())
        except OSError:
            pass  # nobody listens any more; the work goes on

    return send
