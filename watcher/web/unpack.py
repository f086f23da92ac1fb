"""A body as it was before it was packed for the way, and never more of it than asked for.

A reply of 1.5 KB can hold gigabytes: each step unpacks only what there is room for. Pure.
"""

import zlib
from collections.abc import Iterable, Iterator

from watcher.model import Trouble
from watcher.web.answer import FetchError

ACCEPTED = "gzip, deflate"
"""Only what the standard library can unpack in bounded steps; so not br or zstd."""

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_RAW_DEFLATE = -zlib.MAX_WBITS
_GZIP = b"\x1f\x8b"
_HEAD = 2
"""Bytes by which gzip (RFC 1952) and zlib (RFC 1950, a multiple of 31) are told."""


def unpack(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body that `chunks` make, packed as `encoding` (a Content-Encoding) says.

    Raises `FetchError` if it is more than `limit` bytes, cut short, damaged, or packed otherwise.
    """
    match encoding.strip().lower():
        case "" | "identity":
            return _whole(chunks, limit)
        case "gzip" | "x-gzip" | "deflate":
            return _inflated(chunks, limit)
        case other:
            raise FetchError(f"answers packed as {other!r}, which watcher did not ask for")


def _whole(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        _check(body, limit)
    return bytes(body)


def _inflated(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    stream = None
    for chunk in _with_head(chunks):
        data = chunk
        stream = stream or zlib.decompressobj(_window(data))
        while data:
            if stream.eof:
                if not data.startswith(_GZIP):
                    break  # padding after the end, which browsers overlook too
                stream = zlib.decompressobj(_GZIP_OR_ZLIB)
            try:
                body += stream.decompress(data, limit + 1 - len(body))
            except zlib.error as error:
                raise FetchError("sends a damaged answer") from error
            _check(body, limit)
            data = stream.unused_data
    if stream and not stream.eof:
        raise FetchError("broke off in the middle of its answer")
    return bytes(body)


def _with_head(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, the first two of them in one chunk: they tell how the rest is packed."""
    head = b""
    for chunk in chunks:
        if len(head) >= _HEAD:
            yield chunk
            continue
        head += chunk
        if len(head) >= _HEAD:
            yield head
    if 0 < len(head) < _HEAD:
        yield head


def _window(data: bytes) -> int:
    """The kind of stream: some servers send deflate without the header that belongs to it."""
    is_zlib = data[0] & 15 == zlib.DEFLATED and int.from_bytes(data[:_HEAD], "big") % 31 == 0
    return _GZIP_OR_ZLIB if is_zlib or data.startswith(_GZIP) else _RAW_DEFLATE


def _check(body: bytearray, limit: int) -> None:
    if len(body) > limit:
        raise FetchError(f"sends more than {limit:,} bytes", Trouble.TOO_LARGE)
