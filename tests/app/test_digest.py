from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest

from tests.build import DESK, NOON, evidence, ingested, match, name, outcome, owed, story
from watcher.app.digest import last_due, queue_digest
from watcher.channels.console import Console
from watcher.core.alerts.compose import Lexicon
from watcher.core.watchlist.near_misses import NearMiss
from watcher.model import EntryId, SourceName, State, Trouble
from watcher.store.sql_store import open_store

BAGHDAD, BERLIN = ZoneInfo("Asia/Baghdad"), ZoneInfo("Europe/Berlin")
AT = time(7, 30)


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2025, 9, 4, 4, 30, tzinfo=UTC), (4, 7, 30)),
        (datetime(2025, 9, 4, 4, 29, tzinfo=UTC), (3, 7, 30)),
        (datetime(2025, 9, 4, 23, 59, tzinfo=UTC), (4, 7, 30)),
    ],
)
def test_the_digest_that_was_due_last(now, due):
    found = last_due(AT, BAGHDAD, now)
    assert (found.day, found.hour, found.minute) == due


def test_a_digest_is_owed_once_for_each_local_date(store):
    def queue(now):
        queue_digest(DESK, Console(StringIO()), store, AT, Lexicon({}, {}, BAGHDAD), now)

    queue(NOON)
    queue(NOON + timedelta(hours=1))
    assert len(store.due(NOON + timedelta(days=2))) == 1
    (first,) = store.due(NOON + timedelta(days=2))
    assert "Digest of 4 Sep 2025: nothing matched." in first.text
    assert first.expires_at == first.created + timedelta(hours=12)


def told_at(store, key, moment):
    """A story that rings at `moment`."""
    paper = story(f"Jets struck the {key} base.", id=key, seen=moment)
    hit = match(paper, evidence(paper, paper.text, "struck"))
    store.add(ingested(outcome(paper, hit), at=moment))


def test_what_came_before_watcher_was_off_for_days_is_told_in_the_next_digest(store):
    lexicon = Lexicon({}, {}, BAGHDAD)
    told_at(store, "rain", NOON - timedelta(hours=8))
    queue_digest(DESK, Console(StringIO()), store, AT, lexicon, NOON)
    told_at(store, "jets", NOON + timedelta(hours=1))
    queue_digest(DESK, Console(StringIO()), store, AT, lexicon, NOON + timedelta(days=3))
    title, counts, told = store.letters()[-1].text.strip().splitlines()
    assert title == "Digest of 7 Sep 2025, since 4 Sep 2025: 1 rang"
    assert counts.startswith("1 document read, 1 matched")
    assert told == "headline of jets/0"


def test_a_digest_at_another_hour_leaves_nothing_out(store):
    lexicon = Lexicon({}, {}, BAGHDAD)
    queue_digest(DESK, Console(StringIO()), store, AT, lexicon, NOON)
    told_at(store, "jets", NOON + timedelta(hours=1))
    evening = NOON + timedelta(days=1, hours=8)
    queue_digest(DESK, Console(StringIO()), store, time(18), lexicon, evening)
    assert "headline of jets/0" in store.letters()[-1].text


def test_a_digest_says_in_its_second_line_what_became_of_all_that_came(store):
    quiet, loud = story("It rained.", id="rain"), story("Jets struck the Harir base.", id="jets")
    hit = match(loud, evidence(loud, loud.text, "struck"))
    debts = [owed("old", created=NOON - timedelta(days=1)), owed("new"), owed("failed")]
    store.add(ingested(outcome(loud, hit), stories=[quiet], deliveries=debts))
    store.settle(replace(owed("failed"), state=State.DEAD), NOON)
    later = NOON + timedelta(days=1)
    store.failed(SourceName("wire"), later, "gone", None, Trouble.GONE)
    queue_digest(DESK, Console(StringIO()), store, AT, Lexicon({}, {}, BAGHDAD), later)
    (text,) = (one.text for one in store.letters() if "Digest" in one.text)
    assert text.splitlines()[:4] == [
        "Digest of 5 Sep 2025: 1 rang",
        "2 documents read, 1 matched; 2 messages: 1 waiting, 1 failed",
        "Sources closed: wire",
        "headline of jets/0",
    ]


def test_a_digest_ends_with_how_often_names_were_told(store):
    told = story("Jets struck the Harir base.")
    hit = match(told, evidence(told, told.document.text, "struck", finds=[("Harir", "harir")]))
    store.add(ingested(outcome(told, hit)))
    lexicon = Lexicon({EntryId("harir"): name("harir", "Harir base")}, {}, BAGHDAD)
    now = NOON + timedelta(days=1)
    queue_digest(DESK, Console(StringIO()), store, AT, lexicon, now)
    (first,) = store.due(now)
    store.settle(replace(first, state=State.SENT), now)
    (second,) = store.due(now)
    assert second.text.splitlines() == [
        "Stories per day, the last 14 days",
        "1 ▁▁▁▁▁▁▁▁▁▁▁▁▁█ 1 · Harir base",
    ]


def test_a_digest_tells_what_was_suggested_in_its_day_and_only_then(store):
    guard = NearMiss("Harbor Guart", EntryId("guard"), 0.9, 14, "The Harbor Guart left.")
    gone = NearMiss("Port Coart", EntryId("court"), 0.8, 20, "A Port Coart sat.")
    store.suggest([guard, gone], NOON)
    lexicon = Lexicon({EntryId("guard"): name("guard", "Harbour Guard")}, {}, BAGHDAD)
    for days, told in ((0, False), (1, True), (2, False)):
        now = NOON + timedelta(days=days)
        queue_digest(DESK, Console(StringIO()), store, AT, lexicon, now)
        (digest,) = store.due(now)
        store.settle(replace(digest, state=State.SENT), now)
        assert ("“Harbor Guart”, 14 documents: Harbour Guard?" in digest.text) is told
        assert "Coart" not in digest.text  # no name of the list any more


def test_the_hour_that_comes_twice_in_autumn_brings_one_digest(store):
    for hour in (0, 1, 2):
        now = datetime(2025, 10, 26, hour, 45, tzinfo=UTC)
        queue_digest(DESK, Console(StringIO()), store, time(2, 30), Lexicon({}, {}, BERLIN), now)
    status = store.status()
    assert sum(status.deliveries.values()) == 1
