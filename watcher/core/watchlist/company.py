"""What may count alone, and what belongs to somebody else. Pure.

A part of a name, or a short name, needs company: the full name before it, another name of the
list beside it, or the vocabulary the desk reads for. And a name inside another proper name
(Musa al-Sadr, Sadr City, Badr Airlines) is not ours.
"""

from collections.abc import Collection, Sequence

from watcher.core.text.english import ordinary_words
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist import grammar
from watcher.core.watchlist.combine import Candidate
from watcher.core.watchlist.context import CONTEXT
from watcher.core.watchlist.stream import Stream
from watcher.model import Find, How


class Company:
    """Who else is in the story."""

    def __init__(self, made: Stream, finds: Collection[Find], context: Sequence[str]) -> None:
        """Look at a story with the finds that stand on their own."""
        wanted = frozenset(folded_words(" ".join(context))) or CONTEXT
        self.finds = finds
        self.has_context = not wanted.isdisjoint(made.texts)

    def allows_part(self, one: Candidate, made: Stream) -> bool:
        """Whether the distinctive part of a name counts here."""
        start = made.span(one.first, one.last).start
        if any(find.name == one.form.name and find.span.start < start for find in self.finds):
            return True
        others = any(find.name != one.form.name for find in self.finds)
        return others or self.has_context

    def allows_short(self) -> bool:
        """Whether a short name counts in this story."""
        return self.has_context or any(find.how is not How.PART for find in self.finds)


def is_of_another(made: Stream, one: Candidate) -> bool:
    """Whether a lone word stands inside another proper name."""
    if len(one.core) > 1 or one.has_noun:
        return False
    return _has_other_first_name(made, one) or _has_other_noun(made, one)


def _has_other_first_name(made: Stream, one: Candidate) -> bool:
    before = one.first - 1
    if before < 0 or not made.bridges(before) or "\n" in made.gap(before):
        return False
    word, surface = made.texts[before], made.surface(before)
    if word in grammar.CONNECTORS or not surface[:1].isupper():
        return False
    is_shouted = made.surface(one.core[0]).isupper()
    return not (
        is_shouted
        or word in ordinary_words()
        or word in grammar.TITLES
        or word in grammar.DEMONYMS
        or word in grammar.ARTICLES
        or word in one.form.words
    )


def _has_other_noun(made: Stream, one: Candidate) -> bool:
    after = one.last + 1
    before = one.first - 1
    if before >= 0 and made.bridges(before) and made.texts[before] in grammar.OTHER_THINGS:
        return True
    if after >= len(made.texts) or not made.bridges(one.last):
        return False
    return made.texts[after] in grammar.OTHER_THINGS
