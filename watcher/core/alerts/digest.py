"""Write many things into few messages: a burst of alerts, a day's digest. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from watcher.core.alerts.compose import Lexicon, day, head, quote, where
from watcher.core.alerts.living import news, since
from watcher.core.alerts.voices import origin
from watcher.core.stories.summary import choose
from watcher.core.text.plural import many
from watcher.core.watchlist.language import Name
from watcher.core.watchlist.near_misses import NearMiss
from watcher.model import (
    Action,
    Alert,
    Block,
    DigestLine,
    EntryId,
    Event,
    EventId,
    Line,
    Message,
    Run,
    Severity,
    Style,
)

ALONE = 5
"""So many alerts of one poll ring one by one; people stop reading at the sixth."""
TOGETHER = 5
"""Alerts in one message of a burst: five with a quote each fit Telegram's limit with room."""
_QUOTE = 300
_LINES = 12
"""Lines in one message of a digest."""
_BACKLOG = 15
"""Lines that tell a backlog; nobody reads on, and the daily digest has them all."""
_SUGGESTED = 3
"""Suggestions in a digest: as many as a person answers before the day's work."""


def burst(alerts: Sequence[Alert]) -> tuple[tuple[Alert, ...], tuple[Alert, ...]]:
    """Split the alerts of one poll into those that ring alone and those told together.

    Critical ones always ring alone, and first; the loudest others fill up to `ALONE`. Up to
    `ALONE` alerts all ring alone. Each alert is in exactly one of the two.
    """
    ranked = sorted(alerts, key=lambda one: -one.severity)
    if len(ranked) <= ALONE:
        return tuple(ranked), ()
    critical = sum(1 for one in ranked if one.severity is Severity.CRITICAL)
    first = max(critical, ALONE)
    return tuple(ranked[:first]), tuple(ranked[first:])


def compose_burst(
    alerts: Sequence[Alert], lexicon: Lexicon, events: Mapping[EventId, Event]
) -> tuple[Message, ...]:
    """One message for every few alerts, each with its head, a quote and who says so.

    `events` are theirs as they stand after the reading: who else tells them is said too.
    """
    messages = []
    for number in range(0, len(alerts), TOGETHER):
        some = alerts[number : number + TOGETHER]
        last = f" to {number + len(some)}" if len(some) > 1 else ""
        which = f"{number + 1}{last} of {len(alerts)}"
        title = f"More alerts from this reading, {which}"
        lines = [Line((Run(title, Style.QUIET),))]
        for alert in some:
            lines += _in_short(alert, lexicon, events[alert.event])
        messages.append(Message(tuple(lines), max(alert.severity for alert in some)))
    return tuple(messages)


def _in_short(alert: Alert, lexicon: Lexicon, event: Event) -> Iterator[Line]:
    story = alert.story
    yield Line((Run(head(alert.matches, lexicon), Style.STRONG),))
    if alert.changes:
        yield Line((Run(news(alert.changes)),))
    (evidence,) = choose(story, alert.matches, most=1)
    yield Line(tuple(quote(story, evidence, _QUOTE)), Block.QUOTE)
    yield where(story, lexicon.zone)
    yield from since(origin(story), alert.severity, event)


def compose_digest(
    lines: Sequence[DigestLine], when: date, since: date | None = None
) -> tuple[Message, ...]:
    """What a day brought, the loudest first; a day without anything is said to be so.

    A silent bot and a broken one look the same: the digest is the proof of life. One that tells of
    more than a day says `since` when.
    """
    name = f"Digest of {day(when)}" + (f", since {day(since)}" if since else "")
    if not lines:
        return (Message((Line((Run(f"{name}: nothing matched."),)),), Severity.INFO),)
    ranked = sorted(_current(lines), key=lambda one: (-one.severity, one.at))
    counts = _counts(ranked)
    messages = []
    for number in range(0, len(ranked), _LINES):
        some = ranked[number : number + _LINES]
        title = Run(f"{name}: {counts}", Style.STRONG)
        body = [Line((Run(f"{one.headline}{_why(one)}", url=one.url),)) for one in some]
        messages.append(Message((Line((title,)), *body), Severity.INFO))
    return tuple(messages)


def suggestions(
    new: Sequence[tuple[int, NearMiss]], names: Mapping[EntryId, Name]
) -> tuple[Line, ...]:
    """The end of a digest: spellings that almost are a name, by number; empty where none is new."""
    asked = [(number, miss, names[miss.name]) for number, miss in new if miss.name in names]
    if not asked:
        return ()
    told = [Line((Run("Almost a name of the watchlist", Style.STRONG),))]
    for number, miss, name in asked[:_SUGGESTED]:
        seen = many(miss.documents, "document")
        told.append(Line((Run(f"{number}: “{miss.surface}”, {seen}: {name.name}?"),)))
    more = f", and {len(asked) - _SUGGESTED} more" if len(asked) > _SUGGESTED else ""
    told.append(Line((Run(f"`watcher suggest` shows them{more}", Style.QUIET),)))
    return tuple(told)


def compose_backlog(lines: Sequence[DigestLine]) -> Message:
    """What would have waited too long to be sent one by one: the loudest, and how many more."""
    ranked = sorted(lines, key=lambda one: (-one.severity, one.at))
    count = sum(one.alerts for one in ranked)
    title = f"{many(count, 'alert')} at once, told together"
    told = [Line((Run(title, Style.STRONG),))]
    told += [Line((Run(one.headline, url=one.url),)) for one in ranked[:_BACKLOG]]
    if more := count - len(ranked[:_BACKLOG]):
        told.append(Line((Run(f"… and {more} more", Style.QUIET),)))
    return Message(tuple(told), max(one.severity for one in ranked))


def _current(lines: Sequence[DigestLine]) -> Iterator[DigestLine]:
    """All lines but those of an event that waited for more, and of which more was told since."""
    last = {one.event: one for one in lines if one.action in {Action.HOLD, Action.RING}}
    for one in lines:
        if one.action is not Action.HOLD or last[one.event] is one or one.event is None:
            yield one


def _counts(lines: Sequence[DigestLine]) -> str:
    """“2 rang, 3 updated, 1 waiting”; what is none is left out, but for the first."""
    told = Counter(one.action for one in lines)
    parts = [(told[Action.UPDATE], "updated"), (told[Action.HOLD], "waiting")]
    parts.append((told[Action.DIGEST], "did not ring"))
    return ", ".join([f"{told[Action.RING]} rang", *(f"{n} {what}" for n, what in parts if n)])


def _why(line: DigestLine) -> str:
    """Why something did not ring; for what waits, how much of it is there."""
    if line.action is Action.RING:
        return ""
    return f" [{line.detail if line.action is Action.HOLD else line.reason}]"
