"""Bytes from anywhere become text.

Labels lie more often than bytes do: one stray byte, or a wrong label, must not turn the Arabic
words of a whole feed into rubbish. So the bytes speak first. Pure.
"""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LAST_RESORT = "cp1256"
"""Arabic Windows: what unlabelled Arabic pages use. Its other half holds French letters and
typographic quotes, and every byte means something in it."""
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r"})
_CONTROLS_SHARE = 0.02
"""Text holds hardly any control characters; of compressed bytes 11 in 100 are."""
_NOT_CHARSETS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}
)
"""Python calls these encodings of text too, but no page is written in them, and some are slow."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text made from bytes."""

    text: str
    note: str = ""
    """What was lost on the way, as a clause for a person; empty where nothing was."""


def decode(raw: bytes, declared: str | None = None) -> Decoded | None:
    """The text of `raw`; None where it is no text at all (NUL bytes, many control characters).

    A byte order mark is believed and taken away. Else valid UTF-8 wins over any label; then UTF-8
    with a few bytes broken; then `declared` (a charset label, known or not), if `raw` is valid in
    it; then Windows-1256.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            decoded = _patched(raw.removeprefix(mark), encoding)
            return None if "\0" in decoded.text else decoded
    if _is_binary(raw):
        return None
    text = _whole(raw, "utf-8")
    if text is None and _is_mostly_utf8(raw):
        return _patched(raw, "utf-8")
    if text is None and declared is not None:
        text = _whole(raw, declared)
    return _patched(raw, _LAST_RESORT) if text is None else Decoded(text)


def _is_binary(raw: bytes) -> bool:
    """Whether there is a NUL, or more control characters than a stray one."""
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    return b"\0" in raw or controls > 1 + _CONTROLS_SHARE * len(raw)


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether more characters beyond ASCII are whole than broken.

    In Windows-1256 Arabic nearly every letter is broken UTF-8, and a pair that is valid by chance
    is rare; in UTF-8 a page has thousands of whole letters and a few stray bytes.
    """
    whole = sum(not char.isascii() for char in raw.decode(errors="ignore"))
    return whole > _broken(raw, "utf-8")


def _whole(raw: bytes, label: str) -> str | None:
    """`raw` in the charset of that label; None if there is none, or if it does not fit."""
    try:
        charset = codecs.lookup(label.strip()).name.replace("_", "-")
        return None if charset in _NOT_CHARSETS else raw.decode(charset)
    except (LookupError, ValueError):
        return None


def _patched(raw: bytes, encoding: str) -> Decoded:
    """`raw` with � for what is broken, and a note that says how often."""
    text = raw.decode(encoding, errors="replace")
    broken = _broken(raw, encoding)
    what = "1 character" if broken == 1 else f"{broken} characters"
    return Decoded(text, f"{what} could not be decoded and became �" if broken else "")


def _broken(raw: bytes, encoding: str) -> int:
    """How many � decoding puts in; those that the writer wrote are not counted."""
    written = raw.decode(encoding, errors="ignore").count("�")
    return raw.decode(encoding, errors="replace").count("�") - written
