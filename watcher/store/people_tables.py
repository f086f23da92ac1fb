"""The tables about people: who is known, what they did in chats, acks, mutes, and the audit."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from watcher.store.tables import Moment, metadata

updates = Table(
    "chat_update",  # what people did in chats, as the server told it
    metadata,
    Column("bot", String, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("raw", String, nullable=False),  # JSON; emptied once it is handled
    Column("at", Moment, nullable=False, index=True),
    Column("state", String, nullable=False, default="waiting"),  # then done, passed over, or bad
    Column("note", String, nullable=False, default=""),
    sqlite_with_rowid=False,
)

taken = Table(
    "taken",  # messages that are no deliveries: answers, and what people wrote
    metadata,
    Column("chat", String, primary_key=True),
    Column("message_id", String, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    sqlite_with_rowid=False,
)

inboxes = Table(
    "inbox",
    metadata,
    Column("bot", String, primary_key=True),
    Column("heard", BigInteger, nullable=False),  # the number of its last update
)

acks = Table(
    "ack",
    metadata,
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("who", String, nullable=False),
    Column("at", Moment, nullable=False),
)

mutes = Table(
    "mute",
    metadata,
    Column("of", String, primary_key=True),  # rule, event or name
    Column("what", String, primary_key=True),
    Column("until", Moment, nullable=False),
    Column("who", String, nullable=False),
)

audits = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
)

invitations = Table(
    "invitation",
    metadata,
    Column("digest", String, primary_key=True),  # of a code that is kept nowhere
    Column("name", String, nullable=False),
    Column("role", Integer, nullable=False),
    Column("until", Moment, nullable=False),
)

paired_people = Table(
    "paired_person",
    metadata,
    Column("telegram", BigInteger, primary_key=True),  # the id of their account
    Column("name", String, nullable=False, unique=True),
    Column("role", Integer, nullable=False),
    sqlite_with_rowid=False,
)
