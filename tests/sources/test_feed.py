"""A feed, as servers really give it."""

import json
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON
from tests.web.server import answer, serving
from watcher.errors import SourceError
from watcher.model import SourceName
from watcher.ports import Cursor, Poll, Skipped
from watcher.sources.entry import Entry
from watcher.sources.feed import Feed, UnreadableError, parse
from watcher.web.answer import Fetched, FetchError
from watcher.web.fetch import Fetcher

URL = "https://press.example/feed.xml"
START = Cursor("")
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{}</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/">{}</rdf:RDF>"""


def rss(*items):
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'


def item(title="Harir was quiet", **fields):
    """An item; the fields are escaped, as a careful publisher does."""
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
    return f"<item><title>{escape(title)}</title>{inner}</item>"


class Press:
    """A server that gives one answer and remembers what it was asked."""

    def __init__(self, body="", status=200, **headers):
        self.body = body.encode() if isinstance(body, str) else body
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.asked = []

    def __call__(self, url, headers):
        self.asked.append(headers)
        return Fetched(self.status, self.headers, self.body, url)

    def poll(self, cursor=START, now=NOON):
        return Feed(SourceName("press"), URL, self).poll(cursor, now)

    def first(self):
        (only,) = self.poll().documents
        return only


def texts(poll):
    return [one.text for one in poll.documents]


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


def test_the_same_words_under_another_guid_are_another_entry():
    body = rss(item("Sirens in Erbil", guid="a"), item("Sirens in Erbil", guid="b"))
    assert len(Press(body).poll().documents) == 2


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


def test_an_entry_without_text_is_reported():
    poll = Press(rss("<item><link>/1</link></item>", "<item></item>", item("kept"))).poll()
    assert texts(poll) == ["kept"]
    assert poll.skipped == (Skipped("entry 1", "has no text"), Skipped("entry 2", "has no text"))


def test_a_feed_without_entries_is_no_trouble():
    assert Press(rss()).poll().documents == ()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("", "is not a feed: the answer is empty"),
        (" \n", "is not a feed: the answer is empty"),
        ("<!DOCTYPE html><title>Sign in</title>", "is not a feed but a web page: look there"),
        ("\n<HTML><body>Sign in", "is not a feed but a web page: look there"),
        ("<p>Sign in</p>", "is not a feed: correct its url"),
        ('{"version": "https://jsonfeed.org/version/1"}', "is not a feed that watcher can read"),
        (b"\0\1\2", "is not a feed: the answer is not text"),
        ('<rss version="2.0"><channel><title>cut', "is a broken feed without entries"),
        (rss(item("&#55296;")).replace("&amp;", "&"), "is not a feed that can be read"),
    ],
)
def test_what_is_not_a_feed_is_trouble(body, why):
    with pytest.raises(SourceError, match=why):
        Press(body).poll()


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


def test_a_feed_may_be_parsed_elsewhere():
    entry = Entry(title="From another process")
    feed = Feed(SourceName("press"), URL, Press("anything"), parse=lambda _: [entry])
    assert texts(feed.poll(START, NOON)) == ["From another process"]


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
