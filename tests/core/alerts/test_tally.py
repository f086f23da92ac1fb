"""The line of the morning: every document and message is in one place, and the parts add up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.alerts.tally import Fate, Tally, compose_tally, fate
from watcher.model import Kind, State


def told(tally, **unwell):
    return ["".join(run.text for run in line.runs) for line in compose_tally(tally, unwell)]


@pytest.mark.parametrize(
    ("tally", "line"),
    [
        (Tally(), "0 documents read, 0 matched; 0 messages"),
        (Tally(1, 1, 0, {Fate.SENT: 1}), "1 document read, 1 matched; 1 message: 1 sent"),
        (
            Tally(312, 9, 2, {Fate.EXPIRED: 1, Fate.SENT: 5, Fate.HELD: 0, Fate.DELETED: 2}),
            "312 documents read, 9 matched (2 silenced); 8 messages: 5 sent, 1 expired, 2 deleted in the chat",
        ),
    ],
)
def test_what_is_none_is_left_out(tally, line):
    assert told(tally) == [line]


@given(st.dictionaries(st.sampled_from(Fate), st.integers(0, 10**6)), st.integers(0, 10**6))
def test_the_parts_add_up(messages, read):
    (line,) = told(Tally(read=read, messages=messages))
    documents, owed = line.split("; ")
    whole, *parts = map(int, re.findall(r"\d+", owed))
    assert whole == sum(parts) == sum(messages.values())
    assert documents.startswith(f"{read} ")


@pytest.mark.parametrize(
    ("unwell", "line"),
    [
        ({"failing": ["a"], "silent": []}, ["Sources failing: a"]),
        ({"failing": ["a", "b"], "silent": ["c"]}, ["Sources failing: a, b; silent: c"]),
        ({"silent": list("abcdefg")}, ["Sources silent: a, b, c, d, e and 2 more"]),
        ({"silent": []}, []),
    ],
)
def test_sources_that_are_not_well_are_named(unwell, line):
    assert told(Tally(), **unwell)[1:] == line


@pytest.mark.parametrize(
    ("state", "waits"),
    [(one, one in {State.QUEUED, State.SENDING, State.UNCERTAIN}) for one in State],
)
def test_every_state_is_a_fate_and_only_what_is_settled_waits_no_more(state, waits):
    assert (fate(state, Kind.SEND, held=False) is Fate.WAITING) == waits
    assert (fate(state, Kind.SEND, held=True) is Fate.HELD) == waits


def test_an_edit_that_went_out_updated_a_message():
    assert fate(State.SENT, Kind.EDIT, held=False) is Fate.UPDATED
    assert fate(State.MERGED, Kind.EDIT, held=False) is Fate.MERGED
    assert fate(State.SENT, Kind.REPLY, held=True) is Fate.SENT
