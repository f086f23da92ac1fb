"""Write the message an alert becomes, in no channel's markup. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from watcher.core.alerts.head import MARKS, counted, first_line, flat, written
from watcher.core.stories.lead import is_title
from watcher.core.stories.same import family
from watcher.core.stories.summary import background, choose, context
from watcher.core.text.amounts import amount
from watcher.core.text.fold import fold
from watcher.core.text.numbers import numbers
from watcher.core.watchlist.language import Name, Rule
from watcher.core.watchlist.parties import Parties, parties
from watcher.model import (
    Alert,
    Block,
    EntryId,
    Evidence,
    Find,
    How,
    Line,
    Match,
    Message,
    Reason,
    RuleId,
    Run,
    Span,
    Story,
    Style,
)

__all__ = [
    "MARKS",
    "Lexicon",
    "behind",
    "compose",
    "day",
    "head",
    "headline",
    "moment",
    "quote",
    "told_by",
    "where",
]

_QUOTE = 700
"""A longer sentence is cut: on a phone it would push everything else off the screen."""
_MOST_LINES = 4
"""Quoted sentences and background together: a phone shows no more without scrolling."""
_MOST_NUMBERS = 6
_BACKGROUND = 5
"""Goes first of all but the details, where room is short."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a message needs to call things by their names, and the reader's time zone."""

    names: Mapping[EntryId, Name]
    rules: Mapping[RuleId, Rule]
    zone: tzinfo


def compose(alert: Alert, lexicon: Lexicon) -> Message:
    """Say what happened, in whose words, who is named, who says so, and why it rings."""
    story = alert.story
    chosen = choose(story, alert.matches)
    lead = alert.matches[0]
    found = parties(story.document.text, lead.evidence[0], lexicon.names)
    opening = written(lead, lexicon.rules[lead.rule].title, lexicon.names, found)
    lines = [Line((Run(opening, Style.STRONG),))]
    if story.title:
        lines.append(Line((Run(story.title, url=story.document.url),)))
    lines += [
        Line(tuple(quote(story, one)), Block.QUOTE, rank=0 if n == 0 else 2 + n)
        for n, one in enumerate(chosen)
    ]
    shown = tuple(_shown(story, one) for one in chosen)
    lines += _background(alert, _behind(story, shown))
    if speaker := _speaker(found, story):
        lines.append(Line((Run(f"According to: {speaker}"),), rank=1))
    if named := _named(alert.matches, story, lexicon):
        lines.append(Line((Run(f"Named: {named}"),), rank=2))
    if figures := _numbers(alert.matches, story, shown[0]):
        lines.append(Line((Run(f"Numbers: {figures}"),), rank=3))
    lines.append(Line((Run(told_by(story, lexicon.zone), url=_link(story)),), rank=0))
    lines += [Line((Run(text),), Block.DETAILS, rank=6) for text in _details(alert, lexicon)]
    link = story.document.url or ""
    return Message(tuple(lines), alert.severity, event=alert.event, link=link)


def behind(story: Story, matches: tuple[Match, ...]) -> tuple[str, ...]:
    """The background sentences of an alert, verbatim: what a rewriter may shorten."""
    return _behind(story, tuple(_shown(story, one) for one in choose(story, matches)))


def _behind(story: Story, shown: tuple[Span, ...]) -> tuple[str, ...]:
    found = background(story, shown, min(2, _MOST_LINES - len(shown)))
    return tuple(flat(story.document.text[one.start : one.end]) for one in found)


def _background(alert: Alert, sentences: Sequence[str]) -> Iterator[Line]:
    """The background as the source says it, or a machine's shorter words, which say so."""
    if alert.short:
        text = f"{alert.short} (shortened by a machine)"
        yield Line((Run(text, Style.QUIET),), Block.TEXT, _BACKGROUND)
        return
    for one in sentences:
        yield Line((Run(one, Style.QUIET),), Block.QUOTE, _BACKGROUND)


def head(matches: Sequence[Match], lexicon: Lexicon) -> str:
    """The first line: colour, severity, what, whom and where, how many, by whom, how it is told.

    At most `watcher.core.alerts.head.LONGEST` characters, and never cut inside a word.
    """
    return first_line(matches[0], lexicon.rules[matches[0].rule].title, lexicon.names)


def headline(story: Story, matches: Sequence[Match], lexicon: Lexicon) -> str:
    """One plain line for digests, logs and status: the head, the title, who says so."""
    title = f" — {story.title}" if story.title else ""
    return f"{head(matches, lexicon)}{title} ({told_by(story, lexicon.zone)})"


def quote(story: Story, evidence: Evidence, longest: int = _QUOTE) -> Iterator[Run]:
    """The sentence verbatim, its names and its event word strong, cut visibly where too long.

    Where the evidence is only the title, which stands above, the sentence after it is quoted.
    """
    sentence = _shown(story, evidence)
    after = sentence != evidence.sentence
    text, end = story.document.text, sentence.end
    if end - sentence.start > longest:
        end = text.rfind(" ", 0, sentence.start + longest)
        end = end if end > sentence.start else sentence.start + longest
    at = sentence.start
    for span in [] if after else _marked(evidence):
        if span.end > end or span.start < at:
            continue
        yield Run(flat(text[at : span.start]))
        yield Run(flat(text[span.start : span.end]), Style.STRONG)
        at = span.end
    yield Run(flat(text[at:end]) + ("…" if end < sentence.end else ""))


def _shown(story: Story, evidence: Evidence) -> Span:
    """The sentence that is quoted for a piece of evidence."""
    after = context(story, evidence) if is_title(evidence, story) else None
    return after or evidence.sentence


def _speaker(found: Parties, story: Story) -> str:
    """Who says so inside the leading sentence, in the writer's words; whoever acts is named."""
    if found.speaker is None or found.speaker == found.actor:
        return ""
    return flat(story.document.text[found.speaker.span.start : found.speaker.span.end])


def told_by(story: Story, zone: tzinfo) -> str:
    """Who says so and when: outlet, date, file or host; what is not stated is said to be so.

    Also that it is another text of what was read before.
    """
    parts = (
        [story.source + (" (inferred)" if story.source_inferred else "")] if story.source else []
    )
    parts.append(_when(story, zone))
    if story.document.edited:
        parts.append("edited")
    parts.append(story.document.origin or story.document.source)
    return " · ".join(filter(None, parts))


def where(story: Story, zone: tzinfo) -> Line:
    """Title and `told_by` in one line; a title in Arabic leaves what follows in its order."""
    url = story.document.url
    told = told_by(story, zone)
    if not story.title:
        return Line((Run(told, url=url),))
    return Line((Run(story.title, url=url), Run(f" · {told}")))


def _when(story: Story, zone: tzinfo) -> str:
    if story.date:
        return day(story.date) + (" (inferred)" if story.date_inferred else "")
    if story.document.published:
        return moment(story.document.published, zone)
    return "date not stated"


def day(when: date) -> str:
    """A date as the alerts write it: 4 Sep 2025."""
    return f"{when.day} {when:%b %Y}"


def moment(when: datetime, zone: tzinfo) -> str:
    """A moment in the reader's time zone: 4 Sep 2025 09:07."""
    local = when.astimezone(zone)
    return f"{day(local.date())} {local:%H:%M}"


def _marked(evidence: Evidence) -> list[Span]:
    spans = {evidence.event, *(find.span for find in evidence.finds)}
    return sorted(spans, key=lambda span: (span.start, -span.end))


def _finds(matches: Sequence[Match]) -> dict[EntryId, Find]:
    """The first find of each name, in the order of the matches and of the text."""
    found: dict[EntryId, Find] = {}
    for match in matches:
        for evidence in match.evidence:
            for find in evidence.finds:
                found.setdefault(find.name, find)
    return found


def _named(matches: Sequence[Match], story: Story, lexicon: Lexicon) -> str:
    return ", ".join(
        lexicon.names[name].name + _as_written(find, story, lexicon.names[name])
        for name, find in _finds(matches).items()
    )


def _as_written(find: Find, story: Story, name: Name) -> str:
    """The spelling found, where a reader could not guess it from the name."""
    surface = flat(story.document.text[find.span.start : find.span.end])
    return "" if surface.lower() == name.name.lower() else f" (“{surface}”)"


def _numbers(matches: Sequence[Match], story: Story, shown: Span) -> str:
    """What the rules count, and what else the first sentence shown counts."""
    text = story.document.text
    sentences = {one.sentence for match in matches for one in match.evidence} | {shown}
    found = {span for match in matches for span in match.numbers} | {*numbers(text, shown)}
    texts = [
        counted(text, number, sentence)
        for number in sorted(found)
        for sentence in sentences
        if sentence.covers(number)
    ]
    told: dict[tuple[int | None, str], str] = {}
    for one in filter(None, texts):
        told.setdefault(_worth(one), one)
    return ", ".join([*told.values()][:_MOST_NUMBERS])


def _worth(counted: str) -> tuple[int | None, str]:
    """Two explosive drones are two drones: the number, and the last word of what it counts."""
    found = amount(counted)
    return found.least if found else None, fold(counted).rpartition(" ")[2]


def _link(story: Story) -> str | None:
    return None if story.title else story.document.url


def _details(alert: Alert, lexicon: Lexicon) -> Iterator[str]:
    text = alert.story.document.text
    families: dict[str, Match] = {}
    for match in alert.matches:
        families.setdefault(family(match.rule), match)
    for match in families.values():
        cue = match.evidence[0].cue
        because = f": “{flat(text[cue.start : cue.end])}”" if cue else ""
        yield f"Rule {match.rule} ({lexicon.rules[match.rule].title}), {match.told_as}{because}"
    if glued := dict.fromkeys(flat(text[one.start : one.end]) for one in _glued(alert)):
        yield f"Read out of glued or torn words: {', '.join(glued)}"
    if alert.reason is not Reason.NEW_EVENT:
        yield f"Rings because: {alert.reason}"
    yield f"Seen {moment(alert.created, lexicon.zone)}"


def _glued(alert: Alert) -> Iterator[Span]:
    """The names and words that bad extraction had stuck to others or torn."""
    for match in alert.matches:
        for evidence in match.evidence:
            yield from (find.span for find in evidence.finds if find.how is How.GLUED)
            yield from evidence.glued
