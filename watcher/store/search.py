"""Full text of the kept documents. The monopoly on FTS5.

Texts are folded as the rules fold them before they are indexed, and so is what is asked: one alef,
one ya, no tatweel, no accents. Triggers keep the index in step with the documents, whoever adds or
forgets one. The index holds no text of its own; to forget a document FTS5 asks for the very words
that were indexed, so these are made anew from the document. A checksum tells whether they are the
same: where folding is another thing by then, they stay in the index and lead to nothing.
"""

import re
import sqlite3
import zlib
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, text

from watcher.core.text.fold import Prepared, fold, prepare
from watcher.model import Span
from watcher.ports import Hit
from watcher.store.papers import document_of
from watcher.store.tables import documents

_INDEX = (
    """CREATE TABLE searchable (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        document VARCHAR NOT NULL UNIQUE REFERENCES document (id) ON DELETE CASCADE,
        checksum INTEGER NOT NULL
    )""",
    "CREATE VIRTUAL TABLE document_words USING fts5(words, content='')",
    """CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
        INSERT INTO searchable (document, checksum)
        VALUES (new.id, watcher_checksum(watcher_folded(new.title, new.text)));
    END""",
    """CREATE TRIGGER searchable_added AFTER INSERT ON searchable BEGIN
        INSERT INTO document_words (rowid, words)
        SELECT new.number, watcher_folded(title, text) FROM document WHERE id = new.document;
    END""",
    """CREATE TRIGGER document_forgotten BEFORE DELETE ON document BEGIN
        INSERT INTO document_words (document_words, rowid, words)
        SELECT 'delete', number, watcher_folded(old.title, old.text) FROM searchable
        WHERE document = old.id
        AND checksum = watcher_checksum(watcher_folded(old.title, old.text));
    END""",
)
"""A number is never given twice (AUTOINCREMENT): what was left in the index belongs to nobody."""
_FOUND = text(
    "SELECT document.* FROM document_words "
    "JOIN searchable ON searchable.number = document_words.rowid "
    "JOIN document ON document.id = searchable.document "
    "WHERE document_words MATCH :asked AND document.seen >= :since "
    "ORDER BY document.seen DESC, searchable.number DESC LIMIT :limit"
).columns(*documents.c)
_ASKED = re.compile(r'["“”«»]([^"“”«»]*)["“”«»]|([^\s"“”«»]+)')
_WORD = re.compile(r"[^\W_]+")
_WORKED = 2
"""Rows that change where a merge had anything to do; one changes always."""
_AROUND = 100
"""Characters quoted on each side of what was found: with it about two sentences."""


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the triggers call."""
    connection.create_function("watcher_folded", 2, _folded, deterministic=True)
    connection.create_function("watcher_checksum", 1, _checksum, deterministic=True)


def create_index(connection: Connection) -> None:
    """Create the index, and fill it with the documents that are there already."""
    for statement in _INDEX:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "INSERT INTO searchable (document, checksum) "
        "SELECT id, watcher_checksum(watcher_folded(title, text)) FROM document ORDER BY rowid"
    )


def merge(connection: Connection, pages: int) -> bool:
    """Let go of the words of forgotten documents, in so many pages; whether there was any.

    A negative number begins to merge the whole index (FTS5, 6.9 “merge”).
    """
    total = text("SELECT total_changes()")
    before = connection.execute(total).scalar_one()
    asked = "INSERT INTO document_words (document_words, rank) VALUES ('merge', :pages)"
    connection.execute(text(asked), {"pages": pages})
    changed: int = connection.execute(total).scalar_one() - before
    return changed >= _WORKED


def search(connection: Connection, asked: str, since: datetime, limit: int) -> list[Hit]:
    """See `Store.search`."""
    phrases = _phrases(asked)
    if not phrases:
        return []
    # words only, each phrase in quotes: nothing of what was asked is read as syntax
    query = " ".join(f'"{" ".join(words)}"' for words in phrases)
    bound = documents.c.seen.type.bind_processor(connection.dialect)
    moment = bound(since) if bound else since
    rows = connection.execute(_FOUND, {"asked": query, "since": moment, "limit": limit})
    papers = map(document_of, rows.mappings().all())
    return [Hit(paper, _quoted(paper.text, phrases)) for paper in papers]


def _phrases(asked: str) -> list[list[str]]:
    """What is asked for, phrase by phrase, in folded words; empty where there is no word in it."""
    parts = (phrase or word for phrase, word in _ASKED.findall(asked))
    return [words for part in parts if (words := _WORD.findall(fold(part)))]


def _quoted(original: str, phrases: Sequence[Sequence[str]]) -> Span:
    """The part of the text around the first of `phrases`; the beginning if none stands in it."""
    prepared = prepare(original)
    found = (_place(prepared, words) for words in phrases)
    place = min((one for one in found if one), default=Span(0, 0))
    start = max(0, place.start - _AROUND)
    end = min(len(original), place.end + _AROUND)
    if start and (gap := re.search(r"\s", original[start : place.start])):
        start += gap.end()
    if end < len(original) and (gap := re.search(r"\s\S*\Z", original[place.end : end])):
        end = place.end + gap.start()
    return Span(start, end)


def _place(prepared: Prepared, words: Sequence[str]) -> Span | None:
    pattern = r"[\W_]+".join(map(re.escape, words))
    found = re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", prepared.text)
    return prepared.origin(*found.span()) if found else None


@lru_cache(maxsize=1)
def _folded(title: str, text: bytes) -> str:
    """Asked for twice for each document that comes or goes."""
    original = zlib.decompress(text).decode("utf-8", "surrogatepass")
    words = _WORD.findall(fold(f"{title}\n{original}"))
    return " ".join(words).encode("utf-8", "replace").decode()


def _checksum(folded: str) -> int:
    return zlib.crc32(folded.encode())
