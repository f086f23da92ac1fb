"""Decide whether people should hear about what a story tells.

Pure: the past and the present moment are arguments, so every case is a row of a table. The order
of the steps is the one that docs/rules.md promises: source and age, then the same event, then
repetition (look_for, ignore, told_as and severity are done when a match stands here).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import blake2b

from watcher.core.alerts.counting import count
from watcher.core.alerts.foretold import foretold
from watcher.core.alerts.happening import Happening
from watcher.core.alerts.material import changes
from watcher.core.alerts.voices import credit, speak
from watcher.core.alerts.voices import joined as heard
from watcher.core.alerts.waiting import crossing, enough, waits, wanted
from watcher.core.stories.lead import led
from watcher.core.stories.passages import is_short, passages, tellings_at
from watcher.core.stories.same import family, find_same, joined
from watcher.core.text.languages import language
from watcher.core.text.plural import many
from watcher.core.watchlist.language import MEANS, PLACE, Name, Rule
from watcher.model import (
    Action,
    Change,
    Counted,
    EntryId,
    Event,
    EventId,
    Find,
    Match,
    Part,
    Reason,
    RuleId,
    Span,
    Story,
    Verdict,
)

MEMORY = timedelta(days=7)
"""An event that nobody told for a week is over: the same words after that are a new event."""


def story_day(story: Story, *, dated: bool) -> date | None:
    """The day a story belongs to: its own date, else when it was published.

    Else the day on which it was seen, where documents are as old as they say; what lay in a folder
    may be of any day: None.
    """
    if story.date or story.document.published:
        return story.date or (story.document.published or story.document.seen).date()
    return story.document.seen.date() if dated else None


def gather(
    story: Story,
    matches: Sequence[Match],
    rules: Mapping[RuleId, Rule],
    names: Mapping[EntryId, Name],
    now: datetime,
    *,
    dated: bool,
    finds: Sequence[Find] = (),
    zone: tzinfo = UTC,
) -> tuple[Happening, ...]:
    """Put the matches of one story together that rest on the same sentences, the loudest first.

    Two rules that lead with the same passage, or that share half of all their evidence, tell one
    event, and so do variants of one intent in a short story; unless only one of them may speak
    now: the other's rule is off, the story too old for it, or it waits for more to be told. Each
    match is in exactly one happening. `finds` are all names of the story; without them those of
    the evidence count. A rule is active by the days of `zone`.
    """
    if not matches:  # as most stories
        return ()
    groups: list[tuple[tuple[object, ...], list[Match]]] = []
    parts = passages(story)
    age = _age(story, now, dated=dated)
    for match in sorted((led(one, names) for one in matches), key=lambda one: -one.severity):
        rule = rules[match.rule]
        mute = closed(rule, story, today(now, zone)) is not None or age > rule.max_age
        apart = mute, wanted(rule, match), rule.at_least and rule.id
        for other, group in groups:
            if other == apart and _one_event(group[0], match, parts):
                group.append(match)
                break
        else:
            groups.append((apart, [match]))
    day = story_day(story, dated=dated)
    found = finds or _finds(matches)
    return tuple(_happening(story, tuple(group), names, found, day) for _, group in groups)


def _finds(matches: Sequence[Match]) -> tuple[Find, ...]:
    found = {find for match in matches for one in match.evidence for find in one.finds}
    return tuple(sorted(found, key=lambda find: find.span))


def _happening(
    story: Story,
    matches: tuple[Match, ...],
    names: Mapping[EntryId, Name],
    finds: Sequence[Find],
    day: date | None,
) -> Happening:
    found = frozenset[EntryId]().union(*(match.names for match in matches))
    no_news = MEANS | {PLACE, "person"}
    lead = matches[0].evidence[0].event
    return Happening(
        story,
        matches,
        tellings_at(lead, story, finds, names, day),
        frozenset(name for name in found if names[name].type not in no_news),
        speak(story, matches),
        credit(story, matches),
    )


def _one_event(one: Match, other: Match, parts: Sequence[tuple[Span, Part]]) -> bool:
    """Whether two matches of a story tell one event: by their passage, evidence or intent."""
    leads = [match.evidence[0].event for match in (one, other)]
    if any(all(span.overlaps(lead) for lead in leads) for span, _ in parts):
        return True
    if is_short(one.story) and family(one.rule) == family(other.rule):
        return True
    first, second = ({evidence.sentence for evidence in match.evidence} for match in (one, other))
    return 2 * len(first & second) >= len(first | second)


def decide(
    happening: Happening,
    rules: Mapping[RuleId, Rule],
    past: Sequence[Event],
    now: datetime,
    names: Mapping[EntryId, Name],
    *,
    dated: bool,
    counted: Sequence[Counted] = (),
    unsent: Collection[EventId] = (),
    zone: tzinfo = UTC,
) -> Verdict:
    """What is to be done about `happening`, and why.

    `past` are the events that share an index key with it. With `dated`, age counts from the
    story's own date; without, from when the document was seen (a folder: what a person drops in
    is news to them). `counted` are the tellings of its rule within the time of its `at_least`;
    `unsent` the events that rang first in this very reading. A rule is active by days of `zone`.
    """
    known, nearest = _known(happening, past)
    lead = rules[happening.matches[0].rule]
    if why := closed(lead, happening.story, today(now, zone)):
        return Verdict(Action.SILENCE, why[0], _untold(known, happening), why[1])
    age = _age(happening.story, now, dated=dated)
    if age > lead.max_age:
        event = _untold(known, happening)
        return Verdict(Action.DIGEST, Reason.TOO_OLD, event, f"{_days(age)} old")
    event = grown(known, happening) if known else begun(happening)
    if lead.at_least:
        tally = count(lead.at_least, counted, event.id, happening.voice.source)
        return crossing(tally, event, now)
    if held := waits(known, event, happening, lead):
        return held
    if known is None or known.rung is None:
        return _first(event, happening, lead, now, nearest, foretold(happening, past))
    new = changes(known, happening, rules, names, unsent=known.id in unsent)
    if lead.id not in known.rules and wanted(lead, happening.matches[0]) > 1:
        new = (enough(event, happening, lead), *new)
    return _again((known, nearest), event, new, lead, now)


def _known(happening: Happening, past: Sequence[Event]) -> tuple[Event | None, str]:
    """The event it is about, of those that rules of the same intent told, and why; else why not."""
    mine = {family(rule) for rule in happening.rules}
    related = (one for one in past if mine & {family(rule) for rule in one.rules})
    return find_same(happening.tellings, related)


def _untold(known: Event | None, happening: Happening) -> Event:
    """The event with a story that nobody hears of: what it tells is still news to people."""
    return known or begun(happening)


def _first(
    event: Event,
    happening: Happening,
    lead: Rule,
    now: datetime,
    nearest: str,
    threat: Event | None,
) -> Verdict:
    """The first ring of an event: whoever rings it leads its voices, for people read its words."""
    source = happening.voice.source
    mine = [one for one in event.voices if one.source == source]
    voices = (*mine, *(one for one in event.voices if one.source != source))
    event = replace(event, rung=now, voices=voices)
    if wanted(lead, happening.matches[0]) > 1:
        there = enough(event, happening, lead)
        verdict = Verdict(Action.RING, there.reason, event, there.detail)
    else:
        verdict = Verdict(Action.RING, Reason.NEW_EVENT, event, nearest)
    return replace(verdict, foretold=threat.id if threat else None)


def _again(
    known: tuple[Event, str], event: Event, new: tuple[Change, ...], lead: Rule, now: datetime
) -> Verdict:
    """One more telling of an event that rang: it rings for what is material, else it is counted."""
    before, why = known
    if not new and before.rung is not None and now - before.rung >= lead.repeat_after:
        new = (Change(Reason.REPEAT_DUE, f"last told {before.rung:%d %b %H:%M} UTC"),)
    if not new:
        return Verdict(Action.UPDATE, Reason.SAME_EVENT, event, why)
    detail = "; ".join(one.detail for one in new)
    return Verdict(Action.RING, new[0].reason, replace(event, rung=now), detail, new)


def today(now: datetime, zone: tzinfo) -> date:
    """The day that it is on the clocks of people."""
    return now.astimezone(zone).date()


def closed(rule: Rule, story: Story, day: date) -> tuple[Reason, str] | None:
    """Why `rule` may not speak about `story` on this day; None if it may.

    A story that does not show its language is read by every rule: in doubt people hear of it.
    """
    if rule.active_from and day < rule.active_from:
        return Reason.RULE_OFF, f"{rule.id} is active from {rule.active_from.isoformat()}"
    if rule.active_until and day > rule.active_until:
        return Reason.RULE_OFF, f"{rule.id} was active until {rule.active_until.isoformat()}"
    source = story.document.source
    if source in rule.sources_except or (rule.sources_only and source not in rule.sources_only):
        return Reason.SOURCE_LEFT_OUT, f"{rule.id} does not read {source}"
    if rule.languages and (found := language(story.text)) and found not in rule.languages:
        return Reason.SOURCE_LEFT_OUT, f"{rule.id} does not read what is written in {found}"
    return None


def _age(story: Story, now: datetime, *, dated: bool) -> timedelta:
    if not dated:
        return now - story.document.seen
    if story.date:
        # a date without an hour is as young as it can be: the end of that day
        return now - datetime.combine(story.date + timedelta(days=1), time(), UTC)
    return now - (story.document.published or story.document.seen)


def begun(happening: Happening) -> Event:
    """A new event, with `happening` as its first telling."""
    return Event(
        id=EventId(_digest(happening.story.id, happening.matches[0].rule)),
        rules=happening.rules,
        named=happening.news,
        told_as=frozenset(match.told_as for match in happening.matches),
        severity=happening.matches[0].severity,
        tellings=joined((), happening.tellings),
        voices=(happening.voice,),
        stories=1,
        rung=None,
    )


def grown(event: Event, happening: Happening) -> Event:
    """The event with this story added."""
    return replace(
        event,
        rules=event.rules | happening.rules,
        named=event.named | happening.news,
        told_as=event.told_as | {match.told_as for match in happening.matches},
        severity=max(event.severity, happening.matches[0].severity),
        tellings=joined(event.tellings, happening.tellings),
        voices=heard(event.voices, happening.voice, happening.credits),
        stories=event.stories + 1,
    )


def _digest(*parts: str) -> str:
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def _days(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    return many(hours, "hour") if hours < 96 else many(hours // 24, "day")  # noqa: PLR2004 - four days
