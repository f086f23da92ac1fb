"""Keep silent about what a person has muted. Pure."""

from collections.abc import Sequence

from watcher.model import Action, Event, EventId, Match, Mute, Muted, Reason, Verdict


def silence(
    verdict: Verdict, known: Event, matches: Sequence[Match], mutes: Sequence[Mute]
) -> Verdict:
    """What would ring stays silent where somebody muted all that makes it ring.

    A mute of an event ends where the event is louder than it was; one of a rule or of a name
    silences its own matches, and any other that holds rings. `known` is the event as it was told
    before: nobody hears of this telling, so what it tells is still news.
    """
    if verdict.action is not Action.RING:
        return verdict
    louder = verdict.event.severity > known.severity
    found = [_muting(match, verdict.event.id, mutes, louder=louder) for match in matches]
    if not all(found):
        return verdict
    why = next(one for one in found if one)
    detail = f"{why.of} {why.what}, by {why.who} until {why.until:%d %b %H:%M} UTC"
    return Verdict(Action.SILENCE, Reason.MUTED, known, detail)


def _muting(match: Match, event: EventId, mutes: Sequence[Mute], *, louder: bool) -> Mute | None:
    """What silences this match; None if nothing does."""
    names = {one.what: one for one in mutes if one.of is Muted.NAME}
    if match.names and all(name in names for name in match.names):
        return names[min(match.names)]
    for one in mutes:
        if one.of is Muted.RULE and one.what == match.rule:
            return one
        if one.of is Muted.EVENT and one.what == event and not louder:
            return one
    return None
