"""Version 2: edits and replies, the thread of an event, who tells it, how the rules are doing."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from alembic.operations import Operations
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    String,
    text,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TERM = timedelta(hours=72)
"""Of what was owed in version 1, where all had the same."""


def upgrade(operations: Operations) -> None:
    """Add what version 2 has; nothing that was recorded is lost."""
    _deliveries(operations)
    operations.create_table(
        "thread",
        Column("event", String, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
        Column("message", String, nullable=False),
        Column("deliveries", String, nullable=False),
    )
    operations.add_column("event", Column("voices", String, nullable=False, server_default="[]"))
    _voices(operations.get_bind())
    operations.add_column("event", Column("tellings", String, nullable=False, server_default="[]"))
    _tellings(operations.get_bind())
    for column in ("sources", "names", "first_day", "last_day", "day_said", "signature"):
        operations.drop_column("event", column)
    operations.drop_table("event_key")
    operations.create_table(
        "event_key",
        Column("key", String, primary_key=True),
        Column("seen", BigInteger, primary_key=True),
        Column(
            "event",
            String,
            ForeignKey("event.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
        sqlite_with_rowid=False,
    )
    operations.create_index("verdict_rule", "verdict", ["rule", "at"])
    _rules(operations)
    _documents(operations)
    _sources(operations)
    _people(operations)
    _taken(operations)
    _pairing(operations)


def _rules(operations: Operations) -> None:
    """Nothing was told of the rules before, and nothing suggested."""
    operations.create_table(
        "rulebook",
        Column("number", Integer, primary_key=True),
        Column("since", BigInteger, nullable=False),
        Column("problems", String, nullable=False),
    )
    operations.create_table(
        "near_miss",
        Column("number", Integer, primary_key=True),
        Column("spelling", String, nullable=False, unique=True),
        Column("name", String, nullable=False),
        Column("score", Float, nullable=False),
        Column("documents", Integer, nullable=False),
        Column("example", String, nullable=False),
        Column("found", BigInteger, nullable=False),
        Column("refused", Boolean, nullable=False),
        sqlite_autoincrement=True,
    )


def _documents(operations: Operations) -> None:
    """What was read before is not known for an edit of anything, nor for what is edited later."""
    operations.add_column("document", Column("thing", String, nullable=False, server_default=""))
    edited = Column("edited", Boolean, nullable=False, server_default="0")
    operations.add_column("document", edited)
    operations.create_index(
        "document_thing", "document", ["thing"], sqlite_where=text("thing != ''")
    )


def _sources(operations: Operations) -> None:
    """Nobody was told of a source before, as far as is known."""
    operations.add_column("source", Column("next_try", BigInteger))
    operations.add_column("source", Column("last_news", BigInteger))
    told = Column("told", String, nullable=False, server_default="well")
    operations.add_column("source", told)
    for name in ("trouble", "url", "moved_to", "moved_told"):
        operations.add_column("source", Column(name, String, nullable=False, server_default=""))
    answers = Column("moved_answers", Integer, nullable=False, server_default="0")
    operations.add_column("source", answers)
    operations.add_column("source", Column("moved_since", BigInteger))


def _people(operations: Operations) -> None:
    """Nobody could say anything before."""
    operations.create_table(
        "chat_update",
        Column("bot", String, primary_key=True),
        Column("number", BigInteger, primary_key=True),
        Column("raw", String, nullable=False),
        Column("at", BigInteger, nullable=False, index=True),
        Column("state", String, nullable=False),
        Column("note", String, nullable=False),
        sqlite_with_rowid=False,
    )
    operations.create_table(
        "inbox",
        Column("bot", String, primary_key=True),
        Column("heard", BigInteger, nullable=False),
    )
    event = ForeignKey("event.id", ondelete="CASCADE")
    operations.create_table(
        "ack",
        Column("event", String, event, primary_key=True),
        Column("who", String, nullable=False),
        Column("at", BigInteger, nullable=False),
    )
    operations.create_table(
        "mute",
        Column("of", String, primary_key=True),
        Column("what", String, primary_key=True),
        Column("until", BigInteger, nullable=False),
        Column("who", String, nullable=False),
    )
    operations.create_table(
        "audit",
        Column("number", Integer, primary_key=True),
        Column("at", BigInteger, nullable=False),
        Column("who", String, nullable=False),
        Column("what", String, nullable=False),
    )


def _taken(operations: Operations) -> None:
    """Nobody was heard or answered before."""
    operations.create_table(
        "taken",
        Column("chat", String, primary_key=True),
        Column("message_id", String, primary_key=True),
        Column("at", BigInteger, nullable=False, index=True),
        sqlite_with_rowid=False,
    )


def _pairing(operations: Operations) -> None:
    """Nobody was known by a code before."""
    operations.create_table(
        "invitation",
        Column("digest", String, primary_key=True),
        Column("name", String, nullable=False),
        Column("role", Integer, nullable=False),
        Column("until", BigInteger, nullable=False),
    )
    operations.create_table(
        "paired_person",
        Column("telegram", BigInteger, primary_key=True),
        Column("name", String, nullable=False, unique=True),
        Column("role", Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _deliveries(operations: Operations) -> None:
    """What is owed from before is a message of its own, and aims at nothing."""
    for column in (
        Column("kind", String, nullable=False, server_default="send"),
        Column("target", String),
        Column("chat", String),
        Column("after", String, nullable=False, server_default=""),
        Column("silent", Boolean, nullable=False, server_default="0"),
        Column("expires_at", BigInteger, nullable=False, server_default="0"),
    ):
        operations.add_column("delivery", column)
    term = text("UPDATE delivery SET expires_at = max(created, not_before) + :term")
    operations.get_bind().execute(term, {"term": _TERM // timedelta(microseconds=1)})
    operations.add_column("lane", Column("last_chat", String))
    for name in ("markup", "trouble"):
        operations.add_column("lane", Column(name, String, nullable=False, server_default=""))
    operations.add_column("lane", Column("trouble_since", BigInteger))
    operations.create_index("ix_delivery_target", "delivery", ["target"])
    operations.drop_index("delivery_waiting", "delivery")
    operations.create_index(
        "delivery_waiting",
        "delivery",
        ["channel", text("severity DESC"), text("kind = 'edit'"), "created", "number"],
        sqlite_where=text("state IN ('queued', 'uncertain')"),
    )
    operations.create_index(
        "delivery_expiring",
        "delivery",
        ["expires_at"],
        sqlite_where=text("state IN ('queued', 'uncertain')"),
    )


def _voices(connection: Connection) -> None:
    """Each source that told an event becomes a voice, as far as was recorded."""
    rows = connection.execute(text("SELECT id, sources, told_as, begun, signature FROM event"))
    for key, sources, told_as, begun, signature in rows.all():
        seen = (_EPOCH + timedelta(microseconds=begun)).isoformat()
        first = json.loads(told_as)[0]
        voices: list[list[Any]] = [
            [source, first, seen, [], None, "", "", json.loads(signature), None]
            for source in json.loads(sources)
        ]
        connection.execute(
            text("UPDATE event SET voices = :voices WHERE id = :key"),
            {"voices": json.dumps(voices), "key": key},
        )


def _tellings(connection: Connection) -> None:
    """What told an event from others were its names and its day."""
    rows = connection.execute(text("SELECT id, names, first_day, last_day, day_said FROM event"))
    for key, names, first, last, said in rows.all():
        marks = [f"target:{name}" for name in json.loads(names)]
        telling = [marks, last, [first] if said else [], "body"]
        connection.execute(
            text("UPDATE event SET tellings = :tellings WHERE id = :key"),
            {"tellings": json.dumps([telling]), "key": key},
        )
