"""Watchlists of any length, made from parts. Same seed, same names.

No two names are spellings of each other: that would leave no truth to measure against. Names
that differ by one vowel or consonant (Jamal, Jamil) stand in one list, as they do in life.
"""

import re
from collections.abc import Iterator
from random import Random
from typing import TypeVar

from benchmarks import parts
from watcher.core.watchlist.language import Name
from watcher.model import EntryId

_SOUNDS = (
    # What the operations of `respelling` may exchange sounds the same.
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("sh", "S"), ("ch", "S"), ("q", "k"), ("c", "k"),
    ("w", "v"), ("dj", "j"),
)  # fmt: skip
_ARTICLE = re.compile(r"\b(?:al|el|at|ad|ar|az|as|an|ash)[- ]", re.IGNORECASE)
_Thing = TypeVar("_Thing")
_PERSON, _GROUP, _BASE = EntryId("person"), EntryId("faction"), EntryId("base")
_ARTICLED = 0.6
"""Of the family names, those that bear the article."""


def sound(written: str) -> str:
    """What all spellings of a name share, in the eyes of this benchmark."""
    key = _ARTICLE.sub("", written.lower())
    for letters, one in _SOUNDS:
        key = key.replace(letters, one)
    key = re.sub(r"[^a-zS]", "", key)
    key = re.sub(r"[aeiouy]+", lambda run: _vowel(run.group()), key)
    return re.sub(r"(.)\1+", r"\1", key).removesuffix("h")


def _vowel(run: str) -> str:
    if "o" in run or "u" in run:
        return "u"
    return "i" if set(run) & set("eiy") else "a"


PART_SOUNDS: frozenset[str] = frozenset(
    sound(word)
    for words in (parts.GIVEN, parts.FAMILY, parts.PERSIAN_FAMILY, parts.GROUP, parts.PLACE)
    for word in words
)
"""Of every part that a name may have: a typing error must not lead from one to another."""


class Watchlist:
    """A list of names, and what must be known of it to write fair stories."""

    def __init__(self, size: int, seed: int = 7) -> None:
        """Make `size` names: three in five are people while the parts suffice."""
        self._random = Random(f"watchlist {seed}")
        self._taken: set[str] = set()
        groups, bases = self._groups(), self._bases()
        made = [name for _, name in zip(range(size // 5), groups, strict=False)]
        made += [name for _, name in zip(range(size // 5), bases, strict=False)]
        people = self._people()
        made += [next(people) for _ in range(size - len(made))]
        self.names: tuple[Name, ...] = tuple(made)

    @property
    def ids(self) -> dict[str, EntryId]:
        """Each name as it is listed, with its id."""
        return {name.name: name.id for name in self.names}

    def stranger(self, random: Random) -> str:
        """A person of the same world who is not on the list, whatever the spelling."""
        for _ in range(1000):
            given, family = random.choice(parts.GIVEN), _family(random)
            if f"person {sound(given)} {sound(family)}" not in self._taken:
                return f"{given} {family}"
        raise ValueError("Nearly all pairs of parts are on the list: write more parts.")

    def _is_new(self, key: str) -> bool:
        is_new = key not in self._taken
        self._taken.add(key)
        return is_new

    def _people(self) -> Iterator[Name]:
        """First and family name differ in sound from person to person; more may stand between."""
        random = self._random
        number = 0
        while True:
            given, family = random.choice(parts.GIVEN), _family(random)
            middle = random.choice(parts.GIVEN)
            if middle == given or not self._is_new(f"person {sound(given)} {sound(family)}"):
                continue
            written = random.choices(
                (
                    f"{given} {family}",
                    f"{given} {middle} {family}",
                    f"{given} bin {middle} {family}",
                    f"Abu {given} {family}",
                ),
                (60, 24, 4, 12),
            )[0]
            number += 1
            yield Name(EntryId(f"person-{number}"), written, _PERSON)

    def _groups(self) -> Iterator[Name]:
        singles = [(word,) for word in parts.GROUP]
        pairs = [(one, other) for one in parts.GROUP for other in parts.GROUP if one != other]
        cores = [*_shuffled(self._random, singles), *_shuffled(self._random, pairs)]
        for number, words in enumerate(cores):
            core = " al-".join(words)
            if not self._is_new(f"group {sound(core)}"):
                continue
            before = self._random.choice(parts.GROUP_NOUNS_BEFORE)
            after = self._random.choice(parts.GROUP_NOUNS_AFTER)
            written = self._random.choice(
                (f"{before} {core}", f"{before} al-{core}", f"{core} {after}")
            )
            yield Name(EntryId(f"group-{number}"), written, _GROUP)

    def _bases(self) -> Iterator[Name]:
        single = list(parts.PLACE)
        double = [f"{before} {place}" for before in parts.PLACE_BEFORE for place in parts.PLACE]
        cores = [*_shuffled(self._random, single), *_shuffled(self._random, double)]
        for number, core in enumerate([*parts.ENGLISH_PLACE, *cores]):
            if not self._is_new(f"base {sound(core)}"):
                continue
            after = self._random.choice(parts.BASE_NOUNS_AFTER)
            written = f"Camp {core}" if core in parts.ENGLISH_PLACE else f"{core} {after}"
            yield Name(EntryId(f"base-{number}"), written, _BASE)


def _family(random: Random) -> str:
    if random.random() < 0.35:
        return random.choice(parts.PERSIAN_FAMILY)
    family = random.choice(parts.FAMILY)
    return f"al-{family}" if random.random() < _ARTICLED else family


def _shuffled(random: Random, things: list[_Thing]) -> list[_Thing]:
    return random.sample(things, len(things))
