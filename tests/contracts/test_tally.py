"""What every store counts for the morning: nothing twice, and nothing left out."""

from collections import Counter
from contextlib import closing
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import DESK, NOON, event, evidence, ingested, match, outcome, owed, story
from watcher.core.alerts.tally import Fate, Tally, fate
from watcher.model import Action, ChannelName, Kind, Reason, State
from watcher.store import open_store

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HOURS = st.integers(0, 72)
DEBTS = st.lists(
    st.tuples(HOURS, st.sampled_from(State), st.sampled_from(Kind), st.booleans()), max_size=12
)
PAPERS = st.lists(st.tuples(HOURS, st.lists(st.sampled_from(Action), max_size=2)), max_size=8)


def debts(drawn):
    for number, (hour, state, kind, held) in enumerate(drawn):
        made = NOON + hour * HOUR
        yield owed(
            f"{number}",
            created=made,
            not_before=made + DAY if held else made,
            state=state,
            kind=kind,
            target=None if kind is Kind.SEND else f"of {number}",
        )


def paper(number, hour, actions):
    """A document with as many rules as actions."""
    at = NOON + hour * HOUR
    told = story("Jets struck a depot.", id=f"{number}", seen=at)
    outcomes = []
    for one, action in enumerate(actions):
        hit = match(told, evidence(told, told.text, "struck"), rule=f"rule{one}")
        tells = event(f"{number}/{one}")
        outcomes.append(outcome(told, hit, action=action, reason=Reason.MUTED, tells=tells))
    return ingested(*outcomes, stories=[told], documents=[told.document], at=at)


@settings(max_examples=15)
@given(DEBTS, PAPERS, st.lists(HOURS, max_size=4))
def test_days_side_by_side_count_each_thing_once(tmp_path_factory, drawn, papers, borders):
    made = list(debts(drawn))
    with closing(open_store(tmp_path_factory.mktemp("store") / "watcher.db")) as store:
        store.queue([*made, owed("elsewhere", ChannelName("other"))])
        as_stored = [store.delivery(one.id) for one in made]
        for number, (hour, actions) in enumerate(papers):
            store.add(paper(number, hour, actions))
        moments = [NOON, *sorted(NOON + one * HOUR for one in borders), NOON + 73 * HOUR]
        days = [store.tally(DESK, since, until) for since, until in pairwise(moments)]
    fates = [
        fate(one.state, one.kind, held=not one.attempts and one.not_before > one.created)
        for one in as_stored
    ]
    assert sum((Counter(day.messages) for day in days), Counter()) == Counter(fates)
    assert sum(day.read for day in days) == len(papers)
    told = [actions for _, actions in papers if actions]
    assert sum(day.matched for day in days) == len(told)
    assert sum(day.silenced for day in days) == sum(set(one) == {Action.SILENCE} for one in told)


def test_an_empty_day_counts_nothing(store):
    assert store.tally(DESK, NOON, NOON + DAY) == Tally()


@pytest.mark.parametrize("forget", [False, True])
def test_what_was_forgotten_in_the_meantime_was_read(store, forget):
    store.add(ingested(stories=[story("It rained.")]))
    store.queue([owed()])
    if forget:
        assert store.prune(NOON + HOUR) == 1
    assert store.tally(DESK, NOON, NOON + DAY) == Tally(1, messages={Fate.WAITING: 1})
