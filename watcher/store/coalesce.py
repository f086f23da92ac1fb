"""Say once what several deliveries would say: waiting revisions of one message become one.

Whatever is merged keeps its row, with the reason; repeated, nothing here changes anything.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, func, select, update

from watcher.model import Kind, State
from watcher.store.tables import deliveries

SETTLED = (State.SENT, State.MERGED, State.DEAD, State.EXPIRED, State.DROPPED, State.GONE)
"""Nothing more will be done about these."""

GIVEN_UP = [State.DEAD, State.EXPIRED]
"""Settled, and may be owed anew by a person."""

_WAITING = [State.QUEUED, State.UNCERTAIN]
_OUTDATED = "a newer revision of the message says it"
_IN_TIME = "the message says it from the start: it had not gone out yet"


def waiting() -> ColumnElement[bool]:
    """Owed and not on its way.

    The states stand in the SQL as literals: SQLite uses the index `delivery_waiting` only then.
    """
    states: BindParameter[list[State]] = bindparam(
        "waiting", _WAITING, expanding=True, literal_execute=True
    )
    return deliveries.c.state.in_(states)


def coalesce(connection: Connection, targets: Collection[str]) -> None:
    """Leave no more than one waiting edit of each of `targets`, and none of an unsent one.

    A target that something louder waits for becomes as loud; one that is held, and is answered by
    what may go out earlier, goes out as early.
    """
    for target in sorted(targets):
        aimed = (deliveries.c.target == target) & waiting()
        loudest = connection.execute(select(func.max(deliveries.c.severity)).where(aimed)).scalar()
        if loudest is not None:
            _raise(connection, target, loudest)
            _wake(connection, target)
            _merge_edits(connection, target)


def stand_down(connection: Connection, prefix: str, why: str) -> None:
    """Nobody needs what is queued by ids that begin with `prefix`; what may be out stays."""
    queued = deliveries.c.id.startswith(prefix, autoescape=True)
    queued &= deliveries.c.state == State.QUEUED
    connection.execute(update(deliveries).where(queued).values(state=State.MERGED, note=why))


def _raise(connection: Connection, target: str, loudest: int) -> None:
    quieter = (deliveries.c.id == target) & waiting() & (deliveries.c.severity < loudest)
    connection.execute(update(deliveries).where(quieter).values(severity=loudest))


def _wake(connection: Connection, target: str) -> None:
    """Only what was never tried: what was waits for its own reasons."""
    answers = (deliveries.c.target == target) & (deliveries.c.kind == Kind.REPLY) & waiting()
    earliest = select(func.min(deliveries.c.not_before)).where(answers).scalar_subquery()
    fresh = (deliveries.c.state == State.QUEUED) & (deliveries.c.attempts == 0)
    held = (deliveries.c.id == target) & fresh & (deliveries.c.not_before > earliest)
    later = update(deliveries).where(held)
    connection.execute(later.values(not_before=earliest))


def _merge_edits(connection: Connection, target: str) -> None:
    """Only the newest edit counts; one that was given up does not outdate an older one."""
    edits = connection.execute(
        select(deliveries.c.id, deliveries.c.state, deliveries.c.text)
        .where(deliveries.c.target == target, deliveries.c.kind == Kind.EDIT)
        .where(deliveries.c.state.not_in(GIVEN_UP))
        .order_by(deliveries.c.number.desc())
    ).all()
    _merge(connection, [id_ for id_, _, _ in edits[1:]], _OUTDATED)
    unsent = deliveries.c.id == target
    unsent &= deliveries.c.state.in_([State.QUEUED, State.EXPIRED])
    for id_, state, text in edits[:1]:
        told = update(deliveries).where(unsent).values(text=text)
        if state in _WAITING and connection.execute(told).rowcount:
            _merge(connection, [id_], _IN_TIME)


def _merge(connection: Connection, ids: Sequence[str], why: str) -> None:
    these = deliveries.c.id.in_(ids) & waiting()
    connection.execute(update(deliveries).where(these).values(state=State.MERGED, note=why))
