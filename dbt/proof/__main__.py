"""Reads one job as JSON from stdin, writes progress as JSON lines to descriptor 3 and the answer to a file.

in: {"adapter", "projects": [{"name", "folder", "select": dbt's arguments, "build"}], "answer": path,
     "writable": [folders], "readable": [folders], "limits": {...}}
"""

import json
import os
import sys
import time
import traceback

from runner import sandbox

FAILED = 70


def main() -> int:
    job = json.load(sys.stdin)
    # First of all: a process with threads may not leave for a user namespace of its own.
    network = sandbox.leave_network()
    sandbox.end_with(os.getppid())

    def progress(value: dict) -> None:
        try:
            os.write(3, (json.dumps(value) + "\n").encode())
        except OSError:
            pass  # nobody listens any more; the work goes on

    progress({"stage": "start", "project": "", "done": 0, "total": 0, "node": ""})
    started = time.monotonic()
    # Imported before the guard stands: libraries look at the system while they load, and generated code is not read yet.
    from .prove import Prover

    prover = Prover(job, progress)
    sandbox.limit(job["limits"])
    sandbox.guard(job["writable"], job["readable"])
    answer = prover.run()
    answer.update(network=network, seconds=round(time.monotonic() - started, 3))
    write(job["answer"], answer)
    return 0


def write(path: str, value: dict) -> None:
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(value, file)
    os.rename(path + ".part", path)


if __name__ == "__main__":
    code = FAILED
    try:
        code = main()
    except BaseException:  # noqa: BLE001 - the process ends here whatever happened
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
