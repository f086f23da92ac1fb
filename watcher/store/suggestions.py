"""Spellings that almost are a name, and those that a person refused."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Boolean, Column, Connection, Float, Integer, String, Table, delete, select
from sqlalchemy import update as change
from sqlalchemy.dialects.sqlite import insert

from watcher.core.watchlist.near_misses import NearMiss
from watcher.model import EntryId
from watcher.ports.suggesting import Suggestion
from watcher.store.rows import clean
from watcher.store.tables import Moment, metadata

near_misses = Table(
    "near_miss",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("spelling", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("example", String, nullable=False),
    Column("found", Moment, nullable=False),
    Column("refused", Boolean, nullable=False),
    sqlite_autoincrement=True,  # a number that a person read never means another spelling
)


def suggest(connection: Connection, misses: Sequence[NearMiss], at: datetime) -> None:
    """See `Suggesting.suggest`."""
    spellings = [clean(one.surface) for one in misses]
    others = near_misses.c.spelling.not_in(spellings), near_misses.c.refused.is_(False)
    connection.execute(delete(near_misses).where(*others))
    for spelling, one in zip(spellings, misses, strict=True):
        row = {
            "name": one.name,
            "score": one.score,
            "documents": one.documents,
            "example": clean(one.example),
        }
        fresh = insert(near_misses).values(spelling=spelling, found=at, refused=False, **row)
        connection.execute(
            fresh.on_conflict_do_update(
                index_elements=["spelling"], set_=row, where=near_misses.c.refused.is_(False)
            )
        )


def suggestions(connection: Connection) -> Sequence[Suggestion]:
    """See `Suggesting.suggestions`."""
    order = near_misses.c.documents.desc(), near_misses.c.score.desc(), near_misses.c.number
    asked = select(near_misses).where(near_misses.c.refused.is_(False)).order_by(*order)
    return [
        Suggestion(
            row.number,
            NearMiss(row.spelling, EntryId(row.name), row.score, row.documents, row.example),
            row.found,
        )
        for row in connection.execute(asked)
    ]


def refuse(connection: Connection, number: int) -> bool:
    """See `Suggesting.refuse`. What the source wrote is not kept with it."""
    mine = near_misses.c.number == number, near_misses.c.refused.is_(False)
    refused = change(near_misses).where(*mine).values(refused=True, example="")
    return connection.execute(refused).rowcount > 0
