"""Other ways to find names, each as its makers mean it to be used: small and fair.

Exact ones search the folded text and keep the longest match with word borders. Fuzzy ones use
thresholds in common use, which nobody tuned to these stories. A peer whose package is not
installed is left out, and the page says so: `pip install -e '.[bench]'`.
"""

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from watcher.core.watchlist.language import Name
from watcher.core.watchlist.names import NameFinder

Hit = tuple[int, int, str]
"""Start, end, id of the name."""
Find = Callable[[str], Sequence[Hit]]

_ALIKE = 87
"""Per cent: the threshold of the window methods. Lower ones lose more precision than they win."""
_PARTIAL = 90
_LONGEST_WINDOW = 5
"""Words: names of the list have two to four, and glue or an article adds one."""
_CAPITALISED = re.compile(r"(?:(?:al|el|bin|ibn|of)[\s-]+)?\b[A-Z][\w'’-]*")
_TOKEN = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class Peer:
    """A method by name: how to make it for a list, and up to which length that is bearable."""

    name: str
    make: Callable[[Sequence[Name]], Find]
    needs: tuple[str, ...] = ()
    """Packages."""
    most_names: int = 100_000
    """Longer lists take minutes per story or gigabytes."""
    slow: bool = False
    """More than 20 ms per story at 10,000 names: measured on fewer stories."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Packages it needs that are not installed."""
        return tuple(name for name in self.needs if importlib.util.find_spec(name) is None)


def ours(names: Sequence[Name]) -> Find:
    """The name finder of this project, with every feature on."""
    finder = NameFinder(names)
    return lambda text: [(one.span.start, one.span.end, one.name) for one in finder.find(text)]


def aho_corasick(names: Sequence[Name]) -> Find:
    """ahocorasick_rs over the lower-cased text, leftmost longest."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    listed = [(form.lower(), name.id) for name in names for form in name.forms]
    searcher = AhoCorasick([form for form, _ in listed], matchkind=MatchKind.LeftmostLongest)

    def find(text: str) -> list[Hit]:
        found = searcher.find_matches_as_indexes(text.lower())
        return _whole_words(text, ((start, end, listed[at][1]) for at, start, end in found))

    return find


def flashtext(names: Sequence[Name]) -> Find:
    """FlashText: a trie of words, exact."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for name in names:
        for form in name.forms:
            processor.add_keyword(form, name.id)

    def find(text: str) -> list[Hit]:
        found = processor.extract_keywords(text, span_info=True)
        return [(start, end, name) for name, start, end in found]

    return find


def hyperscan_literals(names: Sequence[Name]) -> Find:
    """Hyperscan over all names as literals, letter case ignored."""
    import hyperscan

    listed = [(form, name.id) for name in names for form in name.forms]
    database = hyperscan.Database()
    database.compile(
        expressions=[re.escape(form).encode() for form, _ in listed],
        ids=list(range(len(listed))),
        flags=[hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SOM_LEFTMOST] * len(listed),
    )
    hits: list[tuple[int, int, int]] = []

    def note(at: int, start: int, end: int, *_: Any) -> None:
        hits.append((start, end, at))

    def find(text: str) -> list[Hit]:
        hits.clear()
        data = text.encode()
        database.scan(data, match_event_handler=note)
        place = partial(_place, data, is_ascii=len(data) == len(text))
        return _whole_words(text, ((place(s), place(e), listed[at][1]) for s, e, at in hits))

    return find


def _place(data: bytes, at: int, *, is_ascii: bool) -> int:
    return at if is_ascii else len(data[:at].decode(errors="ignore"))


def capitalised_windows(names: Sequence[Name]) -> Find:
    """Rapidfuzz `extractOne` for each run of up to five capitalised words."""
    from rapidfuzz import fuzz, process

    forms, ids = _forms(names)

    def find(text: str) -> list[Hit]:
        hits = []
        for start, end in _capitalised(text):
            window = " ".join(text[start:end].lower().split())
            best = process.extractOne(window, forms, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            if best:
                hits.append((best[1], (start, end, ids[best[2]])))
        return _best(hits)

    return find


def token_windows(names: Sequence[Name]) -> Find:
    """Rapidfuzz `cdist` of every window of two to five words against every name."""
    import numpy
    from rapidfuzz import fuzz, process

    forms, ids = _forms(names)

    def find(text: str) -> list[Hit]:
        spans = list(_windows([one.span() for one in _TOKEN.finditer(text)], 2))
        windows = [" ".join(text[start:end].lower().split()) for start, end in spans]
        hits = []
        for first in range(0, len(windows), 256):
            table = process.cdist(
                windows[first : first + 256],
                forms,
                scorer=fuzz.ratio,
                score_cutoff=_ALIKE,
                dtype=numpy.uint8,
                workers=1,
            )
            best = table.argmax(axis=1)
            for row, column in enumerate(best):
                if score := int(table[row, column]):
                    hits.append((score, (*spans[first + row], ids[column])))
        return _best(hits)

    return find


def partial_ratio(names: Sequence[Name]) -> Find:
    """Rapidfuzz `partial_ratio_alignment` of each name with the whole text."""
    from rapidfuzz import fuzz

    forms, ids = _forms(names)

    def find(text: str) -> list[Hit]:
        folded = text.lower()
        hits = []
        for form, name in zip(forms, ids, strict=True):
            found = fuzz.partial_ratio_alignment(form, folded, score_cutoff=_PARTIAL)
            if found:
                hits.append((found.score, (found.dest_start, found.dest_end, name)))
        return _best(hits)

    return find


def phrase_matcher(names: Sequence[Name]) -> Find:
    """SpaCy `PhraseMatcher` on lower-cased tokens of a blank pipeline."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    pipeline = spacy.blank("en")
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    for name in names:
        matcher.add(name.id, list(pipeline.pipe(name.forms)))

    def find(text: str) -> list[Hit]:
        spans = filter_spans(matcher(pipeline(text), as_spans=True))
        return [(one.start_char, one.end_char, one.label_) for one in spans]

    return find


def spaczz_fuzzy(names: Sequence[Name]) -> Find:
    """Spaczz `FuzzyMatcher`, as it comes."""
    import spacy
    from spaczz.matcher import FuzzyMatcher

    pipeline = spacy.blank("en")
    matcher = FuzzyMatcher(pipeline.vocab)
    for name in names:
        matcher.add(name.id, list(pipeline.pipe(name.forms)))

    def find(text: str) -> list[Hit]:
        document = pipeline(text)
        hits = [
            (ratio, (document[start].idx, document[start:end].end_char, label))
            for label, start, end, ratio, *_ in matcher(document)
        ]
        return _best(hits)

    return find


OURS = "watcher"
PEERS: tuple[Peer, ...] = (
    Peer(OURS, ours),
    Peer("hyperscan, exact", hyperscan_literals, ("hyperscan",)),
    Peer("ahocorasick_rs, exact", aho_corasick, ("ahocorasick_rs",)),
    Peer("flashtext, exact", flashtext, ("flashtext",)),
    Peer("spaCy PhraseMatcher, exact", phrase_matcher, ("spacy",)),
    Peer("rapidfuzz, capitalised windows", capitalised_windows, ("rapidfuzz",), 10_000, slow=True),
    Peer("rapidfuzz, windows with cdist", token_windows, ("rapidfuzz", "numpy"), 10_000, slow=True),
    Peer("rapidfuzz, partial_ratio", partial_ratio, ("rapidfuzz",), 10_000, slow=True),
    Peer("spaczz, fuzzy", spaczz_fuzzy, ("spaczz",), 100, slow=True),
)


def _forms(names: Sequence[Name]) -> tuple[list[str], list[str]]:
    pairs = [(form.lower(), name.id) for name in names for form in name.forms]
    return [form for form, _ in pairs], [name for _, name in pairs]


def _capitalised(text: str) -> Iterator[tuple[int, int]]:
    """Windows over runs of capitalised words."""
    run: list[tuple[int, int]] = []
    for word in _CAPITALISED.finditer(text):
        if run and text[run[-1][1] : word.start()].strip(" \n-"):
            yield from _windows(run, 1)
            run = []
        run.append(word.span())
    yield from _windows(run, 1)


def _windows(words: Sequence[tuple[int, int]], fewest: int) -> Iterator[tuple[int, int]]:
    for first in range(len(words)):
        for last in range(first + fewest - 1, min(first + _LONGEST_WINDOW, len(words))):
            yield words[first][0], words[last][1]


def _whole_words(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Those with word borders, without overlap, the longest first."""
    whole = [
        (end - start, (start, end, name))
        for start, end, name in hits
        if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()
    ]
    return _best(whole)


def _best(hits: Iterable[tuple[float, Hit]]) -> list[Hit]:
    """The best-rated first, then the longest; what overlaps a kept one goes."""
    kept: list[Hit] = []
    for _, hit in sorted(hits, key=lambda one: (-one[0], one[1][0] - one[1][1])):
        if not any(hit[0] < other[1] and other[0] < hit[1] for other in kept):
            kept.append(hit)
    return kept
