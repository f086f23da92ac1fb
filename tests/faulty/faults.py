"""How servers misbehave, and the kind of trouble each fault is: what a page of `Server` does."""

import gzip
import socket
import struct
import zlib
from datetime import timedelta

from tests.web.server import answer, redirect
from watcher.model import Trouble

LIMIT = 1_000_000
"""Bytes of a body that the tests allow."""
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>Harir</title></item>'
LOGIN = b'<!doctype html><form><input type="password"></form>'
CHALLENGE = b"<html><script>window._cf_chl_opt={}</script>"
LATER = "Fri, 05 Sep 2042 12:00:00 GMT"
ZEROS = bytes(50 * LIMIT)
RESET = struct.pack("ii", 1, 0)


def drip(content):
    return lambda caller: caller.drip(content)


def pour(start, content):
    return lambda caller: (caller.send(start), caller.pour(content))


def reset(start):
    """Close with RST after `start`, as a crashed server or a censor does."""

    def page(caller):
        caller.send(start)
        caller.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        caller.connection.close()

    return page


def packed(body, encoding):
    return answer(body, content_encoding=encoding)


FAULTS = {
    "silence": (drip(b""), Trouble.TIMEOUT),
    "headers drip": (drip(OK + b"X: y\r\n" * 999), Trouble.TIMEOUT),
    "body drips": (drip(answer(FEED * 99)), Trouble.TIMEOUT),
    "chunks drip": (drip(CHUNKED + b"1\r\nx\r\n" * 999), Trouble.TIMEOUT),
    "body stops": (lambda caller: (caller.send(OK + b"\r\n"), caller.drip(b"")), Trouble.TIMEOUT),
    "continue for ever": (pour(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), Trouble.TIMEOUT),
    "headers for ever": (pour(OK, b"X: y\r\n" * 99), Trouble.BROKEN),
    "one header for ever": (pour(OK + b"X: ", b"y" * 9_999), Trouble.BROKEN),
    "body for ever": (pour(OK + b"\r\n", b"x" * 65_536), Trouble.TOO_LARGE),
    "chunks for ever": (pour(CHUNKED, b"400\r\n" + b"x" * 1024 + b"\r\n"), Trouble.TOO_LARGE),
    "gzip bomb": (packed(gzip.compress(ZEROS), "gzip"), Trouble.TOO_LARGE),
    "many small gzip bombs": (packed(gzip.compress(ZEROS[:LIMIT]) * 50, "gzip"), Trouble.TOO_LARGE),
    "deflate bomb": (packed(zlib.compress(ZEROS), "deflate"), Trouble.TOO_LARGE),
    "brotli": (packed(b"\x1b\xff\xff\xff", "br"), Trouble.BROKEN),
    "zstd": (packed(b"\x28\xb5\x2f\xfd", "zstd"), Trouble.BROKEN),
    "gzip in gzip": (packed(gzip.compress(gzip.compress(FEED)), "gzip, gzip"), Trouble.BROKEN),
    "gzip that is none": (packed(FEED, "gzip"), Trouble.BROKEN),
    "length too long": (answer(FEED, content_length=9_999), Trouble.BROKEN),
    "length too short": (answer(FEED, content_length=30), Trouble.NOT_A_FEED),
    "length below nothing": (answer(FEED, content_length=-1), Trouble.BROKEN),
    "two lengths": (
        OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nwords!",
        Trouble.BROKEN,
    ),
    "chunk of garbage": (CHUNKED + b"zz\r\nnews", Trouble.BROKEN),
    "chunk cut short": (CHUNKED + b"ff\r\nnews", Trouble.BROKEN),
    "chunk below nothing": (CHUNKED + b"-1\r\nnews", Trouble.BROKEN),
    "chunk beyond measure": (CHUNKED + b"f" * 99 + b"\r\nnews", Trouble.BROKEN),
    "reset at once": (reset(b""), Trouble.BROKEN),
    "reset in the headers": (reset(OK), Trouble.BROKEN),
    "reset in the body": (reset(answer(FEED, content_length=9_999)), Trouble.BROKEN),
    "closed at once": (b"", Trouble.BROKEN),
    "another protocol": (b"SSH-2.0-OpenSSH_9.6\r\n", Trouble.BROKEN),
    "headers of zeros": (OK + b"X\0Y: \0\r\n\r\n" + FEED, Trouble.BROKEN),
    "circle of redirects": (redirect("#again"), Trouble.REDIRECTS),
    "redirect to a file": (redirect("file:///etc/passwd"), Trouble.REFUSED),
    "redirect to nowhere": (answer(status="302 Found"), Trouble.STATUS),
    "redirect to a closed port": (redirect("http://127.0.0.1:9/"), Trouble.UNREACHABLE),
    "not modified since never": (answer(status="304 Not Modified"), Trouble.STATUS),
    "password": (answer(status="401 Unauthorized"), Trouble.PASSWORD),
    "page to log in": (answer(LOGIN), Trouble.PASSWORD),
    "challenge": (answer(CHALLENGE), Trouble.CHALLENGE),
    "forbidden": (answer(status="403 Forbidden"), Trouble.FORBIDDEN),
    "not found": (answer(status="404 Not Found"), Trouble.NOT_FOUND),
    "gone": (answer(status="410 Gone"), Trouble.GONE),
    "server error": (answer(status="500 Oh"), Trouble.SERVER),
    "empty": (answer(), Trouble.EMPTY),
    "web page": (answer(b"<!doctype html><p>Welcome"), Trouble.NOT_A_FEED),
    "picture": (answer(b"\x89PNG\r\n\x1a\n\0\0\0"), Trouble.NOT_A_FEED),
}
"""By name: the page, and the trouble."""

WAITS = {
    "too often, in seconds": ("429 Slow", "120", Trouble.TOO_OFTEN, timedelta(minutes=2)),
    "too often, as a date": ("429 Slow", LATER, Trouble.TOO_OFTEN, timedelta(days=1)),
    "in trouble, in seconds": ("503 Busy", "999999", Trouble.SERVER, timedelta(days=1)),
    "in trouble, as a date": ("503 Busy", LATER, Trouble.SERVER, timedelta(days=1)),
    "in trouble, in words": ("503 Busy", "tomorrow", Trouble.SERVER, None),
}
"""By name: the status, Retry-After, the trouble, and the wait that is read from it."""
