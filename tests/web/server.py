"""A real HTTP server on 127.0.0.1 that can be told to behave as badly as servers do."""

import re
import socket
from contextlib import contextmanager, suppress

from tests.web.door import Door

PACE = 0.01
"""Seconds between the bytes of a server that drips: far less than any read timeout."""


def answer(body=b"", status="200 OK", **headers):
    """A whole answer; `content_type="text/html"` becomes `Content-Type: text/html`."""
    fields = {"Content-Length": len(body)} | {
        name.replace("_", "-").title(): value for name, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def redirect(location, status="302 Found"):
    return answer(status=status, location=location)


class Caller:
    """Whoever is connected."""

    def __init__(self, connection, closing, head):
        self.connection = connection
        self.closing = closing
        self.head = head
        """What it asked, as it came."""

    def send(self, content):
        self.connection.sendall(content)

    def drip(self, content):
        """One byte at a time, then silence."""
        for byte in content:
            if self.closing.wait(PACE):
                return
            self.send(bytes([byte]))
        self.closing.wait()

    def pour(self, content):
        """The same again and again, as fast as it is taken."""
        while not self.closing.is_set():
            self.send(content)


class Server(Door):
    """Answers each path as told; remembers the heads of requests."""

    def __init__(self):
        self.pages = {}
        """For each path: bytes to send, or a function of a `Caller`."""
        self.heads = []
        """Of each request, as it came, byte for byte."""
        self.bodies = []
        """Of each request with one."""
        self.tls = None
        self.greeting = b""
        """Sent before anything is asked, as mail servers do."""
        super().__init__()

    def url(self, path="/", host="127.0.0.1", scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"

    def _talk(self, connection):
        with suppress(OSError), connection:
            connection.settimeout(10)
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            with connection:
                connection.sendall(self.greeting)
                self._answer(connection)

    def _answer(self, connection):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            if not (byte := connection.recv(1)):
                return
            head += byte
        self.heads.append(head)
        if length := re.search(rb"Content-Length: (\d+)", head):
            self.bodies.append(connection.recv(int(length[1]), socket.MSG_WAITALL))
        page = self.pages[head.split()[1].decode()]
        caller = Caller(connection, self._closing, head)
        page(caller) if callable(page) else caller.send(page)


@contextmanager
def serving():
    server = Server()
    try:
        yield server
    finally:
        server.close()
