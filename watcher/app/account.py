"""Say what becomes of a document under one rule: every step of the order, with its reason.

The order is that of docs/rules.md: source and age, look_for, ignore, told_as, severity, same
event and repeat, mute, quiet hours, routing. Nothing is stored and nobody is told.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from watcher.app.desk import Desk, Past, decide_all, happenings
from watcher.app.escalate import steps
from watcher.core.alerts.counting import span
from watcher.core.alerts.decide import closed, today
from watcher.core.alerts.quiet import quietly
from watcher.core.stories.split import split
from watcher.core.watchlist.explain import Finding, explain, missing
from watcher.core.watchlist.language import Quiet, Rule
from watcher.model import Action, Counted, Document, Event, EventId, Mute, Reason, RuleId, Story
from watcher.ports import Outcome
from watcher.ports.judged import Before, Judged

_MUTE = frozenset({Reason.TOO_OLD, Reason.RULE_OFF, Reason.SOURCE_LEFT_OUT})
"""Reasons that the first step of the order gives."""
_UNREAD = Before()


class NoPast:
    """A memory without memories: each event is the first."""

    def events_near(self, keys: Collection[str], since: datetime) -> Sequence[Event]:
        """None."""
        return ()

    def counted(self, rule: RuleId, since: datetime) -> Sequence[Counted]:
        """None."""
        return ()

    def mutes(self, now: datetime) -> Sequence[Mute]:
        """None."""
        return ()


class _Without:
    """A memory without some events."""

    def __init__(self, past: Past, left_out: Collection[EventId]) -> None:
        self._past = past
        self._left_out = left_out

    def events_near(self, keys: Collection[str], since: datetime) -> Sequence[Event]:
        found = self._past.events_near(keys, since)
        return [one for one in found if one.id not in self._left_out]

    def counted(self, rule: RuleId, since: datetime) -> Sequence[Counted]:
        found = self._past.counted(rule, since)
        return [one for one in found if one.event not in self._left_out]

    def mutes(self, now: datetime) -> Sequence[Mute]:
        return self._past.mutes(now)


@dataclass(frozen=True, slots=True)
class Account:
    """What one rule makes of one story."""

    story: Story
    findings: tuple[Finding, ...]
    """The steps up to the first that fails, each with its parts."""
    outcome: Outcome | None
    """What is decided, where the rule holds."""

    @property
    def rings(self) -> bool:
        """Whether people would be told."""
        return self.outcome is not None and self.outcome.verdict.action is Action.RING

    @property
    def missing(self) -> str:
        """What keeps the rule silent, as one clause; empty where it rings."""
        return missing(self.findings)

    @property
    def reached(self) -> int:
        """How much of the rule holds: the story with the most is the nearest to ringing."""
        return sum(one.holds for one in self.findings)


def accounts(
    document: Document,
    rule_id: RuleId,
    desk: Desk,
    past: Past,
    now: datetime,
    before: Before = _UNREAD,
) -> tuple[Account, ...]:
    """One account for each story of `document`, in its order.

    `past` are the events that are known; `NoPast` where nothing is. `before` is what became of the
    document when it was read: that is told, and the events that it began itself are no past of it.
    """
    rule = desk.lexicon.rules[rule_id]
    stories = split(document).stories
    heard = [one for story in stories for one in happenings(story, document.source, desk, now)]
    outcomes = decide_all(heard, document.source, desk, _Without(past, before.began), now)
    told = {
        one.story.id: one for one in outcomes if rule_id in {match.rule for match in one.matches}
    }
    made = ((one, told.get(one.id), before.told.get(one.id)) for one in stories)
    return tuple(_account(*each, rule, desk, now) for each in made)


def line(finding: Finding) -> str:
    """A finding as a line of plain text, indented by its depth."""
    mark = "✓" if finding.holds else "✗"
    why = f" — {finding.why}" if finding.why else ""
    return f"  {'  ' * finding.depth}{mark} {finding.what}{why}"


def _account(
    story: Story,
    outcome: Outcome | None,
    judged: Judged | None,
    rule: Rule,
    desk: Desk,
    now: datetime,
) -> Account:
    findings = []
    if judged:
        now, outcome = judged.at, outcome and _as_then(outcome, judged)
        findings = [_then(judged, desk)]
    findings.append(_age(story, rule, outcome, today(now, desk.lexicon.zone)))
    reading = desk.matcher.read(story)
    evaluation = desk.matcher.evaluation(reading)
    findings += explain(rule, reading, evaluation, desk.lexicon.names)
    if outcome and outcome.verdict.reason not in _MUTE:
        findings += _decided(outcome, desk, now)
    return Account(story, tuple(findings), outcome)


def _as_then(outcome: Outcome, judged: Judged) -> Outcome:
    """What was decided when the story was read: only then was the past as it was."""
    verdict = replace(
        outcome.verdict, action=judged.action, reason=judged.reason, detail=judged.detail
    )
    return replace(outcome, verdict=verdict)


def _then(judged: Judged, desk: Desk) -> Finding:
    at = judged.at.astimezone(desk.lexicon.zone)
    why = f"on {at.day} {at:%b %Y %H:%M}: {judged.action}, {judged.reason}; event {judged.event}"
    return Finding(0, holds=True, what="read before", why=why)


def _age(story: Story, rule: Rule, outcome: Outcome | None, day: date) -> Finding:
    """Source and age; the age is looked at only where the rule holds."""
    what = "source, age and dates of the rule"
    if rule.off:
        return Finding(0, holds=False, what=what, why="the rule is off")
    if why := closed(rule, story, day):
        return Finding(0, holds=False, what=what, why=why[1])
    if outcome and outcome.verdict.reason in _MUTE:
        verdict = outcome.verdict
        return Finding(0, holds=False, what=what, why=f"{verdict.reason}: {verdict.detail}")
    dated = story.date.isoformat() if story.date else "no date of its own"
    return Finding(0, holds=True, what=what, why=f"the story has {dated}")


def _decided(outcome: Outcome, desk: Desk, now: datetime) -> Iterator[Finding]:
    """What is made of a rule that holds."""
    verdict = outcome.verdict
    if verdict.reason is Reason.MUTED:
        yield Finding(0, holds=False, what="mute", why=verdict.detail)
        return
    if verdict.reason is Reason.QUIET_HOURS:
        yield Finding(0, holds=False, what="quiet hours", why=f"digest: {verdict.detail}")
        return
    why = f"{verdict.action}: {verdict.reason}" + (f" ({verdict.detail})" if verdict.detail else "")
    yield Finding(0, verdict.action is Action.RING, "same event and repeat", why)
    if verdict.action is Action.RING:
        if desk.quiet_hours and desk.quiet_hours.until(now):
            may = quietly(outcome.matches, desk.lexicon.rules) is Quiet.RING
            hold = f"held until {desk.quiet_hours.end:%H:%M}"
            yield Finding(0, holds=True, what="quiet hours", why="rings" if may else hold)
        where = ", ".join(sorted(outcome.channels)) or "no channel"
        yield Finding(0, bool(outcome.channels), "routing", where)
        for step in steps(outcome.matches, desk):
            why = f"to {step.to} after {span(step.after)}, unless somebody acknowledges it"
            yield Finding(0, holds=True, what="escalate", why=why)
