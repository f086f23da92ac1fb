"""What the cursor of a feed remembers. Pure."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from watcher.bot_api.secret import fingerprint
from watcher.model import DocumentId
from watcher.ports import Cursor

_LAYOUT = 1
"""Of the cursor. A cursor with another one counts as empty."""
_WHOLE_EVERY = timedelta(days=1)
"""Some servers say "not modified" for ever: so often they are asked for everything."""
_LONGEST = 1_000
"""Characters of an ETag that are kept: a longer one is no ETag."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The last whole answer of a feed."""

    url: str
    """What was asked: the answer of one address says nothing about another."""
    etag: str = ""
    modified: str = ""
    """ETag and Last-Modified, as they came."""
    whole: datetime | None = None
    """When that answer came."""
    seen: frozenset[DocumentId] = frozenset()
    """The entries in it."""

    @classmethod
    def read(cls, cursor: Cursor, url: str) -> "Bookmark":
        """The bookmark in `cursor`; an empty one if it makes no sense, or was for another URL."""
        try:
            match json.loads(cursor or "null"):
                case {
                    "layout": layout,
                    "url": place,
                    "etag": str(etag),
                    "modified": str(modified),
                    "whole": str(whole),
                    "seen": list(seen),
                } if layout == _LAYOUT and place in (url, fingerprint(url)):
                    moment = datetime.fromisoformat(whole).astimezone(UTC)
                    return cls(url, etag, modified, moment, frozenset(map(DocumentId, seen)))
        except (ValueError, RecursionError, TypeError):
            pass
        return cls(url)

    def conditions(self, now: datetime) -> Mapping[str, str]:
        """The headers that ask only for what has changed; none where everything is wanted."""
        if self.whole is None or not self.whole <= now < self.whole + _WHOLE_EVERY:
            return {}
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in headers.items() if value}

    def moved(
        self, headers: Mapping[str, str], seen: Collection[DocumentId], now: datetime
    ) -> "Bookmark":
        """The bookmark after a whole answer with these headers and entries."""
        etag, modified = (
            value if len(value) <= _LONGEST else ""
            for value in (headers.get("etag", ""), headers.get("last-modified", ""))
        )
        return Bookmark(self.url, etag, modified, now, frozenset(seen))

    @property
    def cursor(self) -> Cursor:
        """As text. The same for the same bookmark."""
        whole = self.whole.isoformat() if self.whole else ""
        return Cursor(
            json.dumps(
                {
                    "layout": _LAYOUT,
                    "url": fingerprint(self.url),
                    "etag": self.etag,
                    "modified": self.modified,
                    "whole": whole,
                    "seen": sorted(self.seen),
                }
            )
        )
