"""Work that may never end, done in a process of its own. The only module that starts one.

News comes from strangers, and a small file can be built to keep its reader busy for hours or to
fill the memory. Here such work is ended; the next is done by a fresh process.
"""

import atexit
import fcntl
import os
import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from select import select
from threading import BoundedSemaphore
from typing import IO, TypeVar, cast

_MEMORY = 400_000_000
"""Bytes of data that the process may hold."""
_MOST = 2
"""Processes at a time, and as many more for what takes long; so many are kept for the next work, as
starting one takes half a second."""
_LONG = 1.0
"""Seconds after which work keeps nobody else from their turn, while few such works go on."""
_PASSED_ON = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
_SERVE = "from watcher.sources.worker import serve; serve()"

R = TypeVar("R")
_turn = BoundedSemaphore(_MOST)
"""The others wait: ten bombs may not hold 4 GB."""
_long_turn = BoundedSemaphore(_MOST)
_idle: "list[subprocess.Popen[bytes]]" = []


class BusyError(ChildProcessError):
    """All processes were busy for too long, with other work; the text says so, as a clause."""


class OverrunError(Exception):
    """The work took too long or too much memory; the text says which, as a clause."""


def run(work: Callable[..., R], *arguments: object, seconds: float = 10, patience: float = 60) -> R:
    """What `work(*arguments)` gives, within `seconds` and 400 MB, begun within `patience` seconds.

    `work` is a function of a module; its arguments and result are plain values, and it keeps
    nothing. Its errors are raised here. Raises `OverrunError` where it was ended,
    `ChildProcessError` where its process broke down, and `BusyError` where it was not begun.
    """
    task = pickle.dumps((work, arguments, seconds))
    if not _turn.acquire(timeout=patience):
        raise BusyError(f"has waited {patience:g} s for its turn to be read: others take long")
    place = _Place()
    try:
        good, value = _done(_idle.pop(), task, seconds, place)
    except (IndexError, ChildProcessError):  # there was none, or it died while idle
        good, value = _done(_start(), task, seconds, place)
    finally:
        place.held.release()
    if isinstance(value, MemoryError):
        raise OverrunError("needs more than 400 MB to be read")
    if not good and isinstance(value, Exception):
        raise value
    return cast("R", value)


class _Place:
    """Whose turn it is: a place among the works of a moment, then among those that take long."""

    held = _turn

    def give_way(self) -> None:
        """Let somebody else begin, if there is a place for what takes long."""
        if self.held is _turn and _long_turn.acquire(blocking=False):
            self.held = _long_turn
            _turn.release()


def serve() -> None:
    """Be the process: do what comes in by stdin until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints is no answer
        while True:
            try:
                work, arguments, seconds = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own
            except EOFError:
                return
            signal.setitimer(signal.ITIMER_REAL, seconds)  # its signal ends even busy C code
            _end_with_parent(watched=True)
            try:
                answer = pickle.dumps((True, work(*arguments)))
            except (*_PASSED_ON, MemoryError) as error:
                answer = pickle.dumps((False, error))
            _end_with_parent(watched=False)
            signal.setitimer(signal.ITIMER_REAL, 0)
            answers.write(answer)
            answers.flush()


def _end_with_parent(*, watched: bool) -> None:
    """While `watched`, the kernel ends this process, however busy, once nobody holds its stdin.

    Nothing else comes in during work. Where a system sends no such signal, the timer has to do.
    """
    flags = fcntl.fcntl(0, fcntl.F_GETFL) & ~os.O_ASYNC
    fcntl.fcntl(0, fcntl.F_SETFL, flags | os.O_ASYNC if watched else flags)
    if watched and select([0], [], [], 0)[0]:  # it was gone before
        sys.exit()


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _done(
    process: "subprocess.Popen[bytes]", task: bytes, seconds: float, place: _Place
) -> tuple[bool, object]:
    """Whether the work was done, and what it gave or raised. The process is kept if it is sound."""
    tasks, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    try:
        tasks.write(task)
        tasks.flush()
        if not select([answers], [], [], _LONG)[0]:
            place.give_way()
        good, value = pickle.load(answers)  # noqa: S301 - our own
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        raise _death(process, seconds) from error
    if isinstance(value, MemoryError) or len(_idle) >= _MOST:
        _end(process)
    else:
        _idle.append(process)
    return good, value


def _death(process: "subprocess.Popen[bytes]", seconds: float) -> Exception:
    """Why a process that gave no answer is gone."""
    code = _end(process)
    if code == -signal.SIGALRM:
        return OverrunError(f"takes longer than {seconds:g} s to be read")
    return ChildProcessError(f"its reader broke down (exit code {code})")


def _end(process: "subprocess.Popen[bytes]") -> int:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            try:
                pipe.close()
            except OSError:  # what was not written yet finds nobody
                continue
    return process.wait()


@atexit.register
def _end_idle() -> None:
    while _idle:
        _end(_idle.pop())
