"""Ask servers of the open web: the only HTTP client for what watcher reads.

Uses httpx's URLs and its engine, httpcore, because only the engine lets us say where a connection
goes and how long each read may take. Proxies named in the environment are not used: a person says
so in the settings.
"""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from importlib.metadata import distributions

import httpcore
import httpx

from watcher.model import Trouble
from watcher.web.address import checked, follow, is_public
from watcher.web.answer import Fetched, FetchError, NotAsked
from watcher.web.guard import Deadline, Guard, Resolve, resolve
from watcher.web.proxy import Proxy
from watcher.web.unpack import ACCEPTED, unpack

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_WITH_BODY = range(200, 300)
"""What an error page says is for people, and may be endless: it is not read."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Gets a page or feed. Safe to share between threads: each call has its own connections."""

    allow_private: bool = False
    """Whether addresses inside a private network may be asked too: for a lab."""
    deadline: timedelta = timedelta(seconds=20)
    """For everything together: names, redirects, the last byte. Slow feeds answer in 10 s."""
    limit: int = 8_000_000
    """Bytes of the unpacked body. The largest feeds we know have 3 MB."""
    resolve: Resolve = resolve
    is_public: Callable[[str], bool] = is_public
    """Whether an IP address belongs to the public internet."""
    proxy: Proxy | None = None
    """What leads to the public internet; None: nothing is between."""
    trust: ssl.SSLContext | None = None
    """The certificates that are believed; None: those that browsers believe."""

    def __call__(self, url: str, headers: Mapping[str, str]) -> Fetched:
        """What the server at `url` answers, after at most five redirects.

        `headers` are sent byte for byte, as Latin-1. Raises `FetchError` if there is no answer
        in time, if it is too large, or if it lies where watcher must not go.
        """
        deadline = Deadline(self.deadline)
        sent = _bytes(headers)
        place = checked(url)
        guard = self._guard(deadline)
        with _sentences(deadline), self._pool(guard) as pool:
            moved_to, lasting = "", True
            for _ in range(_MOST_REDIRECTS + 1):
                answer = self._ask(pool, place, sent)
                location = answer.headers.get("location")
                if answer.status not in _REDIRECTS or location is None:
                    return replace(answer, moved_to=moved_to)
                place = follow(place, location)
                lasting = lasting and answer.status in _PERMANENT
                moved_to = str(place) if lasting else moved_to
        raise FetchError(f"redirects more than {_MOST_REDIRECTS} times", Trouble.REDIRECTS)

    def post(
        self, url: str, headers: Mapping[str, str], body: bytes | None, method: str = "POST"
    ) -> Fetched:
        """What the server at `url` answers to `body`; it is sent once, and not redirected.

        Raises `FetchError` as a call does; the server may have got the body all the same, unless
        it is `NotAsked`.
        """
        deadline = Deadline(self.deadline)
        sent = _bytes(headers)
        guard = self._guard(deadline)
        try:
            with _sentences(deadline), self._pool(guard) as pool:
                return self._ask(pool, checked(url), sent, body, method)
        except FetchError as error:
            if guard.asked.is_set():
                raise
            raise NotAsked(str(error), error.trouble) from error

    def _pool(self, guard: Guard) -> httpcore.ConnectionPool:
        """Connections for one fetch."""
        return httpcore.ConnectionPool(
            ssl_context=self.trust or _browsers_trust(), network_backend=guard
        )

    def _guard(self, deadline: Deadline) -> Guard:
        return Guard(deadline, self.resolve, self.is_public, self.allow_private, self.proxy)

    def _ask(
        self,
        pool: httpcore.ConnectionPool,
        place: httpx.URL,
        sent: Mapping[bytes, bytes],
        body: bytes | None = None,
        method: str = "GET",
    ) -> Fetched:
        """One request, without following redirects."""
        url = httpcore.URL(
            scheme=place.raw_scheme, host=place.raw_host, port=place.port, target=place.raw_path
        )
        own = _own(place)
        if body is not None:
            own = (*own, (b"Content-Length", b"%d" % len(body)))
        with pool.stream(method, url, headers=[*sent.items(), *own], content=body) as response:
            headers = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in response.headers
            }
            answer = b""
            if response.status in _WITH_BODY:
                packed = headers.get("content-encoding", "")
                answer = unpack(response.iter_stream(), packed, self.limit)
        return Fetched(response.status, headers, answer, str(place))


def _bytes(headers: Mapping[str, str]) -> dict[bytes, bytes]:
    """The headers byte for byte. Raises `NotAsked` for what is no Latin-1."""
    try:
        return {name.encode("latin-1"): value.encode("latin-1") for name, value in headers.items()}
    except UnicodeEncodeError as error:
        raise NotAsked("cannot be asked with such a header", Trouble.REFUSED) from error


def _own(place: httpx.URL) -> tuple[tuple[bytes, bytes], ...]:
    """The headers that are not the caller's to choose."""
    return (
        (b"Host", place.netloc),
        (b"User-Agent", _agent().encode()),
        (b"Accept-Encoding", ACCEPTED.encode()),
        (b"Connection", b"close"),
    )


@cache
def _agent() -> str:
    """Our name, and our version where watcher is installed and not run from a checkout."""
    versions = [found.version for found in distributions(name="watcher")]
    return "/".join(["watcher", *versions[:1]])


@cache
def _browsers_trust() -> ssl.SSLContext:
    """Loaded once: it takes 20 ms and half a megabyte."""
    return httpx.create_ssl_context()


@contextmanager
def _sentences(deadline: Deadline) -> Iterator[None]:
    """Turn what the engine raises into sentences, in this one place."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise deadline.passed() from error
    except httpcore.ConnectError as error:
        raise FetchError(f"cannot be reached: {error}", Trouble.UNREACHABLE) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchError(f"broke off: {error}") from error
