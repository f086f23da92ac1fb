"""How often: what was decided, counted by rule, by day and by name. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta, tzinfo

from watcher.model import Action, EntryId, RuleId, Severity
from watcher.ports import Outcome


def by_rule(outcomes: Iterable[Outcome]) -> dict[RuleId, Counter[Action]]:
    """Of the rules that lead, those that ring most first."""
    counts: defaultdict[RuleId, Counter[Action]] = defaultdict(Counter)
    for one in outcomes:
        counts[one.matches[0].rule][one.verdict.action] += 1
    return dict(sorted(counts.items(), key=_most_rings))


def by_day(outcomes: Iterable[Outcome], zone: tzinfo) -> dict[date, Counter[Severity]]:
    """The rings of each day on which something rang, by severity, in order."""
    counts: defaultdict[date, Counter[Severity]] = defaultdict(Counter)
    for one in outcomes:
        if one.verdict.action is Action.RING:
            counts[one.story.document.seen.astimezone(zone).date()][one.severity] += 1
    return dict(sorted(counts.items()))


def by_name(outcomes: Iterable[Outcome]) -> Counter[EntryId]:
    """In how many rings each name is named in the evidence."""
    return Counter(
        name
        for one in outcomes
        if one.verdict.action is Action.RING
        for name in {name for match in one.matches for name in match.names}
    )


def every_day(days: Iterable[date]) -> list[date]:
    """The days from the first to the last, those between included."""
    known = sorted(days)
    length = (known[-1] - known[0]).days + 1 if known else 0
    return [known[0] + timedelta(days=n) for n in range(length)]


def _most_rings(one: tuple[RuleId, Mapping[Action, int]]) -> tuple[int, int, RuleId]:
    rule, actions = one
    return -actions.get(Action.RING, 0), -sum(actions.values()), rule
