from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON, event, evidence, match, name, rule, story
from watcher.core.alerts.compose import Lexicon
from watcher.core.alerts.digest import (
    ALONE,
    burst,
    compose_backlog,
    compose_burst,
    compose_digest,
    suggestions,
)
from watcher.core.watchlist.near_misses import NearMiss
from watcher.model import (
    Action,
    Alert,
    AlertId,
    Change,
    DigestLine,
    EntryId,
    EventId,
    Reason,
    Severity,
)

NADER = {EntryId("nader"): name("nader", "Nader")}

LEXICON = Lexicon({}, {"attack": rule()}, UTC)
EVENTS = {"1": event("1", severity=Severity.INFO)}


def alert(number, severity=Severity.MEDIUM, title=""):
    told = story(f"Rockets fell on town {number}.", id=f"doc{number}", title=title)
    one = match(told, evidence(told, told.text, "fell"), severity=severity)
    return Alert(AlertId(str(number)), EventId("1"), told, (one,), Reason.NEW_EVENT, NOON)


def text(messages):
    return "\n".join(
        "".join(run.text for run in line.runs) for one in messages for line in one.lines
    )


@given(st.lists(st.sampled_from(Severity), max_size=30))
def test_a_burst_loses_nothing_and_tells_nothing_twice(severities):
    alerts = [alert(number, severity) for number, severity in enumerate(severities)]
    alone, together = burst(alerts)
    assert sorted(one.id for one in (*alone, *together)) == sorted(one.id for one in alerts)
    assert all(one.severity < Severity.CRITICAL for one in together)
    assert [one.severity for one in alone] == sorted(severities, reverse=True)[: len(alone)]
    told = text(compose_burst(together, LEXICON, EVENTS))
    assert all(one.story.text in told for one in together)


def test_few_alerts_all_ring_alone():
    assert burst([alert(n) for n in range(ALONE)])[1] == ()
    assert len(burst([alert(n) for n in range(ALONE + 1)])[1]) == 1


def test_a_burst_says_how_many_there_are_and_quotes_each():
    messages = compose_burst([alert(n, title=f"Title {n}") for n in range(6)], LEXICON, EVENTS)
    assert len(messages) == 2
    assert "More alerts from this reading, 1 to 5 of 6" in text(messages[:1])
    assert text(messages[1:]) == (
        "More alerts from this reading, 6 of 6\n🟡 MEDIUM · Attack · reported · “Rockets fell on town 5”\nRockets fell on town 5.\n"
        "Title 5 · date not stated · press"
    )
    assert messages[1].severity is Severity.MEDIUM


def test_a_burst_says_who_else_tells_an_event_and_what_is_new_about_it():
    told = replace(alert(1), changes=(Change(Reason.CASUALTIES, "3 killed"),))
    events = {"1": event("1", severity=Severity.MEDIUM, sources=("press", "radio"))}
    (message,) = compose_burst([told], LEXICON, events)
    assert text([message]).splitlines()[2:] == [
        "New: 3 killed",
        "Rockets fell on town 1.",
        "date not stated · press",
        "+1 source: radio",
    ]


def line(action, reason, severity=Severity.HIGH, headline="Rockets fell", **kwargs):
    return DigestLine(NOON, action, reason, severity, headline, **kwargs)


def test_a_day_without_anything_is_said_to_be_so():
    assert text(compose_digest([], date(2025, 9, 4))) == "Digest of 4 Sep 2025: nothing matched."


def test_a_digest_tells_the_loudest_first_and_why_something_did_not_ring():
    lines = [
        line(Action.DIGEST, Reason.TOO_OLD, Severity.LOW, "Old talks"),
        line(Action.RING, Reason.NEW_EVENT),
    ]
    assert text(compose_digest(lines, date(2025, 9, 4))) == (
        "Digest of 4 Sep 2025: 1 rang, 1 did not ring\nRockets fell\nOld talks [older than max_age]"
    )


@given(st.integers(min_value=0, max_value=40))
def test_no_line_of_a_digest_is_lost(count):
    lines = [
        DigestLine(
            NOON + timedelta(minutes=n), Action.RING, Reason.NEW_EVENT, Severity.LOW, f"<{n}>"
        )
        for n in range(count)
    ]
    told = text(compose_digest(lines, date(2025, 9, 4)))
    assert [told.count(f"<{n}>") for n in range(count)] == [1] * count


def waiting(detail, event="e", minutes=0):
    at = NOON + timedelta(minutes=minutes)
    told = line(Action.HOLD, Reason.TOO_FEW_SOURCES, detail=detail, event=EventId(event))
    return replace(told, at=at)


def test_what_waits_says_how_much_of_it_is_there():
    told = text(compose_digest([waiting("1 of 2 sources")], date(2025, 9, 4)))
    assert told == "Digest of 4 Sep 2025: 0 rang, 1 waiting\nRockets fell [1 of 2 sources]"


@pytest.mark.parametrize(
    ("later", "shown"),
    [
        ([waiting("2 of 3 sources", minutes=5)], ["[2 of 3 sources]"]),
        ([waiting("1 of 3 sources", "other", 5)], ["[1 of 3 sources]", "[1 of 3 sources]"]),
        ([line(Action.RING, Reason.ENOUGH_SOURCES, event=EventId("e"))], [""]),
        ([line(Action.RING, Reason.NEW_EVENT, event=EventId("other"))], ["", "[1 of 3 sources]"]),
    ],
)
def test_an_event_that_waited_is_told_as_it_stands_last(later, shown):
    told = text(compose_digest([waiting("1 of 3 sources"), *later], date(2025, 9, 4)))
    lines = told.splitlines()[1:]
    assert sorted(one.removeprefix("Rockets fell").strip() for one in lines) == sorted(shown)


def test_updates_are_counted_by_themselves():
    lines = [line(Action.UPDATE, Reason.SAME_EVENT), line(Action.RING, Reason.NEW_EVENT)]
    assert "1 rang, 1 updated" in text(compose_digest(lines, date(2025, 9, 4)))


def entry(headline, severity=Severity.LOW):
    return DigestLine(NOON, Action.RING, Reason.NEW_EVENT, severity, headline)


def test_a_backlog_tells_the_loudest_and_says_how_many_more_there_are():
    lines = [entry(f"line {n}") for n in range(20)]
    message = compose_backlog([*lines, entry("loud", severity=Severity.HIGH)])
    told = ["".join(run.text for run in line.runs) for line in message.lines]
    assert told[:2] == ["21 alerts at once, told together", "loud"]
    assert told[-1] == "… and 6 more"
    assert (len(told), message.severity) == (17, Severity.HIGH)


def test_a_backlog_counts_every_alert_that_a_message_would_have_told():
    lines = [replace(entry(f"line {n}"), alerts=5) for n in range(20)]
    told = ["".join(run.text for run in line.runs) for line in compose_backlog(lines).lines]
    assert (told[0], told[-1]) == ("100 alerts at once, told together", "… and 85 more")


def test_a_backlog_that_fits_leaves_nothing_out():
    message = compose_backlog([entry("only")])
    told = ["".join(run.text for run in line.runs) for line in message.lines]
    assert told == ["1 alert at once, told together", "only"]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, ["7: “Nadir0”, 1 document: Nader?", "`watcher suggest` shows them"]),
        (3, ["9: “Nadir2”, 3 documents: Nader?", "`watcher suggest` shows them"]),
        (5, ["9: “Nadir2”, 3 documents: Nader?", "`watcher suggest` shows them, and 2 more"]),
    ],
)
def test_at_most_three_suggestions_end_a_digest(count, said):
    new = [
        (7 + number, NearMiss(f"Nadir{number}", EntryId("nader"), 0.9, number + 1))
        for number in range(count)
    ]
    told = ["".join(run.text for run in line.runs) for line in suggestions(new, NADER)]
    assert told[0] == "Almost a name of the watchlist"
    assert told[-2:] == said
    assert len(told) == min(count, 3) + 2


def test_without_suggestions_a_digest_says_nothing_of_them():
    gone = NearMiss("Qadir", EntryId("gone"), 0.9, 2)
    assert suggestions([], NADER) == suggestions([(1, gone)], NADER) == ()
