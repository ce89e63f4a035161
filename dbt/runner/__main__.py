"""Reads jobs as JSON lines from stdin, answers as JSON lines on stdout. Ends, with its children, when stdin ends.

in:  {"id", "kind": "dbt" | "metricflow" | "sql" | "queries", "cwd", "env", "log", "answer", "timeout": seconds, ...} or {"cancel": id}
out: {"ready": true, "dbt": version} once, {"id", "progress"}, {"id", "code", "timedOut", "seconds", "cpuSeconds", "maxRssMb"}

A line that cannot be read is answered with {"unreadable"}; a job that cannot be started ends with `NOT_STARTED`.
"""

import json
import os
import select
import shutil
import signal
import sys
import time

from . import child
from .warm import dbt_version, warm_up

NOT_STARTED = 71


class Server:
    def __init__(self) -> None:
        self.live: dict = {}  # pid -> job
        self.buffer = b""
        self.ended = False

    def say(self, value: dict) -> None:
        try:
            sys.stdout.write(json.dumps(value) + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            self.ended = True  # the service is gone; its jobs go with it

    def command(self, line: bytes) -> None:
        try:
            message = json.loads(line)
            cancelled, job_id = message.get("cancel"), str(message.get("id"))
        except (ValueError, AttributeError) as error:
            self.say({"unreadable": str(error)})
            return
        if cancelled is not None:
            for pid, job in self.live.items():
                if job["id"] == cancelled:
                    kill_group(pid)
            return
        try:
            self.start(message)
        except (KeyError, TypeError, OSError) as error:
            print(f"job {job_id} cannot be started: {error!r}", file=sys.stderr, flush=True)
            self.say({"id": job_id, "code": NOT_STARTED, "timedOut": False, "seconds": 0, "cpuSeconds": 0, "maxRssMb": 0})

    def start(self, job: dict) -> None:
        now = time.monotonic()
        job.update(id=str(job["id"]), text=b"", started=now, deadline=now + job["timeout"], timed_out=False)
        readable, writable = os.pipe()
        parent = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            os.close(readable)
            os.close(writable)
            raise
        if pid == 0:
            os.close(readable)
            child.run(job, writable, parent)
        os.close(writable)
        os.set_blocking(readable, False)
        job.update(pipe=readable, speaking=True)
        self.live[pid] = job

    def read_commands(self) -> None:
        data = os.read(0, 65536)
        self.ended = self.ended or not data
        self.buffer += data
        while b"\n" in self.buffer:
            line, self.buffer = self.buffer.split(b"\n", 1)
            self.command(line)

    def read_progress(self, job: dict) -> None:
        """Only the newest line counts; those before it are out of date already."""
        try:
            data = os.read(job["pipe"], 65536)
        except BlockingIOError:
            return
        job["speaking"] = bool(data)
        *lines, job["text"] = (job["text"] + data).split(b"\n")
        if lines:
            self.say({"id": job["id"], "progress": json.loads(lines[-1])})

    def reap(self) -> None:
        for pid, job in list(self.live.items()):
            done, status, usage = os.wait4(pid, os.WNOHANG)
            if done:
                self.finish(pid, job, os.waitstatus_to_exitcode(status), usage)
            elif time.monotonic() >= job["deadline"]:
                job.update(timed_out=True, deadline=time.monotonic() + 5)
                kill_group(pid)

    def finish(self, pid: int, job: dict, code: int, usage) -> None:
        del self.live[pid]
        kill_group(pid)  # whatever it left behind
        os.close(job["pipe"])
        self.say(
            {
                "id": job["id"],
                "code": code,
                "timedOut": job["timed_out"],
                "seconds": round(time.monotonic() - job["started"], 3),
                "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 3),
                "maxRssMb": usage.ru_maxrss // 1024,
            }
        )

    def serve(self, wake: int) -> None:
        try:
            while not self.ended:
                self.turn(wake)
        finally:
            for pid in self.live:
                kill_group(pid)
            for pid in self.live:
                os.waitpid(pid, 0)  # a database is free for the next one only when its writer is gone

    def turn(self, wake: int) -> None:
        pipes = {job["pipe"]: job for job in self.live.values() if job["speaking"]}
        nearest = min((job["deadline"] for job in self.live.values()), default=None)
        patience = None if nearest is None else max(0.0, nearest - time.monotonic())
        ready, _, _ = select.select([0, wake, *pipes], [], [], patience)
        for fd in ready:
            if fd in pipes:
                self.read_progress(pipes[fd])
            elif fd == wake:
                drain(wake)
        self.reap()
        if 0 in ready:
            self.read_commands()


def kill_group(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass


def drain(fd: int) -> None:
    try:
        os.read(fd, 4096)
    except BlockingIOError:
        pass


def main() -> None:
    project, scratch = sys.argv[1:3]
    warm_up(project, scratch)
    wake, woken = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    server = Server()
    server.say({"ready": True, "dbt": dbt_version()})
    server.serve(wake)
    # A service that was killed cannot clear away after itself.
    shutil.rmtree(scratch, ignore_errors=True)


main()
