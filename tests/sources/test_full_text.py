"""The pages behind the entries of a feed: read where they are better, never waited for too long."""

from datetime import timedelta
from html import escape

import pytest

from tests.build import NOON
from tests.faulty.faults import FAULTS, LIMIT, LOGIN
from tests.web.server import answer, redirect, serving
from watcher.model import SourceName
from watcher.ports import Cursor
from watcher.sources.feed import Feed
from watcher.sources.full_text import Pages
from watcher.web.fetch import Fetcher

START = Cursor("")
TITLE = "Boats shelled the old quay"
TEASER = "Gunboats shelled the old quay of Selm before dawn, fishermen said."
REST = (
    "Two warehouses burned until noon, and the harbour master closed the channel for a day.",
    "The gunboats left towards the north when a patrol came, several fishermen told our reporter.",
    "Nobody was hurt, the town's hospital said, since the quay had been empty since Tuesday.",
)
MENU = "<nav><a href=/>Front page of the paper</a> <a href=/sport>Sport and racing</a></nav>"
CONSENT = "<html><body><p>Before you go on, we and our partners would like to set cookies.</p>" * 9


def page(*paragraphs, title=TITLE):
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    text = (
        f"<!doctype html><html>{head}<body>{MENU}<article><h1>{title}</h1>{body}</article></body>"
    )
    return answer(text.encode(), content_type="text/html")


ONE_OF_EACH_KIND = {trouble: fault for fault, (_, trouble) in FAULTS.items()}.values()
WHOLE = page(TEASER, *REST)


@pytest.fixture
def server():
    with serving() as server:
        yield server


class Hours:
    """Counts the pauses, and gives the time that a test says."""

    def __init__(self):
        self.pauses, self.now = [], 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def hours():
    return Hours()


@pytest.fixture
def poll(server, hours):
    """Read a feed of entries with these links once, and its pages within half a second each."""

    def within(left):
        return Fetcher(True, deadline=min(left, timedelta(seconds=0.5)), limit=LIMIT)

    def poll(*links, text=TEASER, title=TITLE, cursor=START):
        items = "".join(
            f"<item><title>{title}</title><link>{escape(link)}</link>"
            f"<description>{text}</description></item>"
            for link in links
        )
        feed = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
        server.pages["/feed"] = answer(feed)
        pages = Pages(within, hours, hours.pauses.append)
        name, fetch = SourceName("press"), Fetcher(allow_private=True)
        return Feed(name, server.url("/feed"), fetch, pages=pages).poll(cursor, NOON)

    return poll


def asked(server, path="/page"):
    return sum(f"GET {path}".encode() in head for head in server.heads)


def skipped(poll):
    return [(one.origin, one.why.partition(";")[0]) for one in poll.skipped]


def test_the_main_text_of_the_page_takes_the_place_of_the_teaser(server, poll):
    server.pages["/page"] = WHOLE
    found = poll(server.url("/page"))
    (only,) = found.documents
    assert only.text == "\n\n".join([TITLE, TEASER, *REST])
    assert (only.title, only.url) == (TITLE, server.url("/page"))
    assert found.skipped == ()


def test_only_new_entries_have_their_page_read(server, poll):
    server.pages |= {"/page/1": WHOLE, "/page/2": WHOLE}
    first = poll(server.url("/page/1"))
    second = poll(server.url("/page/2"), server.url("/page/1"), cursor=first.cursor)
    assert len(second.documents) == 1
    assert (asked(server, "/page/1"), asked(server, "/page/2")) == (1, 1)


def test_the_page_changes_nothing_about_what_is_new(server, poll):
    server.pages["/page"] = WHOLE
    with_page = poll(server.url("/page"))
    server.pages["/page"] = answer(status="503 Busy")
    without = poll(server.url("/page"))
    assert [one.id for one in with_page.documents] == [one.id for one in without.documents]
    assert with_page.cursor == without.cursor


@pytest.mark.parametrize(
    ("behind", "why"),
    [
        (answer(LOGIN, content_type="text/html"), "tell something else than the feed"),
        (answer(CONSENT.encode(), content_type="text/html"), "tell something else than the feed"),
        (page(*REST[1:], title="Another day"), "tell something else than the feed"),
        (redirect("/front"), "tell something else than the feed"),
        (page(TEASER), "tell no more than the feed"),
        (answer(b"", content_type="text/html"), "tell something else than the feed"),
        (answer(b"\0\1\2\3", content_type="image/png"), "is not a page of text"),
        (answer(status="403 Forbidden"), "answers 403"),
        (answer(status="451 Unavailable"), "answers 451"),
        (redirect("file:///etc/passwd"), "has an address that does not begin with http"),
    ],
)
def test_a_page_that_is_no_better_leaves_the_teaser_and_is_told(server, poll, behind, why):
    server.pages |= {"/page": behind, "/front": page("Sport today.", "Racing", title="Front")}
    found = poll(server.url("/page"))
    (only,) = found.documents
    assert only.text == f"{TITLE}\n\n{TEASER}"
    ((origin, said),) = skipped(found)
    assert origin == "1 linked page"
    assert said.startswith((why, "redirects to an address"))


@pytest.mark.parametrize("fault", ONE_OF_EACH_KIND)
def test_a_server_that_misbehaves_costs_no_entry(server, poll, fault):
    server.pages["/page"], _ = FAULTS[fault]
    found = poll(server.url("/page"))
    assert [one.text for one in found.documents] == [f"{TITLE}\n\n{TEASER}"]
    assert len(found.skipped) == 1


def test_a_server_that_did_not_answer_is_not_asked_again_in_that_poll(server, poll):
    server.pages |= {f"/page/{number}": b"" for number in range(5)}
    found = poll(*(server.url(f"/page/{number}") for number in range(5)))
    assert len(found.documents) == 5
    assert asked(server) == 1
    assert sorted(one.origin for one in found.skipped) == ["1 linked page", "4 linked pages"]


def test_no_more_than_twenty_pages_are_read_the_newest_and_one_after_the_other(server, poll, hours):
    for number in range(25):
        server.pages[f"/page/{number:02}"] = WHOLE
    found = poll(*(server.url(f"/page/{number:02}") for number in range(25)))
    longer = [len(one.text) > len(REST[0]) * 2 for one in found.documents]
    assert longer == [False] * 5 + [True] * 20  # a feed puts the newest first
    assert skipped(found) == [("5 linked pages", "only the newest 20 are read at a time")]
    assert hours.pauses == [0.5] * 19


def test_pages_that_there_is_no_time_for_are_left(server, poll, hours):
    def slow(caller):
        hours.now = 31.0
        caller.send(WHOLE)

    server.pages |= {"/page/1": slow, "/page/2": WHOLE}
    found = poll(server.url("/page/1"), server.url("/page/2"))
    assert skipped(found) == [("1 linked page", "there was no time left")]
    assert asked(server, "/page/2") == 0


def test_a_page_inside_ones_own_network_is_not_asked(server, poll, hours):
    server.pages["/page"] = WHOLE
    guarded = Pages(lambda left: Fetcher(deadline=left), hours, hours.pauses.append)
    (document,) = poll(server.url("/page")).documents
    before = asked(server)
    (left,), (told,) = guarded.complete([document])
    assert left == document
    assert asked(server) == before
    assert told.origin == "1 linked page"


def test_an_entry_without_a_link_or_without_words_keeps_what_it_has(server, poll):
    server.pages["/page"] = WHOLE
    assert poll("").skipped == ()
    found = poll(server.url("/page"), text="5 + 5", title="!")
    assert skipped(found) == [("1 linked page", "tell something else than the feed")]


def test_arabic_in_an_old_charset_is_read(server, poll):
    said = "قال شهود إن الزوارق قصفت الرصيف القديم في المدينة قبل الفجر."
    rest = "واحترق مستودعان حتى الظهر وأغلق مدير الميناء القناة ليوم كامل بحسب الشهود."
    text = f"<html><title>x</title><body><article><p>{said}</p><p>{rest * 3}</p></article></body>"
    kind = "text/html; charset=windows-1256"
    server.pages["/page"] = answer(text.encode("cp1256"), content_type=kind)
    (only,) = poll(server.url("/page"), text=said, title="").documents
    assert rest in only.text
