"""The plain account lines up, and says nothing of nothing."""

from datetime import UTC

from tests.build import evidence, match, outcome, story
from watcher.model import Action, Reason
from watcher.report.plain import account


def told(rule, action=Action.RING, reason=Reason.NEW_EVENT):
    paper = story("Drones struck.")
    found = match(paper, evidence(paper, "Drones struck", "struck"), rule=rule)
    return outcome(paper, found, action=action, reason=reason)


def test_rules_days_and_reasons_are_tables_that_line_up():
    decided = [told("attack"), told("attack"), told("b", Action.HOLD, Reason.TOO_FEW_SOURCES)]
    assert [*account(decided, UTC)] == [
        "",
        "rule    ring  update  hold  digest  silence",
        "attack     2       ·     ·       ·        ·",
        "b          ·       ·     1       ·        ·",
        "",
        "day         rings  critical  high  medium  low  info",
        "2025-09-04      2         ·     2       ·    ·     ·",
        "",
        "decision and reason                   stories",
        "ring: new event                             2",
        "hold: fewer sources than min_sources        1",
    ]


def test_where_nothing_was_decided_there_is_nothing_to_tell():
    assert [*account([], UTC)] == []
