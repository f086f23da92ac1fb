"""Tell a name from the same word inside another proper name. Pure.

Beside the listed Hamza al-Zubaydi, Rashid al-Zubaydi is another person, Zubaydi Street a place,
Zubaydi Airways a company. Only lone words are judged: two words of a name are that name.
"""

from watcher.core.text.english import ordinary_words
from watcher.core.watchlist import grammar, world
from watcher.core.watchlist.arabic import is_arabic
from watcher.core.watchlist.combine import Candidate
from watcher.core.watchlist.passage import STOP, Word

_EZAFE = {"e", "i"}
"""Sepah-e Zafar: the ezafe ties two words into one name."""


def is_of_another(one: Candidate) -> bool:
    """Whether a lone word stands inside another proper name."""
    if one.form.missing and _has_demonym(one):
        return True
    if len(one.core) > 1 or one.has_noun:
        return False
    if one.first < one.core[0] and not one.form.has_article:
        # Al-Zafar is a club, the list has Zafar Movement.
        return True
    return (
        _is_common_word(one)
        or _has_other_first_name(one)
        or _has_other_last_name(one)
        or _has_other_noun(one)
        or _is_adjective(one)
    )


def _before(one: Candidate) -> Word:
    """The word before the candidate, if it may belong to the same name, else `STOP`."""
    passage, before = one.passage, one.first - 1
    word = passage.words[before]
    if word is STOP or not {"\n", "#"}.isdisjoint(passage.gap(before)):
        return STOP
    is_same_script = word.text.isascii() == passage.words[one.first].text.isascii()
    return word if is_same_script else STOP


def _has_demonym(one: Candidate) -> bool:
    return _before(one).text in world.DEMONYMS


def _has_other_first_name(one: Candidate) -> bool:
    passage, before = one.passage, one.first - 1
    word = _before(one).text
    if not word:
        return False
    if word in _EZAFE and passage.bridges(before - 1) and passage.gap(before - 1) == "-":
        return True
    if word in grammar.CONNECTORS or len(word) == 1 or not passage.is_capitalised(before):
        return False
    return not (
        passage.surface(one.core[0]).isupper()
        or word in ordinary_words()
        or word in world.TITLES
        or word in world.DEMONYMS
        or word in grammar.ARTICLES
        or word in one.form.words
    )


def _has_other_last_name(one: Candidate) -> bool:
    """Zafar al-Sham, Zafar Khan: the find is the first half of another name."""
    passage, after = one.passage, one.last + 1
    if not passage.bridges(one.last) or passage.gap(one.last) != " ":
        return False
    word = passage.words[after]
    if one.is_part and word.found is None and passage.is_capitalised(after):
        is_known = (
            word.text in ordinary_words()
            or word.text in world.DEMONYMS
            or word.text in grammar.KINDS
        )
        if not is_known and not passage.surface(one.core[0]).isupper():
            return True
    return (
        not one.form.is_person
        and word.text in {"al", "el"}
        and passage.bridges(after)
        and passage.gap(after) == "-"
        and passage.is_capitalised(after + 1)
    )


def _has_other_noun(one: Candidate) -> bool:
    if _before(one).text in world.OTHER_THINGS:
        return True
    after = one.passage.words[one.last + 1].text
    kinds = grammar.KINDS.get(after)
    is_other_kind = kinds and one.form.kinds and kinds.isdisjoint(one.form.kinds)
    if one.is_part and is_other_kind and not is_arabic(after):
        return True
    return after in world.OTHER_THINGS and (one.is_part or after not in world.GEOGRAPHIC)


def _is_common_word(one: Candidate) -> bool:
    """In Arabic, whether the word rather means what it says: العديد من, the existing order."""
    if one.passage.words[one.core[0]].text not in world.HOMOGRAPHS:
        return False
    after = one.passage.words[one.last + 1].text
    return _before(one).text not in world.PLACE_WORDS or after in {"من", "علي"}


def _is_adjective(one: Candidate) -> bool:
    """In Arabic, whether a nisba describes the noun before: الفن العراقي, Iraq's art."""
    word = one.passage.words[one.core[0]].text
    if not (is_arabic(word) and word.startswith("ال") and word.endswith("ي")):
        return False
    noun = _before(one).text
    return noun.startswith("ال") and noun not in world.TITLES
