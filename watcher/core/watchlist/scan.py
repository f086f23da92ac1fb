"""Cut a story at its blanks and keep the passages that may hold names: a funnel. Pure.

Each chunk is looked up in the memory of `chunks`; some 50 of 850 bear a mark. Marked chunks that
stand near each other make a cluster. A cluster is read word by word only where one of its words
may stand alone or two of them may follow one another in a name, which leaves about 11 passages
of a dozen words each.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, compress, count

from watcher.core.watchlist.chunks import Chunks, Mark
from watcher.core.watchlist.likeness import Resolution
from watcher.core.watchlist.passage import STOP, Passage, Word
from watcher.core.watchlist.repair import LINE_END
from watcher.core.watchlist.units import ALLAH, SERVANT, compound
from watcher.model import Span

_REACH = 6
"""Chunks from one word of a name to the next: two articles or connectors, and as many hyphens
or line ends that stand alone."""
_MARGIN = 3
"""Chunks around a cluster: whoever judges a name looks at two words on either side."""
_BLANKS = 4
"""So many times as far where the text has runs of blanks, each of which counts as a chunk."""
_AROUND = 12
"""Chunks around a short name that are read to judge it."""
_TORN = re.compile(r"\n(?:(?<=\w[-‐‑\u00ad]\n)|(?<=\w[-‐‑\u00ad]\s\n))")
"""A line end behind a hyphen. It begins with a plain letter, so that looking for it is fast."""
_ANY_LINE_END = re.compile(rf"(?<=\w){LINE_END.pattern}|\n")
_ABSENT = -1_000
"""Out of reach of every chunk."""


class Scan:
    """A story, cut into chunks, and their marks."""

    def __init__(self, text: str, chunks: Chunks) -> None:
        """Cut `text` and look up its chunks."""
        chunks.resolver.begin()
        self.text = text
        self._known = chunks
        self._chunks = _cut(text)
        # All of this runs in C: a third of the time for a story without new words, and the only
        # part of it that looks at every word.
        self._marks = list(map(chunks.marks.__getitem__, self._chunks))
        self._marked = list(compress(count(), self._marks))
        self._blanks = _BLANKS if "  " in text else 1

    def passages(self) -> Iterator[Passage]:
        """The stretches of text that may hold names; each marked chunk is in one at most."""
        margin = _MARGIN * self._blanks
        done = place = 0
        for cluster in self._clusters():
            if self._is_worth_reading(cluster):
                first = max(0, cluster[0] - margin)
                place += len(" ".join(self._chunks[done:first])) + (first > done)
                done = first
                passage = self._passage(first, cluster[-1] + margin + 1, place)
                if any(mark.has_half for mark in self._marks_of(cluster)):
                    self._join_compounds(passage)
                yield passage

    def shorts(self) -> Iterator[tuple[Span, Span]]:
        """The chunks in which a short name may begin: where each stands, and what is around."""
        marks = self._marks_of(self._marked)
        numbers = [one for one, mark in zip(self._marked, marks, strict=True) if mark.is_short]
        lengths = list(accumulate(map(len, self._chunks), initial=0)) if numbers else []
        most = len(self._chunks) - 1
        for number in numbers:
            first, last = max(0, number - _AROUND), min(most, number + _AROUND)
            yield (
                Span(lengths[number] + number, lengths[number + 1] + number),
                Span(lengths[first] + first, lengths[last + 1] + last),
            )

    def said(self) -> Iterator[str]:
        """All that the story says, word by word, some more than once."""
        return chain.from_iterable(map(self._known.said.__getitem__, self._chunks))

    def _clusters(self) -> Iterator[list[int]]:
        """The numbers of marked chunks that stand within reach of one another."""
        reach = _REACH * self._blanks
        cluster: list[int] = []
        last = _ABSENT
        for number in self._marked:
            if number - last > reach and cluster:
                yield cluster
                cluster = []
            cluster.append(number)
            last = number
        if cluster:
            yield cluster

    def _is_worth_reading(self, cluster: Sequence[int]) -> bool:
        """Whether a word may stand alone, or two within reach may belong to one name."""
        reach = _REACH * self._blanks
        marks = self._marks_of(cluster)
        has_noun = any(mark.is_noun for mark in marks)
        for at, mark in enumerate(marks):
            if mark.is_alone or (mark.wants_noun and has_noun):
                return True
            for later in range(at + 1, len(marks)) if mark.followers else ():
                if cluster[later] - cluster[at] > reach:
                    break
                if mark.may_precede(marks[later]):
                    return True
        return False

    def _marks_of(self, numbers: Sequence[int]) -> list[Mark]:
        return [mark for number in numbers if (mark := self._marks[number])]

    def _passage(self, first: int, last: int, place: int) -> Passage:
        """The words of the chunks from `first` up to `last`; `place` is where the first begins."""
        words, places = [STOP], [place]
        known = self._known.words
        for chunk in self._chunks[first:last]:
            read = known[chunk]
            for word in read:
                words.append(word)
                places.append(place)
            end = place + len(chunk) + 1
            if not read and self.text.count("\n", places[-1] + words[-1].end, end) > 1:
                words.append(STOP)  # an empty line
                places.append(place)
            place = end
        words += STOP, STOP
        places += place, place
        return Passage(self.text, words, places)

    def _join_compounds(self, passage: Passage) -> None:
        """Ansar Allah as ansarallah, Abdul Malik as abdulmalik, where the list has it."""
        words, places = passage.words, passage.places
        index = 1
        while index < len(words):
            one, other = words[index - 1 : index + 1]
            if (other.text in ALLAH or one.text in SERVANT) and passage.bridges(index - 1):
                whole = compound(one.text, other.text)
                found = self._known.resolver[whole]
                if whole in SERVANT or (found is not None and found.readings):
                    end = places[index] + other.end - places[index - 1]
                    words[index - 1 : index + 1] = [
                        Word(
                            whole,
                            found or Resolution(),
                            one.start,
                            end,
                            one.is_glued or other.is_glued,
                        )
                    ]
                    del places[index]
                    continue
            index += 1


def _cut(text: str) -> list[str]:
    """The text between blanks; a word torn at a line end stays one chunk with what follows.

    Every blank is one character wide, so the lengths of the chunks tell their places.
    """
    if "\n" in text and _TORN.search(text):
        return _ANY_LINE_END.sub(_blank, text).split(" ")
    return text.replace("\n", " ").split(" ")


def _blank(line_end: re.Match[str]) -> str:
    found = line_end.group()
    return " " if found == "\n" else found.replace(" ", "\t")
