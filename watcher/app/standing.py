"""When a source that failed is asked again, and what a person hears of it. Pure."""

from datetime import datetime, timedelta, tzinfo

from watcher.core.alerts.compose import moment
from watcher.core.text.plural import many
from watcher.model import Trouble
from watcher.ports import SourceState, Standing

_LONGEST = timedelta(hours=6)
"""A server that is in trouble is asked four times a day at least (RELIABILITY)."""
_OBEYED = timedelta(hours=24)
"""A server may ask us to stay away for so long, and no longer (RELIABILITY)."""
_QUIET = 100
"""What comes after a silence may be found late by this part of the silence."""
_RARER = 5
"""A quiet feed is asked so many times less often at most,"""
_HOURLY = timedelta(hours=1)
"""and this often at least, unless `every` says less."""
_TRIES = 5
"""So many failures in a row are no hiccup: with the usual pace about half an hour."""
_AGAIN = 2
"""Fewer will do where the source was never read, or not for long."""
_LONG = timedelta(hours=2)
_DAY = timedelta(hours=24)
"""Nights are quiet: less than a day is no silence."""
_SURE, _WEEK = 10, timedelta(days=7)
"""So many answers, or so long, and a source has moved for good."""
_UNUSUAL = 2
"""Silent is what has brought nothing for so many times its longest gap."""


def pause(
    failures: int, every: timedelta, retry_after: timedelta | None, jitter: float
) -> timedelta:
    """How long a source is left alone after its `failures`-th failure in a row.

    Doubling from `every`, the time between its polls, up to six hours, less up to half of it by
    `jitter` (from 0 to 1). What the server asks for itself is obeyed, up to a day.
    """
    longest = max(_LONGEST, every)
    doubled = min(longest, every * (1 << min(failures, 16)))
    asked = min(retry_after or timedelta(0), _OBEYED)
    return max(every, asked, doubled * (1 - jitter / 2))


def resting(state: SourceState | None, now: datetime) -> datetime | None:
    """Until when the source is left alone; None if it may be asked.

    A moment further away than any pause was written by a clock that was wrong.
    """
    until = state.next_try if state else None
    return until if until and now < until <= now + _OBEYED else None


def pace(state: SourceState | None, every: timedelta) -> timedelta:
    """How long after its last poll a feed is asked again that is usually asked `every` so often.

    Never sooner than that. Later while it brings nothing, so that servers of quiet feeds are
    spared: what is new after a silence of 5 h is found at most 3 min late, and after any silence
    within five intervals or an hour.
    """
    if state is None or state.last_success is None or state.last_news is None:
        return every
    silence = state.last_success - state.last_news
    longest = max(every, min(_RARER * every, _HOURLY))
    return max(every, min(silence / _QUIET, longest))


def due(state: SourceState, every: timedelta, now: datetime) -> datetime | None:
    """When a feed is asked again that failed, or is quiet; None if as usual."""
    rarely = pace(state, every)
    if (until := resting(state, now)) or rarely == every or state.last_success is None:
        return until
    again = state.last_success + rarely
    return again if again > now else None


def unasked(state: SourceState | None, url: str, zone: tzinfo, now: datetime) -> str:
    """Why a source that lives at `url` is not asked now, as a clause; empty if it may be.

    What failed elsewhere says nothing about `url`.
    """
    if state is None or state.url != url:
        return ""
    if state.trouble is Trouble.GONE:
        return f"is closed: {state.note}"
    until = resting(state, now)
    return f"failed, and is not asked before {moment(until, zone)}" if until else ""


def standing(state: SourceState, now: datetime) -> Standing:
    """Whether a person has to know about a source."""
    if state.trouble is Trouble.GONE:
        return Standing.CLOSED
    since = state.last_success
    tired = since is None or now - since > _LONG
    if state.failures >= (_AGAIN if tired else _TRIES):
        return Standing.FAILING
    return Standing.SILENT if _silent(state, now) else Standing.WELL


def _silent(state: SourceState, now: datetime) -> bool:
    """Once told so, it stays silent until it brings something, whatever was forgotten since."""
    if state.last_news is None or now - state.last_news <= _DAY:
        return False
    if state.told is Standing.SILENT:
        return True
    longest = state.longest_gap
    return longest is not None and now - state.last_news > _UNUSUAL * longest


def notice(state: SourceState, now: datetime) -> tuple[Standing, str] | None:
    """What the admin channel has not heard yet, with its sentence; None if there is nothing."""
    found = standing(state, now)
    return None if found is state.told else (found, sentence(found, state, now))


def proposal(state: SourceState) -> str:
    """What a person should change, since a source has moved for good; empty for nothing.

    One answer may be a mistake: ten, or those of a week, are none (RELIABILITY).
    """
    move = state.move
    if move is None or state.last_success is None:
        return ""
    if move.answers < _SURE and state.last_success - move.since < _WEEK:
        return ""
    return f"source {state.name} has moved: change url of [sources.{state.name}] to {move.to}"


def sentence(found: Standing, state: SourceState, now: datetime) -> str:
    """What a person reads about a source that is `found` to be so."""
    if found is Standing.CLOSED:
        return f"source {state.name} is closed and is not asked any more: {state.note}"
    if found is Standing.FAILING:
        failed = many(state.failures, "time")
        return f"source {state.name} failed {failed} in a row: {state.note}"
    if found is Standing.SILENT and state.last_news:
        return f"source {state.name} has brought nothing since {state.last_news:%d %b %H:%M} UTC"
    return f"source {state.name} is back at {now:%H:%M} UTC"
