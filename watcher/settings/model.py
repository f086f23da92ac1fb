"""What an operator chooses, key by key. Every default stands here. Pure."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict

from watcher.model import ChannelName, ChatId, SourceName
from watcher.settings.values import (
    Address,
    Addresses,
    Chat,
    Chats,
    Clock,
    FilePath,
    FilePaths,
    Hours,
    Interval,
    Port,
    ProxyUrl,
    Room,
    Size,
    Text,
    Tls,
    Url,
    Variable,
    Zone,
    wrong,
)


def _named(value: object) -> object:
    """Each table with its own name, in the order written."""
    if isinstance(value, tuple):
        return value
    if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
        raise wrong("must be tables with a name", "[sources.NAME], [channels.NAME]")
    return tuple({**table, "name": name} for name, table in value.items())


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class SourceSettings(_Table):
    """Somewhere documents come from."""

    name: SourceName
    kind: Literal["folder", "feed", "telegram"]
    path: FilePath = Path()
    """Of a folder."""
    url: Url = ""
    """Of a feed."""
    chats: Chats = ()
    """On Telegram; empty where only what people pass on to the bot is read."""
    token_env: Variable = "WATCHER_TELEGRAM_TOKEN"  # noqa: S105 - the name of a variable
    """The variable with the token of the bot that reads along."""
    server: Url | None = None
    """The address of a Bot API server of one's own; None for Telegram's."""
    every: Interval = timedelta(minutes=2)
    age: Literal["seen", "dated"] = "seen"
    """Whether a story is as old as when it was seen, or as old as it says."""
    allow_private: bool = False
    """Whether a feed may lie inside one's own network."""
    full_text: bool = False
    """Whether the page to which a new entry of a feed links is read too."""


class ChannelSettings(_Table):
    """Somewhere messages go to."""

    name: ChannelName
    kind: Literal["console", "telegram", "file", "webhook", "ntfy", "email", "matrix", "apprise"]
    chat: Chat = ChatId("")
    topic: int | None = None
    token_env: Variable = "WATCHER_TELEGRAM_TOKEN"  # noqa: S105 - the name of a variable
    server: Url | None = None
    """The address of a Bot API server of one's own; None for Telegram's."""
    digest: Clock | None = None
    """When the daily digest is due, in the time zone of `Settings`; None for no digest."""
    fallback: ChannelName | None = None
    """The channel that gets what is critical while this one cannot be reached."""
    loud: bool = True
    """Whether a message may make a sound."""
    protect: bool = False
    """Whether nobody may pass a message on, or save it."""
    path: FilePath = Path()
    """Of a file."""
    url: Url = ""
    """Of a webhook; of a topic of ntfy; of a home server of Matrix."""
    room: Room = ChatId("")
    """On Matrix."""
    secret_env: Variable | None = None
    """The variable with what proves who we are; None where nothing does."""
    url_env: Variable | None = None
    """The variable with the address that Apprise sends to, which is a secret whole."""
    host: Text = ""
    """Where mail is handed in."""
    port: Port = 587
    """The one for handing mail in (RFC 6409)."""
    tls: Tls = True
    """Whether mail is handed in through a private connection only: by STARTTLS, or “implicit”, from
    the first byte on, as always on port 465."""
    user: Text = ""
    """With whose password, in `secret_env`; empty where none is asked for."""
    sender: Address = ""
    to: Addresses = ()


class PersonSettings(_Table):
    """Somebody who is told, or may tell watcher something."""

    name: str
    channel: ChannelName | None = None
    """Where alerts are sent that are escalated to them; None where nothing is."""
    telegram: int | None = None
    """The id of their account, from which watcher takes commands; None where it takes none."""
    role: Literal["reader", "editor", "admin"] = "reader"
    """What they may do there."""


class RewriterSettings(_Table):
    """A language model that may shorten what stands beside the quote; it never decides."""

    url: Url
    """The base of an API of OpenAI's form, such as http://127.0.0.1:11434/v1."""
    model: Text
    token_env: Variable | None = None
    """The variable that holds the token; None where the server asks for none."""
    timeout: Interval = timedelta(seconds=10)


class Settings(_Table):
    """All of it."""

    rules: FilePaths
    database: FilePath
    time_zone: Zone = ZoneInfo("UTC")
    keep: Interval = timedelta(days=400)
    """How long documents are remembered."""
    keep_size: Size | None = None
    """How many bytes the database may use until the oldest documents are forgotten; None: all."""
    proxy: ProxyUrl | None = None
    """What everything on the public internet is asked through."""
    proxy_env: Variable | None = None
    """The variable that holds its address instead, for one with a name and password."""
    quiet_hours: Hours | None = None
    """Begin and end, in `time_zone`, of the hours in which only what is critical rings."""
    sources: Annotated[tuple[SourceSettings, ...], BeforeValidator(_named)] = ()
    channels: Annotated[tuple[ChannelSettings, ...], BeforeValidator(_named)] = ()
    people: Annotated[tuple[PersonSettings, ...], BeforeValidator(_named)] = ()
    admin: ChannelName | None = None
    """The channel that is told of trouble."""
    rewriter: RewriterSettings | None = None
    """None: every word of an alert is the source's or ours."""


DEFAULT_PATHS = {"rules": ["rules"], "database": "state/watcher.db"}
"""Written as a user would, so that they too are seen from the settings file."""
