"""Write the message an alert becomes, in no channel's markup. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from watcher.core.stories.lead import is_title
from watcher.core.stories.same import family
from watcher.core.stories.summary import choose, context
from watcher.core.watchlist.language import MEANS, PLACE, Name, Rule
from watcher.model import (
    Alert,
    Block,
    EntryId,
    Evidence,
    Find,
    Line,
    Match,
    Message,
    Reason,
    RuleId,
    Run,
    Severity,
    Span,
    Story,
    Style,
)

MARKS = {
    Severity.INFO: "⚪",
    Severity.LOW: "🔵",
    Severity.MEDIUM: "🟡",
    Severity.HIGH: "🟠",
    Severity.CRITICAL: "🔴",
}
_QUOTE = 700
"""A longer sentence is cut: on a phone it would push everything else off the screen."""
_IN_HEAD = 2
"""Names in the first line: more would not fit into the 60 characters a lock screen shows."""


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
    lines = [Line((Run(head(alert.matches, lexicon), Style.STRONG),))]
    if story.title:
        lines.append(Line((Run(story.title, url=story.document.url),)))
    lines += [
        Line(tuple(quote(story, one)), Block.QUOTE, rank=0 if n == 0 else 2 + n)
        for n, one in enumerate(chosen)
    ]
    if named := _named(alert.matches, story, lexicon):
        lines.append(Line((Run(f"Named: {named}"),), rank=2))
    if numbers := _numbers(alert.matches, story):
        lines.append(Line((Run(f"Numbers: {numbers}"),), rank=3))
    lines.append(Line((Run(told_by(story, lexicon.zone), url=_link(story)),), rank=0))
    lines += [Line((Run(text),), Block.DETAILS, rank=6) for text in _details(alert, lexicon)]
    return Message(tuple(lines), alert.severity)


def head(matches: Sequence[Match], lexicon: Lexicon) -> str:
    """The first line: colour, severity, what, where or who, how it is told."""
    lead = matches[0]
    title = lexicon.rules[lead.rule].title
    who = " · ".join(_headline_names(matches, lexicon))
    parts = [f"{MARKS[lead.severity]} {lead.severity.name} · {title}", who, lead.told_as]
    return " · ".join(filter(None, parts))


def headline(story: Story, matches: Sequence[Match], lexicon: Lexicon) -> str:
    """One plain line for digests, logs and status: the head, the title, who says so."""
    title = f" — {story.title}" if story.title else ""
    return f"{head(matches, lexicon)}{title} ({told_by(story, lexicon.zone)})"


def quote(story: Story, evidence: Evidence, longest: int = _QUOTE) -> Iterator[Run]:
    """The sentence verbatim, its names and its event word strong, cut visibly where too long.

    Where the evidence is only the title, which stands above, the sentence after it is quoted.
    """
    after = context(story, evidence) if is_title(evidence, story) else None
    sentence = after or evidence.sentence
    text, end = story.document.text, sentence.end
    if end - sentence.start > longest:
        end = text.rfind(" ", 0, sentence.start + longest)
        end = end if end > sentence.start else sentence.start + longest
    at = sentence.start
    for span in [] if after else _marked(evidence):
        if span.end > end or span.start < at:
            continue
        yield Run(_flat(text[at : span.start]))
        yield Run(_flat(text[span.start : span.end]), Style.STRONG)
        at = span.end
    yield Run(_flat(text[at:end]) + ("…" if end < sentence.end else ""))


def _flat(text: str) -> str:
    """A wrapped line reads on: breaks inside a quoted sentence become spaces."""
    return text.replace("\r\n", " ").replace("\n", " ")


def told_by(story: Story, zone: tzinfo) -> str:
    """Who says so and when: outlet, date, file or host; what is not stated is said to be so."""
    parts = (
        [story.source + (" (inferred)" if story.source_inferred else "")] if story.source else []
    )
    parts.append(_when(story, zone))
    parts.append(story.document.origin or story.document.source)
    return " · ".join(parts)


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


def _headline_names(matches: Sequence[Match], lexicon: Lexicon) -> list[str]:
    """A place of the list first, then who; towns and weapons only where there is nobody else.

    From the leading evidence: what else the story names is not what this alert is about.
    """
    leading = [find.name for find in matches[0].evidence[0].finds]
    names = [lexicon.names[name] for name in dict.fromkeys(leading or _finds(matches))]
    places = [f"{one.name}, {one.where}" for one in names if one.where]
    others = [one for one in names if not one.where]
    background = MEANS | {PLACE}
    who = [one for one in others if one.type not in background]
    rest = who if places else sorted(others, key=lambda one: one.type in background)
    return [*places, *(one.name for one in rest)][:_IN_HEAD]


def _named(matches: Sequence[Match], story: Story, lexicon: Lexicon) -> str:
    return ", ".join(
        lexicon.names[name].name + _as_written(find, story, lexicon.names[name])
        for name, find in _finds(matches).items()
    )


def _as_written(find: Find, story: Story, name: Name) -> str:
    """The spelling found, where a reader could not guess it from the name."""
    surface = _flat(story.document.text[find.span.start : find.span.end])
    return "" if surface.lower() == name.name.lower() else f" (“{surface}”)"


def _numbers(matches: Sequence[Match], story: Story) -> str:
    spans = sorted({span for match in matches for span in match.numbers})
    texts = (_flat(story.document.text[span.start : span.end]) for span in spans)
    return ", ".join(dict.fromkeys(texts))


def _link(story: Story) -> str | None:
    return None if story.title else story.document.url


def _details(alert: Alert, lexicon: Lexicon) -> Iterator[str]:
    text = alert.story.document.text
    families: dict[str, Match] = {}
    for match in alert.matches:
        families.setdefault(family(match.rule), match)
    for match in families.values():
        cue = match.evidence[0].cue
        because = f": “{_flat(text[cue.start : cue.end])}”" if cue else ""
        yield f"Rule {match.rule} ({lexicon.rules[match.rule].title}), {match.told_as}{because}"
    if alert.reason is not Reason.NEW_EVENT:
        yield f"Rings because: {alert.reason}"
    yield f"Seen {moment(alert.created, lexicon.zone)}"
