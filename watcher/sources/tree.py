"""Walk a folder that others write into, and open its files, without being led astray.

Every step is taken from the open folder above it, so that a name swapped for a link between
looking and opening leads nowhere else, and a pipe never blocks.
"""

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from watcher.ports import Skipped

_LEFTOVERS = ("~", ".part", ".swp", ".tmp")
"""What editors and downloads leave beside the files people mean."""
_DEEPEST = 32
"""Folders within folders: each level holds a descriptor, and nobody files news deeper."""
_GENTLY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_JOINERS = "\u200c\u200d"
"""Part of how Persian and Kurdish are spelled, so also of file names."""

_UNSEEN = ("C", "Zl", "Zp")
"""Categories of Unicode: control and format characters, halves of characters, line ends."""

Mark = tuple[int, int, int]
"""Modification time in nanoseconds, size in bytes, inode: while they stay, so does the text."""


@dataclass(frozen=True, slots=True)
class Place:
    """A regular file, found but not opened. Good only until the walk goes on."""

    path: PurePosixPath
    """Relative to the root of the walk; may hold bytes that are no text."""
    folder: int
    """An open descriptor of the folder it stands in."""
    mark: Mark


def walk(root: str) -> Iterator[Place | Skipped]:
    """Every regular file below `root`, and what else stands there with the reason why not.

    Hidden names and leftovers are left out without a word. Raises `OSError` if `root` itself
    cannot be listed.
    """
    descriptor = os.open(os.path.realpath(root, strict=True), _GENTLY | os.O_DIRECTORY)
    try:
        yield from _inside(descriptor, PurePosixPath())
    finally:
        os.close(descriptor)


def read(place: Place) -> bytes | None:
    """The content of a file; None if it is no longer the file that was found.

    Raises `OSError`.
    """
    descriptor = os.open(place.path.name, _GENTLY, dir_fd=place.folder)
    with os.fdopen(descriptor, "rb") as file:
        _, size, _ = place.mark
        raw = file.read(size + 1)
        return raw if _mark(os.fstat(descriptor)) == place.mark else None


def shown(path: PurePosixPath) -> str:
    """`path` as a person may see it: control characters, line ends and broken bytes are �."""
    return "".join(
        char if char in _JOINERS or not unicodedata.category(char).startswith(_UNSEEN) else "�"
        for char in str(path)
    )


def _inside(folder: int, above: PurePosixPath) -> Iterator[Place | Skipped]:
    for name in sorted(os.listdir(folder)):
        if name.startswith(".") or name.endswith(_LEFTOVERS):
            continue
        path = above / name
        try:
            about = os.lstat(name, dir_fd=folder)
            if stat.S_ISDIR(about.st_mode):
                yield from _below(folder, path)
            elif stat.S_ISREG(about.st_mode):
                yield Place(path, folder, _mark(about))
            else:
                yield Skipped(shown(path), _oddity(about.st_mode))
        except FileNotFoundError:
            continue  # moved or deleted since it was listed: what is there now is read next time
        except OSError as error:
            yield Skipped(shown(path), f"cannot be read: {error.strerror}")


def _below(folder: int, path: PurePosixPath) -> Iterator[Place | Skipped]:
    if len(path.parts) > _DEEPEST:
        yield Skipped(shown(path), f"is not looked into: more than {_DEEPEST} folders deep")
        return
    descriptor = os.open(path.name, _GENTLY | os.O_DIRECTORY, dir_fd=folder)
    try:
        yield from _inside(descriptor, path)
    finally:
        os.close(descriptor)


def _mark(about: os.stat_result) -> Mark:
    return about.st_mtime_ns, about.st_size, about.st_ino


def _oddity(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "is a link, and links are not followed: put the file itself here"
    kind = "pipe" if stat.S_ISFIFO(mode) else "socket" if stat.S_ISSOCK(mode) else "device"
    return f"is a {kind}, not a file"
