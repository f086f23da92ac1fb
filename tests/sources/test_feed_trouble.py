"""A feed that is not what it should be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON
from tests.sources.published import START, URL, Press, item, rss, texts
from tests.web.server import serving
from watcher.errors import SourceError
from watcher.model import SourceName
from watcher.ports import Skipped
from watcher.sources.entry import Entry
from watcher.sources.feed import Feed, UnreadableError, parse, parse_apart
from watcher.web.answer import FetchError


def test_an_entry_without_text_is_reported():
    poll = Press(rss("<item><link>/1</link></item>", "<item></item>", item("kept"))).poll()
    assert texts(poll) == ["kept"]
    assert poll.skipped == (Skipped("entry 1", "has no text"), Skipped("entry 2", "has no text"))


def test_an_item_with_a_tag_closed_wrongly_is_read_all_the_same():
    broken = (
        "<item><title>A drone fell</titel><description>At Harir &amp; near.</description></item>"
    )
    poll = Press(rss(item("first"), broken, item("last"))).poll()
    assert sorted(texts(poll)) == ["A drone fell\n\nAt Harir & near.", "first", "last"]
    assert poll.skipped == ()


def test_what_cannot_be_mended_stays_as_it_was_read():
    poll = Press(rss(item("kept"), "<item></titel></item>")).poll()
    assert texts(poll) == ["kept"]
    assert poll.skipped == (Skipped("entry 2", "has no text"),)


def test_a_feed_below_many_empty_lines_is_read():
    assert texts(Press("\n" * 2_000 + rss(item("kept")).split("?>")[1]).poll()) == ["kept"]


def test_a_feed_without_entries_is_no_trouble():
    assert Press(rss()).poll().documents == ()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("", "is not a feed: the answer is empty"),
        (" \n", "is not a feed: the answer is empty"),
        (b"\xef\xbb\xbf", "is not a feed: correct its url"),
        ("<!DOCTYPE html><title>Sign in</title>", "is not a feed but a web page: look there"),
        ("\n<HTML><body>Sign in", "is not a feed but a web page: look there"),
        ("<p>Sign in</p>", "is not a feed: correct its url"),
        ('{"version": "https://jsonfeed.org/version/1"}', "is not a feed but other JSON"),
        ('{"items": [{"title": "t"}]}', "is not a feed but other JSON"),
        ('{"items": [', "is a broken JSON feed"),
        ('{"items": ' + "[" * 100_000, "nested too deep"),
        (b"\0\1\2", "is not a feed: the answer is not text"),
        ('<rss version="2.0"><channel><title>cut', "is a broken feed without entries"),
        (rss(item("&#55296;")).replace("&amp;", "&"), "is not a feed that can be read"),
    ],
)
def test_what_is_not_a_feed_is_trouble(body, why):
    with pytest.raises(SourceError, match=why):
        Press(body).poll()


def test_a_feed_that_keeps_its_reader_busy_is_trouble_and_the_next_is_read():
    bomb = '<rss version="2.0"><channel>' + "<a>" * 1_000_000
    feed = Feed(SourceName("press"), URL, Press(bomb), parse_apart)
    with pytest.raises(SourceError, match=r"to be read|broke down"):
        feed.poll(START, NOON)
    sound = Feed(SourceName("press"), URL, Press(rss(item("kept"))), parse_apart)
    assert texts(sound.poll(START, NOON)) == ["kept"]


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (304, "nothing to read"),
        (302, "nothing to read"),
        (403, "does not let watcher in"),
        (404, "correct its url in config.toml"),
        (410, "is gone for good"),
        (429, "asked too often"),
        (503, "watcher will ask again"),
    ],
)
def test_a_status_that_is_no_success_says_what_to_do(status, what):
    with pytest.raises(SourceError, match=f"^press: answers {status}: .*{what}"):
        Press(rss(item()), status=status).poll()


def test_an_answer_that_does_not_come_is_trouble_of_this_source():
    def fetch(url, headers):
        raise FetchError("took longer than 20 seconds")

    with pytest.raises(SourceError, match=r"^press: took longer than 20 seconds$") as trouble:
        Feed(SourceName("press"), URL, fetch).poll(START, NOON)
    assert isinstance(trouble.value.__cause__, FetchError)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!-- <rss --><!doctype rss SYSTEM ">" [<!entity % a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_feed_that_defines_entities_is_refused(head):
    with pytest.raises(SourceError, match="is refused: it defines XML entities"):
        Press(head + rss(item("&b;"))).poll()


def test_a_body_that_is_an_address_is_never_asked(tmp_path):
    secret = tmp_path / "feed.xml"
    secret.write_text(rss(item("secret")))
    with serving() as server:
        for body in (server.url("/feed"), str(secret), secret.as_uri()):
            with pytest.raises(UnreadableError):
                parse(body)
        assert server.connections == 0


def test_entries_beyond_any_reason_are_counted():
    entries = [Entry(title=str(number)) for number in range(10_002)]
    feed = Feed(SourceName("press"), URL, Press("anything"), parse=lambda _: entries)
    poll = feed.poll(START, NOON)
    assert len(poll.documents) == 10_000
    assert poll.skipped == (
        Skipped("press.example", "has 10002 entries: only the first 10000 are read"),
    )


MARKUP = st.text(st.sampled_from("<>/&;#!-x[]\"' ")) | st.sampled_from(
    ["<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "&#x1F;", "<link>", "<?xml"]
)


@given(st.lists(MARKUP).map("".join))
def test_rubbish_in_a_feed_is_documents_or_trouble(rubbish):
    press = Press(rss(item("kept") + rubbish))
    try:
        poll = press.poll()
    except SourceError:
        return
    assert all(one.text.strip() for one in poll.documents)
    assert texts(press.poll(poll.cursor)) == []


TAGS = '<rss version="2.0">|<channel>|</channel>|<item>|</item>|<title>|</titel>|</title>|&amp;|&|<'
ODD = (
    '<![CDATA[|]]>|<?xml version="1.0"?>|<feed xmlns="http://www.w3.org/2005/Atom">|<entry>|\0|-->'
)


@given(st.lists(st.sampled_from([*TAGS.split("|"), *ODD.split("|"), "drone"])).map("".join))
def test_tags_in_any_order_are_read_or_told_to_be_no_feed(text):
    try:
        entries = parse(text)
    except UnreadableError:
        return
    assert all(isinstance(one, Entry) for one in entries)
