"""Find the sentence of a match that says most; the alert leads with it. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from watcher.core.text.fold import fold
from watcher.core.text.numbers import numbers
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.language import MEANS, PLACE, Name
from watcher.core.watchlist.past import old_dates
from watcher.model import EntryId, Evidence, Match, Story

_NAMES = 2
"""More names than two make no sentence better: that is a list."""
_OPENS = 2
"""The sentence that opens a story is what its writer holds for the news."""
_DATELINE = 60
"""Characters that may stand between the title and the opening: place, date, agency."""
_LOOKS_BACK = 2
"""What a sentence loses that names an old date with its year: it tells how things came about."""
_EARLY = 80
"""Characters before the event word of a main clause; what comes later is often said by the way."""


def led(match: Match, names: Mapping[EntryId, Name]) -> Match:
    """The same match with the evidence that says most first, the rest in text order.

    A sentence says more with each group or target that it names, with a number, where it opens the
    story, and where its event word comes early; less where it looks back. A repetition of the
    title says least: the reader sees the title anyway. Of equals the earlier one leads.
    """
    best = max(match.evidence, key=lambda one: _weight(one, match.story, names))
    rest = tuple(one for one in match.evidence if one is not best)
    return replace(match, evidence=(best, *rest))


def is_title(one: Evidence, story: Story) -> bool:
    """Whether the evidence only repeats the story's title, with or without its source.

    Half a title repeats it too; a sentence that shares some words with it does not.
    """
    words = fold(story.document.text[one.sentence.start : one.sentence.end])
    said = folded_words(words.removesuffix(".").removesuffix(f"({fold(story.source)})"))
    title = folded_words(story.title)
    repeats = f" {' '.join(said)} " in f" {' '.join(title)} "
    return bool(said) and repeats and 2 * len(said) >= len(title)


def _weight(one: Evidence, story: Story, names: Mapping[EntryId, Name]) -> tuple[bool, int]:
    minor = MEANS | {PLACE, "person"}
    named = {find.name for find in one.finds if names[find.name].type not in minor}
    text = story.document.text
    said = text[one.sentence.start : one.sentence.end]
    before = text[story.span.start : one.sentence.start].replace(story.title, "", 1).strip()
    score = (
        min(len(named), _NAMES)
        + bool(numbers(text, one.sentence))
        + (one.event.start - one.sentence.start <= _EARLY)
        + (_OPENS if len(before) <= _DATELINE else 0)
        - (_LOOKS_BACK if any(old.has_year for old in old_dates(said, story.date)) else 0)
    )
    return not is_title(one, story), score
