"""Judge whether a spelling is near enough to count. Pure.

Two words of a name vouch for one another. A single word must be the same letters, or long; and
a changed name must have the capital of a name.
"""

from watcher.core.text.english import ordinary_words
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


def is_sure(made: Stream, candidate: Candidate) -> bool:
    """Whether the spelling is near enough for so short or so long a form."""
    return (
        _is_as_spelled(candidate)
        and _is_capitalised(made, candidate)
        and (len(candidate.readings) > 1 or candidate.has_noun or _is_sure_alone(made, candidate))
    )


def _is_as_spelled(candidate: Candidate) -> bool:
    """Whether the name's `spelling` level allows this."""
    likenesses = {reading.likeness for reading in candidate.readings}
    if candidate.form.spelling is Spelling.EXACT:
        return likenesses == {Likeness.SAME} and not candidate.is_part
    return candidate.form.spelling is Spelling.LOOSE or Likeness.EDITS not in likenesses


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
