"""What kind of file this is: its first bytes decide, then its name. Pure.

A page saved as `.pdf` is a page, and an archive named `.txt` is an archive.
"""

from enum import Enum

from watcher.sources.unfit import UnfitError


class Kind(Enum):
    """How a file is read."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    WORD = "word"
    MAIL = "mail"
    JSON = "json"
    LINES = "lines"
    """A JSON object on each line."""


_BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".md": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.WORD,
    ".eml": Kind.MAIL,
    ".json": Kind.JSON,
    ".jsonl": Kind.LINES,
}
SUFFIXES = tuple(_BY_SUFFIX)
"""The files that are read, in capitals too."""

_ARCHIVES = (
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\xfd7zXZ\x00",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
)
"""How gzip, 7z, RAR, xz, bzip2 and zstd begin."""
_ARCHIVE_SUFFIXES = frozenset({".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz", ".zip", ".zst"})
_ARCHIVE = "is an archive, and archives are not opened: unpack it here"
_ZIP = b"PK\x03\x04"
_WORD = b"word/"
"""A zip file that holds a folder of this name is a Word file."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RICH_TEXT = b"{\\rtf"
_HEAD = 1_024
"""Bytes within which a PDF may say what it is: the standard allows rubbish before."""
_PAGES = (b"<!doctype html", b"<html")
_MARK = b"\xef\xbb\xbf"


def suffix_trouble(suffix: str) -> str:
    """Why a file with this suffix is not even opened; empty if it is."""
    if suffix in _BY_SUFFIX:
        return ""
    if suffix in _ARCHIVE_SUFFIXES:
        return _ARCHIVE
    *most, last = SUFFIXES
    return f"is not read: save it as {', '.join(most)} or {last}"


def kind_of(raw: bytes, suffix: str) -> Kind:
    """How to read `raw`, from a file with this suffix, in small letters.

    What is named after a format that it is not is read as text. Raises `UnfitError` for what is
    of a format that is not read.
    """
    if raw.startswith(_ZIP):
        if suffix == ".docx" or _WORD in raw:
            return Kind.WORD
        raise UnfitError(_ARCHIVE)
    if raw.startswith(_ARCHIVES):
        raise UnfitError(_ARCHIVE)
    if raw.startswith((_OLD_OFFICE, _RICH_TEXT)):
        raise UnfitError("is an old kind of office file: save it as .docx or .txt")
    if b"%PDF-" in raw[:_HEAD]:
        return Kind.PDF if suffix == ".pdf" or raw.startswith(b"%PDF-") else _named(suffix)
    if raw[:_HEAD].removeprefix(_MARK).lstrip().lower().startswith(_PAGES):
        return Kind.HTML
    return _named(suffix)


def _named(suffix: str) -> Kind:
    kind = _BY_SUFFIX.get(suffix, Kind.TEXT)
    return Kind.TEXT if kind in {Kind.PDF, Kind.WORD} else kind
