"""Lists of feeds as readers of feeds exchange them (OPML 1 and 2, opml.org/spec2.opml). Pure.

Only what a reader needs: the title and the address of each feed. Folders are looked into, however
deep; what is no feed is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from watcher.sources.decode import decode
from watcher.sources.unfit import UnfitError

_LARGEST = 4_000_000
"""Bytes: ten thousand feeds with long titles."""
_MOST = 5_000
"""Feeds of one list: ten times what watcher is built for."""
_LONGEST = 200
"""Characters of a title."""
_ENCODING = re.compile(rb"^\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
"""It names an encoding, which a text no longer has."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of a list."""

    title: str
    """In one line; empty where it has none."""
    url: str
    """As it stands there: nobody has checked it."""


def read_opml(raw: bytes) -> Sequence[Outline]:
    """The feeds in `raw`, in its order. Raises `UnfitError` where it is no list of feeds."""
    root = _root(raw)
    found = []
    for element in root.iter("{*}outline", "{*}OUTLINE"):
        said = {str(name).lower(): " ".join(str(v).split()) for name, v in element.attrib.items()}
        if url := said.get("xmlurl"):
            title = said.get("title") or said.get("text") or ""
            found.append(Outline(title[:_LONGEST], url))
    if not found:
        raise UnfitError("holds no feeds: export them as OPML from where you read them")
    if len(found) > _MOST:
        raise UnfitError(f"holds more than {_MOST:,} feeds: split it")
    return found


def write_opml(called: str, feeds: Sequence[Outline], now: datetime) -> str:
    """A list that other readers take; the same feeds in the same order."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = called
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = etree.SubElement(root, "body")
    for one in feeds:
        title = "".join(char for char in one.title if char.isprintable())
        said = {"text": title, "title": title, "type": "rss", "xmlUrl": one.url}
        etree.SubElement(body, "outline", said)
    written = etree.tostring(root, pretty_print=True, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}'


def _root(raw: bytes) -> "etree._Element":
    if len(raw) > _LARGEST:
        raise UnfitError(f"is larger than {_LARGEST // 1_000_000} MB: split it")
    declared = _ENCODING.match(raw)
    decoded = decode(raw, declared[1].decode("ascii") if declared else None)
    if decoded is None:
        raise UnfitError("is not a list of feeds: it is not text")
    lowered = decoded.text.lower()
    if "<!doctype" in lowered or "<!entity" in lowered:
        raise UnfitError("is refused: it defines a document type, which a list needs not")
    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(_DECLARATION.sub("", decoded.text).strip(), reader)
    except (ValueError, etree.XMLSyntaxError) as error:
        raise UnfitError(f"is not XML that can be read: {error}") from error
    if etree.QName(root).localname.lower() != "opml":
        raise UnfitError("is not a list of feeds: it does not begin with <opml>")
    return root
