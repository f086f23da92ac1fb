"""Decide whether people should hear about what a story tells.

Pure: the past and the present moment are arguments, so every case is a row of a table. The order
of the steps is the one that docs/rules.md promises: source and age, then the same event, then
repetition (look_for, ignore, told_as and severity are done when a match stands here).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b

from watcher.core.alerts.happening import Happening
from watcher.core.alerts.voices import joined, speak
from watcher.core.stories.lead import led
from watcher.core.stories.same import family, find_same, tell
from watcher.core.watchlist.language import MEANS, PLACE, Name, Rule
from watcher.model import (
    Action,
    EntryId,
    Event,
    EventId,
    Match,
    Reason,
    RuleId,
    Story,
    Verdict,
)

MEMORY = timedelta(days=7)
"""An event that nobody told for a week is over: the same words after that are a new event."""


def story_day(story: Story) -> date:
    """The day a story belongs to: its own date, else when it was published, else when seen."""
    return story.date or (story.document.published or story.document.seen).date()


def gather(
    story: Story,
    matches: Sequence[Match],
    rules: Mapping[RuleId, Rule],
    names: Mapping[EntryId, Name],
    now: datetime,
    *,
    dated: bool,
) -> tuple[Happening, ...]:
    """Put the matches of one story together that rest on the same sentences, the loudest first.

    Two rules with the same leading evidence, or that share half of all their evidence, tell one
    event, unless only one of them may speak now: the other's rule is off, or the story too old
    for it. Each match is in exactly one happening.
    """
    groups: list[tuple[bool, list[Match]]] = []
    age = _age(story, now, dated=dated)
    for match in sorted((led(one, names) for one in matches), key=lambda one: -one.severity):
        rule = rules[match.rule]
        mute = closed(rule, story, now) is not None or age > rule.max_age
        for muted, group in groups:
            if muted == mute and _shares_evidence(group[0], match):
                group.append(match)
                break
        else:
            groups.append((mute, [match]))
    return tuple(_happening(story, tuple(group), names) for _, group in groups)


def _happening(
    story: Story, matches: tuple[Match, ...], names: Mapping[EntryId, Name]
) -> Happening:
    leading = {find.name for match in matches for find in match.evidence[0].finds}
    identity = frozenset(name for name in leading if names[name].type not in MEANS)
    found = frozenset[EntryId]().union(*(match.names for match in matches))
    no_news = MEANS | {PLACE, "person"}
    telling = tell(story, matches, identity, story_day(story))
    return Happening(
        story,
        matches,
        telling,
        frozenset(name for name in found if names[name].type not in no_news),
        speak(story, matches, telling.signature),
    )


def _shares_evidence(one: Match, other: Match) -> bool:
    first = {evidence.sentence for evidence in one.evidence}
    second = {evidence.sentence for evidence in other.evidence}
    if one.evidence[0].sentence == other.evidence[0].sentence:
        return True
    return 2 * len(first & second) >= len(first | second)


def decide(
    happening: Happening,
    rules: Mapping[RuleId, Rule],
    past: Sequence[Event],
    now: datetime,
    names: Mapping[EntryId, Name],
    *,
    dated: bool,
) -> Verdict:
    """What is to be done about `happening`, and why.

    `past` are the events that share an index key with it. With `dated`, age counts from the
    story's own date; without, from when the document was seen (a folder: what a person drops in
    is news to them).
    """
    known = find_same(happening.telling, past, names)
    lead = rules[happening.matches[0].rule]
    if why := closed(lead, happening.story, now):
        return Verdict(Action.SILENCE, why[0], _untold(known, happening), why[1])
    age = _age(happening.story, now, dated=dated)
    if age > lead.max_age:
        event = _untold(known, happening)
        return Verdict(Action.DIGEST, Reason.TOO_OLD, event, f"{_days(age)} old")
    event = grown(known[0], happening) if known else begun(happening)
    if known is None or known[0].rung is None:
        return Verdict(Action.RING, Reason.NEW_EVENT, replace(event, rung=now))
    reason, detail = _news(known[0], happening, rules, now)
    if reason is Reason.SAME_EVENT:
        return Verdict(Action.UPDATE, reason, event, known[1])
    return Verdict(Action.RING, reason, replace(event, rung=now), detail)


def _untold(known: tuple[Event, str] | None, happening: Happening) -> Event:
    """The event with a story that nobody hears of: what it tells is still news to people."""
    return known[0] if known else begun(happening)


def closed(rule: Rule, story: Story, now: datetime) -> tuple[Reason, str] | None:
    """Why `rule` may not speak about `story` now; None if it may."""
    today = now.date()
    if rule.active_from and today < rule.active_from:
        return Reason.RULE_OFF, f"{rule.id} is active from {rule.active_from.isoformat()}"
    if rule.active_until and today > rule.active_until:
        return Reason.RULE_OFF, f"{rule.id} was active until {rule.active_until.isoformat()}"
    source = story.document.source
    if source in rule.sources_except or (rule.sources_only and source not in rule.sources_only):
        return Reason.SOURCE_LEFT_OUT, f"{rule.id} does not read {source}"
    return None


def _age(story: Story, now: datetime, *, dated: bool) -> timedelta:
    if not dated:
        return now - story.document.seen
    if story.date:
        # a date without an hour is as young as it can be: the end of that day
        return now - datetime.combine(story.date + timedelta(days=1), time(), UTC)
    return now - (story.document.published or story.document.seen)


def _news(
    event: Event, happening: Happening, rules: Mapping[RuleId, Rule], now: datetime
) -> tuple[Reason, str]:
    """What is new about a known event; `SAME_EVENT` if nothing is."""
    lead = happening.matches[0]
    if lead.severity > event.severity:
        return Reason.LOUDER, f"{event.severity.word} before, {lead.severity.word} now"
    families = {family(rule) for rule in event.rules}
    if others := {m.rule for m in happening.matches if family(m.rule) not in families}:
        return Reason.NEW_RULE, ", ".join(sorted(others))
    told = {match.told_as for match in happening.matches} - event.told_as
    if told:
        return Reason.TOLD_OTHERWISE, ", ".join(sorted(told))
    if new := happening.news - event.named:
        return Reason.NEW_NAME, ", ".join(sorted(new))
    pause = rules[lead.rule].repeat_after
    if event.rung is not None and now - event.rung >= pause:
        return Reason.REPEAT_DUE, f"last told {event.rung:%d %b %H:%M} UTC"
    return Reason.SAME_EVENT, ""


def begun(happening: Happening) -> Event:
    """A new event, with `happening` as its first telling."""
    telling = happening.telling
    return Event(
        id=EventId(_digest(happening.story.id, happening.matches[0].rule)),
        rules=telling.rules,
        names=telling.names,
        named=happening.news,
        told_as=frozenset(match.told_as for match in happening.matches),
        severity=happening.matches[0].severity,
        first_day=telling.day,
        last_day=telling.day,
        day_said=telling.day_said,
        signature=telling.signature,
        voices=(happening.voice,),
        stories=1,
        rung=None,
    )


def grown(event: Event, happening: Happening) -> Event:
    """The event with this story added. A day that is said wins over one that is inferred."""
    telling = happening.telling
    said = telling.day_said and not event.day_said
    first = telling.day if said else event.first_day
    last = first if said or event.day_said else max(event.last_day, telling.day)
    return replace(
        event,
        rules=event.rules | telling.rules,
        names=event.names | telling.names,
        named=event.named | happening.news,
        told_as=event.told_as | {match.told_as for match in happening.matches},
        severity=max(event.severity, happening.matches[0].severity),
        first_day=first,
        last_day=last,
        day_said=event.day_said or telling.day_said,
        voices=joined(event.voices, happening.voice),
        stories=event.stories + 1,
    )


def _digest(*parts: str) -> str:
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def _days(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    return f"{hours} hours" if hours < 96 else f"{hours // 24} days"  # noqa: PLR2004 - four days
