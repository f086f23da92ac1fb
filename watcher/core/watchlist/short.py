"""Short names: SAR, UNM. They count in exactly these capitals, and only in company. Pure.

A group is also written by its initials though the list does not say so (BZ for Brigade Zafar, NDU
where the list has National Defence Forces). Such initials mean many other things, so they count
only where the full name stands before them, or in the midst of the desk's vocabulary.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from watcher.core.text.fold import prepare
from watcher.core.text.tokens import Words, folded_words, words
from watcher.core.watchlist import grammar
from watcher.core.watchlist.company import Company
from watcher.core.watchlist.forms import PERSON_TYPES
from watcher.core.watchlist.language import Name, Spelling
from watcher.core.watchlist.scan import Scan
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


_SURENESS_OF_INITIALS = 0.8
"""Below every spelling that is sure."""
_SHORTEST_EXCHANGE = 2
"""With two letters, one of them exchanged, initials say nothing."""
_LEFT_OUT: Final = grammar.ARTICLES | grammar.CONNECTORS
_FIRST_LETTERS: Final = {
    kind: frozenset(noun[0] for noun, kinds in grammar.KINDS.items() if kind in kinds)
    for kind in grammar.Kind
}
"""With which the nouns of a kind begin."""


@dataclass(frozen=True, slots=True)
class _Short:
    """A short name as it must be written."""

    written: str
    words: tuple[str, ...]
    name: EntryId
    is_implied: bool


class ShortNames:
    """The short names of a list, given and implied."""

    def __init__(self, names: Sequence[Name]) -> None:
        """Index them by their first word."""
        given: defaultdict[str, set[EntryId]] = defaultdict(set)
        implied: defaultdict[str, set[EntryId]] = defaultdict(set)
        for name in names:
            for short in name.short_names:
                given[short].add(name.id)
            if name.type not in PERSON_TYPES and name.spelling is not Spelling.EXACT:
                for initials in {one for form in name.forms for one in _initials(form)}:
                    implied[initials].add(name.id)
        shorts = [_Short(form, folded_words(form), min(ids), False) for form, ids in given.items()]
        shorts += [
            _Short(form, (form.lower(),), min(ids), True)
            for form, ids in implied.items()
            if len(ids) == 1 and form not in _TAKEN and form not in given
        ]
        self._by_word: defaultdict[str, list[_Short]] = defaultdict(list)
        for one in shorts:
            for first in {one.words[0], one.words[0] + "s"} if one.words else ():
                self._by_word[first].append(one)

    @property
    def beginnings(self) -> Mapping[str, Collection[str]]:
        """For each folded word with which a short name may begin, how such names are written."""
        return {word: {one.written for one in shorts} for word, shorts in self._by_word.items()}

    def find(self, scan: Scan, company: Company) -> Iterator[Find]:
        """Every short name of the story that has company."""
        for chunk, around in scan.shorts():
            said = words(prepare(scan.text[around.start : around.end]))
            for index, word in enumerate(said.texts):
                start = around.start + said.span(index, index).start
                if chunk.start <= start < chunk.end:
                    for short in self._by_word.get(word, ()):
                        if _stands(short, said, index):
                            yield from _judged(short, said, index, start, company)


def _stands(short: _Short, said: Words, index: int) -> bool:
    """Whether the short name, and be it in the plural, is written here."""
    last = index + len(short.words) - 1
    return last < len(said) and said.surface(index, last).removesuffix("s") == short.written


def _judged(short: _Short, said: Words, index: int, start: int, company: Company) -> Iterator[Find]:
    """The short name without the s of a plural, if it has company."""
    span = Span(start, start + len(short.written))
    if not short.is_implied and company.allows_short():
        why = f"“{short.written}” in these capitals, in company"
        yield Find(span, short.name, How.EXACT, 1.0, why)
    elif short.is_implied and company.bears_out(short.name, index, said, start):
        why = f"“{short.written}”, the initials, beside the name or its vocabulary"
        yield Find(span, short.name, How.PART, _SURENESS_OF_INITIALS, why)


def _initials(written: str) -> Iterator[str]:
    """BZ for Brigade Zafar; AHAB and HAB for Al Habbaniyah Air Base; NDU and NDC beside NDF."""
    if not written.isascii():
        return
    parts = folded_words(written)
    words = [word for word in parts if word not in _LEFT_OUT]
    if len(words) < 2 or any(len(word) < 2 for word in words):  # noqa: PLR2004 - initials of two
        return
    letters = [{word[0]} for word in words]
    for kind in grammar.KINDS.get(words[-1], ()) if len(words) > _SHORTEST_EXCHANGE else ():
        letters[-1] |= _FIRST_LETTERS[kind]
    heads = {"", parts[0][0]} if parts[0] in grammar.ARTICLES - {"the"} else {""}
    for head, *rest in product(heads, *letters):
        initials = "".join([head, *rest])
        if initials.isascii():
            yield initials.upper()
