"""One job in a forked child: cut off from everything but its folders, its output in its log."""

import json
import os
import signal
import sys
import tempfile
import traceback

from . import NO_DOTENV, jobs, sandbox

FAILED = 70
REFUSED = 65


def run(job: dict, progress_fd: int, parent: int) -> None:
    """Never returns."""
    os.setsid()
    code = FAILED
    try:
        kept = redirect(job["log"], progress_fd)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.environ.clear()
        os.environ.update({**job["env"], **NO_DOTENV})
        tempfile.tempdir = None  # looked up again, in this environment
        os.chdir(job["cwd"])
        trusted = job["kind"] == "sql"
        without = {} if trusted else {"network": sandbox.leave_network()}
        # After leaving the network: a new user namespace would forget it.
        sandbox.end_with(parent)
        if not trusted:
            sandbox.limit(job["limits"])
            sandbox.guard(job["writable"], job["readable"])
        answer = jobs.KINDS[job["kind"]](job, sender(kept))
        jobs.write_answer(job["answer"], {**answer, **without})
        code = 0
    except jobs.Refused as refusal:
        print(refusal)
        code = REFUSED
    except BaseException:  # noqa: BLE001 - the child ends here whatever happened
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def redirect(path: str, progress_fd: int) -> int:
    """Leaves open: nothing to read, the log to write, and the way to tell progress, which it gives."""
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    kept = os.dup2(progress_fd, 3)
    os.closerange(4, 1024)
    return kept


def sender(fd: int):
    def send(value: dict) -> None:
        try:
            os.write(fd, (json.dumps(value) + "\n").encode())
        except OSError:
            pass  # nobody listens any more; the work goes on

    return send
