"""Statements about people who became known by a code, and about the codes that are open."""

from datetime import datetime

from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from watcher.model import Person, Role
from watcher.ports import Invitation
from watcher.store.people_tables import invitations, paired_people
from watcher.store.rows import clean


def invite(connection: Connection, one: Invitation, now: datetime) -> None:
    """See `Pairing.invite`."""
    connection.execute(delete(invitations).where(invitations.c.until <= now))
    row = {"digest": one.digest, "name": clean(one.name), "role": one.role, "until": one.until}
    connection.execute(insert(invitations).values(row))


def invitation(connection: Connection, digest: str, now: datetime) -> Invitation | None:
    """See `Pairing.invitation`."""
    asked = select(invitations).where(invitations.c.digest == digest, invitations.c.until > now)
    row = connection.execute(asked).first()
    return None if row is None else Invitation(row.digest, row.name, Role(row.role), row.until)


def invites(connection: Connection, now: datetime) -> bool:
    """See `Pairing.invites`."""
    asked = select(invitations.c.digest).where(invitations.c.until > now)
    return connection.execute(asked.limit(1)).first() is not None


def pair(connection: Connection, digest: str, person: Person) -> None:
    """See `Pairing.pair`."""
    connection.execute(delete(invitations).where(invitations.c.digest == digest))
    name = clean(person.name)
    same = (paired_people.c.telegram == person.telegram) | (paired_people.c.name == name)
    connection.execute(delete(paired_people).where(same))
    row = {"telegram": person.telegram, "name": name, "role": person.role}
    connection.execute(insert(paired_people).values(row))


def person(connection: Connection, telegram: int) -> Person | None:
    """See `Pairing.person`."""
    asked = select(paired_people).where(paired_people.c.telegram == telegram)
    row = connection.execute(asked).first()
    return None if row is None else _person(row)


def paired(connection: Connection) -> list[Person]:
    """See `Pairing.paired`."""
    asked = select(paired_people).order_by(paired_people.c.name)
    return list(map(_person, connection.execute(asked)))


def unpair(connection: Connection, name: str) -> bool:
    """See `Pairing.unpair`."""
    gone = delete(paired_people).where(paired_people.c.name == clean(name))
    return connection.execute(gone).rowcount > 0


def _person(row: Row[tuple[int, str, int]]) -> Person:
    return Person(row.name, row.telegram, Role(row.role))
