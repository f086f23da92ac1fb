"""What is wrong with the content of a settings file, as sentences with their place. Pure."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from watcher.settings.lines import Place
from watcher.settings.model import (
    ChannelSettings,
    PersonSettings,
    RewriterSettings,
    Settings,
    SourceSettings,
)

Mistake = tuple[Place, str, str]
"""Where, what, and a hint."""

_SECTIONS: dict[str, type[BaseModel]] = {
    "sources": SourceSettings,
    "channels": ChannelSettings,
    "people": PersonSettings,
}
_SINGLE: dict[str, type[BaseModel]] = {"rewriter": RewriterSettings}
"""Tables that stand once, without a name."""
_NEEDS = {
    "folder": {"path": '"seeds"'},
    "feed": {"url": '"https://example.org/feed.xml"'},
    "telegram": {"chat": '"@channelname"'},
    "file": {"path": '"state/alerts.jsonl"'},
    "webhook": {"url": '"https://example.org/hook"'},
    "ntfy": {"url": '"https://ntfy.sh/my-topic"'},
    "matrix": {
        "url": '"https://matrix.example.org"',
        "room": '"!abcdef:example.org"',
        "secret_env": '"WATCHER_MATRIX_TOKEN"',
    },
    "apprise": {"url_env": '"WATCHER_APPRISE_URL"'},
    "email": {
        "host": '"smtp.example.org"',
        "sender": '"watcher@example.org"',
        "to": '["desk@example.org"]',
    },
}
"""What a kind cannot do without, and an example."""
_POSTS = {"chats": '["@channelname"]'}
"""What a source on Telegram cannot do without."""
_ONLY = {
    "sources": {
        "folder": ("path",),
        "feed": ("url", "allow_private", "full_text"),
        "telegram": ("chats", "token_env", "server"),
    },
    "channels": {
        "telegram": ("chat", "topic", "token_env", "server", "loud", "protect"),
        "file": ("path",),
        "webhook": ("url", "secret_env"),
        "ntfy": ("url", "secret_env", "loud"),
        "matrix": ("url", "room", "secret_env", "loud"),
        "apprise": ("url_env",),
        "email": ("host", "port", "tls", "user", "secret_env", "sender", "to"),
    },
}
"""Keys that mean something to some kinds only. They may all stay while a channel is a console."""
_TOPIC = re.compile(r"//[^/?#]+/(?:[^?#]*/)?[\w-]+/?$", re.ASCII)
"""What an address of ntfy ends in."""
_TYPES = {
    "model_type": ("must be a table", "[rewriter] and its keys below it"),
    "bool_type": ("must be true or false", "without quotes"),
    "int_type": ("must be a whole number", "without quotes"),
    "string_type": ("must be text", 'in quotes: "…"'),
}


def mistakes(error: ValidationError, content: dict[str, Any]) -> Iterator[Mistake]:
    """What the models refused."""
    for one in error.errors(include_url=False):
        place = _place(one["loc"], content)
        yield place, *_sentence(one, place)


def amiss(content: dict[str, Any]) -> Iterator[Mistake]:
    """What keys say about each other."""
    for section in _SECTIONS:
        for name, table in _tables(content, section):
            yield from _of_kind((section, name), table)
    channels = [name for name, _ in _tables(content, "channels")]
    told = [(("people", name, "channel"), one) for name, one in _tables(content, "people")]
    told += [(("channels", name, "fallback"), one) for name, one in _tables(content, "channels")]
    for place, table in [(("admin",), content), *told]:
        to = table.get(place[-1])
        if isinstance(to, str) and to not in channels:
            hint = nearest(to, channels, f"add [channels.{to}]")
            yield place, f"{place[-1]} {to!r} is no channel of this file", hint
    yield from _circles(dict(_tables(content, "channels")))
    accounts = [one.get("telegram") for _, one in _tables(content, "people")]
    for name, table in _tables(content, "people"):
        if table.get("telegram") is not None and accounts.count(table["telegram"]) > 1:
            what = f"telegram {table['telegram']} is somebody else's too"
            yield ("people", name, "telegram"), what, "each account belongs to one person"
    yield from _of_chats(content)
    if "proxy" in content and "proxy_env" in content:
        yield ("proxy_env",), "the proxy is named twice", "keep proxy or proxy_env"
    if not content.get("sources"):
        yield (), "there is nothing to read", "add [sources.NAME] with a kind"


def _of_chats(content: dict[str, Any]) -> Iterator[Mistake]:
    """What sources on Telegram read: each chat once, and none to which alerts go."""
    taken = {
        str(table.get("chat")): f"alerts of channel {name!r} go there: they would be read back"
        for name, table in _tables(content, "channels")
        if table.get("kind") == "telegram"
    }
    for name, table in _tables(content, "sources"):
        chats = table.get("chats")
        for chat in map(str, chats if isinstance(chats, list) else ()):
            if chat in taken:
                yield ("sources", name, "chats"), f"chat {chat!r} cannot be read", taken[chat]
            taken.setdefault(chat, f"source {name!r} reads it already")


def _circles(channels: dict[str, dict[str, Any]]) -> Iterator[Mistake]:
    """Fallbacks that lead back to where they began."""
    for name in channels:
        way = [name]
        while isinstance(to := channels.get(way[-1], {}).get("fallback"), str) and to not in way:
            way.append(to)
        if to == name:
            what = f"fallback {way[1] if way[1:] else to!r} leads back to {name!r}"
            place = ("channels", name, "fallback")
            yield place, what, "name a channel that works when this one does not"


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The likeliest word meant, or `otherwise`."""
    close = get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else otherwise


def _tables(content: dict[str, Any], section: str) -> list[tuple[str, dict[str, Any]]]:
    found = content.get(section)
    named = found.items() if isinstance(found, dict) else ()
    return [(name, table) for name, table in named if isinstance(table, dict)]


def _of_kind(place: Place, table: dict[str, Any]) -> Iterator[Mistake]:
    kind, only = table.get("kind"), _ONLY.get(place[0], {})
    if isinstance(kind, str) and kind in only:
        for key in table:
            kinds = [one for one, keys in only.items() if key in keys]
            if kinds and kind not in kinds:
                hint = f"it belongs to {_a(' or '.join(kinds))}"
                yield (*place, key), f"{key} means nothing to {_a(kind)}", hint
        needs = _POSTS if place[0] == "sources" and kind == "telegram" else _NEEDS[kind]
        for need, example in needs.items():
            if need not in table:
                yield place, f"{_a(kind)} {place[0][:-1]} needs {need}", f"add {need} = {example}"
    yield from _of_channel(place, table)
    if "name" in table:
        yield (*place, "name"), "unknown key 'name'", f"the name is in the header: {place[1]}"


def _of_channel(place: Place, table: dict[str, Any]) -> Iterator[Mistake]:
    kind, url = table.get("kind"), table.get("url")
    if kind == "ntfy" and isinstance(url, str) and not _TOPIC.search(url):
        yield (*place, "url"), "url names no topic", f"such as {_NEEDS[kind]['url']}"
    if kind == "email" and ("user" in table) != ("secret_env" in table):
        yield place, "user and secret_env go together", "the second names the password's variable"
    if kind == "email" and "user" in table and table.get("tls") is False:
        yield (*place, "tls"), "a password needs a private connection", "remove tls = false"


def _a(kind: str) -> str:
    return f"an {kind}" if kind.startswith(("a", "e")) else f"a {kind}"


def _place(path: tuple[int | str, ...], content: dict[str, Any]) -> Place:
    """The keys that lead there: pydantic counts sources, the file names them."""
    section, *rest = map(str, path)
    if rest and section in _SECTIONS:
        rest[0] = list(content[section])[int(rest[0])]
    return (section, *rest)


def _sentence(one: ErrorDetails, place: Place) -> tuple[str, str]:
    kind, key, value = one["type"], place[-1], one["input"]
    if kind == "wrong":
        return f"{key} {one['msg']}", one["ctx"]["hint"]
    if kind == "extra_forbidden":
        return _unknown(place)
    if kind == "missing":
        return f"[{'.'.join(place[:-1])}] needs {key}", ""
    if kind == "literal_error":
        return _no_choice(key, value, one["ctx"]["expected"])
    what, hint = _TYPES[kind]
    return f"{key} {what}", hint


def _unknown(place: Place) -> tuple[str, str]:
    *around, key = place
    if key == "token":
        hint = "put it into an environment variable, and name that in token_env"
        return "a token does not belong in this file", hint
    model = (_SECTIONS | _SINGLE)[around[0]] if around else Settings
    known = [one for one in model.model_fields if one != "name"]
    return f"unknown key {key!r}", nearest(key, known, f"known here: {', '.join(known)}")


def _no_choice(key: str, value: object, expected: str) -> tuple[str, str]:
    """`expected` is pydantic's list of the choices, each in quotes."""
    choices = expected.replace("'", "").replace(" or ", ", ").split(", ")
    return f"{key} {value!r} is none of {', '.join(choices)}", nearest(str(value), choices)
