"""News stories with names whose places are known. Same seed, same stories.

A story is about 5 KB and mentions 5 to 15 names of the list, half of them respelled. Strangers
made of the same parts stand among them, so that a finder must not take one for another. An
ordinary article is the same without mentions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks import parts, vocabulary
from benchmarks.respelling import respell
from benchmarks.watchlists import PART_SOUNDS, Watchlist, sound
from watcher.core.text.english import ordinary_words
from watcher.model import EntryId

LENGTH = 5_000
"""Characters of a story, about."""
FEWEST, MOST = 5, 15
"""Mentions in a story."""
_STRANGERS = 0.5
"""Of the people of no list, those whose names are made of the list's parts."""
_INVENTED = 0.1
"""Of the rarer words, those that no dictionary has: a story from an outlet never read before
brings 17 to 20 words that are new, respelled names included."""
_GLUED = 0.05
"""Of the changed mentions, those glued to the word before and not changed otherwise."""
_KNOWN_WORLD = 4_000
"""Invented words in the stories of the known world."""
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a story mentions a name; `text[start:end]` is how it is written there."""

    start: int
    end: int
    name: EntryId
    how: str
    """The operations that changed the spelling, joined by +; empty: as listed."""


@dataclass(frozen=True, slots=True)
class GeneratedStory:
    """A text and the truth about it, mentions in order."""

    text: str
    mentions: tuple[Mention, ...]


class Newsroom:
    """Writes stories about the names of one list."""

    def __init__(self, watchlist: Watchlist, seed: int = 1, *, is_known: bool = False) -> None:
        """Another seed, other stories; with `is_known` from one bounded world of words."""
        self._list = watchlist
        self._seed = seed
        self._is_known = is_known
        self._english = ordinary_words()
        self._tail = Random("tail").sample(sorted(self._english), len(self._english))

    def stories(self, count: int) -> Iterator[GeneratedStory]:
        """The first `count` stories."""
        for number in range(count):
            random = Random(f"story {self._seed} {number}")
            yield self._story(random, random.randint(FEWEST, MOST))

    def ordinary_articles(self, count: int) -> Iterator[str]:
        """Articles that mention nobody of the list."""
        for number in range(count):
            random = Random(f"article {self._seed} {number}")
            yield self._story(random, 0).text

    def _story(self, random: Random, mentions: int) -> GeneratedStory:
        draft = _Draft()
        names = random.sample(self._list.names, min(mentions, len(self._list.names)))
        every = LENGTH / (len(names) + 1)
        while len(draft) < LENGTH or names:
            if names and len(draft) >= every * (mentions - len(names)):
                name = names.pop()
                template = random.choice(vocabulary.WITH_MENTION)
                self._fill(random, draft, template, (name.name, name.id))
            else:
                self._fill(random, draft, random.choice(vocabulary.WITHOUT_MENTION), None)
            draft.put("\n\n" if random.random() < 0.3 else " ")
        return GeneratedStory("".join(draft.pieces), tuple(draft.mentions))

    def _fill(
        self, random: Random, draft: "_Draft", template: str, name: tuple[str, EntryId] | None
    ) -> None:
        at = 0
        for slot in _SLOT.finditer(template):
            draft.put(template[at : slot.start()])
            at = slot.end()
            if slot.group(1) == "m" and name:
                self._mention(random, draft, *name)
            else:
                draft.put(self._word(random, slot.group(1)))
        draft.put(template[at:])

    def _mention(self, random: Random, draft: "_Draft", listed: str, name: EntryId) -> None:
        written, how = listed, ""
        if random.random() < 0.5:
            if random.random() < _GLUED and draft.ends_with_word():
                draft.glue()
                how = "glue"
            else:
                written, how = self._respelled(random, listed)
        draft.mentions.append(Mention(len(draft), len(draft) + len(written), name, how))
        draft.put(written)

    def _respelled(self, random: Random, listed: str) -> tuple[str, str]:
        """Another spelling that is surely still this name: no other part, no English word."""
        own = {sound(word) for word in re.split(r"[\s-]+", listed)}
        for _ in range(100):
            written, how = respell(random, listed)
            words = re.split(r"[\s-]+", written)
            sounds = {sound(word) for word in words}
            is_english = any(word.lower() in self._english for word in words if word not in listed)
            if how and not is_english and PART_SOUNDS.isdisjoint(sounds - own):
                return written, how
        return listed, ""

    def _word(self, random: Random, slot: str) -> str:
        if slot == "w":
            return self._rare(random)
        if slot == "p":
            if random.random() < _STRANGERS:
                return self._list.stranger(random)
            return f"{random.choice(parts.WESTERN_GIVEN)} {self._invented(random).capitalize()}"
        if slot == "num":
            return str(random.randint(2, 900))
        lists = {
            "n": vocabulary.NOUNS,
            "a": vocabulary.ADJECTIVES,
            "v": vocabulary.VERBS,
            "t": vocabulary.TOWNS,
            "day": vocabulary.DAYS,
        }
        return random.choice(lists[slot])

    def _rare(self, random: Random) -> str:
        if random.random() < _INVENTED:
            return self._invented(random)
        # Zipf's law: the word of rank r is drawn r times more seldom than the first.
        return self._tail[int(len(self._tail) ** random.random()) - 1]

    def _invented(self, random: Random) -> str:
        if self._is_known:
            random = Random(f"known {random.randrange(_KNOWN_WORLD)}")
        return "".join(random.choice(part) for part in parts.SYLLABLES).capitalize()


class _Draft:
    """A text that grows, and knows how long it is."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.mentions: list[Mention] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)

    def ends_with_word(self) -> bool:
        """Whether the text ends with a lower-case word and a space."""
        return bool(self.pieces) and re.search(r"[a-z]{2} $", self.pieces[-1]) is not None

    def glue(self) -> None:
        """Lose the space at the end, as bad extraction does."""
        self.pieces[-1] = self.pieces[-1][:-1]
        self._length -= 1
