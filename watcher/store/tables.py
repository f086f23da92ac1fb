"""The tables, named after the nouns of `watcher.model`.

Unique keys do the work: whatever is recorded a second time meets its own key and changes nothing.
Moments are whole microseconds since 1970 in UTC, so that they sort and compare as numbers.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    literal_column,
    text,
)

VERSION = 2
"""Of the tables below, kept in the file (`user_version`).

What changes in them also belongs into `watcher.store.migrations`. A column that is added stands at
the end of its table and has a `server_default`, or may be empty: rows of before need a value.
"""

MARK = 0x57415443
"""“WATC”, kept in the file (`application_id`): tells our database from anybody else's."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as an integer."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Microseconds since 1970; exact, where a float would round."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """The moment, in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND


metadata = MetaData()

sources = Table(
    "source",
    metadata,
    Column("name", String, primary_key=True),
    Column("cursor", String, nullable=False, default=""),
    Column("last_success", Moment),
    Column("last_failure", Moment),
    Column("failures", Integer, nullable=False, default=0),
    Column("note", String, nullable=False, default=""),
    Column("skipped", String, nullable=False, default="[]"),
    Column("next_try", Moment),
    Column("last_news", Moment),
    Column("told", String, nullable=False, server_default="well"),
    Column("trouble", String, nullable=False, server_default=""),
    Column("url", String, nullable=False, server_default=""),  # the one that failed
    Column("moved_to", String, nullable=False, server_default=""),
    Column("moved_answers", Integer, nullable=False, server_default="0"),
    Column("moved_since", Moment),
    Column("moved_told", String, nullable=False, server_default=""),
)

seen_documents = Table(
    "seen_document",  # outlives the document, so that nothing comes twice after `prune`
    metadata,
    Column("id", String, primary_key=True),
    Column("seen", Moment, nullable=False),
    sqlite_with_rowid=False,
)

documents = Table(
    "document",
    metadata,
    Column("id", String, primary_key=True),
    Column("source", String, nullable=False, index=True),
    Column("text", LargeBinary, nullable=False),  # zlib over UTF-8
    Column("title", String, nullable=False),
    Column("seen", Moment, nullable=False, index=True),
    Column("published", Moment),
    Column("url", String),
    Column("origin", String, nullable=False),
    Column("thing", String, nullable=False, server_default=""),
    Column("edited", Boolean, nullable=False, server_default="0"),
)
Index(
    "document_thing",
    documents.c.thing,
    sqlite_where=text("thing != ''"),
    postgresql_where=text("thing != ''"),
)

stories = Table(
    "story",
    metadata,
    Column("id", String, primary_key=True),
    Column("document", ForeignKey("document.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("date", Date),
    Column("date_inferred", Boolean, nullable=False),
    Column("source", String, nullable=False),
    Column("source_inferred", Boolean, nullable=False),
)

matches = Table(
    "match",
    metadata,
    Column("story", ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("rule", String, primary_key=True),
    Column("severity", Integer, nullable=False),
    Column("told_as", String, nullable=False),
    Column("evidence", String, nullable=False),  # JSON, see `watcher.store.rows`
)

events = Table(
    "event",
    metadata,
    Column("id", String, primary_key=True),
    Column("rules", String, nullable=False),
    Column("named", String, nullable=False),
    Column("told_as", String, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("tellings", String, nullable=False, server_default="[]"),  # JSON, see `rows`
    Column("voices", String, nullable=False, server_default="[]"),  # JSON, see `rows`
    Column("stories", Integer, nullable=False),
    Column("rung", Moment),
    Column("begun", Moment, nullable=False),
    Column("seen", Moment, nullable=False, index=True),
)

event_keys = Table(
    "event_key",
    metadata,
    Column("key", String, primary_key=True),
    Column("seen", Moment, primary_key=True),  # the event's: an everyday key is read for a week
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

verdicts = Table(
    "verdict",  # also says which stories an event has, and why each joined it
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", ForeignKey("story.id", ondelete="CASCADE"), nullable=False),
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("rule", String, nullable=False),  # the loudest of those that hold
    Column("at", Moment, nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("headline", String, nullable=False),
    UniqueConstraint("story", "event", "rule"),
    Index("verdict_rule", "rule", "at"),
)

routes = Table(
    "verdict_channel",
    metadata,
    Column("channel", String, primary_key=True),
    Column("verdict", ForeignKey("verdict.number", ondelete="CASCADE"), primary_key=True),
    Index("verdict_channel_verdict", "verdict"),
    sqlite_with_rowid=False,
)

alerts = Table(
    "alert",
    metadata,
    Column("id", String, primary_key=True),
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("story", ForeignKey("story.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("severity", Integer, nullable=False),
    Column("reason", String, nullable=False),
    Column("created", Moment, nullable=False),
)

threads = Table(
    "thread",
    metadata,
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("message", String, nullable=False),  # JSON, see `watcher.store.threads`
    Column("deliveries", String, nullable=False),  # JSON: the delivery by channel
)

lanes = Table(
    "lane",
    metadata,
    Column("channel", String, primary_key=True),
    Column("not_before", Moment),
    Column("closed", String, nullable=False, default=""),
    Column("last_message_id", String, nullable=False, default=""),
    Column("last_chat", String),
    Column("markup", String, nullable=False, server_default=""),  # empty: not known
    Column("trouble", String, nullable=False, server_default=""),  # empty: the last one arrived
    Column("trouble_since", Moment),
)

moved_chats = Table(
    "moved_chat",
    metadata,
    Column("before", String, primary_key=True),
    Column("after", String, nullable=False),
)

deliveries = Table(
    "delivery",
    metadata,
    Column("number", Integer, primary_key=True),  # keeps the parts of one alert in order
    Column("id", String, nullable=False, unique=True),
    Column("channel", ForeignKey("lane.channel"), nullable=False),
    Column("text", String, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("alert", String, index=True),  # no key: a debt stays, whatever becomes of its cause
    Column("attempts", Integer, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("note", String, nullable=False),
    Column("message_id", String, nullable=False),
    Column("kind", String, nullable=False, server_default="send"),
    Column("target", String, index=True),  # no key: what is aimed at may be forgotten first
    Column("chat", String),
    Column("after", String, nullable=False, server_default=""),
    Column("silent", Boolean, nullable=False, server_default="0"),
    Column("expires_at", Moment, nullable=False, server_default="0"),
)
IS_EDIT = literal_column("kind = 'edit'", Boolean)
"""A literal: only so does SQLite see that the index is in the order asked for."""
Index(
    "delivery_waiting",
    deliveries.c.channel,
    deliveries.c.severity.desc(),
    IS_EDIT,
    deliveries.c.created,
    deliveries.c.number,
    sqlite_where=text("state IN ('queued', 'uncertain')"),
    postgresql_where=text("state IN ('queued', 'uncertain')"),
)
Index(
    "delivery_expiring",
    deliveries.c.expires_at,
    sqlite_where=text("state IN ('queued', 'uncertain')"),
    postgresql_where=text("state IN ('queued', 'uncertain')"),
)

attempts = Table(
    "attempt",
    metadata,
    Column("delivery", ForeignKey("delivery.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("started", Moment, nullable=False),
    Column("ended", Moment),
    Column("outcome", String, nullable=False, default=""),
)

rulebook = Table(
    "rulebook",  # one row: how the rules are doing
    metadata,
    Column("number", Integer, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("problems", String, nullable=False),  # JSON
)
