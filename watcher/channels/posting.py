"""Give messages to servers over HTTP, and say truly what became of them.

The one place where an answer, or its absence, becomes a `DeliveryError`. What it says names the
host alone: an address may hold a secret.
"""

import asyncio
import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from watcher.bot_api.secret import redact
from watcher.errors import ChannelClosed, Deferred, DeliveryError, Refused, Uncertain
from watcher.ports import Clock
from watcher.web.answer import Fetched, FetchError, NotAsked
from watcher.web.fetch import Fetcher

_LATER = frozenset({408, 425, 429, 503})
"""Request timeout, too early, too many requests, unavailable: none of them took it."""
_SHUT = frozenset({401, 403, 404, 405, 407, 410})
"""Who we are, or where it goes, is wrong: so it is with the next message too."""


def stable(key: str) -> str:
    """`key` in 32 letters that every protocol takes; without a key one that nobody else has."""
    return hashlib.sha256(key.encode()).hexdigest()[:32] if key else uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Poster:
    """Speaks to one server."""

    fetcher: Fetcher
    clock: Clock

    async def post(
        self, url: str, headers: Mapping[str, str], body: bytes | None, method: str = "POST"
    ) -> Fetched:
        """An answer of success. Raises a `DeliveryError`."""
        host = urlsplit(url).hostname
        try:
            answer = await asyncio.to_thread(self.fetcher.post, url, headers, body, method)
        except NotAsked as error:
            raise Deferred(redact(f"{host} {error}")) from error
        except FetchError as error:
            raise Uncertain(redact(f"{host} {error}; the message may be there")) from error
        if 200 <= answer.status < 300:  # noqa: PLR2004 - HTTP's successes
            return answer
        wait = wished(answer.headers.get("retry-after", ""), self.clock())
        raise trouble(answer.status, f"{host} answers with status {answer.status}", wait)


def trouble(status: int, says: str, wait: timedelta | None = None) -> DeliveryError:
    """Our error for an answer without success; `wait` is the server's own wish."""
    if status in _LATER:
        return Deferred(says, wait)
    if status in _SHUT or status < 400:  # noqa: PLR2004 - redirects
        return ChannelClosed(f"{says}: check its address and the secret")
    if status < 500:  # noqa: PLR2004 - the sender's mistakes
        return Refused(says)
    return Uncertain(f"{says}; the message may be there")


def wished(retry_after: str, now: datetime) -> timedelta | None:
    """How long a server asks to wait: seconds, or a date; None where it says nothing of use."""
    if retry_after.isdecimal() and retry_after.isascii():
        return timedelta(seconds=min(int(retry_after[:9]), 86_400))
    try:
        until = parsedate_to_datetime(retry_after)
        return min(max(until - now, timedelta(0)), timedelta(days=1))
    except (TypeError, ValueError):  # no date, or one without a zone
        return None


def field(answer: Fetched, name: str) -> str:
    """The text under `name` in a JSON answer; empty where it says no such thing."""
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return ""
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, str) else ""
