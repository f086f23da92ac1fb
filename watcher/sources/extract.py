"""The texts in a file, whatever its format. Pure in the bytes.

It takes and gives plain values, so that it can run in a process that is ended when it takes too
long: of all formats but plain text, a file may be built to use up time or memory.

The libraries for pages, PDF and Word are loaded only where such a file is read: that is in the
worker, and they are a fifth of a start.
"""

import re
from dataclasses import dataclass

from watcher.sources import listed, mail
from watcher.sources.decode import Decoded, decode
from watcher.sources.entry import Entry
from watcher.sources.kinds import Kind, kind_of
from watcher.sources.unfit import UnfitError

_LARGEST = 2_000_000
"""Characters of one text: ten times the longest page of news we have met."""
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 1_024
"""Bytes in which a page names its charset, as the standard of HTML asks."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file holds."""

    entries: tuple[Entry, ...]
    """At least one, each with text."""
    notes: tuple[str, ...] = ()
    """What of it is not read, as clauses after “is read, but”."""


def extract(raw: bytes, suffix: str) -> Extracted:
    """The texts in `raw`, from a file with this suffix. Raises `UnfitError` for none."""
    found = _read(raw, kind_of(raw, suffix))
    entries, notes = [], list(found.notes)
    for number, entry in enumerate(found.entries, 1):
        sound = _sound(entry)
        if len(sound.whole) > _LARGEST:
            notes.append(f"not text {number}, which is longer than 2 million characters: split it")
        elif sound.whole:
            entries.append(sound)
    if not entries:
        raise UnfitError(f"holds no text to read: {notes[0]}" if notes else "is empty")
    return Extracted(tuple(entries), tuple(notes))


def extract_text(raw: bytes) -> Extracted:
    """The text of plain text, exactly as it stands. Raises `UnfitError` where there is none."""
    decoded = _decoded(raw)
    if not decoded.text.strip():
        raise UnfitError("is empty")
    return Extracted((Entry(text=decoded.text),), _note(decoded))


def _read(raw: bytes, kind: Kind) -> Extracted:
    match kind:
        case Kind.PDF:
            from watcher.sources import pdf  # noqa: PLC0415 - see above

            text, notes = pdf.read_pdf(raw)
            return Extracted((Entry(text=text),), tuple(notes))
        case Kind.WORD:
            from watcher.sources import word  # noqa: PLC0415 - see above

            return Extracted((Entry(text=word.read_word(raw)),))
        case Kind.MAIL:
            entry, notes = mail.read_mail(raw)
            return Extracted((entry,), tuple(notes))
        case Kind.HTML:
            from watcher.sources import page  # noqa: PLC0415 - see above

            charset = _CHARSET.search(raw[:_HEAD])
            decoded = _decoded(raw, charset[1].decode("ascii", "ignore") if charset else None)
            return Extracted((page.read_page(decoded.text),), _note(decoded))
        case Kind.JSON | Kind.LINES:
            decoded = _decoded(raw)
            read = listed.read_json if kind is Kind.JSON else listed.read_lines
            entries, more = read(decoded.text)
            return Extracted(tuple(entries), (*_note(decoded), *more))
        case Kind.TEXT:
            return extract_text(raw)


def _decoded(raw: bytes, declared: str | None = None) -> Decoded:
    decoded = decode(raw, declared)
    if decoded is None:
        raise UnfitError("holds no text: save it as plain text in UTF-8")
    return decoded


def _note(decoded: Decoded) -> tuple[str, ...]:
    return (decoded.note,) if decoded.note else ()


def _sound(entry: Entry) -> Entry:
    """`entry` without halves of characters, which nothing can store."""
    link, title, text = (
        words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for words in (entry.link, entry.title, entry.text)
    )
    return Entry(entry.guid, link, title, text, entry.published)
