"""A real proxy on 127.0.0.1, HTTP or SOCKS5: whatever it is asked for lies on this machine."""

import socket
import struct
import threading
from base64 import b64decode
from contextlib import contextmanager, suppress

from tests.web.door import Door

KNOWN = "amal", "p:ss@word"


class Proxy(Door):
    """Connects any address to the same port of 127.0.0.1; remembers what it was asked for."""

    def __init__(self, kind, *, guarded=False):
        self.kind, self.guarded = kind, guarded
        self.asked = []
        """Address or name, and port."""
        self.refused = set()
        """Addresses to which it does not connect."""
        self.fault = None
        """A function of the connection and an event, in place of all that."""
        super().__init__()

    @property
    def address(self):
        return f"{self.kind}://127.0.0.1:{self.port}"

    def _talk(self, connection):
        with suppress(OSError), connection:
            connection.settimeout(10)
            if self.fault:
                self.fault(connection, self._closing)
            elif there := (self._http if self.kind == "http" else self._socks)(connection):
                with there:
                    self._pass_on(connection, there)

    def _http(self, connection):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            if not (byte := connection.recv(1)):
                return None
            head += byte
        verb, target, _ = head.split(b"\r\n")[0].decode().split()
        host, _, port = target.rpartition(":")
        if self.guarded and not self._knows(head):
            connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
            return None
        self.asked.append((host.strip("[]"), int(port)))
        if verb != "CONNECT" or self.asked[-1][0] in self.refused:
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            return None
        there = socket.create_connection(("127.0.0.1", int(port)))
        connection.sendall(b"HTTP/1.1 200 Connection established\r\nVia: 1.1 here\r\n\r\n")
        return there

    def _knows(self, head):
        proof = head.partition(b"Basic ")[2].partition(b"\r\n")[0]
        return tuple(b64decode(proof).decode().split(":", 1)) == KNOWN

    def _socks(self, connection):
        def take(size):
            return connection.recv(size, socket.MSG_WAITALL)

        methods = take(take(2)[1])
        connection.sendall(b"\x05\x02" if self.guarded and 2 in methods else b"\x05\x00")
        if self.guarded:
            if 2 not in methods:
                return None
            user = take(take(2)[1]).decode()
            known = (user, take(take(1)[0]).decode()) == KNOWN
            connection.sendall(b"\x01\x00" if known else b"\x01\x01")
            if not known:
                return None
        match take(4)[3]:
            case 1:
                host = socket.inet_ntop(socket.AF_INET, take(4))
            case 4:
                host = socket.inet_ntop(socket.AF_INET6, take(16))
            case _:
                host = take(take(1)[0]).decode()
        (port,) = struct.unpack("!H", take(2))
        self.asked.append((host, port))
        if host in self.refused:
            connection.sendall(b"\x05\x02\x00\x01" + bytes(6))
            return None
        there = socket.create_connection(("127.0.0.1", port))
        connection.sendall(b"\x05\x00\x00\x03\x04here" + bytes(2))
        return there

    def _pass_on(self, here, there):
        back = threading.Thread(target=_pour, args=[there, here])
        back.start()
        _pour(here, there)
        back.join()


def _pour(source, target):
    with suppress(OSError):
        while some := source.recv(4096):
            target.sendall(some)
    for one in (source, target):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxying(kind, **more):
    proxy = Proxy(kind, **more)
    try:
        yield proxy
    finally:
        proxy.close()
