"""How often names were told: bars that a phone shows in any font."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON, name
from watcher.core.alerts.mentions import DAYS, Mentions, compose_mentions, mentions
from watcher.model import EntryId

BERLIN = ZoneInfo("Europe/Berlin")
NAMES = {
    EntryId(one.id): one
    for one in (
        name("harir", "Harir base", type=EntryId("base")),
        name("badr", "Badr", type=EntryId("faction")),
        name("erbil", "Erbil", type=EntryId("place")),
        name("drone", "Shahed", type=EntryId("weapon")),
    )
}


def told(*stories):
    return [(at, frozenset(map(EntryId, found))) for at, *found in stories]


def ago(**kwargs):
    return NOON - timedelta(**kwargs)


def test_a_name_is_counted_once_a_story_on_the_day_it_was_told():
    rows = mentions(
        told((ago(hours=1), "harir", "badr"), (ago(hours=25), "harir"), (ago(hours=26), "harir")),
        NAMES,
        NOON,
    )
    assert rows == (
        Mentions("Harir base", (*(0,) * 12, 2, 1)),
        Mentions("Badr", (*(0,) * 13, 1)),
    )
    assert [row.total for row in rows] == [3, 1]


def test_a_day_ends_with_the_time_of_the_digest():
    for moment, day in ((NOON - timedelta(seconds=1), 13), (ago(days=1), 13), (ago(days=14), 0)):
        ((row),) = mentions(told((moment, "badr")), NAMES, NOON)
        assert row.days.index(1) == day


@pytest.mark.parametrize("moment", [NOON, ago(days=14, seconds=1)])
def test_what_lies_outside_of_the_days_is_not_counted(moment):
    assert mentions(told((moment, "badr")), NAMES, NOON) == ()


def test_places_weapons_and_names_that_are_gone_are_left_out():
    assert mentions(told((ago(hours=1), "erbil", "drone", "gone")), NAMES, NOON) == ()


@pytest.mark.parametrize(("day", "hours"), [((2025, 3, 30), 23), ((2025, 10, 26), 25)])
def test_a_day_on_which_clocks_are_changed_is_one_day(day, hours):
    until = datetime(*day, 7, 30, tzinfo=BERLIN)
    first = until.astimezone(UTC) - timedelta(hours=hours)
    rows = mentions(told((first, "badr"), (first - timedelta(seconds=1), "badr")), NAMES, until)
    assert rows[0].days[-2:] == (1, 1)


def test_the_most_told_come_first_and_equals_by_name():
    many = {EntryId(f"n{n}"): name(f"n{n}", f"Name {n}") for n in range(9)}
    stories = [(ago(hours=1), *(f"n{n}" for n in range(9))), (ago(hours=2), "n7")]
    assert [row.name for row in mentions(told(*stories), many, NOON)] == [
        *("Name 7", "Name 0", "Name 1", "Name 2", "Name 3", "Name 4"),
    ]


def test_they_are_shown_as_bars_of_one_scale():
    rows = Mentions("Harir base", (0,) * 12 + (1, 50)), Mentions("Badr", (0,) * 13 + (25,))
    message = compose_mentions(rows)
    lines = ["".join(run.text for run in line.runs) for line in message.lines]
    assert lines == [
        "Stories per day, the last 14 days",
        "1 ▁▁▁▁▁▁▁▁▁▁▁▁▂█ 51 · Harir base",
        "2 ▁▁▁▁▁▁▁▁▁▁▁▁▁▅ 25 · Badr",
    ]
    assert message.chart == tuple(row.days for row in rows)


@given(st.lists(st.integers(0, 10**6), min_size=DAYS, max_size=DAYS).filter(any))
def test_more_is_never_shown_as_less_and_some_never_as_none(days):
    (_, line) = compose_mentions((Mentions("Badr", tuple(days)),)).lines
    bars = line.runs[0].text.split()[1]
    assert len(bars) == DAYS
    assert [bar == "▁" for bar in bars] == [not one for one in days]
    ranked = sorted(zip(days, bars, strict=True))
    assert [bar for _, bar in ranked] == sorted(bars)
