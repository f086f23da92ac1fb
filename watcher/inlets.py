"""What watcher hears, as config.toml describes it: sources, and bots that people talk to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never
from urllib.parse import urlsplit

from watcher.app.posts import Postbox, waiting
from watcher.bot_api.listener import Listener
from watcher.bot_api.secret import hide_parts, secret_in
from watcher.errors import WatcherError
from watcher.model import ChatId, Person, Role, SourceName
from watcher.ports import Bot, Post, Source, Store
from watcher.proxied import for_bots, proxy_of
from watcher.settings import ChannelSettings, Settings, SourceSettings
from watcher.sources.feed import Feed, parse_apart
from watcher.sources.folder import Folder
from watcher.sources.full_text import Pages
from watcher.sources.telegram import Posts, numbers
from watcher.web.fetch import Fetcher
from watcher.web.proxy import Proxy


@dataclass(frozen=True, slots=True)
class Inbox:
    """The bots that listen, and the posts they hear for sources."""

    store: Store
    bots: Mapping[str, Bot]
    """By their names."""
    boxes: Mapping[str, Postbox]
    """Whose posts are read, by the name of the bot that hears them."""
    proxy: Proxy | None = None
    """What leads to feeds and their pages."""
    deaf: dict[str, str] = field(default_factory=dict)
    """Why a bot heard nothing when it was asked last, by its name."""

    def to_read(self, bot: Bot) -> frozenset[SourceName]:
        """The sources for which a post waits that `bot` heard."""
        box = self.boxes.get(bot.name)
        return frozenset(name for name, *_ in waiting(bot, box, self.store)) if box else frozenset()

    def posts(self, one: SourceSettings) -> Posts:
        """The source that reads the posts of the chats of `one`."""
        bot = self.bots.get(_bot_of(one))
        if bot is None:
            return Posts(one.name, lambda: (), lambda: f"set {one.token_env} to the bot's token")

        def mine() -> list[tuple[int, Post]]:
            found = waiting(bot, self.boxes[bot.name], self.store)
            return [(number, post) for name, number, post in found if name == one.name]

        return Posts(one.name, mine, lambda: self.deaf.get(bot.name, ""))


def source(one: SourceSettings, inbox: Inbox) -> Source:
    """What `one` describes, ready to be polled."""
    match one.kind:
        case "folder":
            return Folder(one.name, one.path)
        case "feed":
            hide_parts(one.url)
            fetch = Fetcher(allow_private=one.allow_private, proxy=inbox.proxy)
            pages = Pages(lambda left: replace(fetch, deadline=left)) if one.full_text else None
            return Feed(one.name, one.url, fetch, parse_apart, pages)
        case "telegram":
            return inbox.posts(one)
        case _:
            assert_never(one.kind)


def host(one: SourceSettings) -> str:
    """The server that is asked for what `one` describes; empty for a folder."""
    return urlsplit(one.url).hostname or ""


def people(settings: Settings) -> dict[int, Person]:
    """Those of config.toml from whom commands are taken, by their account."""
    return {
        one.telegram: Person(one.name, one.telegram, Role[one.role.upper()])
        for one in settings.people
        if one.telegram is not None
    }


def talked_to(settings: Settings, store: Store, now: datetime) -> bool:
    """Whether anybody may talk to watcher: named, paired, or holding a code that makes them so."""
    return bool(people(settings) or store.paired() or store.invites(now))


def listeners(settings: Settings) -> list[Listener]:
    """The bots of all channels and sources; where there are none, that of the usual variable.

    Raises `WatcherError` where a token is not set.
    """
    doors: list[SourceSettings | ChannelSettings] = [*settings.channels, *settings.sources]
    telegram = [one for one in doors if one.kind == "telegram"]
    usual = SourceSettings(name=SourceName("posts"), kind="telegram")
    bots = {(one.token_env, one.server) for one in telegram or [usual]}
    unset = sorted(variable for variable, _ in bots if not secret_in(variable))
    if unset:
        raise WatcherError(f"set {' and '.join(unset)} to the bot's token, which @BotFather gives")
    proxy = proxy_of(settings)
    return [
        Listener(secret_in(variable), server, for_bots(proxy, server)) for variable, server in bots
    ]


def inbox(settings: Settings, store: Store, now: datetime) -> Inbox:
    """The bots of the sources, and those of the channels where somebody may talk to them."""
    reading = [one for one in settings.sources if one.kind == "telegram"]
    telegram = [one for one in settings.channels if one.kind == "telegram"]
    talking = telegram if talked_to(settings, store, now) else []
    bots: dict[str, Bot] = {}
    proxy = proxy_of(settings)
    doors: list[SourceSettings | ChannelSettings] = [*reading, *talking]
    for door in doors:
        if token := secret_in(door.token_env):
            bots.setdefault(
                _bot_of(door), Listener(token, door.server, for_bots(proxy, door.server))
            )
    boxes = {name: box for name in bots if (box := _postbox(name, settings, reading))}
    return Inbox(store, bots, boxes, proxy)


def _postbox(bot: str, settings: Settings, reading: Sequence[SourceSettings]) -> Postbox | None:
    """Whose posts are read, of those that `bot` hears; None where nobody's are."""
    mine = [one for one in reading if _bot_of(one) == bot]
    if not mine:
        return None
    alerts = {one.chat for one in settings.channels if one.kind == "telegram"}
    return Postbox(
        readers={chat: one.name for one in mine for chat in one.chats},
        forwards=mine[0].name,
        people=people(settings),
        own=frozenset({*alerts, ChatId(bot)}),
        read=numbers,
    )


def _bot_of(door: SourceSettings | ChannelSettings) -> str:
    """The name of the bot behind `door`: what of its token is no secret; empty without a token."""
    return secret_in(door.token_env).reveal().partition(":")[0]
