"""The memory of a trial answers as the store does that heard the same."""

from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build import NOON, event, evidence, ingested, match, outcome, story, telling
from watcher.app.memory import Memory
from watcher.core.alerts.decide import MEMORY
from watcher.core.stories.same import NEAREST, keys
from watcher.model import Reason
from watcher.store import open_store

MARKS = ("act:attack", "arm:drone", "site:base", "target:harir", "target:balad", "number:16 site")


def told(id, *marks, of="event", number=0, rule="attack"):
    paper = story(f"Drones struck {number}.", id=f"{id}-{number}", told_by=f"paper {number % 3}")
    found = match(paper, evidence(paper, "Drones struck", "struck"), rule=rule)
    tells = event(of, tellings=(telling(*(marks or MARKS)),), stories=number)
    return outcome(paper, found, tells=tells, reason=Reason.NEW_EVENT)


def near(past, at, *marks, within=MEMORY):
    wanted = keys((telling(*(marks or MARKS)),))
    return [*past.events_near(wanted, at - within)]


TOLD = st.lists(
    st.tuples(
        st.integers(0, 13),  # hours since the one before; less than a week in all
        st.sampled_from(["a", "b", "c", "d"]),
        st.lists(st.sampled_from(MARKS), min_size=2, max_size=4, unique=True),
        st.sampled_from(["attack", "threat"]),
    ),
    max_size=12,
)


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TOLD)
def test_it_answers_as_a_store_that_heard_the_same(tmp_path_factory, stories):
    memory, at = Memory(), NOON
    path = tmp_path_factory.mktemp("same") / "watcher.db"
    with closing(open_store(path)) as store:
        for number, (hours, of, marks, rule) in enumerate(stories):
            at += timedelta(hours=hours, seconds=1)
            one = told("doc", *marks, of=of, number=number, rule=rule)
            memory.remember([one], at)
            store.add(ingested(one, at=at, cursor=str(number)))
            for within in (timedelta(hours=24), MEMORY):
                assert near(memory, at, within=within) == near(store, at, within=within)
            for asked in ("attack", "threat"):
                since = at - timedelta(hours=24)
                assert [*memory.counted(asked, since)] == [*store.counted(asked, since)]


def test_an_event_that_nobody_told_for_a_week_is_forgotten():
    memory = Memory()
    memory.remember([told("doc")], NOON)
    assert near(memory, NOON) != []
    memory.remember([told("doc", *MARKS[:4], of="other", number=1)], NOON + MEMORY)
    assert [one.id for one in near(memory, NOON)] == ["other"]


def test_of_many_events_those_that_share_most_are_given_in_the_order_they_began():
    memory = Memory()
    for number in range(NEAREST + 8):
        memory.remember([told("doc", *MARKS[:4], of=f"{999 - number}", number=number)], NOON)
    memory.remember([told("doc", of="special", number=999)], NOON)
    found = [one.id for one in near(memory, NOON)]
    assert len(found) == NEAREST
    assert found[-1] == "special"
    assert found[:-1] == sorted(found[:-1], reverse=True)


def test_nobody_is_muted():
    assert Memory().mutes(NOON) == ()


@pytest.mark.parametrize("marks", [MARKS[:4], MARKS])
def test_an_event_is_found_by_what_it_tells_now(marks):
    memory = Memory()
    memory.remember([told("doc", *marks)], NOON)
    memory.remember([told("doc", "act:visit", "site:palace", number=1)], NOON)
    assert near(memory, NOON, *marks) == []
    assert len(near(memory, NOON, "act:visit", "site:palace")) == 1
