"""Let the message of an event grow, and answer it when something material is new. Pure.

The first message stays as it was sent, quote and all; what came since stands in one block below
its first line, made anew from the event each time. So a revision loses nothing and repeats nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from watcher.core.alerts.compose import Lexicon, compose, moment, quote, where
from watcher.core.alerts.figures import kind_rank
from watcher.core.alerts.head import MARKS, first_line
from watcher.core.alerts.voices import origin
from watcher.core.stories.summary import choose
from watcher.model import (
    Alert,
    Block,
    Change,
    Event,
    Figure,
    Line,
    Message,
    Reason,
    Run,
    Severity,
    Style,
    Voice,
)

_NAMED = 5
"""Sources named in one line; the others are counted."""
_RANK = 1
"""Updates go after the quotes beyond the first, the details and the names, before all else."""
_CALLED = {
    Reason.NEW_RULE: "also: {}",
    Reason.DENIED: "now denied",
    Reason.CLAIMED: "now claimed",
    Reason.HAPPENED: "it happened",
    Reason.NEW_NAME: "now named: {}",
    Reason.CONFIRMED: "second source: {}",
    Reason.REPEAT_DUE: "told again",
}
"""What people read of a change; of the others the detail as it is."""


def compose_first(alert: Alert, lexicon: Lexicon) -> Message:
    """The message that an event gets in a channel where it has none.

    Of an event that rang before, in a burst or elsewhere, it also says what is new; of one that
    was threatened, that it was.
    """
    message = replace(compose(alert, lexicon), source=origin(alert.story))
    new = [news(alert.changes)] if alert.changes else []
    new += ["It was threatened before"] if alert.foretold else []
    lines = [Line((Run(text, Style.STRONG),)) for text in new]
    return replace(message, lines=(*message.lines[:1], *lines, *message.lines[1:]))


def news(changes: Sequence[Change]) -> str:
    """What is new about an event, in one line."""
    return f"New: {'; '.join(map(_called, changes))}"


def revise(message: Message, event: Event, lexicon: Lexicon) -> Message:
    """The first message of `event` with all that has been told since.

    Every line of the first message stays, in its order. The same event gives the same message.
    """
    first = [line for line in message.lines if line.block is not Block.UPDATE]
    update = list(since(message.source, message.severity, event))
    if update and _told_later(event):
        when = moment(max(voice.seen for voice in event.voices), lexicon.zone)
        update.append(Line((Run(f"Updated {when}", Style.QUIET),), Block.UPDATE, _RANK))
    return replace(message, lines=(*first[:1], *update, *first[1:]))


def _told_later(event: Event) -> bool:
    """Whether anything was told after the first reading, which the message says from the start."""
    again = (one.told_before or any(figure.later for figure in one.figures) for one in event.voices)
    return len({one.seen for one in event.voices}) > 1 or any(again)


def since(source: str, severity: Severity, event: Event) -> Iterator[Line]:
    """What others tell than `source`, whom a message of `severity` quotes, or it told later."""
    for runs in _since(source, severity, event):
        yield Line(runs, Block.UPDATE, _RANK)


def _since(source: str, severity: Severity, event: Event) -> Iterator[tuple[Run, ...]]:
    if event.severity > severity:
        louder = f"{MARKS[event.severity]} {event.severity.name} now"
        yield (Run(louder, Style.STRONG),)
    lead = next((one for one in event.voices if one.source == source), event.voices[0])
    others = [one for one in event.voices if one is not lead]
    reports = {lead.copy_of or lead.source}
    more = [one for one in others if not one.copy_of and one.source not in reports]
    if more:
        many = f"+{len(more)} source" + ("s" if len(more) > 1 else "")
        yield Run(f"{many}: ", Style.STRONG), *_named(more)
    if copies := [one for one in others if one not in more]:
        yield Run("Same report: "), *_named(copies)
    for line in _figures(lead, more):
        yield (Run(line),)
    at_first = lead.told_before or lead.told_as
    told = {one.told_as: one for one in reversed(event.voices) if one.told_as is not at_first}
    if told:
        said = ", ".join(f"{how} ({one.source})" for how, one in told.items())
        yield (Run(f"Told otherwise: {said}"),)


def _named(voices: Sequence[Voice]) -> Iterator[Run]:
    """The names of the sources, each a link to what it told."""
    for number, voice in enumerate(voices[:_NAMED]):
        if number:
            yield Run(", ")
        yield Run(voice.source, url=voice.url)
    if len(voices) > _NAMED:
        yield Run(f" and {len(voices) - _NAMED} more")


def _figures(lead: Voice, others: Sequence[Voice]) -> Iterator[str]:
    """On which numbers the sources agree, on which they differ, and what is new.

    `others` are the independent ones beside `lead`.
    """
    said: dict[str, dict[int, list[tuple[Voice, Figure]]]] = {}
    for voice in (lead, *others):
        for figure in voice.figures:
            said.setdefault(figure.of, {}).setdefault(figure.count, []).append((voice, figure))
    agree, differ, new = [], [], []
    for _, by_count in sorted(said.items(), key=lambda one: kind_rank(one[0])):
        tellings = [told for count, told in by_count.items() if count or len(by_count) == 1]
        texts = [f"{told[0][1].text} ({_sources(told)})" for told in tellings]
        if len(tellings) > 1:
            differ.append(", ".join(texts))
        elif len(tellings[0]) > 1:
            agree.append(texts[0])
        elif tellings[0][0][0] is not lead or tellings[0][0][1].later:
            new.append(texts[0])
    for what, texts in (("agree", agree), ("differ", differ)):
        if texts:
            yield f"Sources {what}: {'; '.join(texts)}"
    if new:
        yield f"New: {'; '.join(new)}"


def _sources(told: Sequence[tuple[Voice, Figure]]) -> str:
    """“Port News”; of more than two only how many."""
    names = [voice.source for voice, _ in told]
    return " and ".join(names) if len(names) <= 2 else f"{len(names)} sources"  # noqa: PLR2004


def compose_reply(alert: Alert, lexicon: Lexicon) -> Message:
    """What is new about an event, under its first message: a head, the quote, who says so.

    The head is that of an alert, with what is new in the place of the rule's title. That it is
    louder comes last: the head shows it anyway.
    """
    story = alert.story
    changes = sorted(alert.changes, key=lambda one: one.reason is Reason.LOUDER)
    said = {_called(one): one.detail for one in changes}
    opening = first_line(alert.matches[0], next(iter(said)), lexicon.names)
    lines = [Line((Run(opening, Style.STRONG),))]
    if more := [new for new, what in said.items() if new not in opening and what not in opening]:
        lines.append(Line((Run(f"And: {'; '.join(more)}"),)))
    (evidence,) = choose(story, alert.matches, most=1)
    lines.append(Line(tuple(quote(story, evidence)), Block.QUOTE))
    lines.append(where(story, lexicon.zone))
    link = story.document.url or ""
    return Message(tuple(lines), alert.severity, event=alert.event, link=link)


def _called(change: Change) -> str:
    return _CALLED.get(change.reason, "{}").format(change.detail)
