"""Version 2: edits and replies, the thread of an event, and who tells it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from alembic.operations import Operations
from sqlalchemy import Column, Connection, ForeignKey, String, text

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
    operations.drop_column("event", "sources")
    operations.create_index("verdict_rule", "verdict", ["rule", "at"])


def _deliveries(operations: Operations) -> None:
    """What is owed from before is a message of its own, and aims at nothing."""
    kind = Column("kind", String, nullable=False, server_default="send")
    for column in (kind, Column("target", String), Column("chat", String)):
        operations.add_column("delivery", column)
    operations.create_index("ix_delivery_target", "delivery", ["target"])
    operations.drop_index("delivery_waiting", "delivery")
    operations.create_index(
        "delivery_waiting",
        "delivery",
        ["channel", text("severity DESC"), text("kind = 'edit'"), "created", "number"],
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
