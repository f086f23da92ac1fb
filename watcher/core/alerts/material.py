"""What is new in a telling of a known event, and worth a ring. Pure.

Material are: a higher severity, another rule, a denial, a claim, a threat come true, casualties new
or risen, another name, a second independent source. Whatever else a telling adds, the message that
stands is brought up to date and no phone rings.
"""

from collections.abc import Iterator, Mapping

from watcher.core.alerts.figures import CASUALTIES
from watcher.core.alerts.foretold import AHEAD
from watcher.core.alerts.happening import Happening
from watcher.core.alerts.voices import joined
from watcher.core.stories.same import family
from watcher.core.watchlist.language import Name, Rule
from watcher.model import Change, EntryId, Event, Match, Reason, RuleId, Severity, ToldAs

_CONFIRMED_FROM = Severity.MEDIUM
"""That a second source tells what is merely of interest wakes nobody."""
_NO_NEWS = frozenset({ToldAs.PAST, ToldAs.POSSIBLE})
"""Told again later, or told less surely: neither adds to what people know."""


def changes(
    event: Event,
    happening: Happening,
    rules: Mapping[RuleId, Rule],
    names: Mapping[EntryId, Name],
    *,
    unsent: bool,
) -> tuple[Change, ...]:
    """All that is material in `happening`, told of `event`, the weightiest first.

    While the event's first message is `unsent`, it will say what numbers and sources there are.
    """
    found = [*_louder(event, happening), *_new_rules(event, happening, rules)]
    found += _told(event, happening)
    if not unsent:
        found += _casualties(event, happening)
    found += _new_names(event, happening, names)
    if not unsent:
        found += _confirmed(event, happening)
    return tuple(found)


def _louder(event: Event, happening: Happening) -> Iterator[Change]:
    severity = happening.matches[0].severity
    if severity > event.severity:
        yield Change(Reason.LOUDER, f"up from {event.severity.word}")


def _new_rules(
    event: Event, happening: Happening, rules: Mapping[RuleId, Rule]
) -> Iterator[Change]:
    families = {family(rule) for rule in event.rules}
    if new := [one.rule for one in happening.matches if family(one.rule) not in families]:
        titles = dict.fromkeys(rules[rule].title for rule in sorted(new))
        yield Change(Reason.NEW_RULE, ", ".join(titles))


def _told(event: Event, happening: Happening) -> Iterator[Change]:
    told = {match.told_as for match in happening.matches}
    for label in ToldAs:
        if label in told and label not in event.told_as | _NO_NEWS:
            before = ", ".join(sorted(event.told_as))
            yield Change(_reason(label, event), f"{label} now, {before} before")


def _reason(label: ToldAs, event: Event) -> Reason:
    match label:
        case ToldAs.DENIED:
            return Reason.DENIED
        case ToldAs.CLAIMED:
            return Reason.CLAIMED
        case ToldAs.REPORTED if event.told_as <= AHEAD:
            return Reason.HAPPENED
        case _:
            return Reason.TOLD_OTHERWISE


def _casualties(event: Event, happening: Happening) -> Iterator[Change]:
    """Those that nobody told of, and more than anybody did: “killed” alone is one at least."""
    known: dict[str, int] = {}
    for voice in event.voices:
        for figure in voice.figures:
            known[figure.of] = max(figure.count, known.get(figure.of, 0))
    risen = []
    for figure in happening.voice.figures:
        before = known.get(figure.of)
        new = before is None or figure.count > max(before, 1)
        if figure.of in CASUALTIES and new:
            risen.append(figure.text + (f" ({before} before)" if before else ""))
    if risen:
        yield Change(Reason.CASUALTIES, ", ".join(risen))


def _new_names(
    event: Event, happening: Happening, names: Mapping[EntryId, Name]
) -> Iterator[Change]:
    if new := happening.news - event.named:
        yield Change(Reason.NEW_NAME, ", ".join(sorted(names[one].name for one in new)))


def _confirmed(event: Event, happening: Happening) -> Iterator[Change]:
    """The first source that tells it independently of the one that did before."""
    now = joined(event.voices, happening.voice, happening.credits)
    independent = [one for one in now if not one.copy_of]
    loud = max(event.severity, happening.matches[0].severity) >= _CONFIRMED_FROM
    if loud and len(event.sources) == 1 and len(independent) > 1 and _stands(happening.matches):
        yield Change(Reason.CONFIRMED, happening.voice.source)


def _stands(matches: tuple[Match, ...]) -> bool:
    """Whether the telling bears out what was told: who denies it confirms nothing."""
    return matches[0].told_as not in {ToldAs.DENIED, ToldAs.PAST}
