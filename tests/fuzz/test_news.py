"""Feeds and files changed at random go the whole way: no crash, no hang, nothing uncounted."""

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import strategies as st

from tests.app.newsdesk import desk
from tests.build import DESK, NOON
from tests.fake_telegram.html import parse as shown
from tests.fuzz.changed import FEEDS, FILES, changed, fuzz, odd
from tests.sources.published import START, URL, Press
from watcher.app.ingest import ingest
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.buttons import apart
from watcher.channels.telegram import Telegram
from watcher.errors import SourceError
from watcher.model import Document, SourceName
from watcher.ports import Cursor, Poll
from watcher.sources.entry import document
from watcher.sources.extract import extract
from watcher.sources.feed import Feed, parse
from watcher.sources.unfit import UnfitError
from watcher.store import open_store

pytestmark = pytest.mark.timeout(3_600)
HOUR = timedelta(hours=1)


@dataclass
class Shelf:
    """A source of what was read already."""

    name: SourceName
    documents: tuple[Document, ...]

    def poll(self, cursor, now):
        return Poll(self.documents, Cursor("1"))


class Day:
    """A desk that reads a source each hour, and accounts for it."""

    def __init__(self, store):
        spoken = Telegram(BotApi(Secret("1:token")), buttons=True)
        self.desk = replace(desk(channels=(DESK,)), channels={DESK: spoken})
        self.store, self.hours = store, count()

    def begin(self):
        """Another hour, and a source that nobody read before."""
        hour = next(self.hours)
        return NOON + hour * HOUR, SourceName(f"press {hour}")

    def read(self, source, documents, now):
        """Everything that came is counted once, and what is owed can be shown."""
        report = ingest(source, self.desk, self.store, lambda: now)
        tally = self.store.tally(DESK, now, now + HOUR)
        assert report.documents == tally.read == len({one.id for one in documents})
        assert tally.matched <= tally.read
        assert tally.messages or not report.rang
        assert sum(tally.messages.values()) >= len(self.store.letters())
        again = ingest(source, self.desk, self.store, lambda: now)
        assert (again.documents, again.rang) == (0, 0)
        assert self.store.tally(DESK, now, now + HOUR) == tally
        for letter in self.store.letters():
            text, _ = shown(apart(letter.text)[0])
            assert 0 < len(text) <= 4_096
            self.store.drop(letter.id)


@pytest.fixture
def day(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield Day(store)


@pytest.mark.no_cover
def test_a_feed_changed_at_random_is_read_or_told_to_be_none(pytestconfig, day):
    def check(body):
        now, name = day.begin()
        entries = []

        def read(text):
            entries[:] = parse(text)
            return entries

        feed = Feed(name, URL, Press(body), read)
        try:
            found = feed.poll(START, now)
        except SourceError:
            return
        assert all(one.text.strip() for one in found.documents)
        assert {one.text for one in found.documents} == {one.whole for one in entries if one.whole}
        empty = [one for one in found.skipped if one.why == "has no text"]
        assert len(empty) == sum(not one.whole for one in entries)
        assert feed.poll(found.cursor, now).documents == ()
        day.read(feed, found.documents, now)

    fuzz(pytestconfig, 250, changed(FEEDS) | odd(FEEDS[2:]), check)


@pytest.mark.no_cover
def test_a_file_changed_at_random_is_read_or_told_why_not(pytestconfig, day):
    def check(found):
        suffix, raw = found
        now, name = day.begin()
        try:
            extracted = extract(raw, suffix)
        except UnfitError:
            return
        assert extracted.entries
        documents = tuple(document(one, name, "", now) for one in extracted.entries)
        day.read(Shelf(name, documents), documents, now)

    samples = [one.encode() for one in FILES.values()]
    torn = st.tuples(st.sampled_from([*FILES]), changed(samples))
    objects = st.tuples(st.just(".json"), odd([FILES[".json"]]))
    fuzz(pytestconfig, 250, torn | objects, check)


CURSOR = Press(FEEDS[0].decode(), etag='W/"1"', last_modified="Thu").poll().cursor.encode()


@pytest.mark.no_cover
def test_a_cursor_changed_at_random_loses_no_entry(pytestconfig):
    """Whatever it says, an entry comes, or is in it; at the latest once a day all is asked for."""
    feed = Feed(SourceName("press"), URL, Press(FEEDS[0]))
    every = {one.id for one in feed.poll(START, NOON).documents}

    def check(raw):
        cursor = Cursor(raw.decode("utf-8", "replace"))
        found = {one.id for one in feed.poll(cursor, NOON).documents}
        assert {one for one in every - found if one not in cursor} == set()

    fuzz(pytestconfig, 100, changed([CURSOR, b"null", b"{}"]), check)
