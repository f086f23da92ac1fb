"""What a feed remembers from one poll to the next."""

import json
from datetime import timedelta

import pytest

from tests.build import NOON
from tests.sources.published import START, URL, Press, item, rss, texts
from tests.web.server import answer, serving
from watcher.errors import SourceError
from watcher.model import SourceName
from watcher.ports import Cursor, Poll
from watcher.sources.feed import Feed
from watcher.web.fetch import Fetcher


def test_what_is_not_modified_is_asked_for_once_and_remembered_byte_for_byte():
    press = Press(rss(item()), etag='W/"é"', last_modified="Thursday")
    first = press.poll()
    press.status, press.body = 304, b""
    again = press.poll(first.cursor)
    assert (again.documents, again.cursor) == ((), first.cursor)
    assert "If-None-Match" not in press.asked[0]
    assert press.asked[1]["If-None-Match"] == 'W/"é"'
    assert press.asked[1]["If-Modified-Since"] == "Thursday"


def test_a_real_server_is_asked_only_for_what_has_changed():
    def page(caller):
        knows = b'If-None-Match: "1"' in server.heads[-1]
        body = b"" if knows else rss(item()).encode()
        caller.send(answer(body, "304 Not Modified" if knows else "200 OK", etag='"1"'))

    with serving() as server:
        server.pages["/feed"] = page
        feed = Feed(SourceName("press"), server.url("/feed"), Fetcher(allow_private=True))
        first = feed.poll(START, NOON)
        assert texts(first) == ["Harir was quiet"]
        assert feed.poll(first.cursor, NOON) == Poll((), first.cursor)


def test_where_it_lives_for_good_is_told_with_every_answer():
    press = Press(rss(item()), etag='"1"', moved_to="https://new.example/feed?key=1")
    first = press.poll()
    press.status, press.body = 304, b""
    again = press.poll(first.cursor)
    assert [one.moved_to for one in (first, again)] == ["https://new.example/feed?…"] * 2


def test_once_a_day_everything_is_asked_for():
    press = Press(rss(item()), etag='"1"')
    cursor = press.poll().cursor
    press.poll(cursor, NOON + timedelta(hours=23))
    press.poll(cursor, NOON + timedelta(hours=24))
    press.poll(cursor, NOON - timedelta(hours=1))  # the clock was set back
    assert ["If-None-Match" in asked for asked in press.asked] == [False, True, False, False]


def test_another_address_is_asked_for_everything():
    press = Press(rss(item()), etag='"1"')
    cursor = press.poll().cursor
    moved = Feed(SourceName("press"), "https://press.example/other.xml", press)
    assert len(moved.poll(cursor, NOON).documents) == 1
    assert "If-None-Match" not in press.asked[1]


def test_a_cursor_shows_no_address_and_an_older_one_which_did_still_holds():
    press = Press(rss(item()), etag='"1"')
    cursor = press.poll().cursor
    assert "press.example" not in cursor
    older = Cursor(json.dumps(json.loads(cursor) | {"url": URL}))
    assert press.poll(older).documents == ()
    assert press.asked[1]["If-None-Match"] == '"1"'


def test_a_link_into_the_feed_itself_does_not_carry_its_key():
    press = Press(rss(item(link="#harir")))
    feed = Feed(SourceName("press"), f"{URL}?key=canary", press)
    (document,) = feed.poll(Cursor(""), NOON).documents
    assert document.url == f"{URL}#harir"


def test_nothing_is_remembered_of_an_answer_that_could_not_be_read():
    press = Press(rss(item()), etag='"1"')
    cursor = press.poll().cursor
    press.body, press.headers = b"", {"etag": '"2"'}
    with pytest.raises(SourceError):
        press.poll(cursor)
    assert json.loads(cursor)["etag"] == '"1"'


def test_an_etag_of_a_page_is_not_kept():
    assert json.loads(Press(rss(item()), etag="x" * 1001).poll().cursor)["etag"] == ""


@pytest.mark.parametrize(
    "cursor",
    [
        "{",
        "17",
        "[" * 9999,
        '{"layout": 0}',
        json.dumps(
            {"layout": 1, "url": URL, "etag": "", "modified": "", "whole": "noon", "seen": []}
        ),
        json.dumps(
            {
                "layout": 1,
                "url": URL,
                "etag": "",
                "modified": "",
                "whole": "2025-09-04T12:00:00+00:00",
                "seen": [[]],
            }
        ),
    ],
)
def test_a_cursor_that_makes_no_sense_counts_as_empty(cursor):
    assert len(Press(rss(item())).poll(Cursor(cursor)).documents) == 1
