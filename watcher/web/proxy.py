"""A way out through a proxy: a tunnel to an address that was checked.

The proxy hears addresses, never names: looking up a name itself, it could be led elsewhere than
where the check looked. So HTTP proxies are asked with CONNECT (RFC 9110, 9.3.6) for http pages too,
and SOCKS proxies with the address (RFC 1928, 1929).
"""

from base64 import b64encode
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from urllib.parse import unquote, urlsplit

import h11
import httpcore
from socksio import ProtocolError, SOCKS5Command, SOCKS5ReplyCode
from socksio.socks5 import (
    SOCKS5AuthMethod,
    SOCKS5AuthMethodsRequest,
    SOCKS5AuthReply,
    SOCKS5CommandRequest,
    SOCKS5Reply,
    SOCKS5UsernamePasswordReply,
    SOCKS5UsernamePasswordRequest,
)

from watcher.model import Trouble
from watcher.web.answer import FetchError

_PORTS = {"http": 8080, "socks5": 1080}
"""Of the proxies that are spoken to, where their address names none."""
_SOME = 4_096
"""Bytes read at once."""
_LONGEST = 255
"""Bytes of a name or password that SOCKS takes."""
_GOOD = range(200, 300)
_WANTS_A_NAME = 407
_LENGTHS = {1: 4, 4: 16}
"""Bytes of an address in a reply of SOCKS, by its type; before a name stands how long it is."""
_WORDS = {
    SOCKS5ReplyCode.CONNECTION_NOT_ALLOWED_BY_RULESET: "does not allow it",
    SOCKS5ReplyCode.NETWORK_UNREACHABLE: "cannot reach that network",
    SOCKS5ReplyCode.HOST_UNREACHABLE: "cannot reach that host",
    SOCKS5ReplyCode.CONNECTION_REFUSED: "was refused there",
}


@dataclass(frozen=True, slots=True)
class Proxy:
    """A server that connects for us."""

    scheme: str
    """`http` or `socks5`."""
    host: str
    port: int
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def at(cls, address: str) -> "Proxy":
        """The proxy at `address`, such as `socks5://user:password@127.0.0.1:1080`.

        Raises `ValueError`, which does not repeat it.
        """
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise ValueError("is no address") from None
        if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
            raise ValueError("is no address of a proxy that begins with http:// or socks5://")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if max(len(user.encode()), len(password.encode())) > _LONGEST:
            raise ValueError("holds a name or password of more than 255 bytes")
        return cls(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], user, password)

    def __str__(self) -> str:
        """For people: without the password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    def open_tunnel(self, stream: httpcore.NetworkStream, address: str, port: int) -> None:
        """Have what is sent over `stream`, which leads to this proxy, go to an IP address.

        Raises `FetchError` where the proxy refuses, or makes no sense.
        """
        if self.scheme == "http":
            self._connect(stream, address, port)
            return
        try:
            self._socks(stream, address, port)
        except ProtocolError as error:
            raise self._senseless() from error

    def failed(self, what: str) -> FetchError:
        """What to raise where the proxy `what`, a clause."""
        return FetchError(f"cannot be reached: the proxy {self} {what}", Trouble.UNREACHABLE)

    def _senseless(self) -> FetchError:
        return self.failed("answers what is no proxy's")

    def _wants_a_name(self) -> FetchError:
        return self.failed("wants another name and password: put its address into proxy_env")

    def _connect(self, stream: httpcore.NetworkStream, address: str, port: int) -> None:
        host = f"[{address}]" if isinstance(ip_address(address), IPv6Address) else address
        target = f"{host}:{port}"
        headers = [("Host", target)]
        if self.user:
            proof = b64encode(f"{self.user}:{self.password}".encode()).decode()
            headers.append(("Proxy-Authorization", f"Basic {proof}"))
        talk = h11.Connection(h11.CLIENT)
        asked = talk.send(h11.Request(method="CONNECT", target=target, headers=headers))
        stream.write(asked or b"")
        status = self._status(talk, stream)
        if status == _WANTS_A_NAME:
            raise self._wants_a_name()
        if status not in _GOOD:
            raise self.failed(f"refuses to connect to {target} (it answers {status})")
        if talk.trailing_data[0]:
            raise self._senseless()

    def _status(self, talk: h11.Connection, stream: httpcore.NetworkStream) -> int:
        while True:
            try:
                event = talk.next_event()
                if event is h11.NEED_DATA:
                    talk.receive_data(stream.read(_SOME))
                    continue
            except h11.RemoteProtocolError as error:
                raise self._senseless() from error
            if isinstance(event, h11.Response):
                return event.status_code
            if not isinstance(event, h11.InformationalResponse):
                raise self.failed("hung up")

    def _socks(self, stream: httpcore.NetworkStream, address: str, port: int) -> None:
        methods = [SOCKS5AuthMethod.NO_AUTH_REQUIRED]
        if self.user:
            methods.append(SOCKS5AuthMethod.USERNAME_PASSWORD)
        stream.write(SOCKS5AuthMethodsRequest(methods).dumps())
        chosen = SOCKS5AuthReply.loads(self._exactly(stream, 2)).method
        if chosen not in methods:
            raise self._wants_a_name()
        if chosen is SOCKS5AuthMethod.USERNAME_PASSWORD:
            user, password = self.user.encode(), self.password.encode()
            stream.write(SOCKS5UsernamePasswordRequest(user, password).dumps())
            if not SOCKS5UsernamePasswordReply.loads(self._exactly(stream, 2)).success:
                raise self._wants_a_name()
        asked = SOCKS5CommandRequest.from_address(SOCKS5Command.CONNECT, (address, port))
        stream.write(asked.dumps())
        code = self._reply(stream).reply_code
        if code is not SOCKS5ReplyCode.SUCCEEDED:
            why = _WORDS.get(code, "failed to connect")
            raise self.failed(f"{why} ({address}, port {port})")

    def _reply(self, stream: httpcore.NetworkStream) -> SOCKS5Reply:
        head = self._exactly(stream, 4)
        length = _LENGTHS.get(head[3])
        if length is None:
            head += self._exactly(stream, 1)
            length = head[4]
        return SOCKS5Reply.loads(head + self._exactly(stream, length + 2))

    def _exactly(self, stream: httpcore.NetworkStream, size: int) -> bytes:
        """However slowly it comes: the stream has a deadline."""
        found = b""
        while len(found) < size:
            if not (more := stream.read(size - len(found))):
                raise self.failed("hung up")
            found += more
        return found
