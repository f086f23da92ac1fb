"""Rules that wait: `min_sources` for more who tell it, `at_least` for more to be told. Pure."""

from dataclasses import replace
from datetime import datetime

from watcher.core.alerts.counting import Tally
from watcher.core.alerts.happening import Happening
from watcher.core.watchlist.language import Rule
from watcher.model import Action, Change, Event, Match, Reason, Severity, Verdict


def crossing(tally: Tally, event: Event, now: datetime) -> Verdict:
    """What a rule with `at_least` makes of a telling."""
    if tally.action is not Action.RING:
        return Verdict(tally.action, tally.reason, event, tally.detail)
    new = (Change(tally.reason, tally.detail),)
    return Verdict(Action.RING, tally.reason, replace(event, rung=now), tally.detail, new)


def waits(known: Event | None, event: Event, happening: Happening, lead: Rule) -> Verdict | None:
    """Hold what too few independent sources tell, unless it is critical or this rule rang for it.

    Of an event that rang for another rule, only its voices grow: the rest is news when it rings.
    """
    need, found = wanted(lead, happening.matches[0]), len(event.sources)
    rang = known is not None and known.rung is not None
    if found >= need or (rang and known and lead.id in known.rules):
        return None
    if rang and known:
        event = replace(known, voices=event.voices, stories=event.stories)
    detail = f"{found} of {need} sources"
    return Verdict(Action.HOLD, Reason.TOO_FEW_SOURCES, event, detail)


def wanted(rule: Rule, match: Match) -> int:
    """How many independent sources a match needs to ring."""
    return 1 if match.severity is Severity.CRITICAL else rule.min_sources


def enough(event: Event, happening: Happening, lead: Rule) -> Change:
    """That a rule which waited for more sources has them."""
    need = wanted(lead, happening.matches[0])
    return Change(Reason.ENOUGH_SOURCES, f"{len(event.sources)} of {need} sources")
