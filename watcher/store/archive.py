"""The documents that are kept, oldest first, beside a watcher that goes on writing. Only reads."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Integer, func, literal_column, select, tuple_

from watcher.model import Document
from watcher.store.database import Database
from watcher.store.papers import document_of
from watcher.store.tables import documents

_BATCH = 500
"""Documents read at once: a view that stays open for long would keep the log from shrinking."""


def archived(database: Database, since: datetime) -> Iterator[Document]:
    """The documents seen at `since` or later, in order of arrival; never all in memory at once."""
    number = literal_column("rowid", Integer)
    place = tuple_(documents.c.seen, number)
    chosen = select(documents, number.label("number")).order_by(documents.c.seen, number)
    rest = documents.c.seen >= since
    while True:
        with database.reading() as connection:
            rows = connection.execute(chosen.where(rest).limit(_BATCH)).mappings().all()
        yield from map(document_of, rows)
        if len(rows) < _BATCH:
            return
        rest = place > (rows[-1]["seen"], rows[-1]["number"])


def how_many(database: Database, since: datetime) -> int:
    """How many `archived` gives."""
    counted = select(func.count()).select_from(documents).where(documents.c.seen >= since)
    with database.reading() as connection:
        return connection.execute(counted).scalar_one()
