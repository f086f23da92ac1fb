"""Find the names of a watchlist in the text of a story, however they are spelled. Pure.

A funnel: each step reads less text than the one before, and looks closer. In files of their own:

    chunks    what stands between two blanks, read once     resolve, segment, units
    resolve   each distinct word: which listed words?       keys, arabic, cyrillic, lexicon
    scan      passages in which listed words meet           passage
    combine   listed words into the forms of names          forms, grammar
    nearness, neighbours    is it spelled near enough, is it somebody else's?
    company   what may count alone
    names     the longest finds stay
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import TypeVar

from watcher.core.watchlist.chunks import Chunks
from watcher.core.watchlist.combine import Candidate, Combiner
from watcher.core.watchlist.company import Company
from watcher.core.watchlist.context import Context
from watcher.core.watchlist.forms import alike, forms_of
from watcher.core.watchlist.grammar import SPELLED
from watcher.core.watchlist.language import Name, Spelling
from watcher.core.watchlist.lexicon import Lexicon
from watcher.core.watchlist.likeness import Likeness
from watcher.core.watchlist.nearness import sure
from watcher.core.watchlist.neighbours import is_of_another
from watcher.core.watchlist.resolve import Resolver
from watcher.core.watchlist.scan import Scan
from watcher.core.watchlist.short import ShortNames
from watcher.core.watchlist.translation import translated_forms
from watcher.model import EntryId, Find, How, Span

_Claim = TypeVar("_Claim", Candidate, Find)
_Rank = tuple[int, float, int, int, str]
"""What decides between claims to the same words, then where they stand; the least wins."""


class _Taken:
    """Stretches that are taken. Looking for a free one costs little however many there are."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> bool:
        """Take a stretch, and say whether all of it was free."""
        at = bisect_right(self._starts, start)
        if (at and self._ends[at - 1] > start) or (
            at < len(self._starts) and self._starts[at] < end
        ):
            return False
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True


class NameFinder:
    """Finds every name of a list; made once, used for every story."""

    def __init__(self, names: Sequence[Name], context: Sequence[str] = ()) -> None:
        """Index `names`. Beside a word or phrase of `context` a short name counts."""
        forms = [*forms_of(names), *translated_forms(names)]
        self._combiner = Combiner(forms)
        lexicon = Lexicon(
            [*SPELLED, *(word for form in forms for word in form.words)],
            [word for form in forms if form.spelling is Spelling.LOOSE for word in form.words],
        )
        lexicon.put_alike(alike(forms))
        self.words = lexicon.words
        """The words that names are made of, folded."""
        self.resolver = Resolver(lexicon)
        """What it has learned about words; it may be taught what another one learned."""
        self._short_names = ShortNames(names)
        self._chunks = Chunks(self.resolver, self._combiner, self._short_names.beginnings)
        self._context = Context(context)

    def find(self, text: str) -> tuple[Find, ...]:
        """The names in `text`, in order, without overlap; of overlapping finds the longer stays."""
        scan = Scan(text, self._chunks)
        company = Company(scan, self._context)
        full, parts = self._candidates(scan)
        if any(one.form.needs_company or one.form.missing for one in full):
            company.meet(_longest(full, _candidate_rank))
            full = [one for one in full if not company.forbids(one)]
        names = _longest(_fullest(full), _candidate_rank)
        company.meet(names)
        of_parts = {one.form.name for one in parts}
        lone = [one for one in parts if company.allows_part(one, of_parts)]
        if lone:
            names = _longest([*names, *lone], _candidate_rank)
            company.meet(names)
        finds = [_find(one) for one in names]
        short = list(self._short_names.find(scan, company))
        if short:
            finds = _longest([*finds, *short], _find_rank)
        return tuple(sorted(finds, key=attrgetter("span.start")))

    def _candidates(self, scan: Scan) -> tuple[list[Candidate], list[Candidate]]:
        """Whole names and lone parts that are spelled near enough and are nobody else's."""
        full: list[Candidate] = []
        parts: list[Candidate] = []
        for passage in scan.passages():
            near = list(sure(self._combiner.candidates(passage)))
            vetoes = [one for one in near if one.form.is_veto]
            for one in near:
                if not (one.form.is_veto or _is_vetoed(one, vetoes) or is_of_another(one)):
                    (parts if one.is_part else full).append(one)
        return full, parts


def _is_vetoed(one: Candidate, vetoes: Iterable[Candidate]) -> bool:
    return any(
        veto.form.name == one.form.name and veto.first <= one.core[0] and one.core[-1] <= veto.last
        for veto in vetoes
    )


def _fullest(candidates: Collection[Candidate]) -> Collection[Candidate]:
    """Of overlapping candidates for one name, those with most words of the list."""
    if len({one.form.name for one in candidates}) == len(candidates):
        return candidates
    taken: defaultdict[tuple[EntryId, int], _Taken] = defaultdict(_Taken)
    return [
        one
        for one in sorted(candidates, key=_fullness)
        if taken[one.form.name, id(one.passage)].take(one.first, one.last + 1)
    ]


def _fullness(one: Candidate) -> tuple[object, ...]:
    form = one.form
    return (-len(one.core), one.first - one.last, one.cost, one.first, form.name, form.written)


def _longest(claims: Iterable[_Claim], rank: Callable[[_Claim], _Rank]) -> list[_Claim]:
    """Without overlaps: the longest first, then the surest, then by place and name."""
    ranked = [(rank(claim), claim) for claim in claims]
    ranked.sort(key=itemgetter(0))
    taken = _Taken()
    return [claim for (_, _, start, end, _), claim in ranked if taken.take(start, end)]


def _candidate_rank(one: Candidate) -> _Rank:
    return one.start - one.end, -one.score, one.start, one.end, one.form.name


def _find_rank(find: Find) -> _Rank:
    span = find.span
    return span.start - span.end, -find.score, span.start, span.end, find.name


def _find(one: Candidate) -> Find:
    how = _how(one)
    return Find(Span(one.start, one.end), one.form.name, how, one.score, _why(one, how))


def _how(one: Candidate) -> How:
    words = one.passage.words
    if any(words[index].is_glued for index in one.core):
        return How.GLUED
    if one.cost and any(reading.likeness is Likeness.SCRIPT for reading in one.readings):
        return How.SCRIPT
    if one.is_part:
        return How.PART
    is_exact = tuple([word.text for word in words[one.first : one.last + 1]]) == one.form.units
    return How.EXACT if is_exact else How.SPELLING


def _why(one: Candidate, how: How) -> str:
    if how is How.EXACT:
        return f"written as “{one.form.written}”"
    said = f"for “{one.form.written}”"
    if how is How.PART:
        said = f"the distinctive part of “{one.form.written}”"
    if how is How.GLUED:
        said += ", glued to another word"
    if one.cost == 0:
        return said
    reasons = dict.fromkeys([reading.likeness for reading in one.readings])
    reasons.pop(Likeness.SAME, None)
    return ", ".join([said, *reasons])
