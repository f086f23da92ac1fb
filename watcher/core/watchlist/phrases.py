"""Find the words and phrases of a watchlist in a text, all of them in one pass.

A phrase is its words in order and adjacent; punctuation and line breaks between them do not
count. Words are whole, unless a `*` ends the phrase. `/…/` is a regular expression of RE2. Pure.

Arabic writes some small words onto the next one. A phrase that begins in Arabic script is also
found with و ف ب ل ك and the article ال before its first word, and with the article on its later
words: «غارة جوية» finds «والغارة الجوية».

Words that bad extraction has glued or torn are read a second time as they were meant (`mend`).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

import ahocorasick_rs
import re2

from watcher.core.text.fold import prepare
from watcher.core.text.tokens import Words, folded_words, words
from watcher.core.watchlist.line import Line, Lines
from watcher.core.watchlist.mend import Mender
from watcher.model import Span

_CAPITALS = range(2, 5)
"""So many capitals alone are an abbreviation: US is not “us”."""
_ARABIC = re.compile("[\u0620-\u064a]")
_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "فب", "ول", "فل")
_SHORT_CLITICS = ("و", "ف")
"""Before words of two letters only the conjunctions: ل before ان is another word."""
_ARTICLES = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال", "فلل")
_SHORT_WORD = 2


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a text."""

    places: Mapping[str, tuple[Span, ...]]
    """Each as it was given, with its places in text order."""
    glued: frozenset[Span]
    """Those of the places that were found only by mending a glued or torn word."""


class PhraseFinder:
    """Knows a set of phrases; cost per text hardly depends on how many."""

    def __init__(self, phrases: Iterable[str], names: Collection[str] = ()) -> None:
        """`phrases` as a rule file writes them; patterns have been checked before.

        `names` are folded words of names, for words of phrases may be glued to them.
        """
        written = dict.fromkeys(phrases)
        self._forms: defaultdict[str, list[str]] = defaultdict(list)
        self._patterns = [one for one in written if is_pattern(one)]
        for phrase in written:
            if not is_pattern(phrase):
                for form in _forms(phrase):
                    self._forms[form].append(phrase)
        self._keys = list(self._forms)
        self._automaton = ahocorasick_rs.AhoCorasick(self._keys)
        self._compiled = [_compiled(pattern) for pattern in self._patterns]
        self._any_pattern = _any_of(self._patterns)
        self._lines = Lines()
        self._reach = max((key.count(" ") for key in self._keys), default=0) + 1
        self._mender = Mender((one for one in written if not is_pattern(one)), names)

    def find(self, text: str) -> Mapping[str, tuple[Span, ...]]:
        """The phrases found, as they were given, each with its places in text order."""
        return self._find(text, self._lines.line(text))

    def _find(self, text: str, line: Line) -> dict[str, tuple[Span, ...]]:
        places: defaultdict[str, set[Span]] = defaultdict(set)
        folded = line.folded
        for key, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            place = line.span(start + 1, folded.index(" ", end - 1))
            for phrase in self._forms[self._keys[key]]:
                if not is_abbreviation(phrase) or text[place.start : place.end].isupper():
                    places[phrase].add(place)
        for phrase, place in self.matches(text):
            places[phrase].add(place)
        return {phrase: tuple(sorted(spans)) for phrase, spans in places.items()}

    def read(self, text: str) -> Phrases:
        """The phrases of a text, those in glued and torn words included."""
        line = self._lines.line(text)
        places = self._find(text, line)
        glued: set[Span] = set()
        for window in _joined(line, self._mender.places(line, text), self._reach):
            part = words(prepare(text[window.start : window.end]))
            for phrase, spans in self.glued_in(part).items():
                before = places.get(phrase, ())
                moved = {span.shifted(window.start) for span in spans}
                places[phrase] = tuple(sorted(moved.union(before)))
                glued |= moved.difference(before)
        return Phrases(places, frozenset(glued))

    def glued_in(self, found_words: Words) -> Mapping[str, tuple[Span, ...]]:
        """The phrases found only after mending glued and torn words, with their places."""
        places: defaultdict[str, set[Span]] = defaultdict(set)
        mended = self._mender.mended(found_words)
        for phrase, first, last in self.runs(mended.words) if mended else ():
            if mended and mended.touches(first, last):
                places[phrase].add(mended.words.span(first, last))
        return {phrase: tuple(sorted(spans)) for phrase, spans in places.items()}

    def runs(self, found_words: Words) -> Iterator[tuple[str, int, int]]:
        """Each phrase found in words that are known, with the numbers of its first and last.

        Patterns are not among them.
        """
        line = f" {' '.join(found_words.texts)} "
        starts = _starts(found_words.texts)
        for key, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True):
            first = bisect_left(starts, start + 1)
            last = bisect_left(starts, end - 1 if line[end - 1] == " " else end) - 1
            for phrase in self._forms[self._keys[key]]:
                if not is_abbreviation(phrase) or found_words.surface(first, last).isupper():
                    yield phrase, first, last

    def matches(self, text: str) -> Iterator[tuple[str, Span]]:
        """Each pattern found, with its place."""
        if self._any_pattern is None:
            return
        text = text.encode("utf-8", "replace").decode()  # RE2 takes no half characters
        for number in self._any_pattern.Match(text) or ():
            for found in self._compiled[number].finditer(text):
                if found.end() > found.start():
                    yield self._patterns[number], Span(*found.span())


def _joined(line: Line, numbers: Iterable[int], reach: int) -> list[Span]:
    """What stands around some chunks of a line, without overlap."""
    found: list[Span] = []
    for one in (line.around(number, reach) for number in sorted(numbers)):
        if found and one.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return found


def is_pattern(phrase: str) -> bool:
    """Whether the phrase is a regular expression between slashes."""
    return len(phrase) > len("//") and phrase.startswith("/") and phrase.endswith("/")


def is_abbreviation(phrase: str) -> bool:
    """Whether case counts: two to four capitals, with or without points."""
    letters = phrase.replace(".", "")
    return len(letters) in _CAPITALS and letters.isalpha() and letters.isupper()


def _compiled(pattern: str) -> "re2._Regexp[str]":
    return re2.compile(pattern[1:-1], _options())


def _any_of(patterns: list[str]) -> "re2.Set | None":
    """All patterns as one automaton that says which of them occur."""
    if not patterns:
        return None
    together = re2.Set.SearchSet(_options())
    for pattern in patterns:
        together.Add(pattern[1:-1])
    together.Compile()
    return together


def _options() -> "re2.Options":
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options


def _starts(texts: tuple[str, ...]) -> list[int]:
    """Where each word begins in the line of all words, and where the line ends."""
    return list(accumulate((len(text) + 1 for text in texts), initial=1))


def _forms(phrase: str) -> set[str]:
    """The phrase as it stands in the line of all words; a space where a word must end."""
    parts = folded_words(phrase)
    if not parts:
        return set()
    end = "" if phrase.endswith("*") else " "
    heads, tails = [parts[0]], [parts[1:]]
    if _ARABIC.search(parts[0]):
        heads += _with_clitics(parts[0])
        tails.append(tuple(_with_article(part) for part in parts[1:]))
    return {f" {' '.join((head, *tail))}{end}" for head in heads for tail in tails}


def _with_clitics(word: str) -> list[str]:
    if len(word) <= _SHORT_WORD:
        return [clitic + word for clitic in _SHORT_CLITICS]
    bare = word.removeprefix("ال")
    attached = [clitic + word for clitic in _CLITICS]
    return attached + [article + bare for article in _ARTICLES if article != "ال" or bare == word]


def _with_article(word: str) -> str:
    return word if word.startswith("ال") or not _ARABIC.search(word) else f"ال{word}"
