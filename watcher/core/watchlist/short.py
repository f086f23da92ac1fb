"""Short names: KSS, PMF. They count in exactly these capitals, and only in company. Pure.

A group is also written by its initials though the list does not say so (KH for Kataib Hezbollah,
PMU where the list has Popular Mobilization Forces). Such initials mean many other things, so they
count only where the full name stands before them, or in the midst of the desk's vocabulary.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from watcher.core.text.tokens import folded_words
from watcher.core.watchlist import grammar
from watcher.core.watchlist.company import Company
from watcher.core.watchlist.forms import PERSON_TYPES
from watcher.core.watchlist.language import Name
from watcher.core.watchlist.stream import Stream
from watcher.model import EntryId, Find, How, Span

_TAKEN: Final = frozenset(
    [
        "US",
        "UK",
        "UN",
        "EU",
        "UAE",
        "USA",
        "AU",
        "AI",
        "IT",
        "TV",
        "PM",
        "AM",
        "PR",
        "HR",
        "ID",
        "OK",
        "VIP",
        "CEO",
        "GDP",
        "IMF",
        "WHO",
        "NATO",
        "OPEC",
        "CIA",
        "FBI",
        "NSA",
        "BBC",
        "CNN",
        "AP",
        "AFP",
        "UNHCR",
        "NGO",
        "HQ",
        "MP",
        "MPS",
        "GPS",
        "PC",
        "DC",
        "LA",
        "NY",
        "AA",
        "AB",
        "BA",
        "MA",
        "IN",
        "ON",
        "AT",
        "AS",
        "OR",
        "IF",
        "OF",
        "TO",
    ]
)
"""Initials and words that everybody reads otherwise."""


_SHORTEST_EXCHANGE = 2
"""With two letters, one of them exchanged, initials say nothing."""


class ShortNames:
    """The short names of a list, given and implied."""

    def __init__(self, names: Sequence[Name]) -> None:
        """Index them."""
        self._given = {short: name.id for name in names for short in name.short_names}
        owners: defaultdict[str, set[EntryId]] = defaultdict(set)
        for name in names:
            if name.type not in PERSON_TYPES:
                for written in name.forms:
                    for initials in _initials(written):
                        owners[initials].add(name.id)
        self._implied = {
            initials: min(ids)
            for initials, ids in owners.items()
            if len(ids) == 1 and initials not in _TAKEN and initials not in self._given
        }
        every = "|".join(map(re.escape, sorted(self._given, key=lambda one: (-len(one), one))))
        self._pattern = re.compile(rf"(?<!\w)(?:{every})(?=s?(?!\w))") if every else None

    def find(self, text: str, made: Stream, company: Company) -> Iterator[Find]:
        """Every short name in `text` that has company."""
        if self._pattern is not None and company.allows_short():
            for match in self._pattern.finditer(text):
                why = f"“{match.group()}” in these capitals, in company"
                yield Find(Span(*match.span()), self._given[match.group()], How.EXACT, 1.0, why)
        yield from self._find_implied(made, company)

    def _find_implied(self, made: Stream, company: Company) -> Iterator[Find]:
        for index, word in enumerate(made.texts):
            name = self._implied.get(word.upper())
            if name is None:
                continue
            surface = made.surface(index)
            if surface == word.upper() and company.bears_out(name, index, made):
                why = f"“{surface}”, the initials, beside the name or its vocabulary"
                yield Find(made.span(index, index), name, How.PART, 0.8, why)


def _initials(written: str) -> Iterator[str]:
    """KH for Kataib Hezbollah; AAAB and AAB for Al Asad Air Base; PMU and PMC beside PMF."""
    if not written.isascii():
        return
    parts = folded_words(written)
    words = [word for word in parts if word not in grammar.ARTICLES | grammar.CONNECTORS]
    if len(words) < 2 or any(len(word) < 2 for word in words):  # noqa: PLR2004 - initials of two
        return
    letters = [{word[0]} for word in words]
    for kind in grammar.KINDS.get(words[-1], ()) if len(words) > _SHORTEST_EXCHANGE else ():
        letters[-1] |= {noun[0] for noun, kinds in grammar.KINDS.items() if kind in kinds}
    heads = {"", parts[0][0]} if parts[0] in grammar.ARTICLES - {"the"} else {""}
    for head, *rest in product(heads, *letters):
        initials = "".join([head, *rest])
        if initials.isascii():
            yield initials.upper()
