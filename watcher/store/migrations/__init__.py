"""Bring a database of an older watcher up to date, one version after the other.

The only room with Alembic, whose operations know how to alter tables; the version itself is kept
in the file (`user_version`). Each step says in its own words what its version had, so that it
stays true however the tables change later.
"""

from collections.abc import Callable

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, delete, insert, select

from watcher.core.stories.same import keys
from watcher.store.migrations import to_version_2
from watcher.store.rows import event_of
from watcher.store.search import create_index
from watcher.store.tables import event_keys, events

STEPS: tuple[Callable[[Operations], None], ...] = (to_version_2.upgrade,)
"""The first leads from version 1 to version 2, and so on."""


def migrate(connection: Connection, version: int) -> None:
    """Take the tables from `version` to the newest, in the transaction of `connection`."""
    operations = Operations(MigrationContext.configure(connection))
    for step in STEPS[version - 1 :]:
        step(operations)
    _index_anew(connection)
    create_index(connection)


def _index_anew(connection: Connection) -> None:
    """The keys follow from the events: what tells them apart may be another thing by now."""
    connection.execute(delete(event_keys))
    for row in connection.execute(select(events)).mappings().all():
        mark = {"event": row["id"], "seen": row["seen"]}
        marks = [mark | {"key": key} for key in sorted(keys(event_of(row).tellings))]
        if marks:
            connection.execute(insert(event_keys), marks)
