"""Tell a name from the same word inside another proper name. Pure.

Beside the listed Hamza al-Zubaydi, Rashid al-Zubaydi is another person, Zubaydi Street a place,
Zubaydi Airways a company. Only lone words are judged: two words of a name are that name.
"""

from watcher.core.text.english import ordinary_words
from watcher.core.watchlist import grammar, world
from watcher.core.watchlist.arabic import is_arabic
from watcher.core.watchlist.combine import Candidate
from watcher.core.watchlist.stream import Stream

_EZAFE = {"e", "i"}
"""Sepah-e Zafar: the ezafe ties two words into one name."""


def is_of_another(made: Stream, one: Candidate) -> bool:
    """Whether a lone word stands inside another proper name."""
    if one.form.missing and _has_demonym(made, one):
        return True
    if len(one.core) > 1 or one.has_noun:
        return False
    if one.first < one.core[0] and not one.form.has_article:
        # Al-Zafar is a club, the list has Zafar Movement.
        return True
    return (
        _is_common_word(made, one)
        or _has_other_first_name(made, one)
        or _has_other_last_name(made, one)
        or _has_other_noun(made, one)
        or _is_adjective(made, one)
    )


def _before(made: Stream, one: Candidate) -> int | None:
    """The word before the candidate, if it may belong to the same name."""
    before = one.first - 1
    if before < 0 or not made.bridges(before) or not {"\n", "#"}.isdisjoint(made.gap(before)):
        return None
    is_same_script = made.texts[before].isascii() == made.texts[one.first].isascii()
    return before if is_same_script else None


def _has_demonym(made: Stream, one: Candidate) -> bool:
    before = _before(made, one)
    return before is not None and made.texts[before] in world.DEMONYMS


def _has_other_first_name(made: Stream, one: Candidate) -> bool:
    before = _before(made, one)
    if before is None:
        return False
    if made.texts[before] in _EZAFE and made.bridges(before - 1) and made.gap(before - 1) == "-":
        return True
    word, surface = made.texts[before], made.surface(before)
    if word in grammar.CONNECTORS or not surface[:1].isupper() or len(word) == 1:
        return False
    is_shouted = made.surface(one.core[0]).isupper()
    return not (
        is_shouted
        or word in ordinary_words()
        or word in world.TITLES
        or word in world.DEMONYMS
        or word in grammar.ARTICLES
        or word in one.form.words
    )


def _has_other_last_name(made: Stream, one: Candidate) -> bool:
    """Zafar al-Sham, Zafar Khan: the find is the first half of another name."""
    if one.is_part and made.bridges(one.last) and made.gap(one.last) == " ":
        word, surface = made.texts[one.last + 1], made.surface(one.last + 1)
        is_name = not (word in ordinary_words() or word in world.DEMONYMS or word in grammar.KINDS)
        is_shouted = made.surface(one.core[0]).isupper()
        if (
            is_name
            and surface[:1].isupper()
            and not is_shouted
            and made.found[one.last + 1] is None
        ):
            return True
    after = one.last + 2
    if one.form.is_person or after >= len(made.texts):
        return False
    return (
        made.texts[after - 1] in {"al", "el"}
        and made.gap(one.last) == " "
        and made.gap(after - 1) == "-"
        and made.surface(after)[:1].isupper()
    )


def _has_other_noun(made: Stream, one: Candidate) -> bool:
    before = _before(made, one)
    if before is not None and made.texts[before] in world.OTHER_THINGS:
        return True
    if not made.bridges(one.last):
        return False
    after = made.texts[one.last + 1]
    kinds = grammar.KINDS.get(after, frozenset())
    is_latin = not is_arabic(after)
    if one.is_part and is_latin and one.form.kinds and kinds and not kinds & one.form.kinds:
        return True
    return after in world.OTHER_THINGS and (one.is_part or after not in world.GEOGRAPHIC)


def _is_common_word(made: Stream, one: Candidate) -> bool:
    """In Arabic, whether the word rather means what it says: العديد من, the existing order."""
    if made.texts[one.core[0]] not in world.HOMOGRAPHS:
        return False
    before = _before(made, one)
    after = made.texts[one.last + 1] if made.bridges(one.last) else ""
    return before is None or made.texts[before] not in world.PLACE_WORDS or after in {"من", "علي"}


def _is_adjective(made: Stream, one: Candidate) -> bool:
    """In Arabic, whether a nisba describes the noun before: الفن العراقي, Iraq's art."""
    before = _before(made, one)
    word = made.texts[one.core[0]]
    if before is None or not (is_arabic(word) and word.startswith("ال") and word.endswith("ي")):
        return False
    noun = made.texts[before]
    return noun.startswith("ال") and noun not in world.TITLES
