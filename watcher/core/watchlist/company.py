"""What may count alone, and what belongs to somebody else. Pure.

A part of a name, or a short name, needs company: the full name before it, another name of the
list beside it, or the vocabulary the desk reads for. And a name inside another proper name
(Musa al-Sadr, Sadr City, Badr Airlines) is not ours.
"""

from collections.abc import Collection, Sequence

from watcher.core.text.english import ordinary_words
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist import grammar
from watcher.core.watchlist.arabic import is_arabic, stems
from watcher.core.watchlist.combine import Candidate
from watcher.core.watchlist.context import CONTEXT
from watcher.core.watchlist.stream import Stream
from watcher.model import EntryId, Find

_NEAR = 6
"""Words between initials and the vocabulary that bears them out."""


class Company:
    """Who else is in the story."""

    def __init__(self, made: Stream, finds: Collection[Find], context: Sequence[str]) -> None:
        """Look at a story with the finds that stand on their own."""
        wanted = frozenset(folded_words(" ".join(context))) or CONTEXT
        said = set(made.texts)
        said.update(stem.text for text in made.texts if is_arabic(text) for stem in stems(text))
        self._wanted = wanted
        self.said = said
        self.finds = finds
        self.has_context = not wanted.isdisjoint(said)
        self.has_place = not grammar.PLACES.isdisjoint(said)

    def allows_part(self, one: Candidate, others: Collection[Candidate], made: Stream) -> bool:
        """Whether the distinctive part of a name counts here."""
        start = made.span(one.first, one.last).start
        if any(find.name == one.form.name and find.span.start < start for find in self.finds):
            return True
        names = {find.name for find in self.finds} | {other.form.name for other in others}
        return (
            names > {one.form.name} or self.has_context or (one.form.is_person and self.has_place)
        )

    def allows_ordinary(self, one: Candidate) -> bool:
        """Whether a name made of ordinary words counts here: Green Zone, Tower 22."""
        others = {find.name for find in self.finds} - {one.form.name}
        return self.has_context or self.has_place or bool(others)

    def allows_short(self) -> bool:
        """Whether a short name counts in this story."""
        return self.has_context or self.has_place or bool(self.finds)

    def bears_out(self, name: EntryId, index: int, made: Stream) -> bool:
        """Whether initials may stand for `name`: after it, or near the desk's vocabulary."""
        start = made.span(index, index).start
        if any(find.name == name and find.span.start < start for find in self.finds):
            return True
        is_headline = all(
            made.surface(near).isupper()
            for near in (index - 1, index + 1)
            if 0 <= near < len(made.texts)
        )
        around = made.texts[max(0, index - _NEAR) : index + _NEAR + 1]
        return not is_headline and any(
            word in self._wanted or word in grammar.KINDS for word in around
        )

    def has_country(self, one: Candidate) -> bool:
        """Whether the country that the form lacks is named elsewhere, and no other stands here."""
        country = one.form.missing
        return not country or not ({country} | grammar.NATIONS[country]).isdisjoint(self.said)


def is_of_another(made: Stream, one: Candidate) -> bool:
    """Whether a lone word stands inside another proper name."""
    if one.form.missing and _has_demonym(made, one):
        return True
    if len(one.core) > 1 or one.has_noun:
        return False
    if one.first < one.core[0] and not one.form.has_article:
        # Al-Badr is a club, the list has Badr Organization.
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
    return before is not None and made.texts[before] in grammar.DEMONYMS


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
        or word in grammar.TITLES
        or word in grammar.DEMONYMS
        or word in grammar.ARTICLES
        or word in one.form.words
    )


_EZAFE = {"e", "i"}
"""Ansar-e Hezbollah: the ezafe ties two words into one name."""


def _has_other_last_name(made: Stream, one: Candidate) -> bool:
    """Hezbollah al-Hejaz, Victoria Beckham: the find is the first half of another name."""
    if one.is_part and made.bridges(one.last) and made.gap(one.last) == " ":
        word, surface = made.texts[one.last + 1], made.surface(one.last + 1)
        is_name = not (
            word in ordinary_words() or word in grammar.DEMONYMS or word in grammar.KINDS
        )
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
    if before is not None and made.texts[before] in grammar.OTHER_THINGS:
        return True
    if not made.bridges(one.last):
        return False
    after = made.texts[one.last + 1]
    kinds = grammar.KINDS.get(after, frozenset())
    is_latin = not is_arabic(after)
    if one.is_part and is_latin and one.form.kinds and kinds and not kinds & one.form.kinds:
        return True
    return after in grammar.OTHER_THINGS and (one.is_part or after not in grammar.GEOGRAPHIC)


def _is_common_word(made: Stream, one: Candidate) -> bool:
    """In Arabic, whether the word rather means what it says: العديد من, the existing order."""
    if made.texts[one.core[0]] not in grammar.HOMOGRAPHS:
        return False
    before = _before(made, one)
    after = made.texts[one.last + 1] if made.bridges(one.last) else ""
    return before is None or made.texts[before] not in grammar.PLACE_WORDS or after in {"من", "علي"}


def _is_adjective(made: Stream, one: Candidate) -> bool:
    """In Arabic, whether a nisba describes the noun before it: الجيش السوداني, the Sudanese army."""
    before = _before(made, one)
    word = made.texts[one.core[0]]
    if before is None or not (is_arabic(word) and word.startswith("ال") and word.endswith("ي")):
        return False
    noun = made.texts[before]
    return noun.startswith("ال") and noun not in grammar.TITLES
