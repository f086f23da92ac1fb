"""Message entities: their types, their order, and what links, emoji and dates must look like.

Simpler than the server: it also finds bare links, mentions and hashtags by itself, and merges
neighbours of one type; here stand only the entities that the sender asked for.
"""

from typing import Any
from urllib.parse import parse_qs, urlsplit

Entity = dict[str, Any]
"""A MessageEntity of the Bot API: type, offset and length in UTF-16 units, and its extras."""

_ORDER = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
"""Which of two entities on one span comes first (`type_priorities` of the server)."""


class EntityError(ValueError):
    """Text that Telegram refuses to parse; says why in its words."""


def utf16(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def ordered(entities: list[Entity]) -> list[Entity]:
    """The entities by place, the outer before the inner."""
    return sorted(
        entities, key=lambda e: (e["offset"], -e["length"], _ORDER.get(str(e["type"]), 50))
    )


def link(url: str) -> Entity | None:
    """The entity of a link; None where the address is none: the text then stays plain."""
    try:
        parts = urlsplit(url if "://" in url or url.startswith("tg:") else f"http://{url}")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme == "tg":
        user = parse_qs(parts.query).get("id", [""])[0]
        if user.isdecimal():
            return {"type": "text_mention", "user": {"id": int(user)}}
        return {"type": "text_link", "url": url}
    if parts.scheme not in {"http", "https"} or "." not in host or " " in parts.netloc:
        return None
    tail = parts._replace(scheme="", netloc="", path=parts.path or "/").geturl()
    return {"type": "text_link", "url": f"{parts.scheme}://{parts.netloc.lower()}{tail}"}


def custom_emoji(emoji_id: str) -> Entity:
    """The entity of a custom emoji."""
    if not emoji_id.isdecimal() or not int(emoji_id):
        raise EntityError("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": emoji_id}


def date_time(unix: str, form: str) -> Entity | None:
    """The entity of a point in time; None where it is none: the text then stays plain."""
    if form not in {"r", "R"} and not set(form) <= set("tTdDwW"):
        raise EntityError("Invalid date format used")
    if not unix.isdecimal() or not int(unix):
        return None
    shown = {"date_time_format": form} if form else {}
    return {"type": "date_time", "unix_time": int(unix), **shown}
