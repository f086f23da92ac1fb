"""The ways a name of the list may be written, taken apart for the search. Pure.

A form is the core of a name (words that must be there), the generic nouns that may stand beside
it (base, brigades, movement) and whether one must. `Zafar Movement` has the core zafar, which
is distinctive, so the noun may go; `Imam Ali Brigades` has the core imam ali, which is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from watcher.core.text.english import ordinary_words
from watcher.core.watchlist import grammar, world
from watcher.core.watchlist.arabic import is_arabic, skeletons, sounds_like
from watcher.core.watchlist.grammar import Kind
from watcher.core.watchlist.keys import keys
from watcher.core.watchlist.language import Name, Spelling
from watcher.core.watchlist.units import listed_words
from watcher.model import EntryId

PERSON_TYPES = frozenset({"person", "people", "persons", "leader", "politician", "official"})
_MOST_ORDINARY = 2
"""Three ordinary words in a row are a name, two may be chance."""
_MOST_LEFT = 2
"""Without its country a name must still have two words."""
_SHORTEST_PART = 4
"""Zafar has five. Three letters are no distinctive part."""
_LEFT_OUT = grammar.ARTICLES | grammar.CONNECTORS | {"s"}
_NONE: frozenset[str] = frozenset()
_NO_KINDS: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write one name."""

    name: EntryId
    written: str
    """As the list has it."""
    units: tuple[str, ...]
    """All its words, in units of the search."""
    words: tuple[str, ...]
    """The core, folded, in order."""
    linked: tuple[bool, ...]
    """For each word, whether the list has a connector (of, in, for) before it."""
    kinds: frozenset[Kind] = frozenset()
    """Generic nouns that belong to the name, if they stand beside it."""
    needs_noun: bool = False
    has_noun: bool = False
    is_part: bool = False
    """The distinctive part of a longer name."""
    is_person: bool = False
    missing: str = ""
    """The country that stands elsewhere in the story: the embassy in Baghdad."""
    has_article: bool = True
    """Whether an Arabic article may stand before the part."""
    is_ordinary: bool = False
    """Made of ordinary words only: counts where it is capitalised."""
    needs_company: bool = False
    """Of two ordinary words or one: counts in company only."""
    is_veto: bool = False
    """A phrase of `not_this`."""
    is_translated: bool = False
    """Its words in another language, in any order."""
    spelling: Spelling = Spelling.CLOSE


@dataclass(frozen=True, slots=True)
class _Cut:
    """A listed spelling, cut into its parts, before it is known what may go."""

    name: Name
    written: str
    units: tuple[str, ...]
    words: tuple[str, ...]
    linked: tuple[bool, ...]
    nouns: frozenset[Kind]
    articled: frozenset[str]
    """Words that the list writes with an article."""

    @property
    def is_person(self) -> bool:
        return self.name.type in PERSON_TYPES


def forms_of(names: Iterable[Name]) -> list[Form]:
    """Every form of every name, its parts that may stand alone, and its vetoes."""
    cuts = [cut for name in names for cut in _cuts(name)]
    distinctive = _Distinctive(cuts)
    forms = [form for cut in cuts for form in _forms(cut, distinctive)]
    for name in names:
        forms += _vetoes(name)
    return forms


def _cuts(name: Name) -> Iterator[_Cut]:
    for written in dict.fromkeys(name.forms):
        units = listed_words(written)
        words, linked = _core(units)
        nouns = _take_nouns(words, linked)
        articled = _NONE
        if not grammar.ARTICLES.isdisjoint(units):
            articled = frozenset(
                word for article, word in pairwise(units) if article in grammar.ARTICLES
            )
        if words:
            yield _Cut(name, written, tuple(units), tuple(words), tuple(linked), nouns, articled)


def _core(units: list[str]) -> tuple[list[str], list[bool]]:
    """The words without articles, connectors and possessive s, and where connectors stood."""
    if _LEFT_OUT.isdisjoint(units):
        return list(units), [False] * len(units)
    words: list[str] = []
    linked: list[bool] = []
    link = False
    for unit in units:
        if unit in grammar.ARTICLES or unit in grammar.CONNECTORS or (unit == "s" and words):
            link = link or unit in grammar.CONNECTORS
            continue
        words.append(unit)
        linked.append(link)
        link = False
    return (words, linked) if words else (list(units), [True] * len(units))


def _take_nouns(words: list[str], linked: list[bool]) -> frozenset[Kind]:
    """Take generic nouns off both ends, as long as a core remains that could be a name."""
    nouns = _NO_KINDS
    while len(words) > 1 and (kinds := grammar.KINDS.get(words[-1])):
        nouns |= kinds
        words.pop()
        linked.pop()
        while len(words) > 1 and words[-1] in grammar.MODIFIERS:
            words.pop()
            linked.pop()
    while len(words) > 1 and (kinds := grammar.KINDS.get(words[0])):
        nouns |= kinds
        del words[0], linked[0]
    return nouns


class _Distinctive:
    """Which words of the list can stand for the one name that has them."""

    def __init__(self, cuts: Sequence[_Cut]) -> None:
        self._owners: defaultdict[str, set[EntryId]] = defaultdict(set)
        self._of_a_city: set[str] = set()
        self._known: dict[str, bool] = {}
        self._common = {key for word in world.COMMON_PARTS for key in keys(word)}
        self._common |= world.COMMON_PARTS | world.DEMONYMS | world.PLACES
        for cut in cuts:
            for word in cut.words:
                self._owners[_bare(word)].add(cut.name.id)
            if cut.nouns & grammar.OF_A_CITY:
                self._of_a_city.update(map(_bare, cut.words))

    def word(self, word: str) -> bool:
        """Long enough, not ordinary, not common in names, and of one name only."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._is_distinctive(word)
        return known

    def _is_distinctive(self, word: str) -> bool:
        bare = _bare(word)
        return (
            len(word) >= _SHORTEST_PART
            and word.isalpha()
            and bare not in ordinary_words()
            and self._common.isdisjoint((word, bare, *keys(bare)))
            and bare not in self._of_a_city
            and len(self._owners[bare]) == 1
        )

    def is_romanised(self, word: str, name: Name) -> bool:
        """Whether a word in Arabic script is a name in Latin letters too, and so no common noun.

        There is no list of ordinary Arabic words: the list's own Latin form must vouch for it.
        """
        if not is_arabic(word):
            return True
        return any(
            self.word(latin) and sounds_like(_bare(word), latin)
            for form in name.forms
            for latin in listed_words(form)
            if not is_arabic(latin)
        )

    def core(self, cut: _Cut) -> bool:
        """Whether the core stands for the name without a noun beside it."""
        return any(map(self.word, cut.words))


def _bare(word: str) -> str:
    return word.removeprefix("ال") if is_arabic(word) else word


def _forms(cut: _Cut, distinctive: _Distinctive) -> Iterator[Form]:
    is_distinctive = distinctive.core(cut)
    kinds = cut.nouns
    if is_distinctive:
        kinds = kinds.union(*(grammar.EXCHANGE[kind] for kind in kinds))
    is_ordinary = all(word in ordinary_words() for word in cut.words if not word.isdecimal())
    full = Form(
        name=cut.name.id,
        written=cut.written,
        units=cut.units,
        words=cut.words,
        linked=cut.linked,
        kinds=kinds,
        needs_noun=bool(cut.nouns) and not is_distinctive,
        has_noun=bool(cut.nouns),
        is_person=cut.is_person,
        has_article=cut.is_person or not cut.nouns or not cut.articled.isdisjoint(cut.words),
        is_ordinary=is_ordinary,
        needs_company=is_ordinary and len(cut.words) + bool(cut.nouns) <= _MOST_ORDINARY,
        spelling=cut.name.spelling,
    )
    yield full
    if len(cut.words) > 1 and cut.linked[-1] and cut.words[-1] in world.DEMONYMS:
        # Resistance in Iraq: the Iraqi Resistance.
        words = (cut.words[-1], *cut.words[:-1])
        yield replace(full, words=words, linked=(False,) * len(words))
    if len(cut.words) > _MOST_LEFT and cut.words[0] in world.NATIONS:
        yield replace(full, words=cut.words[1:], linked=cut.linked[1:], missing=cut.words[0])
    for word in _parts(cut, distinctive):
        yield replace(
            full,
            words=(word,),
            linked=(False,),
            needs_noun=False,
            is_part=True,
            has_article=cut.is_person or word in cut.articled,
        )


def _parts(cut: _Cut, distinctive: _Distinctive) -> list[str]:
    """The family name of a person, the first or last distinctive word of anything else."""
    if len(cut.words) == 1:
        return []
    ends = (cut.words[-1],) if cut.is_person else (cut.words[0], cut.words[-1])
    return [
        word
        for word in dict.fromkeys(ends)
        if distinctive.word(word) and (cut.is_person or distinctive.is_romanised(word, cut.name))
    ]


def alike(forms: Iterable[Form]) -> Iterator[tuple[str, str]]:
    """Pairs of words that the list uses for one another: two forms of a name, one word apart."""
    of_name: defaultdict[EntryId, set[tuple[str, ...]]] = defaultdict(set)
    for form in forms:
        of_name[form.name].add(form.words)
    for spellings in of_name.values():
        for one, other in combinations(sorted(spellings), 2):
            pairs = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
            if len(one) == len(other) and len(pairs) == 1 and _is_respelled(*pairs[0]):
                yield pairs[0]


def _is_respelled(one: str, other: str) -> bool:
    if one in ordinary_words() or other in ordinary_words():
        return False
    return is_arabic(one) == is_arabic(other) and not skeletons(one).isdisjoint(skeletons(other))


def _vetoes(name: Name) -> Iterator[Form]:
    for written in dict.fromkeys(name.not_this):
        units = listed_words(written)
        words, linked = _core(units)
        if words:
            yield Form(
                name=name.id,
                written=written,
                units=tuple(units),
                words=tuple(words),
                linked=tuple(linked),
                is_veto=True,
                spelling=name.spelling,
            )
