"""What every store promises about what it forgets to make room."""

import random
from datetime import timedelta

import pytest

from tests.build import NOON, document, event, evidence, ingested, match, outcome, owed, story
from watcher.model import Alert, AlertId, Reason, State
from watcher.ports import Archive

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
LATER = NOON + 30 * DAY


def words(number):
    """20 KB that no compression makes small."""
    return " ".join(
        f"{random.Random(number).getrandbits(96_000):x}"[n : n + 8] for n in range(0, 20_000, 8)
    )


def paper(number, **kwargs):
    return document(words(number), id=f"{number}", title=f"paper{number}", **kwargs)


def fill(store, number=40):
    """Papers of as many days, the newest recorded first."""
    for one in reversed(range(number)):
        store.add(ingested(documents=[paper(one, seen=NOON + one * DAY)]))
    return store.archive().size


def kept(store):
    return [bool(store.search(f"paper{number}", NOON, 1)) for number in range(40)]


def news(id, *, state=State.SENT, **kwargs):
    """A story that rang, with its delivery."""
    told = story("Jets struck a depot near Harir.", id=id)
    hit = match(told, evidence(told, told.document.text, "struck"))
    tells = event(id)
    alert = Alert(AlertId(id), tells.id, told, (hit,), Reason.NEW_EVENT, NOON)
    debts = [owed(f"debt {id}", alert=alert.id, state=state)]
    return ingested(outcome(told, hit, tells=tells, alert=alert), deliveries=debts, **kwargs)


def test_an_archive_that_fits_loses_nothing(store):
    size = fill(store)
    assert store.shrink(size, LATER) == 0
    assert store.archive() == Archive(size, NOON, 0)


def test_the_oldest_go_first_until_a_tenth_is_free(store):
    limit = fill(store) * 7 // 10
    gone = store.shrink(limit, LATER)
    assert store.archive().size <= limit * 9 // 10
    assert kept(store) == [number >= gone for number in range(40)]
    assert 12 <= gone <= 25
    assert (store.archive().oldest, store.archive().forgotten) == (NOON + gone * DAY, gone)
    assert store.shrink(limit, LATER) == 0
    assert store.unseen([f"{number}" for number in range(40)]) == frozenset()


def test_what_is_free_is_used_again(store):
    limit = fill(store) * 7 // 10
    for again in range(1, 6):
        store.shrink(limit, LATER)
        for number in range(8):
            store.add(ingested(documents=[paper(100 * again + number, seen=LATER)]))
        assert store.archive().size <= limit * 12 // 10


@pytest.mark.parametrize("state", State)
def test_what_an_unsettled_delivery_needs_stays(store, state):
    store.add(news("old", state=state))
    needed = state in {State.QUEUED, State.SENDING, State.UNCERTAIN}
    assert store.shrink(1, LATER) == (0 if needed else 1)
    assert store.status().documents == (1 if needed else 0)
    assert store.delivery("debt old").state is state


def test_what_an_open_event_needs_stays(store):
    store.add(news("closed", at=NOON - SECOND))
    store.add(news("open"))
    store.add(ingested(documents=[document("It rained.", id="rain")]))
    assert store.shrink(1, NOON) == 2
    assert store.status().documents == store.status().events == 1
    assert store.unseen(["open", "closed", "rain"]) == frozenset()


def test_what_an_open_event_needs_outlives_its_days_too(store):
    store.add(news("closed", at=NOON - SECOND))
    store.add(news("open"))
    assert store.prune(NOON + DAY, NOON) == 1
    assert store.status().events == 1
    assert store.prune(NOON + DAY) == 1


def test_it_is_counted_after_a_restart_too(opened):
    opened().add(ingested(documents=[document("It rained.", id="rain")]))
    opened().shrink(1, LATER)
    found = opened().archive()
    assert (found.oldest, found.forgotten) == (None, 1)
