"""Judge whether a spelling is near enough to count. Pure.

Two words of a name vouch for one another. A single word must be the same letters, or long; and
a changed name must have the capital of a name.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from watcher.core.text.english import ordinary_words
from watcher.core.text.fold import fold
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.arabic import is_arabic
from watcher.core.watchlist.combine import Candidate
from watcher.core.watchlist.forms import Form
from watcher.core.watchlist.language import Spelling
from watcher.core.watchlist.likeness import Likeness, Reading
from watcher.core.watchlist.passage import STOP
from watcher.core.watchlist.world import NATIONS

_LONG_ENOUGH = 7
"""A single word of up to six letters stays exact: Assad is not Asad (docs/rules.md)."""
_CHANGED = frozenset({Likeness.KEY, Likeness.EDIT, Likeness.EDITS})
_NO_VOWELS = str.maketrans("", "", "aeiouy")


def sure(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates whose spelling is near enough, for their level and their length."""
    for one in candidates:
        if not _is_allowed(one):
            continue
        candidate = one
        if one.form.spelling is Spelling.EXACT:
            words = _exactly(one)
            if words is None:
                continue
            candidate = one.between(*words)
        if _is_sure(candidate):
            yield candidate


def _is_allowed(candidate: Candidate) -> bool:
    """Whether the form may be so spelled: edits by its level, translation if it is one."""
    form = candidate.form
    if candidate.cost == 0:
        return not form.is_translated
    likenesses = {reading.likeness for reading in candidate.readings}
    if form.is_translated:
        return _is_foreign(candidate)
    return Likeness.TRANSLATION not in likenesses and (
        form.spelling is not Spelling.CLOSE or Likeness.EDITS not in likenesses
    )


def _is_sure(candidate: Candidate) -> bool:
    """Whether the spelling is near enough for so short or so long a form."""
    return _is_capitalised(candidate) and (
        len(candidate.readings) > 1 or candidate.has_noun or _is_sure_alone(candidate)
    )


def _is_foreign(candidate: Candidate) -> bool:
    """Whether a word is of another language for sure; `Tour 22` may be English."""
    words = candidate.passage.words
    return any(
        reading.likeness is Likeness.TRANSLATION and words[index].text not in ordinary_words()
        for index, reading in zip(candidate.core, candidate.readings, strict=True)
    )


def _exactly(candidate: Candidate) -> tuple[int, int] | None:
    """From which word to which the name stands letter by letter; None where it does not.

    Its articles and nouns belong to it, and nothing else does. Spaces are not compared: bad
    extraction has lost them.
    """
    form, passage = candidate.form, candidate.passage
    wanted = "".join(folded_words(form.written))
    first, last = candidate.core[0], candidate.core[-1]
    starts = range(first, max(0, first - len(form.units)), -1)
    ends = range(last, min(len(passage.words) - 1, last + len(form.units)))
    for start, end in product(starts, ends) if not form.is_part else ():
        if STOP not in passage.words[start : end + 1]:
            letters = filter(str.isalnum, fold(passage.text(start, end)))
            if "".join(letters) == wanted:
                return start, end
    return None


def _is_sure_alone(candidate: Candidate) -> bool:
    """Whether a single word, without a noun beside it, is near enough."""
    reading = candidate.readings[0]
    if reading.likeness is Likeness.SAME:
        return True
    if is_arabic(candidate.passage.words[candidate.core[0]].text):
        return not candidate.form.is_part and _is_sure_arabic(candidate.form, reading)
    if reading.likeness is Likeness.ENDING:
        return True
    if candidate.form.is_part and reading.likeness is not Likeness.KEY:
        return False
    return _is_long_enough(candidate)


def _is_sure_arabic(form: Form, reading: Reading) -> bool:
    """A single word in Arabic script that is not the listed one letter by letter."""
    if reading.likeness is Likeness.ENDING:
        # A nisba with another ending is another word: التميمية is no التميمي.
        return not form.is_person
    return len(reading.word) >= _LONG_ENOUGH


def _is_long_enough(candidate: Candidate) -> bool:
    reading = candidate.readings[0]
    text = candidate.passage.words[candidate.core[0]].text
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


def _is_capitalised(candidate: Candidate) -> bool:
    """Whether each word that needs one has a capital: ordinary words, and changed names."""
    form, passage = candidate.form, candidate.passage
    if form.is_translated and passage.surface(candidate.core[0])[:1].islower():
        return False
    for index, reading in zip(candidate.core, candidate.readings, strict=True):
        if form.is_ordinary or _is_name(reading):
            surface = passage.surface(index)
            # Other languages write their hutíes small; an accent shows that it is one.
            is_lower = surface[:1].islower() and (form.is_ordinary or surface.isascii())
            if is_lower and not passage.words[index].is_glued:
                return False
    return True


def _is_name(reading: Reading) -> bool:
    """Whether a word is a name that is changed, or one of a country or its people."""
    if reading.likeness is Likeness.SAME and reading.word not in NATIONS:
        return False
    is_changed = reading.likeness in _CHANGED or reading.word in NATIONS
    return (
        is_changed
        and reading.likeness is not Likeness.MISREAD
        and reading.word not in ordinary_words()
    )
