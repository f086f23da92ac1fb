"""A folder of text files; each file is a document.

Reads `*.txt` and `*.md` below the folder, at any depth. Left out without a word, because no
person dropped them there as news: hidden files and folders (`.name`) and what editors and
downloads leave behind (`name~`, `.swp`, `.part`, `.tmp`). Everything else that cannot be read is
reported. What is new, the text decides: a file renamed or copied is known, an edited one is not.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from watcher.errors import SourceError
from watcher.model import Document, DocumentId, SourceName
from watcher.ports import Cursor, Poll, Skipped
from watcher.sources.decode import Decoded, decode
from watcher.sources.tree import Place, read, shown, walk

SUFFIXES = (".txt", ".md")
"""The files that are read, in capitals too."""

_LARGEST = 2_000_000
"""Bytes: ten times the longest page of news we have met. A larger file is a dump or a mistake."""
_LAYOUT = 1
"""Of the cursor. A cursor with another one counts as empty."""
_SECOND = 1_000_000_000
"""In nanoseconds."""


class _UnfitError(Exception):
    """This file cannot be read as news; its text says why."""


@dataclass(slots=True)
class _Findings:
    """What a poll has found so far."""

    documents: list[tuple[int, str, Document]] = field(default_factory=list)
    """With the time of modification and the path, by which they are sorted."""
    files: dict[str, Sequence[int]] = field(default_factory=dict)
    """The files that were read, now or earlier, and their marks."""
    skipped: list[Skipped] = field(default_factory=list)
    is_unsettled: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """Reads the text files below `path`.

    The cursor knows each file that was read by its mark, so that unchanged files are not opened
    again. A file that could not be read is not in it: it is tried, and reported, at every poll.
    """

    name: SourceName
    path: Path
    settle: timedelta = timedelta(seconds=1)
    """A file changed more recently than this may be half-written: it is left for later."""

    def poll(self, cursor: Cursor, now: datetime) -> Poll:
        """The texts that are new since `cursor`, by time of modification, then by name."""
        known = _known(cursor)
        found = _Findings()
        try:
            for place in walk(str(self.path)):
                if isinstance(place, Skipped):
                    found.skipped.append(place)
                elif known.get(str(place.path)) == list(place.mark):
                    found.files[str(place.path)] = place.mark
                else:
                    self._take(place, now, found)
        except OSError as error:
            raise SourceError(self.name, _trouble(self.path, error)) from error
        documents: dict[DocumentId, Document] = {}
        for _, _, document in sorted(found.documents):
            documents.setdefault(document.id, document)
        return Poll(
            tuple(documents.values()),
            Cursor(json.dumps({"layout": _LAYOUT, "files": found.files})),
            tuple(found.skipped),
            self.settle if found.is_unsettled else None,
        )

    def _take(self, place: Place, now: datetime, found: _Findings) -> None:
        """Add what became of a file that is new or has changed."""
        origin = shown(place.path)
        try:
            decoded = self._text(place, now)
        except _UnfitError as unfit:
            found.skipped.append(Skipped(origin, str(unfit)))
            return
        if decoded is None:
            found.is_unsettled = True
            return
        if decoded.note:
            found.skipped.append(Skipped(origin, f"is read, but {decoded.note}"))
        document = Document(self._id(decoded.text), self.name, decoded.text, now, origin=origin)
        modified, _, _ = place.mark
        found.documents.append((modified, str(place.path), document))
        found.files[str(place.path)] = place.mark

    def _text(self, place: Place, now: datetime) -> Decoded | None:
        """The text of a file; None while it is being written."""
        modified, size, _ = place.mark
        if place.path.suffix.lower() not in SUFFIXES:
            raise _UnfitError(f"is not read: save it as {' or '.join(SUFFIXES)}")
        if abs(now.timestamp() - modified / _SECOND) < self.settle.total_seconds():
            return None
        if size > _LARGEST:
            raise _UnfitError(f"is larger than {_LARGEST // 1_000_000} MB: split it")
        try:
            raw = read(place)
        except OSError as error:
            raise _UnfitError(f"cannot be read: {error.strerror}") from error
        if raw is None:
            return None
        decoded = decode(raw)
        if decoded is None:
            raise _UnfitError("holds no text: save it as plain text in UTF-8")
        if not decoded.text.strip():
            raise _UnfitError("is empty")
        return decoded

    def _id(self, text: str) -> DocumentId:
        """The same for the same text; nobody can make two texts that share one."""
        return DocumentId(f"{self.name}:{blake2b(text.encode(), digest_size=16).hexdigest()}")


def _known(cursor: Cursor) -> dict[str, object]:
    """The marks of the files that were read; none if the cursor is empty or makes no sense."""
    try:
        held = json.loads(cursor or "null")
    except (ValueError, RecursionError):
        return {}
    match held:
        case {"layout": layout, "files": dict(files)} if layout == _LAYOUT:
            return files
        case _:
            return {}


def _trouble(path: Path, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return f"there is no folder {path}: create it, or correct its path in config.toml"
        case NotADirectoryError():
            return f"{path} is not a folder: name the folder that the file stands in"
        case PermissionError():
            return f"watcher may not read {path}: give its user the right to read the folder"
        case _:
            return f"{path} cannot be read: {error.strerror}"
