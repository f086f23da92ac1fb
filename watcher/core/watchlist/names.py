"""Find the names of a watchlist in the text of a story, however they are spelled. Pure.

The steps, each in a file of its own:

    stream    the words of the text, repaired           units, segment
    resolve   each distinct word: which listed words?   keys, arabic, cyrillic, lexicon
    combine   listed words into the forms of names      forms, grammar
    company   what may count alone, what is another's
    names     the longest finds stay
"""

from collections.abc import Iterable, Sequence

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
from watcher.core.watchlist.short import ShortNames
from watcher.core.watchlist.stream import Stream, stream
from watcher.model import Find, How, Span


class NameFinder:
    """Finds every name of a list; made once, used for every story."""

    def __init__(self, names: Sequence[Name], context: Sequence[str] = ()) -> None:
        """Index `names`. Beside a word or phrase of `context` a short name counts."""
        forms = forms_of(names)
        self._combiner = Combiner(forms)
        lexicon = Lexicon(
            [*SPELLED, *(word for form in forms for word in form.words)],
            [word for form in forms if form.spelling is Spelling.LOOSE for word in form.words],
        )
        lexicon.put_alike(alike(forms))
        self.words = lexicon.words
        """The words that names are made of, folded."""
        self._resolver = Resolver(lexicon)
        self._short_names = ShortNames(names)
        self._context = Context(context)

    def find(self, text: str) -> tuple[Find, ...]:
        """The names in `text`, in order, without overlap; of overlapping finds the longer stays."""
        made = stream(text, self._resolver)
        company = Company(made, self._context)
        full, parts = self._candidates(made)
        company.finds = _longest([_find(made, one) for one in full])
        if any(map(company.forbids, full)):
            full = [one for one in full if not company.forbids(one)]
        finds = _longest([_find(made, one) for one in _fullest(full)])
        company.finds = finds
        lone = [_find(made, one) for one in parts if company.allows_part(one, parts, made)]
        company.finds = finds = _longest([*finds, *lone])
        short = list(self._short_names.find(made, company))
        return tuple(sorted(_longest([*finds, *short]), key=_place))

    def _candidates(self, made: Stream) -> tuple[list[Candidate], list[Candidate]]:
        """Whole names and lone parts that are spelled near enough and are nobody else's."""
        full: list[Candidate] = []
        parts: list[Candidate] = []
        near = list(sure(made, self._combiner.candidates(made)))
        vetoes = [one for one in near if one.form.is_veto]
        for one in near:
            if not (one.form.is_veto or _is_vetoed(one, vetoes) or is_of_another(made, one)):
                (parts if one.is_part else full).append(one)
        return full, parts


def _is_vetoed(one: Candidate, vetoes: Iterable[Candidate]) -> bool:
    return any(
        veto.form.name == one.form.name and veto.first <= one.core[0] and one.core[-1] <= veto.last
        for veto in vetoes
    )


def _fullest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of overlapping candidates for one name, those with most words of the list."""
    kept: list[Candidate] = []
    for one in sorted(candidates, key=_fullness):
        if not any(
            one.form.name == other.form.name and one.first <= other.last and other.first <= one.last
            for other in kept
        ):
            kept.append(one)
    return kept


def _fullness(one: Candidate) -> tuple[object, ...]:
    form = one.form
    return (-len(one.core), one.first - one.last, one.cost, one.first, form.name, form.written)


def _longest(finds: Sequence[Find]) -> list[Find]:
    """Without overlaps: the longest first, then the surest, then by place and name."""
    kept: list[Find] = []
    for find in sorted(finds, key=_rank):
        if not any(find.span.overlaps(other.span) for other in kept):
            kept.append(find)
    return kept


def _place(find: Find) -> Span:
    return find.span


def _rank(find: Find) -> tuple[int, float, Span, str]:
    return (find.span.start - find.span.end, -find.score, find.span, find.name)


def _find(made: Stream, one: Candidate) -> Find:
    span = made.span(one.first, one.last, _clitic(one))
    how = _how(made, one)
    return Find(span, one.form.name, how, round(1 - one.cost, 3), _why(one, how))


def _clitic(one: Candidate) -> int:
    return one.readings[0].clitic if one.first == one.core[0] else 0


def _how(made: Stream, one: Candidate) -> How:
    if any(index in made.glued for index in one.core):
        return How.GLUED
    if any(reading.likeness is Likeness.SCRIPT for reading in one.readings):
        return How.SCRIPT
    if one.is_part:
        return How.PART
    is_exact = tuple(made.texts[one.first : one.last + 1]) == one.form.units
    return How.EXACT if is_exact else How.SPELLING


def _why(one: Candidate, how: How) -> str:
    if how is How.EXACT:
        return f"written as “{one.form.written}”"
    reasons = dict.fromkeys(
        reading.likeness.value for reading in one.readings if reading.likeness is not Likeness.SAME
    )
    said = f"for “{one.form.written}”"
    if how is How.PART:
        said = f"the distinctive part of “{one.form.written}”"
    if how is How.GLUED:
        said += ", glued to another word"
    return ", ".join([said, *reasons])
