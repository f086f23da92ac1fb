"""Take apart words that bad extraction, a hashtag or a hurried hand has glued together. Pure.

`zubaydiwarned` is zubaydi, warned; `rasalkhair` is ras, al, khair. Only words that nothing else
explains come here, and every piece must be a word of the list or an ordinary word.
"""

from collections.abc import Set as AbstractSet

from ahocorasick_rs import AhoCorasick

from watcher.core.text.english import ordinary_words
from watcher.core.text.fold import fold
from watcher.core.watchlist.grammar import ARTICLES, KINDS
from watcher.core.watchlist.world import DEMONYMS

_LONGEST_WORD = 80
"""Longer runs are addresses and noise. The work grows with the length."""
_LONGEST_PIECE = 20
_SHORTEST_LISTED = 3
_SHORT = fold("a i of to in is at by on an as it us he we be or if so no my up al el")
"""Words of two letters that do occur glued; the list of ordinary words has odder ones."""
_SHORT_WORDS = frozenset(_SHORT.split())
_ARTICLES_AT_THE_END = ("al", "el")
_ENDINGS = ARTICLES - {*_ARTICLES_AT_THE_END, "the"}
"""Other articles are no words at the end of one, but endings: Dawnwatches."""
_LISTED, _ORDINARY, _SHORT_COST, _THREE_LETTERS = 1.0, 1.2, 1.6, 0.5
"""Fewer, longer and surer pieces win: al Amin before Ala min."""


class Segmenter:
    """Knows the words of the list, and how to find them inside a longer one."""

    def __init__(self, listed: AbstractSet[str]) -> None:
        """Prepare to find `listed` words."""
        self._listed = frozenset(word for word in listed if len(word) >= _SHORTEST_LISTED)
        self._any_listed = AhoCorasick([*self._listed, *KINDS])

    def pieces(self, word: str) -> tuple[str, ...]:
        """The words it is made of, if at least one is of the list; else nothing."""
        if not _SHORTEST_LISTED + 2 <= len(word) <= _LONGEST_WORD:
            return ()
        # An article at the end belongs to what follows: Ministeral-Zubaydi.
        ends_in_article = word.endswith(_ARTICLES_AT_THE_END)
        # Six words of seven hold none of the list: to ask first takes a fifth of the time.
        if not ends_in_article and not self._any_listed.find_matches_as_indexes(word):
            return ()
        pieces = self._best_pieces(word)
        if not pieces or pieces[-1] in _ENDINGS:
            return ()
        is_worth_it = any(piece in self._listed or piece in KINDS for piece in pieces)
        return pieces if is_worth_it or pieces[-1] in _ARTICLES_AT_THE_END else ()

    def _best_pieces(self, word: str) -> tuple[str, ...]:
        """The cheapest way to cut the whole word into words, if there is one."""
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ()), *[None] * len(word)]
        for start in range(len(word)):
            before = best[start]
            if before is None:
                continue
            for end in range(start + 1, min(start + _LONGEST_PIECE, len(word)) + 1):
                piece = word[start:end]
                cost = self._cost(piece)
                if cost is not None:
                    total = before[0] + cost
                    known = best[end]
                    if known is None or total < known[0]:
                        best[end] = (total, (*before[1], piece))
        found = best[-1]
        return found[1] if found is not None else ()

    def _cost(self, piece: str) -> float | None:
        extra = _THREE_LETTERS if len(piece) <= _SHORTEST_LISTED else 0.0
        if piece in self._listed:
            return _LISTED + extra
        if piece in ARTICLES:
            return _LISTED
        if piece in _SHORT_WORDS:
            return _SHORT_COST
        is_word = piece in ordinary_words() or piece in DEMONYMS or piece in KINDS
        return _ORDINARY + extra if is_word and len(piece) >= _SHORTEST_LISTED else None
