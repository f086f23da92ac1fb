"""Documents as rows and back, and what was kept of those that were edited since."""

import zlib
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, select

from watcher.model import Document, DocumentId, SourceName
from watcher.store.rows import Row, clean
from watcher.store.tables import documents

_BATCH = 500
"""Values in one statement: SQLite takes 999 at least, whatever it was built with."""


def document_row(document: Document) -> Row:
    """The text is compressed: news shrinks to less than half."""
    return {
        "id": document.id,
        "source": document.source,
        "text": zlib.compress(document.text.encode("utf-8", "surrogatepass")),
        "title": clean(document.title),
        "seen": document.seen,
        "published": document.published,
        "url": document.url and clean(document.url),
        "origin": clean(document.origin),
        "thing": document.thing,
        "edited": document.edited,
    }


def document_of(row: RowMapping) -> Document:
    """The document as it came, from its row."""
    return Document(
        id=DocumentId(row["id"]),
        source=SourceName(row["source"]),
        text=text_of(row["text"]),
        seen=row["seen"],
        title=row["title"],
        published=row["published"],
        url=row["url"],
        origin=row["origin"],
        thing=row["thing"],
        edited=row["edited"],
    )


def text_of(kept: bytes) -> str:
    """The text of a document, as `document_row` keeps it."""
    return zlib.decompress(kept).decode("utf-8", "surrogatepass")


def earlier(connection: Connection, things: Sequence[str]) -> Mapping[str, str]:
    """See `Store.earlier`."""
    found: dict[str, str] = {}
    for start in range(0, len(things), _BATCH):
        asked = select(documents.c.thing, documents.c.text)
        asked = asked.where(documents.c.thing.in_(things[start : start + _BATCH]))
        # without this SQLite does not see that the index holds them all
        asked = asked.where(documents.c.thing != "").order_by(documents.c.seen)
        found |= {thing: text_of(text) for thing, text in connection.execute(asked)}
    return found
