"""Connections that end in time and lead only where they may.

The address is checked at the moment of connecting, so that a name cannot mean one thing when it
is checked and another when it is used; and every read and write has only what is left of one
deadline, so that a server that drips cannot hold us.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic

import httpcore

from watcher.model import Trouble
from watcher.web.answer import FetchError
from watcher.web.proxy import Proxy

Resolve = Callable[[str, int], Sequence[str]]
"""The IP addresses of a host name and port, best first. Raises `OSError`."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment by which a whole fetch must be over."""

    limit: timedelta
    start: float = field(default_factory=monotonic)

    def left(self) -> float:
        """Seconds left, more than 0. Raises `FetchError` when they are used up."""
        left = self.start + self.limit.total_seconds() - monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> FetchError:
        """What to raise when time is up."""
        return FetchError(
            f"took longer than {self.limit.total_seconds():g} seconds", Trouble.TIMEOUT
        )


@dataclass(frozen=True, slots=True)
class Guard(httpcore.NetworkBackend):
    """Connects to checked addresses only. One guard for one fetch, redirects included."""

    deadline: Deadline
    resolve: Resolve
    is_public: Callable[[str], bool]
    """Whether an IP address belongs to the public internet."""
    allow_private: bool = False
    """Whether to connect to others too."""
    proxy: Proxy | None = None
    """What leads to the public internet; None: nothing is between. Others are reached directly."""
    asked: Event = field(default_factory=Event)
    """Set before the first byte of a request leaves."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers; each has its share of time."""
        addresses = self._addresses(host, port)
        if self.proxy and all(map(self.is_public, addresses)):
            stream = self._through(self.proxy, addresses, port)
        else:
            stream = self._first(addresses, port)
        return _Timed(stream, self.deadline, self.asked)

    def _first(self, addresses: Sequence[str], port: int) -> httpcore.NetworkStream:
        for number, address in enumerate(addresses):
            share = self.deadline.left() / (len(addresses) - number)
            try:
                return httpcore.SyncBackend().connect_tcp(address, port, share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble

    def _through(self, proxy: Proxy, addresses: Sequence[str], port: int) -> httpcore.NetworkStream:
        """Each address has a connection to the proxy of its own: that which fails is spent."""
        for address in addresses:
            try:
                stream = self._first(self._resolved(proxy.host, proxy.port), proxy.port)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                raise proxy.failed("does not answer") from error
            try:
                proxy.open_tunnel(_Timed(stream, self.deadline, Event()), address, port)
            except (FetchError, httpcore.NetworkError, httpcore.TimeoutException) as error:
                stream.close()
                trouble = error if isinstance(error, FetchError) else proxy.failed("hung up")
                self.deadline.left()
            else:
                return stream
        raise trouble

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        """Every address of `host`. Raises `FetchError` if one of them must not be reached."""
        addresses = list(dict.fromkeys(self._resolved(host, port)))
        if not (self.allow_private or all(map(self.is_public, addresses))):
            raise FetchError(
                f"leads to an address inside a private network ({host}):"
                " set allow_private = true for this source if you mean it",
                Trouble.REFUSED,
            )
        return addresses

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """Resolve in a thread of its own: the system's resolver knows no deadline."""
        answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        Thread(target=ask, name=f"resolve {host}", daemon=True).start()
        try:
            answer = answers.get(timeout=self.deadline.left())
        except Empty as error:
            what = f"cannot be reached: the address of {host} was not found in time"
            raise FetchError(what, Trouble.TIMEOUT) from error
        if isinstance(answer, Exception) or not answer:
            raise FetchError(
                f"cannot be reached: nobody knows the host {host}", Trouble.UNREACHABLE
            ) from (answer if isinstance(answer, Exception) else None)
        return answer


@dataclass(frozen=True, slots=True)
class _Timed(httpcore.NetworkStream):
    """A stream that has only what is left of the deadline, whatever it is told."""

    stream: httpcore.NetworkStream
    deadline: Deadline
    asked: Event

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = self.deadline.left()
        self.asked.set()
        self.stream.write(buffer, left)

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        try:
            stream = self.stream.start_tls(ssl_context, server_hostname, self.deadline.left())
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                why = error.__cause__.verify_message
                what = f"shows a certificate that is not valid: {why}"
                raise FetchError(what, Trouble.TLS) from error
            raise
        return _Timed(stream, self.deadline, self.asked)

    def get_extra_info(self, info: str) -> object:
        return self.stream.get_extra_info(info)
