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
"""Text holds hardly any control characters; compressed data about 11 in 100 bytes."""
_NOT_CHARSETS = frozenset(
    {"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "utf-7"}
)
"""Python calls these encodings of text too, but they are no charsets: some are slow on purpose."""


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
            decoded = _replace(raw.removeprefix(mark), encoding)
            return None if "\0" in decoded.text else decoded
    if _is_binary(raw):
        return None
    decoded = _replace(raw, "utf-8")
    if not decoded.note or _is_mostly_utf8(raw, decoded.text):
        return decoded
    text = _strictly(raw, declared) if declared else None
    return Decoded(text) if text is not None else _replace(raw, _LAST_RESORT)


def _is_binary(raw: bytes) -> bool:
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    return b"\0" in raw or controls > _CONTROLS_SHARE * len(raw)


def _replace(raw: bytes, encoding: str) -> Decoded:
    """`raw` with � for what is broken, and a note that says how often."""
    text = raw.decode(encoding, errors="replace")
    broken = text.count("�") - _written(raw, encoding)
    if not broken:
        return Decoded(text)
    what = "1 character" if broken == 1 else f"{broken} characters"
    return Decoded(text, f"{what} could not be decoded and stand as �")


def _written(raw: bytes, encoding: str) -> int:
    """How many � the writer wrote: they are no damage of ours."""
    return raw.decode(encoding, errors="ignore").count("�")


def _is_mostly_utf8(raw: bytes, text: str) -> bool:
    """Whether more characters beyond ASCII are whole than broken.

    In Windows-1256 Arabic nearly every letter is broken UTF-8, and a pair that is valid by chance
    is rare; in UTF-8 a page has thousands of whole letters and a few stray bytes.
    """
    broken = text.count("�") - _written(raw, "utf-8")
    beyond = sum(not char.isascii() for char in text)
    return beyond - broken > broken


def _strictly(raw: bytes, declared: str) -> str | None:
    """`raw` in the declared charset; None if there is no such charset, or it does not fit."""
    try:
        codec = codecs.lookup(declared.strip())
        if codec.name in _NOT_CHARSETS:
            return None
        return raw.decode(codec.name)
    except (LookupError, ValueError):
        return None
