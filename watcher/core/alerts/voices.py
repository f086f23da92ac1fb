"""Who tells an event: each source once, and the copies of one wire as one source. Pure.

Two tellings are one report when their words are nearly alike, or when both come from one agency:
it wrote one of them, or they credit it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from watcher.core.alerts.figures import figures
from watcher.core.alerts.lists import credited
from watcher.core.stories.copies import likeness, signature
from watcher.core.text.fold import fold
from watcher.model import Match, Story, Voice

_COPIED = 0.6
"""Word triples in common: an outlet that shortens a wire keeps most, two reporters share few."""
_COMPARED = 1_200
"""Characters in which copies are known: outlets cut a wire from its end."""
_OPENING = 120
"""Characters in which a dateline credits its agency."""


def origin(story: Story) -> str:
    """Who tells it, for counting sources: the outlet the text names, else the file or host."""
    return story.source or story.document.origin or story.document.source


def speak(story: Story, matches: Sequence[Match]) -> Voice:
    """What `story` adds to an event as one more voice."""
    source = origin(story)
    own = _agency(source)
    return Voice(
        source=source,
        told_as=matches[0].told_as,
        seen=story.document.seen,
        figures=figures(story, matches),
        url=story.document.url,
        wire=next((one for one in credited(credit(story, matches)) if one != own), ""),
        signature=signature(story.text[:_COMPARED]),
    )


def credit(story: Story, matches: Sequence[Match]) -> str:
    """The words in which a story says whose report it repeats: its opening, and its news."""
    lead, text = matches[0].evidence[0].sentence, story.document.text
    opening = text[story.span.start : min(story.span.start + _OPENING, story.span.end)]
    return f"{text[lead.start : lead.end]} {opening}"


def joined(voices: tuple[Voice, ...], voice: Voice, said: str) -> tuple[Voice, ...]:
    """The voices of an event with one more; a source that spoke before is brought up to date.

    `said` are the words in which it may credit one of the others (`credit`).
    """
    for number, known in enumerate(voices):
        if _agency(known.source) == _agency(voice.source):
            others = (*voices[:number], *voices[number + 1 :])
            return (*voices[:number], _updated(known, voice, others, said), *voices[number + 1 :])
    return (*voices, _marked(voice, voices, said))


def _updated(known: Voice, voice: Voice, others: Sequence[Voice], said: str) -> Voice:
    """What a source tells by now; it stays independent once it was."""
    told = {one.of: one for one in known.figures}
    for figure in voice.figures:
        before = told.get(figure.of)
        if before is None or figure.count not in {before.count, 0}:
            told[figure.of] = replace(figure, later=True)
    now = replace(voice, source=known.source, figures=tuple(told.values()))
    now = _marked(now, others, said) if known.copy_of else now
    if now.told_as is not known.told_as:
        first = known.told_before or known.told_as
        now = replace(now, told_before=first if first is not now.told_as else None)
    elif known.figures == now.figures:
        now = replace(now, seen=known.seen, told_before=known.told_before)
    return now


def _marked(voice: Voice, others: Sequence[Voice], said: str) -> Voice:
    """The voice with the independent one whose report it repeats, if there is one."""
    for other in others:
        if not other.copy_of and (_one_report(voice, other) or _names(said, other.source)):
            return replace(voice, copy_of=other.source, signature=())
    return voice


def _one_report(one: Voice, other: Voice) -> bool:
    wires = {one.wire or _agency(one.source), other.wire or _agency(other.source)}
    return len(wires) == 1 or likeness(one.signature, other.signature) >= _COPIED


def _names(said: str, source: str) -> bool:
    """Whether a telling credits a source that told the event before: “the Selm Post reported”."""
    return bool(re.search(rf"(?<!\w){re.escape(source)}(?!\w)", said))


def _agency(source: str) -> str:
    """The name under which a source counts: that of an agency, however it is called."""
    return next(iter(credited(source)), fold(source).removeprefix("the "))
