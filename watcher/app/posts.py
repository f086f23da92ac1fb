"""What becomes of posts: each waits in the inbox until the source that reads its chat has read it.

The inbox and the bookmark of the source together lose nothing and read nothing twice, whenever a
crash comes: a post is done with only when the bookmark has passed it.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from watcher.model import ChatId, Person, Role, SourceName
from watcher.ports import Bot, Cursor, Post, Said, Store

log = logging.getLogger(__name__)

_MOST_TOLD = 1_000
"""Chats that are remembered, so that each is told once."""


@dataclass(frozen=True, slots=True)
class Postbox:
    """Whose posts are read, of those that one bot hears."""

    readers: Mapping[ChatId, SourceName]
    """The source that reads a chat, as the settings name the chat."""
    forwards: SourceName
    """The one that reads what people pass on from elsewhere."""
    people: Mapping[int, Person]
    """By the id of their account."""
    own: frozenset[ChatId]
    """Where watcher's own alerts go, and the bot itself: they are never read back."""
    read: Callable[[Cursor], frozenset[int]]
    """Which numbers of the inbox a source has read, by its cursor."""
    told: set[ChatId] = field(default_factory=set)
    """Chats of which the log says already that no source reads them."""


def waiting(bot: Bot, box: Postbox, store: Store) -> list[tuple[SourceName, int, Post]]:
    """The posts in the inbox of `bot` that a source reads, oldest first.

    Each with the source and its number in the inbox.
    """
    found = []
    for update in store.unhandled(bot.name):
        post = None
        with suppress(ValueError):  # whoever handles it tells
            post = bot.read(update.raw)
        if isinstance(post, Post) and (source := reader(post, box, store)):
            found.append((source, update.number, post))
    return found


def reader(post: Post, box: Postbox, store: Store) -> SourceName | None:
    """The source that reads `post`; None if it is for none."""
    if not post.text or _among(post, box.own, store):
        return None
    if post.said and not _may(_person(post.said, box, store)):
        return None
    by_chat = (name for chat, name in box.readers.items() if _among(post, {chat}, store))
    return next(by_chat, box.forwards if post.said else None)


def settle(post: Post, number: int, bot: Bot, box: Postbox, store: Store) -> str:
    """Be done with a post if its source has read it, or none does.

    Gives the answer to whoever passed it on; empty for none, and while it still waits.
    """
    source = reader(post, box, store)
    if source is None:
        return _passed_over(post, number, bot, box, store)
    if number not in box.read(store.bookmark(source)):
        return ""
    store.handled(bot.name, number)
    return f"Read into {source}" if post.said else ""


def _passed_over(post: Post, number: int, bot: Bot, box: Postbox, store: Store) -> str:
    own = _among(post, box.own, store)
    if own and not post.said:  # people talk where alerts go: nobody expects that to be read
        store.handled(bot.name, number)
        return ""
    store.pass_over(bot.name, number)
    if not post.said:
        _tell_once(post, box)
        return ""
    person = _person(post.said, box, store)
    if person is None:
        return ""
    if not _may(person):
        return f"What people of role {Role.EDITOR.word} pass on is read"
    return "This is an alert of watcher's own" if own else "There is no text in it"


def _tell_once(post: Post, box: Postbox) -> None:
    chat = post.chats[0]
    if post.text and chat not in box.told and len(box.told) < _MOST_TOLD:
        box.told.add(chat)
        log.warning("posts of %s (%s) are left out: no source reads it", post.name, chat)


def _person(said: Said, box: Postbox, store: Store) -> Person | None:
    """Who passed it on: whom the settings name, or who was paired."""
    return box.people.get(said.user) or store.person(said.user)


def _may(person: Person | None) -> bool:
    return person is not None and person.role >= Role.EDITOR


def _among(post: Post, chats: Collection[ChatId], store: Store) -> bool:
    """Whether it was published in one of `chats`, wherever these live now."""
    return not {*chats, *map(store.chat, chats)}.isdisjoint(post.chats)
