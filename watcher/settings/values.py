"""What single values of config.toml mean. Each says what to type instead. Pure.

A value that is of the right type already, such as a `Path`, is taken as it is: code makes
settings too.
"""

import re
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Literal, cast
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from watcher.model import ChatId

_INTERVAL = re.compile(r"(\d{1,5})\s?([smhdw])", re.ASCII)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SIZE = re.compile(r"(\d{1,5})\s?([MGT])B", re.ASCII)
_BYTES = {"M": 10**6, "G": 10**9, "T": 10**12}
_SMALLEST = 10 * _BYTES["M"]
"""An empty database and a day of news take so much: less would forget all."""
_CLOCK = re.compile(r"\d\d:\d\d(:00)?", re.ASCII)
_HOURS = re.compile(r"(\S+?)\s?[-–]\s?(\S+)")
_URL = re.compile(r"https?://([^\s/?#]+)\S*")
_PROXY = re.compile(r"(?:http|socks5)://([^\s/?#]+)/?")
_CHAT = re.compile(r"-?\d+|@\w+", re.ASCII)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
"""Of mail, as browsers take it (HTML, input type=email)."""
_ROOM = re.compile(r"!\S+")
_LAST_PORT = 65_535
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def wrong(what: str, hint: str = "") -> PydanticCustomError:
    """An error that carries our own clause and hint through pydantic."""
    return PydanticCustomError("wrong", "{what}", {"what": what, "hint": hint})


def _string(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise wrong("must be text", 'in quotes: "…"')
    if not value.isprintable():  # "C:\news" holds a line break
        raise wrong("holds an invisible character", "in a path write / instead of \\")
    return value


def _path(value: object, info: ValidationInfo) -> Path:
    """Seen from the folder of the settings file, which is the context of the validation."""
    if isinstance(value, Path):
        return value
    return cast("Path", info.context) / _string(value)


def _paths(value: object, info: ValidationInfo) -> tuple[Path, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise wrong("must be a list of files or folders", 'such as ["rules"]')
    return tuple(_path(one, info) for one in value)


def _interval(value: object) -> timedelta:
    if isinstance(value, timedelta):
        return value
    found = _INTERVAL.fullmatch(value) if isinstance(value, str) else None
    if found is None or int(found[1]) == 0:
        hint = 'a number above 0 and s, m, h, d or w: "30s", "2m", "400d"'
        raise wrong(f"{value!r} is no interval", hint)
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _size(value: object) -> int:
    """In bytes; 1 MB are a million."""
    found = _SIZE.fullmatch(value) if isinstance(value, str) else None
    size = int(found[1]) * _BYTES[found[2]] if found else 0
    if size < _SMALLEST:
        raise wrong(f"{value!r} is no size", 'a number and MB, GB or TB, from "10MB" on: "2GB"')
    return size


def _zone(value: object) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    try:
        return ZoneInfo(_string(value))
    except (KeyError, OSError, ValueError) as error:
        raise wrong(f"{value!r} is no time zone", 'such as "Asia/Baghdad"') from error


def _clock(value: object) -> time:
    """TOML has times of its own: 07:30:00 without quotes is one too."""
    try:
        if _CLOCK.fullmatch(str(value)):
            return time.fromisoformat(str(value))
        reason = None
    except ValueError as error:
        reason = error
    raise wrong(f"{value!r} is no time of day", 'hours and minutes: "07:30"') from reason


def _hours(value: object) -> tuple[time, time]:
    if isinstance(value, tuple):
        return value
    found = _HOURS.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise wrong(f"{value!r} is no begin and end", 'two times of day: "22:00-07:00"')
    begin, end = _clock(found[1]), _clock(found[2])
    if begin == end:
        raise wrong(f"{value!r} begins when it ends", 'two times of day: "22:00-07:00"')
    return begin, end


def _url(value: object) -> str:
    """The value is not repeated: it might hold a secret."""
    if not (found := _URL.fullmatch(_string(value))):
        raise wrong("is no web address", 'such as "https://example.org/feed.xml"')
    if "@" in found[1]:
        raise wrong("holds a name or password", "a secret does not belong in this file")
    return str(value)


def _proxy(value: object) -> str:
    """The value is not repeated: it might hold a secret."""
    if not (found := _PROXY.fullmatch(_string(value))):
        raise wrong("is no address of a proxy", 'such as "socks5://127.0.0.1:1080"')
    if "@" in found[1]:
        raise wrong(
            "holds a name or password",
            "put the address into an environment variable, and name that in proxy_env",
        )
    return str(value)


def _chat(value: object) -> ChatId:
    if isinstance(value, bool) or not _CHAT.fullmatch(str(value)):
        raise wrong(f"{value!r} is no chat", 'its id, "-1001234567890", or "@channelname"')
    return ChatId(str(value))


def _chats(value: object) -> tuple[ChatId, ...]:
    if not isinstance(value, list | tuple):
        raise wrong("must be a list of chats", 'such as ["@channelname", "-1001234567890"]')
    return tuple(map(_chat, value))


def _address(value: object) -> str:
    if not _ADDRESS.fullmatch(_string(value)):
        raise wrong(f"{value!r} is no mail address", 'such as "desk@example.org"')
    return str(value)


def _addresses(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise wrong("must be a list of mail addresses", 'such as ["desk@example.org"]')
    return tuple(map(_address, value))


def _port(value: object) -> int:
    if not isinstance(value, int) or not 0 < value <= _LAST_PORT:
        raise wrong(f"{value!r} is no port", f"a number from 1 to {_LAST_PORT}, without quotes")
    return value


def _tls(value: object) -> object:
    if not isinstance(value, bool) and value != "implicit":
        hint = "true: by STARTTLS, on port 465 from the first byte"
        raise wrong(f'{value!r} is none of true, false, "implicit"', hint)
    return value


def _room(value: object) -> ChatId:
    if not _ROOM.fullmatch(_string(value)):
        hint = 'its internal id, "!abcdef:example.org", not its name'
        raise wrong(f"{value!r} is no room of Matrix", hint)
    return ChatId(str(value))


def _variable(value: object) -> str:
    """The value is not repeated: it might be a secret."""
    if not _VARIABLE.fullmatch(_string(value)):
        raise wrong("must be the name of an environment variable", "letters, digits and _")
    return str(value)


Text = Annotated[str, PlainValidator(_string)]
FilePath = Annotated[Path, PlainValidator(_path)]
FilePaths = Annotated[tuple[Path, ...], PlainValidator(_paths)]
Interval = Annotated[timedelta, PlainValidator(_interval)]
Size = Annotated[int, PlainValidator(_size)]
Zone = Annotated[ZoneInfo, PlainValidator(_zone)]
Clock = Annotated[time, PlainValidator(_clock)]
Hours = Annotated[tuple[time, time], PlainValidator(_hours)]
Url = Annotated[str, PlainValidator(_url)]
ProxyUrl = Annotated[str, PlainValidator(_proxy)]
Chat = Annotated[ChatId, PlainValidator(_chat)]
Chats = Annotated[tuple[ChatId, ...], PlainValidator(_chats)]
Address = Annotated[str, PlainValidator(_address)]
Addresses = Annotated[tuple[str, ...], PlainValidator(_addresses)]
Room = Annotated[ChatId, PlainValidator(_room)]
Tls = Annotated[Literal["implicit"] | bool, PlainValidator(_tls)]
Port = Annotated[int, PlainValidator(_port)]
Variable = Annotated[str, PlainValidator(_variable)]
