"""What people may look up: the archive, a digest before its time, what waits to be sent."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta

from watcher.app.caller import Caller
from watcher.core.alerts.compose import moment
from watcher.core.alerts.digest import compose_digest
from watcher.core.text.plural import many
from watcher.model import ChannelName, DigestLine
from watcher.ports import Hit

_FOUND = 5
"""Documents in one answer: a screen of a phone."""
_DAYS = 30
"""How far `/search` looks back, as `watcher search` does."""
_EVER = datetime.max.replace(tzinfo=UTC)


def search(caller: Caller) -> str:
    """The newest kept documents that hold all words."""
    if not caller.words:
        return "Write words behind the command: /search TEXT"
    since = caller.now - timedelta(days=_DAYS)
    hits = caller.store.search(caller.words, since, _FOUND + 1)
    if not hits:
        return f"Nothing in the last {_DAYS} days holds all of that"
    lines = [line for hit in hits[:_FOUND] for line in _hit(hit, caller)]
    more = hits[_FOUND:]
    return "\n".join([*lines, *(["… and older ones: `watcher search` lists them"] if more else [])])


def _hit(hit: Hit, caller: Caller) -> Iterator[str]:
    paper, quoted = hit.document, hit.quoted
    title = f" · {paper.title}" if paper.title else ""
    yield _line(f"{moment(paper.seen, caller.desk.lexicon.zone)} · {paper.source}{title}")
    yield _line(f"“{paper.text[quoted.start : quoted.end].strip()}”")
    if place := paper.url or paper.origin:
        yield _line(place)


def digest(caller: Caller) -> str:
    """What today brought to this chat so far, the loudest first."""
    local = caller.now.astimezone(caller.desk.lexicon.zone)
    midnight = datetime.combine(local.date(), time(), local.tzinfo).astimezone(UTC)
    lines = {
        one: None
        for name in _channels(caller)
        for one in caller.store.digest_lines(name, midnight, caller.now)
    }
    first, *rest = compose_digest([*lines], local.date())
    told = (*first.lines, *(line for message in rest for line in message.lines[1:]))
    return "\n".join(_line("".join(run.text for run in line.runs)) for line in told)


def backlog(caller: Caller) -> str:
    """The alerts that this chat is owed and has not got, the loudest first."""
    store, names = caller.store, _channels(caller)
    owed = [line for name in names for line in store.backlog(name, _EVER).values()]
    due = [line for name in names for line in store.backlog(name, caller.now).values()]
    later = [line for line in owed if line not in due]
    told = [*_waiting(due, "to be sent"), *_waiting(later, "not due yet")]
    return "\n".join(told) or "No alert waits to be sent here"


def _channels(caller: Caller) -> Iterable[ChannelName]:
    """Those of this chat; in a person's own, where none shows, all."""
    return caller.here or caller.desk.channels


def _waiting(lines: Iterable[DigestLine], how: str) -> Iterator[str]:
    """Each alert once, however many parts and channels it has."""
    alerts = {(one.event, one.headline): one for one in lines}
    if alerts:
        yield f"{many(sum(one.alerts for one in alerts.values()), 'alert')} {how}"
    for one in sorted(alerts.values(), key=lambda one: (-one.severity, one.at)):
        more = f" (and {one.alerts - 1} more)" if one.alerts > 1 else ""
        yield _line(f"· {one.severity.word}: {one.headline}{more}")


def _line(text: str) -> str:
    """On one line: what a source wrote must not look like an answer of its own."""
    return " ".join(text.split())
