"""A feed in JSON."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.published import Press, texts
from watcher.model import DocumentId
from watcher.sources.json_feed import read_json_feed


def feed(*items):
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})


def test_its_items_are_documents_whatever_the_server_calls_it():
    body = feed(
        {
            "id": 7,
            "url": "https://press.example/7",
            "title": "Harir\nwas quiet",
            "content_html": "<p>Nothing flew.</p>",
            "summary": "Quiet.",
            "date_published": "2025-09-04T11:00:00+03:00",
        },
        {"id": "8", "summary": "Only a summary."},
    )
    poll = Press(body, content_type="text/html").poll()
    assert sorted(texts(poll)) == ["Harir was quiet\n\nNothing flew.", "Only a summary."]
    dated = next(one for one in poll.documents if one.url)
    assert (dated.url, dated.published) == (
        "https://press.example/7",
        datetime(2025, 9, 4, 8, tzinfo=UTC),
    )
    assert len({DocumentId(one.id) for one in poll.documents}) == 2


def test_an_item_without_text_is_reported():
    poll = Press(feed("odd", {"id": "1"}, {"content_text": "kept"})).poll()
    assert texts(poll) == ["kept"]
    assert [one.origin for one in poll.skipped] == ["entry 1", "entry 2"]


ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
KEYS = ["id", "url", "external_url", "title", "content_text", "content_html", "date_published"]


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), ANY)))
def test_no_item_makes_it_stumble_and_every_item_is_counted(items):
    entries = read_json_feed(feed(*items))
    assert len(entries) == len(items)
    assert all(one.whole.encode() is not None for one in entries)


@pytest.mark.parametrize("body", ["[]", "7", '"text"'])
def test_other_json_is_no_feed(body):
    with pytest.raises(ValueError, match="is not a feed but other JSON"):
        read_json_feed(body)
