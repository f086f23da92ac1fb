"""Reads Telegram's HTML as strictly as its server does, and a little more."""

import re

_TOKEN = re.compile(r"<(?P<tag>[^<>]*)>|&(?P<entity>\w+);|(?P<text>[^<>&])", re.DOTALL)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LINK = re.compile(r'a href="(?P<url>[^"<>]+)"')
_OPENING = {"b": "b", "i": "i", "blockquote": "blockquote", "blockquote expandable": "blockquote"}


def read(html):
    """The visible text and the entities as (tag, start, end, url); fails on anything doubtful."""
    text, found, opened, at = "", [], [], 0
    while at < len(html):
        token = _TOKEN.match(html, at)
        assert token, f"cannot be read: {html[at : at + 20]!r}"
        at = token.end()
        if (tag := token["tag"]) is None:
            text += token["text"] or _ENTITIES[token["entity"]]
        elif tag.startswith("/"):
            name, start, url = opened.pop()
            assert tag == f"/{name}"
            assert len(text) > start, f"empty {name}"
            found.append((name, start, len(text), url))
        else:
            name, url = _opened(tag)
            assert name not in [one for one, *_ in opened], f"{name} in {name}"
            opened.append((name, len(text), url))
    assert not opened, f"never closed: {opened}"
    return text, found


def _opened(tag):
    if link := _LINK.fullmatch(tag):
        return "a", re.sub(r"&(\w+);", lambda entity: _ENTITIES[entity[1]], link["url"])
    return _OPENING[tag], ""


def units(text):
    """The length as Telegram's clients count it."""
    return len(text.encode("utf-16-le")) // 2
