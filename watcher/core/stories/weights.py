"""How much it says that two tellings share a mark, in bits: the rarer it is, the more. Pure.

Set by knowledge, not trained: about the binary logarithm of how seldom a report of this trade has
such a mark (docs/decisions/0002).
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from watcher.core.stories.wording import NEWS

_BITS = {
    "target": 4.0,
    "who": 3.0,
    "place": 2.0,
    "force": 2.0,
    "weapon": 2.0,
    "name": 2.5,
    "site": 2.5,
    "arm": 1.5,
    "act": 1.0,
    "verb": 0.5,
    "nation": 1.25,
    "weekday": 2.0,
    "word": 1.25,
    "pair": 1.0,
    "time": 0.0,
    "person": 0.0,
}
_NEWS_WORD, _NEWS_PAIR = 0.5, 0.25
_COUNTS = {1: 3.0, 2: 4.0, 3: 4.0}
_LARGE = 6.0
"""Bits of a count by its digits: a sum of money or 16,399 arrests are hardly met twice."""
_EVERYDAY = {
    "nation:irak": 0.25,
    "nation:america": 0.75,
    "nation:israel": 0.75,
    "nation:iran": 0.75,
    "place:baghdad": 0.5,
}
"""What half of the news of the region names."""

_NONE = frozenset[str]()


@lru_cache(maxsize=65_536)
def weight(mark: str) -> float:
    """How many bits it says that two tellings share `mark`."""
    kind, _, what = mark.partition(":")
    if kind == "word" and what in NEWS:
        return _NEWS_WORD
    if kind == "pair" and all(word in NEWS for word in what.split()):
        return _NEWS_PAIR
    if kind == "number":
        count = what.split()[0]
        return _COUNTS.get(len(count), _LARGE) if count != "1" else 1.0
    return _EVERYDAY.get(mark, _BITS[kind])


def weigh(marks: frozenset[str], *kinds: str) -> float:
    """The bits of `marks` together, or of those of the given kinds."""
    return sum(map(weight, of_kinds(marks, *kinds) if kinds else marks))


def of_kinds(marks: frozenset[str], *kinds: str) -> frozenset[str]:
    """Those of `marks` that are of the given kinds."""
    found = [_by_kind(marks).get(kind, _NONE) for kind in kinds]
    return found[0] if len(found) == 1 else _NONE.union(*found)


@lru_cache(maxsize=4_096)
def _by_kind(marks: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """The marks of each kind."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mark in marks:
        found[mark.partition(":")[0]].add(mark)
    return {kind: frozenset(of_kind) for kind, of_kind in found.items()}
