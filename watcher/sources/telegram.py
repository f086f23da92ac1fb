"""The posts of chats on Telegram, as a bot heard them; each is a document.

What is heard waits in the inbox until a poll has read it: the cursor lists what of the inbox was
read. An edited post is a new document, one whose text is the same is not. Pure in what waits.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from watcher.errors import SourceError
from watcher.model import Document, DocumentId, SourceName, Trouble
from watcher.ports import Cursor, Poll, Post
from watcher.sources.entry import thing

_LAYOUT = 1
"""Of the cursor. A cursor with another one counts as empty."""


@dataclass(frozen=True, slots=True)
class Posts:
    """Reads the posts that wait for it."""

    name: SourceName
    waiting: Callable[[], Sequence[tuple[int, Post]]]
    """The posts of its chats that are in the inbox, with their numbers there, oldest first."""
    trouble: Callable[[], str]
    """Why the bot hears nothing, as a clause; empty where it hears."""

    def poll(self, cursor: Cursor, now: datetime) -> Poll:
        """The posts that were not read before; trouble counts only where there are none."""
        read, waiting = numbers(cursor), self.waiting()
        fresh = [post for number, post in waiting if number not in read]
        if not fresh and (why := self.trouble()):
            raise SourceError(self.name, why, trouble=Trouble.UNREACHABLE)
        documents: dict[DocumentId, Document] = {}
        for post in fresh:
            one = _document(post, self.name, now)
            documents.setdefault(one.id, one)
        held = {"layout": _LAYOUT, "read": [number for number, _ in waiting]}
        return Poll(tuple(documents.values()), Cursor(json.dumps(held)))


def numbers(cursor: Cursor) -> frozenset[int]:
    """What of the inbox was read, by its numbers; nothing if the cursor makes no sense."""
    try:
        match json.loads(cursor or "null"):
            case {"layout": layout, "read": list(read)} if layout == _LAYOUT:
                return frozenset(read)
    except (ValueError, RecursionError, TypeError):
        pass
    return frozenset()


def _document(post: Post, source: SourceName, now: datetime) -> Document:
    """Its id comes from the message and its text: what is edited without new words is the same."""
    text = _sound(post.text)
    identity = f"{post.id}\n{text}"
    return Document(
        id=DocumentId(f"{source}:{blake2b(identity.encode(), digest_size=16).hexdigest()}"),
        source=source,
        text=text,
        seen=now,
        published=min(post.at, now),
        url=post.url or None,
        origin=_sound(post.name),
        thing=thing(source, post.id),
    )


def _sound(text: str) -> str:
    """`text` without halves of characters, which nothing can store."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
