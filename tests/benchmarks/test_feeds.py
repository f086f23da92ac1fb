"""The feeds of the benchmark are what they are said to be."""

from benchmarks.feeds import ENTRIES, written
from watcher.sources.feed import parse


def test_each_feed_has_its_entries_and_no_entry_comes_twice():
    feeds = [parse(page.decode()) for page in written(4)]
    assert [len(feed) for feed in feeds] == [ENTRIES] * 4
    assert len({entry.text for feed in feeds for entry in feed}) == 4 * ENTRIES
