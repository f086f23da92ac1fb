"""Judge whether a spelling is near enough to count. Pure.

Two words of a name vouch for one another. A single word must be the same letters, or long; and
a changed name must have the capital of a name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from watcher.core.text.english import ordinary_words
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.arabic import is_arabic
from watcher.core.watchlist.combine import Candidate
from watcher.core.watchlist.forms import Form
from watcher.core.watchlist.language import Spelling
from watcher.core.watchlist.likeness import Likeness, Reading
from watcher.core.watchlist.stream import Stream
from watcher.core.watchlist.world import NATIONS

_LONG_ENOUGH = 7
"""A single word of up to six letters stays exact: Assad is not Asad (docs/rules.md)."""
_NO_VOWELS = str.maketrans("", "", "aeiouy")


def sure(made: Stream, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates whose spelling is near enough, for their level and their length."""
    for one in candidates:
        candidate = one
        if one.form.spelling is Spelling.EXACT:
            span = _exactly(made, one)
            if span is None:
                continue
            candidate = replace(one, first=span[0], last=span[1])
        elif one.form.spelling is Spelling.CLOSE and _has_edits(one):
            continue
        if _is_sure(made, candidate):
            yield candidate


def _is_sure(made: Stream, candidate: Candidate) -> bool:
    """Whether the spelling is near enough for so short or so long a form."""
    return _is_capitalised(made, candidate) and (
        len(candidate.readings) > 1 or candidate.has_noun or _is_sure_alone(made, candidate)
    )


def _has_edits(candidate: Candidate) -> bool:
    return any(reading.likeness is Likeness.EDITS for reading in candidate.readings)


def _exactly(made: Stream, candidate: Candidate) -> tuple[int, int] | None:
    """From which word to which the name stands letter by letter; None where it does not.

    Its articles and nouns belong to it, and nothing else does. Spaces are not compared: bad
    extraction has lost them.
    """
    form = candidate.form
    wanted = "".join(folded_words(form.written))
    first, last = candidate.core[0], candidate.core[-1]
    starts = range(first, max(-1, first - len(form.units)), -1)
    ends = range(last, min(len(made.texts), last + len(form.units)))
    for start, end in product(starts, ends) if not form.is_part else ():
        letters = filter(
            str.isalnum, made.source.prepared.text[made.starts[start] : made.ends[end]]
        )
        if "".join(letters) == wanted and all(map(made.bridges, range(start, end))):
            return start, end
    return None


def _is_sure_alone(made: Stream, candidate: Candidate) -> bool:
    """Whether a single word, without a noun beside it, is near enough."""
    reading = candidate.readings[0]
    if reading.likeness is Likeness.SAME:
        return True
    if is_arabic(made.texts[candidate.core[0]]):
        return not candidate.form.is_part and _is_sure_arabic(candidate.form, reading)
    if reading.likeness is Likeness.ENDING:
        return True
    if candidate.form.is_part and reading.likeness is not Likeness.KEY:
        return False
    return _is_long_enough(made, candidate)


def _is_sure_arabic(form: Form, reading: Reading) -> bool:
    """A single word in Arabic script that is not the listed one letter by letter."""
    if reading.likeness is Likeness.ENDING:
        # A nisba with another ending is another word: التميمية is no التميمي.
        return not form.is_person
    return len(reading.word) >= _LONG_ENOUGH


def _is_long_enough(made: Stream, candidate: Candidate) -> bool:
    reading, text = candidate.readings[0], made.texts[candidate.core[0]]
    if max(len(reading.word), len(text)) >= _LONG_ENOUGH:
        return True
    # With its article Al Zubaid is long enough for another vowel, but not for another consonant.
    has_article = candidate.first < candidate.core[0]
    return (
        has_article
        and reading.likeness in {Likeness.KEY, Likeness.SCRIPT}
        and (
            len(text) >= _LONG_ENOUGH - 2
            and (reading.likeness is Likeness.SCRIPT or _bare(text) == _bare(reading.word))
        )
    )


def _bare(word: str) -> str:
    return word.translate(_NO_VOWELS)


def _is_capitalised(made: Stream, candidate: Candidate) -> bool:
    """Whether each word that needs one has a capital: ordinary words, and changed names."""
    form = candidate.form
    for index, reading in zip(candidate.core, candidate.readings, strict=True):
        if index in made.glued:
            continue
        is_changed = reading.likeness in {Likeness.KEY, Likeness.EDIT, Likeness.EDITS}
        is_name = reading.word not in ordinary_words()
        is_name &= reading.likeness is not Likeness.MISREAD
        needs = (
            form.is_ordinary or (is_changed and is_name) or (is_name and reading.word in NATIONS)
        )
        if needs and made.surface(index)[:1].islower():
            return False
    return True
