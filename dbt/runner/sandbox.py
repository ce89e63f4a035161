"""What a child that runs generated code may not do: reach a network, start programs, write outside its folders."""

import ctypes
import os
import resource
import sys

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000

FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "pty.spawn",
)

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit(limits: dict) -> None:
    """Sets resource limits, `{"data": bytes, "cpu": seconds, "fsize": bytes, "nofile": count, "core": bytes}`."""
    for name, value in limits.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name.upper()}"), (value, value))


def leave_network() -> str:
    """Moves this process into a network namespace without any interface, where the system allows it."""
    libc = ctypes.CDLL(None, use_errno=True)
    for flags in (CLONE_NEWNET, CLONE_NEWUSER | CLONE_NEWNET):
        if hasattr(libc, "unshare") and libc.unshare(flags) == 0:
            return "namespace"
    return "audit-hook"


def guard(writable: list) -> None:
    """Refuses what `FORBIDDEN` names and every write outside `writable`, for the rest of this process's life."""
    roots = tuple(os.path.realpath(root) + os.sep for root in writable)

    def refuse_outside(event: str, arguments: tuple) -> None:
        if event in FORBIDDEN:
            raise PermissionError(f"{event} is not allowed while generated code runs")
        if event == "open":
            path, _mode, flags = arguments
            if isinstance(path, (str, bytes)) and isinstance(flags, int) and flags & WRITING:
                full = os.path.realpath(os.fsdecode(path))
                if full != os.devnull and not full.startswith(roots):
                    raise PermissionError("writing outside the job's folder is not allowed while generated code runs")

    sys.addaudithook(refuse_outside)
