"""What a child that runs generated code may not do: reach a network, start programs, touch files outside its folders."""

import ctypes
import os
import resource
import signal
import sys

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1

LIBC = ctypes.CDLL(None, use_errno=True)

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

# Where in its arguments an event names what it changes.
CHANGING = {
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.link": (0, 1),
    "os.mkdir": (0,),
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.rmdir": (0,),
    "os.symlink": (1,),
    "os.truncate": (0,),
}

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# Python with its packages, time zones and the like. Never /proc, where other processes' environments stand.
SYSTEM = (*filter(None, sys.path), sys.prefix, sys.base_prefix, "/usr/lib", "/usr/share", "/etc/localtime", "/dev/urandom")


def limit(limits: dict) -> None:
    """Sets resource limits, `{"data": bytes, "cpu": seconds, "fsize": bytes, "nofile": count, "core": bytes}`."""
    for name, value in limits.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name.upper()}"), (value, value))


def leave_network() -> str:
    """Moves this process into a network namespace without any interface, where the system allows it."""
    for flags in (CLONE_NEWNET, CLONE_NEWUSER | CLONE_NEWNET):
        if hasattr(LIBC, "unshare") and LIBC.unshare(flags) == 0:
            return "namespace"
    return "audit-hook"


def end_with(parent: int) -> None:
    """Ends this process when its parent ends, however that comes, where the system can do that."""
    if hasattr(LIBC, "prctl"):
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def guard(writable: list, readable: list) -> None:
    """For the rest of this process's life refuses what `FORBIDDEN` names, reading outside of these folders and the system's
    own, and changing anything outside `writable`."""
    may_change = Folders([*writable, os.devnull])
    may_read = Folders([*writable, *readable, os.devnull, *SYSTEM])

    def refuse(event: str, arguments: tuple) -> None:
        if event in FORBIDDEN:
            raise PermissionError(f"{event} is not allowed while generated code runs")
        if event == "open":
            path, _mode, flags = arguments
            writes = isinstance(flags, int) and flags & WRITING
            if not (may_change if writes else may_read).hold(path):
                raise refusal("writing" if writes else "reading", path)
        elif event in CHANGING:
            for at in CHANGING[event]:
                if not may_change.hold(arguments[at]):
                    raise refusal(event, arguments[at])

    sys.addaudithook(refuse)


def refusal(what: str, path) -> PermissionError:
    return PermissionError(f"{what} {os.fsdecode(path)} outside the job's folders is not allowed while generated code runs")


class Folders:
    def __init__(self, paths: list) -> None:
        self.exact = {os.path.realpath(path) for path in paths}
        self.inside = tuple(path.rstrip(os.sep) + os.sep for path in self.exact)

    def hold(self, path) -> bool:
        """Whether a path is one of these or below one of them. What is open already has no path and is held."""
        if not isinstance(path, (str, bytes, os.PathLike)):
            return True
        full = os.path.realpath(os.fsdecode(path))
        return full in self.exact or full.startswith(self.inside)
