"""Just enough HTTP/1.1: requests with query, form, JSON or multipart; answers with a length."""

import asyncio
import json
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote, urlsplit

MOST_BYTES = 20 * 1024 * 1024
"""Of a body; more than any photo that is accepted."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request."""

    verb: str
    target: str
    headers: dict[str, str]
    """Names in small letters."""
    body: bytes = b""

    @property
    def path(self) -> str:
        """The decoded path."""
        return unquote(urlsplit(self.target).path)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The answer as it goes over the wire."""
        lines = [
            f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}",
            f"Content-Type: {self.content_type}",
            f"Content-Length: {len(self.body)}",
            *(f"{name}: {value}" for name, value in self.headers.items()),
        ]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + self.body


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request on a connection; None where the other side has gone.

    Raises `ValueError` where it is no HTTP or too big.
    """
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").rstrip().split("\r\n")
        verb, target, _ = first.split(" ")
        headers = {
            name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)
        }
        if headers.get("transfer-encoding", "").lower() == "chunked":
            body = await _chunks(reader)
        else:
            body = await reader.readexactly(_size(headers.get("content-length", "0")))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    return Request(verb, target, headers, body)


def _size(given: str, base: int = 10) -> int:
    size = int(given, base)
    if not 0 <= size <= MOST_BYTES:
        raise ValueError(f"a body of {size} bytes")
    return size


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := _size((await reader.readline()).decode().split(";")[0].strip(), 16):
        body += (await reader.readexactly(size + 2))[:-2]
        _size(str(len(body)))
    await reader.readline()
    return body


def parameters_of(request: Request) -> tuple[dict[str, str], dict[str, bytes]]:
    """The parameters and files of a call, from the query and the body.

    Raises `ValueError` where they are malformed or not UTF-8.
    """
    query = urlsplit(request.target).query
    found = dict(parse_qsl(query, keep_blank_values=True, errors="strict"))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    files: dict[str, bytes] = {}
    if not request.body:
        pass
    elif kind == "application/json":
        found |= _json_parameters(request.body)
    elif kind == "application/x-www-form-urlencoded":
        body = request.body.decode("ascii")
        found |= dict(parse_qsl(body, keep_blank_values=True, errors="strict"))
    elif kind == "multipart/form-data":
        fields, files = _parts(request)
        found |= fields
    for value in found.values():
        value.encode()
    return found, files


def _json_parameters(body: bytes) -> dict[str, str]:
    """Values that are not text count as their JSON, as on the server; null as missing."""
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("the body is no JSON object")  # noqa: TRY004 - as for bad JSON
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in found.items()
        if value is not None
    }


def _parts(request: Request) -> tuple[dict[str, str], dict[str, bytes]]:
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    fields: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + request.body).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True) or b""
        if part.get_filename() is not None:
            files[name] = data
        else:
            fields[name] = data.decode()
    return fields, files
