"""What Telegram makes of a text before it shows it: parse, clean, trim, measure. Pure."""

import json
import re
from dataclasses import dataclass

from tests.fake_telegram.entities import Entity, EntityError, ordered, utf16
from tests.fake_telegram.errors import bad_request
from tests.fake_telegram.html import parse

LONGEST_TEXT = 4096
"""Code points after parsing (`message_text_length_max`)."""
LONGEST_CAPTION = 1024
"""Code points after parsing (`message_caption_length_max`)."""
LONGEST_RAW = 1 << 15
"""Bytes before parsing."""
MOST_ENTITIES = 100
"""The rest are dropped without a word; the journal tells how many."""

_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_BLANKED = re.compile("[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as people see it."""

    text: str
    entities: list[Entity]
    raw: str
    parse_mode: str = ""
    entities_dropped: int = 0


def read_text(raw: str, parse_mode: str, entities: str) -> Text:
    """The text of a message. Raises `ApiError`."""
    if not raw:
        raise bad_request("Message text is empty")
    text = _read(raw, parse_mode, entities)
    if not text.text:
        raise bad_request("Text must be non-empty")
    if len(text.text) > LONGEST_TEXT:
        raise bad_request("Message is too long")
    return text


def read_caption(raw: str, parse_mode: str, entities: str) -> Text:
    """The text under a picture, which may be empty. Raises `ApiError`."""
    text = _read(raw, parse_mode, entities)
    if len(text.text) > LONGEST_CAPTION:
        raise bad_request("Message caption is too long")
    return text


def _read(raw: str, parse_mode: str, entities: str) -> Text:
    if len(raw.encode()) > LONGEST_RAW:
        raise bad_request("Text is too long")
    mode = parse_mode.lower()
    if mode == "html":
        try:
            text, found = parse(raw)
        except EntityError as error:
            raise bad_request(f"can't parse entities: {error}") from error
    elif mode in {"", "none"}:
        text, found = raw, _given(entities)
    else:
        # The server also knows two kinds of Markdown; nobody here should send them.
        raise bad_request("Unsupported parse_mode")
    text, found = _clean(text, found)
    return Text(text, found[:MOST_ENTITIES], raw, parse_mode, len(found[MOST_ENTITIES:]))


def _given(entities: str) -> list[Entity]:
    """The entities of the `entities` parameter, which counts only without a parse mode."""
    try:
        found = json.loads(entities or "[]")
    except ValueError as error:
        raise bad_request("Can't parse entities JSON object") from error
    if not isinstance(found, list):
        raise bad_request("Can't parse entities: expected an Array")
    for entity in found:
        if not isinstance(entity, dict):
            raise bad_request("Can't parse MessageEntity: expected an Object")
        for name, kind in (("type", str), ("offset", int), ("length", int)):
            if not isinstance(entity.get(name), kind):
                raise bad_request(f"Can't parse MessageEntity: Can't find field \"{name}\"")
    return found


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without characters that Telegram drops and without white space around the text."""
    kept: list[str] = []
    places = [0]
    """For each UTF-16 unit of the text given, where it stands in the text kept."""
    at = 0
    for letter in text:
        shown = "" if _DROPPED.match(letter) else _BLANKED.sub(" ", letter)
        kept.append(shown)
        units = utf16(letter)
        places += [at + unit + 1 if shown else at for unit in range(units)]
        at = places[-1]
    cleaned = "".join(kept)
    end = utf16(cleaned.rstrip(" \n"))
    first = min((places[_clip(e["offset"], places)] for e in entities), default=end)
    start = min(len(cleaned) - len(cleaned.lstrip(" \n")), first, end)
    moved = [_moved(entity, places, start, end) for entity in entities]
    visible = cleaned.rstrip(" \n")[start:]
    return visible, ordered([entity for entity in moved if entity["length"] > 0])


def _moved(entity: Entity, places: list[int], start: int, end: int) -> Entity:
    begin = min(places[_clip(entity["offset"], places)], end)
    until = min(places[_clip(entity["offset"] + entity["length"], places)], end)
    return {**entity, "offset": begin - start, "length": until - begin}


def _clip(offset: int, places: list[int]) -> int:
    return max(0, min(offset, len(places) - 1))
