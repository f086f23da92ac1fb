"""Which files hold rules, and their text."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from pathlib import Path

from watcher.rulefile.tree import Notes, Placed, Spot, Text

LARGEST = 1_000_000
"""Bytes of a file; one with more is no longer edited by hand, and takes seconds to parse."""
_ENDINGS = {".yaml", ".yml"}


def find_files(paths: Sequence[Path]) -> Iterator[tuple[Path, Notes]]:
    """Each rule file once, a folder's in the order of their names, with notes about it.

    A path or a link that leads to no file is given too: its notes say why. Hidden files are left
    out: editors keep their own there.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _files_in(path) if path.is_dir() else [path]:
            whole = file.resolve()
            if whole not in seen:
                seen.add(whole)
                yield file, Notes(file)


def _files_in(folder: Path) -> list[Path]:
    found = sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in _ENDINGS
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and (file.is_file() or not file.exists())
    )
    return found or [folder]


def read_file(path: Path, notes: Notes) -> str | None:
    """The text of a rule file; None where it cannot be used, which is noted."""
    if path.is_dir():
        notes.problem(Spot(1), "the folder holds no rule file", "rule files end in .yaml")
        return None
    return _text(path, Spot(1), notes)


def read_news(name: Text, notes: Notes) -> str:
    """The text of the news file that a test names, seen from the rule file. Empty if noted."""
    return _text(notes.path.parent / name, name, notes) or ""


def _text(path: Path, at: Placed, notes: Notes) -> str | None:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        notes.problem(at, f"cannot read {path}: {reason}")
        return None
    if len(content) > LARGEST:
        notes.problem(at, f"{path.name} is larger than 1 MB", "split it into several files")
        return None
    try:
        return content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        bad = Spot(before.count("\n") + 1, len(before) - before.rfind("\n"))
        what = f"{path.name} is not UTF-8 in line {bad.line}"
        notes.problem(bad if path == notes.path else at, what, "save it as UTF-8")
        return None
