"""Suggest spellings for names: what the kept documents write almost like one, and often.

Looked for in what is kept, at night and where somebody asks: reading a story pays nothing for it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from textwrap import shorten

from watcher.core.stories.split import split
from watcher.core.text.sentences import sentences
from watcher.core.watchlist.matcher import Matcher
from watcher.core.watchlist.near_misses import NearMiss, is_open, near_misses, unnamed
from watcher.model import Document
from watcher.ports import Clock, Store

WINDOW = timedelta(days=30)
"""How far back is looked, and so how long a suggestion stays that nobody answers."""
_MOST = 20_000
"""Different runs of capitals that are counted. More are left out: memory stays bounded."""
_OFFERED = 100
"""Suggestions, the most frequent: nobody reads more."""
_QUOTED = 200
"""Characters of a sentence that is shown."""


def suggest(documents: Iterable[Document], matcher: Matcher, store: Store, clock: Clock) -> None:
    """From now on suggest what `documents` write almost like a name of the watchlist."""
    store.suggest(missed(documents, matcher), clock())


def missed(documents: Iterable[Document], matcher: Matcher) -> tuple[NearMiss, ...]:
    """The spellings to ask about, the most frequent first, each with a sentence."""
    counts, examples = Counter[str](), dict[str, str]()
    finder = matcher.names
    for document in documents:
        seen = set[str]()
        for story in split(document).stories:
            text = story.text
            for surface in unnamed(text, finder.find(text), finder.resolver):
                if surface not in examples and len(examples) < _MOST:
                    examples[surface] = _sentence(text, surface)
                seen.add(surface)
        counts.update(seen & examples.keys())
    misses = near_misses(counts, matcher.watchlist.names, finder.resolver)
    asked = [one for one in misses if is_open(one.surface, matcher.watchlist, finder)]
    return tuple(replace(one, example=_example(one, examples)) for one in asked[:_OFFERED])


def _example(miss: NearMiss, examples: Mapping[str, str]) -> str:
    """A sentence with the spelling: of the runs of capitals it stands in, the first."""
    return next(told for surface, told in examples.items() if miss.surface in surface)


def _sentence(text: str, surface: str) -> str:
    """The sentence where `surface` first stands, in one line and not too long."""
    at = text.index(surface)
    whole = next(one for one in sentences(text) if one.start <= at < one.end)
    start = max(whole.start, at - _QUOTED // 2)
    return shorten(text[start : whole.end], _QUOTED, placeholder=" …")
