"""What asking a server gives: an answer, or the reason why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from watcher.errors import WatcherError
from watcher.model import Trouble


class FetchError(WatcherError):
    """No answer that can be used; the text is a clause for a person."""

    def __init__(
        self,
        what: str,
        trouble: Trouble = Trouble.BROKEN,
        *,
        retry_after: timedelta | None = None,
    ) -> None:
        """`retry_after` is the server's own wish, if it had one."""
        super().__init__(what)
        self.trouble = trouble
        self.retry_after = retry_after


class NotAsked(FetchError):
    """Likewise, and the server was asked nothing: no byte of the request has left."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered, whatever its status."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in small letters; values byte for byte, as Latin-1."""
    body: bytes = b""
    """Unpacked; empty where the status is not 2xx."""
    url: str = ""
    """Where the answer came from, after redirects."""
    moved_to: str = ""
    """Where the page lives for good now, as far as permanent redirects (301, 308) lead from the
    address that was asked; empty if it has not moved. A redirect for now ends what they promise."""


Fetch = Callable[[str, Mapping[str, str]], Fetched]
"""Asks a URL with headers. Raises `FetchError`."""
