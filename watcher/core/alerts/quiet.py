"""Quiet hours: when they end, and which alerts may ring in them. Pure.

Every local date has one period, from the moment its clock first shows the begin to the moment it
first shows the end. A time that a clock skips, in a spring night, is the moment after the gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from watcher.core.watchlist.language import Quiet, Rule
from watcher.model import Action, Event, Match, Reason, RuleId, Severity, Verdict

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
"""Clocks are set forward at whole minutes."""
_LOUDEST_FIRST = (Quiet.RING, Quiet.HOLD, Quiet.DIGEST)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begin` to `end` on the clocks of `zone`, over midnight where `end` is the earlier."""

    begin: time
    end: time
    zone: tzinfo

    def until(self, now: datetime) -> datetime | None:
        """When the period ends in which `now` lies, in UTC; None outside. Always after `now`."""
        today = now.astimezone(self.zone).date()
        over = _DAY if self.end <= self.begin else timedelta(0)
        for day in (today - _DAY, today):
            end = _first(day + over, self.end, self.zone)
            if _first(day, self.begin, self.zone) <= now < end:
                return end
        return None

    def __str__(self) -> str:
        """As it is written in config.toml."""
        return f"{self.begin:%H:%M}-{self.end:%H:%M}"


def _first(day: date, at: time, zone: tzinfo) -> datetime:
    """The first moment when clocks show `at` on that day, else the first after the gap, in UTC."""
    wall = datetime.combine(day, at)
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    offset = moment.astimezone(zone).utcoffset()
    while (moment - _MINUTE).astimezone(zone).utcoffset() == offset:
        moment -= _MINUTE
    return moment


def quietly(matches: Sequence[Match], rules: Mapping[RuleId, Rule]) -> Quiet:
    """What quiet hours do to an alert: what the least quiet of its rules says; critical rings."""
    if any(match.severity is Severity.CRITICAL for match in matches):
        return Quiet.RING
    return min((rules[match.rule].quiet_hours for match in matches), key=_LOUDEST_FIRST.index)


def hush(
    verdict: Verdict,
    known: Event,
    matches: Sequence[Match],
    rules: Mapping[RuleId, Rule],
    hours: QuietHours,
) -> Verdict:
    """In quiet hours, what rings by rules with `quiet_hours: digest` goes there instead.

    `known` is the event as it was told before: nobody hears of this telling, so what it tells is
    still news. A rule with `at_least` keeps its reason, by which it counts.
    """
    if verdict.action is not Action.RING or quietly(matches, rules) is not Quiet.DIGEST:
        return verdict
    detail = f"quiet until {hours.end:%H:%M}"
    if rules[matches[0].rule].at_least:
        detail = f"{verdict.detail}, {detail}"
        return replace(verdict, action=Action.DIGEST, event=known, detail=detail)
    return Verdict(Action.DIGEST, Reason.QUIET_HOURS, known, detail)
