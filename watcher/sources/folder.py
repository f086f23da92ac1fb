"""A folder of files; each is a document, or several.

Reads texts, pages, PDF, Word files, e-mails and JSON below the folder, at any depth. Left out
without a word, because no person dropped them there as news: hidden files and folders (`.name`)
and what editors and downloads leave behind (`name~`, `.swp`, `.part`, `.tmp`). Everything else
that cannot be read is reported. What is new, the text decides: a file renamed or copied is known,
an edited one is not.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from watcher.errors import SourceError
from watcher.model import Document, DocumentId, SourceName
from watcher.ports import Cursor, Poll, Skipped
from watcher.sources.entry import document
from watcher.sources.extract import Extracted, extract, extract_text
from watcher.sources.kinds import Kind, kind_of, suffix_trouble
from watcher.sources.tree import Place, read, shown, walk
from watcher.sources.unfit import UnfitError
from watcher.sources.worker import OverrunError, run

_LARGEST_TEXT = 2_000_000
"""Bytes: ten times the longest page of news we have met. A larger file is a dump or a mistake."""
_LARGEST = 20_000_000
"""Bytes of a file that holds pictures beside its text, or many texts."""
_TOO_LARGE = f"is larger than {_LARGEST // 1_000_000} MB: split it"
_AGAIN = timedelta(days=1)
"""How long a file that holds no news, or a bomb, is left alone unless it changes."""
_LAYOUT = 1
"""Of the cursor. A cursor with another one counts as empty."""
_SECOND = 1_000_000_000
"""In nanoseconds."""


class _PuzzleError(UnfitError):
    """It takes work to see that this file holds no news: that is remembered."""


@dataclass(slots=True)
class _Findings:
    """What a poll has found so far."""

    documents: list[tuple[int, str, int, Document]] = field(default_factory=list)
    """With the time of modification, the path and the place in the file: the order they come in."""
    files: dict[str, Sequence[object]] = field(default_factory=dict)
    """The files that were read, now or earlier: their marks, and what of them could not be read."""
    refused: dict[str, Sequence[object]] = field(default_factory=dict)
    """The files that hold no news: their marks, when that was found out, and why."""
    skipped: list[Skipped] = field(default_factory=list)
    is_unsettled: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """Reads the text files below `path`.

    The cursor knows each file that was read by its mark, so that unchanged files are not opened
    again. What of it could not be read is reported at every poll all the same, and so is a file
    that holds no news, which is read again when it changes, or after a day. A file that could
    not be opened is tried at every poll.
    """

    name: SourceName
    path: Path
    settle: timedelta = timedelta(seconds=1)
    """A file changed more recently than this may be half-written: it is left for later."""

    def poll(self, cursor: Cursor, now: datetime) -> Poll:
        """The texts that are new since `cursor`, by time of modification, then by name."""
        known, refused = _known(cursor, "files"), _known(cursor, "refused")
        found = _Findings()
        try:
            for place in walk(str(self.path)):
                if isinstance(place, Skipped):
                    found.skipped.append(place)
                elif not _is_known(place, known, refused, now, found):
                    self._take(place, now, found)
        except OSError as error:
            raise SourceError(self.name, _trouble(self.path, error)) from error
        documents: dict[DocumentId, Document] = {}
        for *_, one in sorted(found.documents, key=lambda each: each[:3]):
            documents.setdefault(one.id, one)
        held = {"layout": _LAYOUT, "files": found.files, "refused": found.refused}
        return Poll(
            tuple(documents.values()),
            Cursor(json.dumps(held)),
            tuple(found.skipped),
            self.settle if found.is_unsettled else None,
        )

    def _take(self, place: Place, now: datetime, found: _Findings) -> None:
        """Add what became of a file that is new or has changed."""
        origin, path = shown(place.path), str(place.path)
        modified, _, _ = place.mark
        try:
            extracted = self._texts(place, now)
        except _PuzzleError as puzzle:
            found.refused[path] = (*place.mark, now.timestamp(), str(puzzle))
            found.skipped.append(Skipped(origin, str(puzzle)))
        except UnfitError as unfit:
            found.skipped.append(Skipped(origin, str(unfit)))
        else:
            if extracted is None:
                found.is_unsettled = True
                return
            found.files[path] = (*place.mark, *extracted.notes)
            found.skipped += [Skipped(origin, f"is read, but {note}") for note in extracted.notes]
            for number, one in enumerate(_documents(extracted, self.name, origin, now)):
                found.documents.append((modified, path, number, one))

    def _texts(self, place: Place, now: datetime) -> Extracted | None:
        """The texts of a file; None while it is being written, or moved away."""
        modified, size, _ = place.mark
        if trouble := suffix_trouble(place.path.suffix.lower()):
            raise UnfitError(trouble)
        if abs(now.timestamp() - modified / _SECOND) < self.settle.total_seconds():
            return None
        if size > _LARGEST:
            raise UnfitError(_TOO_LARGE)
        try:
            raw = read(place)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UnfitError(f"cannot be read: {error.strerror}") from error
        return None if raw is None else _extracted(raw, place.path.suffix.lower())


def one_file(
    file: Path, source: SourceName, origin: str, now: datetime
) -> tuple[Sequence[Document], Sequence[str]]:
    """What one file holds, as a folder of `source` would give it, whatever it is called.

    And what of it is not read, as clauses after “is read, but”. Raises `UnfitError` for none.
    """
    try:
        with file.open("rb") as opened:
            raw = opened.read(_LARGEST + 1)
    except OSError as error:
        raise UnfitError(f"cannot be read: {error.strerror}") from error
    if len(raw) > _LARGEST:
        raise UnfitError(_TOO_LARGE)
    extracted = _extracted(raw, file.suffix.lower())
    return [*_documents(extracted, source, origin, now)], extracted.notes


def _documents(
    extracted: Extracted, source: SourceName, origin: str, now: datetime
) -> Iterator[Document]:
    for entry in extracted.entries:
        one = replace(document(entry, source, "", now), origin=origin)
        yield one if entry.title else replace(one, id=_id(entry.text, source), text=entry.text)


def _id(text: str, source: SourceName) -> DocumentId:
    """The same for the same text; nobody can make two texts that share one."""
    return DocumentId(f"{source}:{blake2b(text.encode(), digest_size=16).hexdigest()}")


def _extracted(raw: bytes, suffix: str) -> Extracted:
    """The texts in `raw`; all but plain text are read in a process that can be ended."""
    try:
        if kind_of(raw, suffix) is not Kind.TEXT:
            return run(extract, raw, suffix)
        if len(raw) > _LARGEST_TEXT:
            raise _PuzzleError(f"is larger than {_LARGEST_TEXT // 1_000_000} MB: split it")
        return extract_text(raw)
    except ChildProcessError as error:
        raise UnfitError(f"cannot be read now: {error}") from error
    except (UnfitError, OverrunError) as error:
        raise _PuzzleError(str(error)) from error


def _is_known(
    place: Place,
    known: dict[str, Sequence[object]],
    refused: dict[str, Sequence[object]],
    now: datetime,
    found: _Findings,
) -> bool:
    """Whether a file is as it was when it was read or refused; what was said then is said again."""
    path, origin = str(place.path), shown(place.path)
    match known.get(path):
        case [modified, size, inode, *notes] if (modified, size, inode) == place.mark:
            found.files[path] = known[path]
            found.skipped += [Skipped(origin, f"is read, but {note}") for note in notes]
            return True
    match refused.get(path):
        case [modified, size, inode, float(tried), str(why)] if (
            modified,
            size,
            inode,
        ) == place.mark and abs(now.timestamp() - tried) < _AGAIN.total_seconds():
            found.refused[path] = refused[path]
            found.skipped.append(Skipped(origin, why))
            return True
    return False


def _known(cursor: Cursor, part: str) -> dict[str, Sequence[object]]:
    """A part of the cursor, by path; empty if the cursor is, or makes no sense."""
    try:
        held = json.loads(cursor or "null")
    except (ValueError, RecursionError):
        return {}
    match held:
        case {"layout": layout, **parts} if layout == _LAYOUT:
            files = parts.get(part)
            return files if isinstance(files, dict) else {}
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
