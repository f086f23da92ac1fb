"""Telegram's HTML parse mode, rule for rule: not an HTML parser at all.

Works on UTF-8 bytes as the server does, because its errors count bytes; entity offsets count
UTF-16 units. Pure.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.fake_telegram.entities import (
    Entity,
    EntityError,
    custom_emoji,
    date_time,
    link,
    ordered,
    utf16,
)

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
"""Every tag Telegram knows."""

_SPACE = b" \t\r\n\0\x0b"
"""What ends a name. The end of the text counts as NUL, as in the server's C strings."""

_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_LONGEST_REFERENCE = 9
"""A numeric reference of ten bytes or more stays literal."""


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    attributes: dict[str, str]
    offset: int
    start: int


def parse(html: str) -> tuple[str, list[Entity]]:
    """The visible text and its entities, outermost first.

    Raises `EntityError` with Telegram's own sentence.
    """
    return _Parser(html).run()


class _Parser:
    def __init__(self, html: str) -> None:
        self.data = html.encode() + b"\0"
        self.size = len(self.data) - 1
        self.at = 0
        self.text: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < self.size:
            character = self.data[self.at : self.at + 1]
            if character == b"<":
                if self.data[self.at + 1 : self.at + 2] == b"/":
                    self._end_tag()
                else:
                    self._start_tag()
            else:
                self._say(self._reference() if character == b"&" else self._plain())
        if self.open:
            tag = self.open[-1].tag
            raise EntityError(f'Can\'t find end tag corresponding to start tag "{tag}"')
        text = "".join(self.text)
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise EntityError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return text, ordered(self.entities)

    def _say(self, text: str) -> None:
        self.text.append(text)
        self.offset += utf16(text)

    def _plain(self) -> str:
        """The text up to the next mark."""
        start = self.at
        while self.at < self.size and self.data[self.at] not in b"<&":
            self.at += 1
        return self.data[start : self.at].decode()

    def _reference(self) -> str:
        """What `&…` stands for; the ampersand itself where it stands for nothing."""
        start = self.at
        self.at += 1
        if self.data[self.at : self.at + 1] == b"#":
            letter = self._number(start)
        else:
            letter = _NAMED.get(self._while_ascii(str.isalpha), "")
        if not letter:
            self.at = start + 1
            return "&"
        if self.data[self.at : self.at + 1] == b";":
            self.at += 1
        return letter

    def _number(self, start: int) -> str:
        self.at += 1
        base, digits = 10, "0123456789"
        if self.data[self.at : self.at + 1] == b"x":
            self.at += 1
            base, digits = 16, "0123456789abcdefABCDEF"
        token = self._while_ascii(lambda letter: letter in digits)
        value = int(token, base) if token else 0
        if not 0 < value < 0x10FFFF or self.at - start > _LONGEST_REFERENCE:
            return ""
        return chr(value)

    def _while_ascii(self, wanted: Callable[[str], bool]) -> bytes:
        start = self.at
        while self.data[self.at] < 128 and wanted(chr(self.data[self.at])):
            self.at += 1
        return self.data[start : self.at]

    def _until(self, stops: bytes) -> str:
        """The bytes up to white space, the end, or one of `stops`."""
        start = self.at
        while self.data[self.at] not in _SPACE + stops:
            self.at += 1
        return self.data[start : self.at].decode()

    def _skip_space(self) -> None:
        while self.at < self.size and self.data[self.at] in _SPACE:
            self.at += 1

    def _looking_at(self, what: bytes) -> bool:
        return self.data[self.at : self.at + 1] == what

    def _ended(self) -> bool:
        return self.data[self.at] == 0

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._until(b">").lower()
        if self._ended():
            raise EntityError(f"Unclosed start tag at byte offset {begin}")
        if tag not in TYPES:
            raise EntityError(f'Unsupported start tag "{tag}" at byte offset {begin}')
        attributes: dict[str, str] = {}
        while not self._looking_at(b">"):
            self._skip_space()
            if not self._looking_at(b">"):
                name, value = self._attribute(tag, begin)
                attributes[name] = value
        self.at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise EntityError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, attributes, self.offset, len(self.text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._until(b"=>/\"'")
        if not name:
            raise EntityError(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_space()
        if self._looking_at(b"="):
            self.at += 1
            self._skip_space()
            if not self._ended():
                return name, self._value(begin)
        if self._ended():
            raise EntityError(f'Unclosed start tag "{tag}" at byte offset {begin}')
        return name, ""

    def _value(self, begin: int) -> str:
        if self.data[self.at] in b"'\"":
            value = self._quoted()
        else:
            start = self.at
            token = self._while_ascii(lambda letter: letter.isalnum() or letter in ".-")
            value = token.decode().lower()
            if self.data[self.at] not in _SPACE + b">":
                raise EntityError(f"Unexpected end of name token at byte offset {start}")
        if self._ended():
            raise EntityError(f"Unclosed start tag at byte offset {begin}")
        return value

    def _quoted(self) -> str:
        quote = self.data[self.at : self.at + 1]
        self.at += 1
        parts: list[str] = []
        while not self._looking_at(quote) and not self._ended():
            if self._looking_at(b"&"):
                parts.append(self._reference())
                continue
            start = self.at
            while self.data[self.at] not in quote + b"&\0":
                self.at += 1
            parts.append(self.data[start : self.at].decode())
        self.at += self._looking_at(quote)
        return "".join(parts)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise EntityError(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        found = self._until(b">").lower()
        self._skip_space()
        if not self._looking_at(b">"):
            raise EntityError(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if found and found != opened.tag:
            raise EntityError(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{opened.tag}>", found "</{found}>"'
            )
        if self.offset > opened.offset:
            self._mark(opened)

    def _mark(self, opened: _Open) -> None:
        """Note the entity of a tag that has just been closed."""
        span = {"offset": opened.offset, "length": self.offset - opened.offset}
        attributes = opened.attributes
        match opened.tag:
            case "a":
                inside = "".join(self.text[opened.start :])
                entity = link(attributes.get("href") or inside)
            case "tg-emoji":
                entity = custom_emoji(attributes.get("emoji-id", ""))
            case "tg-time":
                entity = date_time(attributes.get("unix", ""), attributes.get("format", ""))
            case "blockquote" if "expandable" in attributes:
                entity = {"type": "expandable_blockquote"}
            case "code" | "pre":
                entity = self._code(opened, span)
            case tag:
                entity = {"type": TYPES[tag]}
        if entity:
            self.entities.append({"type": entity["type"], **span, **entity})

    def _code(self, opened: _Open, span: Entity) -> Entity:
        """`<pre><code class="language-x">`, in either order, is one entity with a language."""
        language = opened.attributes.get("class", "")
        language = language.removeprefix("language-") if language.startswith("language-") else ""
        last = self.entities[-1] if self.entities else {}
        if {key: last.get(key) for key in span} == span:
            if opened.tag == "pre" and last["type"] == "code" and last.get("language"):
                self.entities.pop()
                return {"type": "pre", "language": last["language"]}
            if opened.tag == "code" and last["type"] == "pre" and language:
                self.entities.pop()
                return {"type": "pre", "language": language}
        return {"type": opened.tag, "language": language} if language else {"type": opened.tag}
