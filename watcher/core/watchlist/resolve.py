"""Decide, once per distinct word, which words of the list it may be a spelling of.

News repeats its vocabulary: of the 700 words of a story only a few were never seen before. So
the answer is remembered, and a story costs one dictionary look-up per word. Pure; the memory is
bounded and changes no answer.
"""

from collections.abc import Mapping

from watcher.core.text.english import ordinary_words
from watcher.core.watchlist.arabic import is_arabic, stems
from watcher.core.watchlist.cyrillic import is_cyrillic
from watcher.core.watchlist.grammar import ARTICLES, KINDS, MODIFIERS, Kind
from watcher.core.watchlist.keys import misread
from watcher.core.watchlist.lexicon import Lexicon
from watcher.core.watchlist.likeness import Likeness, Reading, Resolution
from watcher.core.watchlist.readers import (
    read_arabic,
    read_cyrillic,
    read_latin,
    read_translated,
)
from watcher.core.watchlist.segment import Segmenter
from watcher.core.watchlist.units import split_word
from watcher.core.watchlist.world import KNOWN

MOST_WORDS = 200_000
"""Remembered answers: about 30 MB, more than a year's vocabulary of a desk. Then start anew."""


_GLUED_ARTICLES = ("al", "el")
_LONGEST_ARTICLE = max(map(len, ARTICLES))
_SHORTEST_GLUED = 5
"""Letters of a name that an article is glued to; shorter ones end in al by chance."""


MOST_NEW = 20_000
"""New words looked at closely in one text: as many as two megabytes of honest news have. The
rest of a text that has more, and so is no news, is compared letter by letter only."""


class Resolver(dict[str, "Resolution | None"]):
    """A dictionary from folded words to what they may be; it answers new words itself.

    None stands for a word that no name has, as nearly all words are.
    """

    def __init__(self, lexicon: Lexicon, most: int = MOST_WORDS, most_new: int = MOST_NEW) -> None:
        """Answer for the words of `lexicon`, and remember at most `most` answers."""
        super().__init__()
        self._most = most
        self._most_new = self._left = most_new
        self._lexicon = lexicon
        self._segmenter = Segmenter(lexicon.words - MODIFIERS)

    @property
    def digest(self) -> str:
        """The same for resolvers that give the same answers, if the code is the same."""
        return self._lexicon.digest

    def learn(self, answers: Mapping[str, Resolution | None]) -> None:
        """Take over what another resolver of the same digest has answered."""
        if len(answers) <= self._most:
            self.update(answers)

    def begin(self) -> None:
        """Start a new text: its new words are looked at closely again."""
        self._left = self._most_new

    @property
    def is_spent(self) -> bool:
        """Whether the text had so many new words that the rest is compared letter by letter."""
        return self._left == 0

    def __missing__(self, word: str) -> Resolution | None:
        if self._left == 0:
            is_listed = word in self._lexicon.words
            return Resolution((Reading(word, Likeness.SAME),)) if is_listed else None
        self._left -= 1
        if len(self) >= self._most:
            self.clear()
        answer = self._resolve(word)
        self[word] = answer
        return answer

    def _resolve(self, word: str) -> Resolution | None:
        best = self._readings(word)
        kinds = _kinds(word, best)
        is_known = kinds or word in ordinary_words() or word in KNOWN
        translated = [one for one in read_translated(word, self._lexicon) if one.word not in best]
        is_open = not (is_known or translated) and all(one.is_guess for one in best.values())
        pieces = self._pieces(word) if is_open else ()
        if pieces and best:
            # Glued or mistyped? Glued, if the same word of the list stands in it unharmed.
            if best.keys().isdisjoint(pieces):
                pieces = ()
            else:
                best = {}
        if not (best or translated or kinds or pieces):
            return None
        return Resolution((*best.values(), *translated), kinds, pieces)

    def _readings(self, word: str) -> dict[str, Reading]:
        """The cheapest reading for each word of the list."""
        if word.isascii() or not (is_arabic(word) or is_cyrillic(word)):
            found = read_latin(word, self._lexicon)
        elif is_arabic(word):
            found = read_arabic(word, self._lexicon)
        else:
            found = read_cyrillic(word, self._lexicon)
        best: dict[str, Reading] = {}
        for reading in found:
            known = best.get(reading.word)
            if known is None or reading.cost < known.cost:
                best[reading.word] = reading
        return best

    def _pieces(self, word: str) -> tuple[str, ...]:
        for meant in misread(word) if len(word) <= _LONGEST_ARTICLE else ():
            if len(meant) == len(word) and meant in ARTICLES:
                return (meant,)
        parts = split_word(word)
        if len(parts) == 1:
            return self._segmenter.pieces(word) or self._without_article(word)
        return tuple(piece for part in parts for piece in (self._segmenter.pieces(part) or (part,)))

    def _without_article(self, word: str) -> tuple[str, ...]:
        """`alzubaidi` or `hamzahal`, where the name is a known one in another spelling."""
        for article in _GLUED_ARTICLES:
            if len(word) >= _SHORTEST_GLUED + len(article):
                if word.startswith(article) and self._is_listed(word[len(article) :]):
                    return article, word[len(article) :]
                if word.endswith(article) and self._is_listed(word[: -len(article)]):
                    return word[: -len(article)], article
        return ()

    def _is_listed(self, word: str) -> bool:
        return not is_arabic(word) and bool(self._readings(word))


def _kinds(word: str, readings: dict[str, Reading]) -> frozenset[Kind]:
    """The kinds of generic noun that a word may be, in any spelling where it is romanised."""
    kinds = KINDS.get(word, frozenset())
    for noun in readings.keys() & KINDS.keys():
        kinds |= KINDS[noun]
    if not kinds and not word.isascii() and is_arabic(word):
        for stem in stems(word):
            kinds |= KINDS.get(stem.text, frozenset())
    return kinds
