from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, timedelta
from io import StringIO

import pytest

from tests.build import DESK, NOON, Hands, document, name, rule
from watcher.app.backlog import merge_backlog
from watcher.app.desk import Desk
from watcher.app.ingest import ingest
from watcher.channels.console import Console
from watcher.core.alerts.compose import Lexicon
from watcher.core.watchlist.language import Phrase, Ref, Together, Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.errors import SourceError, StoreError
from watcher.model import Action, ChannelName, EntryId, Reason, Severity, SourceName
from watcher.ports import Cursor, Poll, Skipped
from watcher.store.sql_store import open_store

ATTACK = "Drones struck the Harir base near Erbil on Thursday, two officials said."
OTHER = ChannelName("other")
HARIR = name("harir", "Harir base", type=EntryId("base"), where="Erbil")
BALAD = name("balad", "Balad base", type=EntryId("base"))


@dataclass
class Shelf:
    """A source made of the documents it is given."""

    documents: list = field(default_factory=list)
    skipped: tuple = ()
    wait: timedelta | None = None
    name: str = "press"

    def poll(self, cursor, now):
        since = int(cursor or 0)
        return Poll(
            tuple(self.documents[since:]),
            Cursor(str(len(self.documents))),
            self.skipped,
            self.wait,
        )


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as opened:
        yield opened


def desk(*rules, dated=(), channels=(DESK,)):
    rules = rules or (attack(),)
    watchlist = Watchlist(names=(HARIR, BALAD), rules=rules)
    return Desk(
        matcher=Matcher(watchlist),
        lexicon=Lexicon({one.id: one for one in watchlist.names}, {r.id: r for r in rules}, UTC),
        channels={one: Console(StringIO()) for one in channels},
        dated=frozenset(dated),
    )


def attack(id="attack", **kwargs):
    look_for = (Together((Phrase("struck"), Ref(EntryId("base")))),)
    return rule(id, "Attack", look_for, severity=Severity.HIGH, **kwargs)


def owed(store):
    return store.due(NOON + timedelta(days=1))


def test_a_document_that_matches_is_owed_to_the_desk(store):
    report = ingest(Shelf([document(ATTACK)]), desk(), store, Hands())
    (delivery,) = owed(store)
    assert "HIGH · Attack · Harir base, Erbil" in delivery.text
    assert ATTACK in delivery.text
    assert (report.documents, report.stories, report.rang) == (1, 1, 1)
    assert report.verdicts == Counter({(Action.RING, Reason.NEW_EVENT): 1})


def test_the_next_poll_goes_on_where_the_last_one_ended(store):
    shelf = Shelf([document(ATTACK)])
    ingest(shelf, desk(), store, Hands())
    assert ingest(shelf, desk(), store, Hands()).documents == 0
    assert store.bookmark("press") == "1"


def test_a_document_that_comes_again_is_not_read_again(store):
    ingest(Shelf([document(ATTACK)]), desk(), store, Hands())
    again = Shelf([document("Something new."), document(ATTACK)])
    assert ingest(again, desk(), store, Hands()).rang == 0


def test_a_document_that_stands_twice_in_one_poll_is_read_once_and_in_its_place(store):
    one, other = document(ATTACK, id="one"), document(f"{ATTACK} It is quiet now.", id="other")
    report = ingest(Shelf([one, other, replace(one)]), desk(), store, Hands())
    assert report.documents == store.tally(DESK, NOON, NOON + timedelta(hours=1)).read == 2
    assert report.verdicts == {
        (Action.RING, Reason.NEW_EVENT): 1,
        (Action.UPDATE, Reason.SAME_EVENT): 1,
    }


def test_the_same_event_in_one_poll_rings_once(store):
    told = [document(ATTACK, id="1"), document(f"{ATTACK} More was not known.", id="2")]
    report = ingest(Shelf(told), desk(), store, Hands())
    assert report.verdicts == Counter(
        {(Action.RING, Reason.NEW_EVENT): 1, (Action.UPDATE, Reason.SAME_EVENT): 1}
    )
    assert len(owed(store)) == 1


def test_the_same_event_in_a_later_poll_is_counted_and_not_told(store):
    clock = Hands()
    ingest(Shelf([document(ATTACK, id="1")]), desk(), store, clock)
    clock.wait(hours=1)
    later = Shelf([document(ATTACK, id="1"), document(f"Update. {ATTACK}", id="2", seen=clock())])
    report = ingest(later, desk(), store, clock)
    assert report.verdicts == Counter({(Action.UPDATE, Reason.SAME_EVENT): 1})


def test_a_comment_is_heard_after_the_news_that_it_comments(store):
    comment = "Analysis: That drones struck the Harir base again is a warning."
    told = [document(comment, id="1", published=NOON), document(ATTACK, id="2", published=NOON)]
    ingest(Shelf(told), desk(), store, Hands())
    (delivery,) = owed(store)
    assert ATTACK in delivery.text


def test_two_events_ring_twice(store):
    told = [document(ATTACK, id="1"), document(ATTACK.replace("Harir", "Balad"), id="2")]
    assert ingest(Shelf(told), desk(), store, Hands()).rang == 2


def test_rules_choose_their_channels(store):
    rules = attack(send_to=(OTHER,)), attack("second", send_to=(DESK, OTHER))
    ingest(Shelf([document(ATTACK)]), desk(*rules[:1], channels=(DESK, OTHER)), store, Hands())
    assert [one.channel for one in owed(store)] == [OTHER]


def test_a_rule_that_names_no_channel_speaks_to_all(store):
    ingest(Shelf([document(ATTACK)]), desk(channels=(DESK, OTHER)), store, Hands())
    assert {one.channel for one in owed(store)} == {DESK, OTHER}


def test_a_burst_is_told_together_and_nothing_is_lost(store):
    towns = [f"town{n}" for n in range(9)]
    told = [
        document(f"Jets struck Balad base and {town} at dawn.", id=town, published=day(n))
        for n, town in enumerate(towns)
    ]
    ingest(Shelf(told), desk(attack(max_age=timedelta(days=90))), store, Hands())
    texts = []
    while due := owed(store):
        texts += [one.text for one in due]
        for one in due:
            store.settle(replace(one, state="sent"), NOON)
    assert len(texts) == 6
    assert all(sum(town in text for text in texts) == 1 for town in towns)


class Ailing:
    """A store whose disk is full at the second thing that it is to keep."""

    def __init__(self, store):
        self.store, self.kept = store, 0

    def __getattr__(self, verb):
        return getattr(self.store, verb)

    def add(self, ingested):
        self.kept += 1
        if self.kept == 2:
            raise StoreError("the disk is full")
        self.store.add(ingested)


def test_very_much_is_kept_in_parts_and_nothing_is_lost_or_told_twice_between_them(store):
    towns = [f"town{n}" for n in range(9)]
    told = [
        document(f"Jets struck Balad base and {town} at dawn.", id=town, published=day(n))
        for n, town in enumerate(towns)
    ]
    shelf, patient = Shelf(told), desk(attack(max_age=timedelta(days=90)))
    with pytest.raises(StoreError):
        ingest(shelf, patient, Ailing(store), Hands(), most=4)
    assert store.status().documents == 4
    assert store.bookmark("press") == ""
    report = ingest(shelf, patient, store, Hands(), most=4)
    assert (report.documents, report.stories, report.rang) == (5, 5, 5)
    assert store.bookmark("press") == "9"
    texts = [one.text for one in store.letters()]
    assert all(sum(town in text for text in texts) == 1 for town in towns)


@pytest.mark.parametrize(("longest", "merged"), [(8, True), (9, False)])
def test_where_a_chat_would_take_too_long_for_a_burst_it_is_one_message(store, longest, merged):
    """Five alone and nineteen in four: nine minutes, at one a minute."""
    told = [
        document(f"Jets struck Balad base and town{n} at dawn.", id=f"{n}", published=day(n))
        for n in range(24)
    ]
    ingest(Shelf(told), desk(attack(max_age=timedelta(days=900))), store, Hands())
    gap, most = timedelta(minutes=1), timedelta(minutes=longest)
    assert merge_backlog(DESK, Console(StringIO()), store, gap, most, NOON) is merged
    last = store.letters()[-1].text.strip()
    assert last.startswith("24 alerts at once, told together") is merged


def day(number):
    return NOON - timedelta(days=5 * number)


def test_a_source_that_is_dated_is_as_old_as_it_says(store):
    old = [document(ATTACK, published=NOON - timedelta(days=30))]
    seen = ingest(Shelf(old), desk(), store, Hands())
    dated = ingest(Shelf(old, name="feed"), desk(dated=["feed"]), store, Hands())
    assert (seen.rang, dated.rang) == (1, 0)


def test_what_rang_and_what_did_not_is_kept_for_the_digest(store):
    ingest(Shelf([document(ATTACK, published=day(6))]), desk(dated=["press"]), store, Hands())
    (line,) = store.digest_lines(DESK, NOON, NOON + timedelta(1))
    assert (line.action, line.reason) == (Action.DIGEST, Reason.TOO_OLD)
    assert line.headline.startswith("🟠 HIGH · Attack")


def test_what_could_not_be_read_is_told(store):
    shelf = Shelf([], (Skipped("a.txt", "it is empty"),), timedelta(seconds=1))
    report = ingest(shelf, desk(), store, Hands())
    assert report.skipped == shelf.skipped
    assert report.wait == shelf.wait
    (source,) = store.status().sources
    assert source.skipped == shelf.skipped


def test_progress_counts_the_documents(store):
    steps = []
    told = [document(ATTACK, id=str(n)) for n in range(3)]
    ingest(Shelf(told), desk(), store, Hands(), lambda *step: steps.append(step))
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_a_document_beyond_all_measure_is_cut_and_said_so(store, caplog):
    long = document(f"{ATTACK}\n\n" + "word " * 500_000)
    assert ingest(Shelf([long]), desk(), store, Hands()).rang == 1
    assert "cut after 2000000 characters" in caplog.text


def test_a_poll_that_cannot_be_stored_leaves_nothing_behind(store):
    class Broken(Console):
        def write(self, message):
            raise SourceError(SourceName("press"), "stands for any error after deciding")

    broken = replace(desk(), channels={DESK: Broken(StringIO())})
    with pytest.raises(SourceError):
        ingest(Shelf([document(ATTACK)]), broken, store, Hands())
    assert store.bookmark("press") == ""
    assert store.status().documents == 0
    assert ingest(Shelf([document(ATTACK)]), desk(), store, Hands()).rang == 1


def test_a_rule_whose_time_is_over_is_silent_with_its_reason(store):
    over = attack(active_until=date(2025, 9, 3))
    report = ingest(Shelf([document(ATTACK)]), desk(over), store, Hands())
    assert report.verdicts == Counter({(Action.SILENCE, Reason.RULE_OFF): 1})
