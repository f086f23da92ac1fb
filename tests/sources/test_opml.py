"""Lists of feeds from other readers, kind and hostile ones."""

import xml.etree.ElementTree as ET
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON
from watcher.sources.opml import Outline, read_opml, write_opml
from watcher.sources.unfit import UnfitError

NESTED = """<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.1"><head><title>Mine</title></head><body>
<outline text="Ports">
  <outline text="Quays"><outline title="Quay   Caf\xe9" xmlUrl="https://quay.example/rss"/></outline>
  <outline text="Harbour" type="rss" xmlurl="https://harbour.example/feed?a=1&amp;b=2"/>
</outline>
<outline text="A link" type="link" url="https://page.example/"/>
<outline type="rss" xmlUrl=" https://bare.example/rss "/>
</body></opml>"""


def listed(*outlines):
    return f"<opml><body>{''.join(outlines)}</body></opml>".encode()


def test_folders_are_looked_into_and_only_feeds_are_taken():
    assert read_opml(NESTED.encode("latin-1")) == [
        Outline("Quay Café", "https://quay.example/rss"),
        Outline("Harbour", "https://harbour.example/feed?a=1&b=2"),
        Outline("", "https://bare.example/rss"),
    ]


def test_a_list_in_a_namespace_and_in_capitals_is_read():
    raw = b'<OPML xmlns="urn:x"><BODY><OUTLINE TEXT="A" XMLURL="https://a.example"/></BODY></OPML>'
    assert read_opml(raw) == [Outline("A", "https://a.example")]


BOMB = b'<!DOCTYPE opml [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>'
ONE = '<outline text="A" xmlUrl="https://a.example/rss"/>'


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "is not XML that can be read: "),
        (b"\0\1\2", "is not a list of feeds: it is not text"),
        (b"<opml><body>", "is not XML that can be read: "),
        (b"<rss><channel/></rss>", "is not a list of feeds: it does not begin with <opml>"),
        (listed('<outline text="A"/>'), "holds no feeds: "),
        (BOMB + listed(ONE), "is refused: it defines a document type"),
        ((BOMB + listed(ONE)).decode().encode("utf-16"), "is refused: it defines a document type"),
        (listed(ONE + " " * 4_000_000), "is larger than 4 MB: split it"),
        (listed(ONE * 5_001), "holds more than 5,000 feeds: split it"),
        (listed("<outline>" * 100_000), "is not XML that can be read: "),
        (listed("&none;"), "is not XML that can be read: "),
    ],
)
def test_what_is_no_list_of_feeds_says_why(raw, why):
    with pytest.raises(UnfitError) as refused:
        read_opml(raw)
    assert str(refused.value).startswith(why)


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1), min_size=1))
def test_what_is_written_is_read_again_by_us_and_by_others(titles):
    titles = [" ".join(one.split())[:200] or "x" for one in titles]
    feeds = [Outline(one, f"https://a.example/{n}?q='\"<&>") for n, one in enumerate(titles)]
    written = write_opml("Feeds", feeds, NOON)
    assert read_opml(written.encode()) == feeds
    root = ET.fromstring(written.encode())  # noqa: S314 - our own
    assert root.get("version") == "2.0"
    assert [one.get("text") for one in root.iter("outline")] == titles


def test_a_title_that_xml_cannot_hold_loses_only_that():
    assert 'text="AB"' in write_opml("Feeds", [Outline("A\uffff\0B", "https://a.example")], NOON)


@given(st.binary())
def test_whatever_comes_is_read_or_refused(raw):
    with suppress(UnfitError):
        assert read_opml(raw)
