"""A feed, as servers really give it."""

from datetime import UTC, datetime

import pytest

from tests.build import NOON
from tests.sources.published import ATOM, RDF, START, URL, Press, item, rss, texts
from watcher.model import SourceName
from watcher.ports import Skipped
from watcher.sources.entry import Entry
from watcher.sources.feed import Feed


def test_an_item_becomes_a_document_in_plain_text():
    document = Press(
        rss(
            item(
                "Drones over <Harir>",
                link="/news/1?utm_source=feed",
                pubDate="Thu, 04 Sep 2025 09:00:00 +0300",
                description="<p>Two &amp; a half.</p><p>Nobody was hurt.</p><script>x()</script>",
            )
        )
    ).first()
    assert document.title == "Drones over <Harir>"
    assert document.text == "Drones over <Harir>\n\nTwo & a half.\n\nNobody was hurt."
    assert document.url == "https://press.example/news/1?utm_source=feed"
    assert document.published == datetime(2025, 9, 4, 6, tzinfo=UTC)
    assert (document.origin, document.seen) == ("press.example", NOON)


@pytest.mark.parametrize(
    "body",
    [
        rss(item("A day", guid="1")),
        ATOM.format("<entry><id>1</id><title>A day</title></entry>"),
        ATOM.format('<entry><id>1</id><title type="html">A &lt;b&gt;day&lt;/b&gt;</title></entry>'),
        RDF.format("<item><title>A day</title></item>"),
        rss("<item><description>A day</description></item>"),
        rss(item("A day", description="A day")),
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">' + rss(item("A day"))[21:],
    ],
)
def test_every_kind_of_feed_is_read(body):
    assert texts(Press(body).poll()) == ["A day"]


def test_plain_text_keeps_its_angle_brackets():
    entry = '<entry><title>t</title><summary type="text">a &lt; b &gt; c</summary></entry>'
    assert texts(Press(ATOM.format(entry)).poll()) == ["t\n\na < b > c"]


def test_the_longer_of_summary_and_content_is_read():
    content = '<content type="html">&lt;p&gt;The whole story.&lt;/p&gt;</content>'
    entry = f"<entry><title>t</title><summary>The wh…</summary>{content}</entry>"
    assert texts(Press(ATOM.format(entry)).poll()) == ["t\n\nThe whole story."]


def test_entries_come_oldest_first_and_undated_ones_by_their_place():
    body = rss(
        item("d"),
        item("c"),
        item("b", pubDate="Thu, 04 Sep 2025 09:00:00 GMT"),
        item("a", pubDate="Wed, 03 Sep 2025 09:00:00 GMT"),
    )
    assert texts(Press(body).poll()) == ["a", "b", "c", "d"]


def test_an_edited_entry_is_new_and_one_with_another_guid_or_date_is_not():
    day = "Thu, 04 Sep 2025 0{}:00:00 GMT"
    first = Press(rss(item("one", link="/1", guid="a", pubDate=day.format(1)))).poll()
    moved = Press(rss(item("one", link="/1#top", guid="b", pubDate=day.format(2))))
    assert texts(moved.poll(first.cursor)) == []
    edited = Press(rss(item("one, corrected", link="/1", guid="a", pubDate=day.format(1))))
    assert texts(edited.poll(first.cursor)) == ["one, corrected"]


def test_an_edited_entry_is_a_text_of_the_same_thing():
    (before,) = Press(rss(item("one", link="/1?utm_source=x"))).poll().documents
    (after,) = Press(rss(item("one, corrected", link="/1"))).poll().documents
    (other,) = Press(rss(item("one", link="/2"))).poll().documents
    assert before.thing == after.thing != other.thing
    (numbered,) = Press(rss(item("one", guid="a"))).poll().documents
    (again,) = Press(rss(item("one, corrected", guid="a"))).poll().documents
    assert numbered.thing == again.thing != ""


def test_entries_that_share_one_address_are_not_edits_of_each_other():
    body = rss(item("one", link="/"), item("two", link="/"), item("three", link="/3"), item("four"))
    things = {one.title: one.thing for one in Press(body).poll().documents}
    assert things["one"] == things["two"] == things["four"] == ""
    assert things["three"]


def test_only_a_first_answer_stood_there_before_watcher_came():
    press = Press(rss(item("one")))
    first = press.poll()
    assert first.at_first
    assert not press.poll(first.cursor).at_first


def test_the_same_words_under_another_guid_are_another_entry():
    body = rss(item("Sirens in Erbil", guid="a"), item("Sirens in Erbil", guid="b"))
    assert len(Press(body).poll().documents) == 2


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Thu, 04 Sep 2031 09:00:00 GMT", NOON),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("Thu, 04 Sep 99999 09:00:00 GMT", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_that_cannot_be_true_does_not_count(date, published):
    assert Press(rss(item(pubDate=date))).first().published == published


@pytest.mark.parametrize(
    "link",
    ["", "javascript:alert(1)", "file:///etc/passwd", "http://[", "http:///", "/a b", "/\u202etxt"],
)
def test_a_link_that_does_not_lead_to_the_web_is_left_out(link):
    document = Press(rss(item(link=link))).first()
    assert (document.url, document.origin) == (None, "press.example")


ARABIC = "قصفت المدفعية قاعدة حرير"


@pytest.mark.parametrize(
    ("encoding", "content_type", "declaration"),
    [
        ("utf-8", "text/xml; charset=windows-1256", "iso-8859-1"),
        ("cp1256", "text/xml", "windows-1256"),
        ("cp1256", 'text/xml; charset="Windows-1256"', "utf-8"),
        ("cp1256", "", "utf-8"),
        ("iso-8859-6", "text/xml; charset=iso-8859-6", "utf-8"),
        ("utf-16", "text/xml", "utf-16"),
    ],
)
def test_arabic_survives_wrong_labels(encoding, content_type, declaration):
    body = f'<?xml version="1.0" encoding="{declaration}"?>' + rss(item(ARABIC))[21:]
    press = Press(body.encode(encoding), content_type=content_type)
    assert texts(press.poll()) == [ARABIC]


def test_one_broken_byte_costs_one_letter_and_is_reported():
    press = Press(rss(item(ARABIC), item("حرير")).encode().replace("ر</".encode(), b"\xff</", 1))
    poll = press.poll()
    assert ARABIC[:-1] + "�" in texts(poll)
    why = "is read, but 1 character could not be decoded and became �"
    assert poll.skipped == (Skipped("press.example", why),)


def test_a_feed_may_be_parsed_elsewhere():
    entry = Entry(title="From another process")
    feed = Feed(SourceName("press"), URL, Press("anything"), parse=lambda _: [entry])
    assert texts(feed.poll(START, NOON)) == ["From another process"]
