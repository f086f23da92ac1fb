"""The words that names are made of, indexed so that any spelling of one finds it. Pure.

Looking up costs the same however long the list is: every index is a dictionary.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from rapidfuzz.distance import OSA

from watcher.core.text.english import ordinary_words
from watcher.core.watchlist.arabic import arabic_key, is_arabic, light_key, skeletons, stems
from watcher.core.watchlist.keys import american, keys

_TWO_EDITS = 2
_LONG = 8
"""Two edits in a shorter word leave too little."""


class Lexicon:
    """The distinct words of a list, folded, and the ways to them."""

    def __init__(self, words: Iterable[str], loose: Iterable[str] = ()) -> None:
        """Index `words`; those of names with `spelling: loose` once more."""
        self.words = frozenset(words)
        self._loose = sorted({word for word in loose if len(word) >= _LONG and not is_arabic(word)})
        self.by_key: defaultdict[str, set[str]] = defaultdict(set)
        """Latin words by each of their keys."""
        self.by_american: defaultdict[str, set[str]] = defaultdict(set)
        """Ordinary words by their American spelling."""
        self.by_arabic_key: defaultdict[str, set[str]] = defaultdict(set)
        """Words in Arabic script, without article, by their key."""
        self.by_light_key: defaultdict[str, set[str]] = defaultdict(set)
        """The same with endings off."""
        self.latin_by_skeleton: defaultdict[str, set[str]] = defaultdict(set)
        self.arabic_by_skeleton: defaultdict[str, set[str]] = defaultdict(set)
        self.alike: defaultdict[str, set[str]] = defaultdict(set)
        """Words that the list uses for one another: Qasim and Qassem in one name."""
        self._halves: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        self._key_halves: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for word in sorted(self.words):
            if word.isdecimal():
                continue
            if is_arabic(word):
                self._add_arabic(word)
            else:
                self._add_latin(word)

    def _add_arabic(self, word: str) -> None:
        bare = list(stems(word))[-1].text if word.startswith("ال") else word
        self.by_arabic_key[arabic_key(bare)].add(word)
        self.by_light_key[light_key(bare)].add(word)
        for skeleton in skeletons(bare):
            self.arabic_by_skeleton[skeleton].add(word)

    def _add_latin(self, word: str) -> None:
        for half in _halves(word, [len(word)]):
            self._halves[half].append(word)
        for key in keys(word):
            self.by_key[key].add(word)
            for half in _halves(key, [len(key)]):
                self._key_halves[half].append(key)
        if word in ordinary_words():
            self.by_american[american(word)].add(word)
        else:
            for skeleton in skeletons(word):
                self.latin_by_skeleton[skeleton].add(word)

    @property
    def digest(self) -> str:
        """The same for lists of the same words: to each of them any word may be the same."""
        alike = sorted((one, sorted(others)) for one, others in self.alike.items() if others)
        whole = repr((sorted(self.words), self._loose, alike))
        return blake2b(whole.encode(), digest_size=16).hexdigest()

    def put_alike(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Remember words that the list itself uses for one another."""
        for one, other in pairs:
            self.alike[one].add(other)
            self.alike[other].add(one)

    def near(self, word: str) -> set[str]:
        """Words one edit from `word`, or whose key is one edit from its key."""
        found = _one_edit(word, self._halves)
        for key in keys(word):
            for other in _one_edit(key, self._key_halves):
                found |= self.by_key[other]
        return found

    def loosely_near(self, word: str) -> Iterator[str]:
        """Long words of loosely spelled names, two edits away.

        Every one of them is compared: a list has few names that ask for it.
        """
        for other in self._loose if len(word) >= _LONG else ():
            if word[0] == other[0] and OSA.distance(word, other, score_cutoff=2) == _TWO_EDITS:
                yield other


def _one_edit(word: str, halves: Mapping[tuple[int, str], list[str]]) -> set[str]:
    """Indexed words at most one edit away.

    An edit leaves one half of a word untouched, so it is enough to compare words that share a
    half: a few dozen of a hundred thousand.
    """
    near: set[str] = set()
    for half in _halves(word, [len(word) - 1, len(word), len(word) + 1]):
        for other in halves.get(half, ()):
            if OSA.distance(word, other, score_cutoff=1) <= 1:
                near.add(other)
    return near


def _halves(key: str, lengths: Iterable[int]) -> list[tuple[int, str]]:
    """The parts of `key` of which a listed key of one of the `lengths` must share one.

    Of the two for a length, the first is one letter short of the middle, so that an exchange of
    the two letters around the middle leaves it alone. Both carry the first letter, which typing
    errors spare; s and sh are one there, since not every alphabet has a mark for sh.
    """
    first = key[:1].lower()
    halves = []
    for length in lengths:
        middle = length // 2
        halves.append((length, first + key[1 : max(middle - 1, 1)]))
        halves.append((-length, first + key[-(length - middle) :]))
    return halves
