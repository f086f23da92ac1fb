"""One process per database: two would send everything twice."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watcher.errors import StoreError


@contextmanager
def only_one(database: Path) -> Iterator[None]:
    """Hold the lock of `database` inside; refuse at once if another process has it.

    The lock is `flock` on a file beside the database: the system lets go of it when the process
    ends, however it ends. Raises `StoreError`.
    """
    path = database.with_name(f"{database.name}.lock")
    handle = _open(path)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                f"another watcher (process {_owner(handle)}) uses {database}: "
                "stop it first, or name another database in config.toml"
            ) from error
        with suppress(OSError):  # a full disk does not keep the lock from holding
            os.truncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)  # and with it the lock; the file stays, deleting it would race


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be opened ({error.strerror}): check who owns the folder"
        ) from error


def _owner(handle: int) -> str:
    return os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
