"""Who and what a sentence mentions that can act, speak or be hit. Pure.

Names of the list, states and their peoples, and the closed class of nouns that news has for armed
people, officials, weapons and targets. All words are folded.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from watcher.core.text.fold import prepare
from watcher.core.text.tokens import Words, words
from watcher.core.watchlist.clauses import among
from watcher.core.watchlist.language import PLACE, Name
from watcher.core.watchlist.states import PLAIN, QUALIFYING
from watcher.model import EntryId, Find, Span


class Kind(StrEnum):
    """What is mentioned."""

    GROUP = "group"
    """An armed group of the list."""
    PARTY = "party"
    """A force or person of the list, or a name without a type."""
    STATE = "state"
    OF_STATE = "of a state"
    """Stands beside a noun: Israeli."""
    ARMED = "armed"
    """Armed people without a name: militias."""
    TROOPS = "troops"
    """The same in the service of a state, whose deed is the state's: Turkish jets."""
    OFFICIAL = "official"
    WEAPON = "weapon"
    THING = "thing"
    """What can be hit, without a name: depots."""
    PLACE = "place"
    TARGET = "target"
    """Of the list, and made to be hit: a base."""


LISTED: Final = frozenset({Kind.GROUP, Kind.PARTY})
NAMED: Final = LISTED | frozenset({Kind.STATE, Kind.PLACE, Kind.TARGET})
_NOUNS: Final = {
    Kind.ARMED: among(
        "militia militias militiamen militant militants gunman gunmen faction factions fighter"
        " fighters insurgent insurgents rebel rebels group groups brigade brigades terrorist"
        " terrorists attacker attackers assailants cell cells proxies extremists"
        " mob rioters protesters tribesmen"
        " فصائل الفصائل فصيل ميليشيات ميليشيا مسلحون مسلحين مقاتلون مقاتلو مقاتلي مجموعة جماعات"
        " عناصر إرهابيون"
    ),
    Kind.TROOPS: among(
        "army military forces force troops soldiers navy police commandos airforce"
        " جيش الجيش قوات القوات شرطة الشرطة"
    ),
    Kind.OFFICIAL: among(
        "official officials minister ministers ministry spokesman spokeswoman spokesperson"
        " spokesmen source sources commander commanders media channel channels outlet outlets"
        " newspaper agency reports witness witnesses residents resident mayor mayors governor"
        " diplomat diplomats lawmaker lawmakers mp mps president premier pm leader leaders head"
        " chief adviser advisor cleric directorate command council parliament government office"
        " judge envoy medics doctors observatory analyst analysts experts secretary ambassador"
        " general colonel embassy bloc party movement alliance authorities authority statement"
        " member members"
        " مسؤول مسؤولون مسؤولين مصدر مصادر وزير وزارة الوزارة متحدث المتحدث ناطق الناطق قائد"
        " رئيس وسائل إعلام شهود محافظ نائب حكومة الحكومة بيان خلية"
    ),
    Kind.WEAPON: among(
        "drone drones rocket rockets missile missiles mortar mortars shell shells bomb bombs ied"
        " explosive explosives uav uavs munition munitions projectile projectiles gunfire fire jets"
        " jet warplanes warplane aircraft helicopters helicopter artillery bombers gunship"
        " مسيرة مسيّرة مسيرات المسيرات صاروخ صواريخ الصواريخ قذائف قذيفة عبوة طائرات الطائرات"
        " طيران الطيران مقاتلات مدفعية المدفعية"
    ),
    Kind.THING: among(
        "base bases airbase airbases camp camps consulate site sites facility facilities depot"
        " depots convoy convoys position positions headquarters port ports airport refinery"
        " pipeline pipelines ship ships shipping vessel vessels tanker tankers house home car"
        " vehicle vehicles village villages town towns building buildings hospital outpost"
        " outposts checkpoint checkpoints airfield bunker bunkers warehouse warehouses plant"
        " plants tunnel tunnels personnel mission missions interests targets target area areas"
        " staff citizens infrastructure"
        " قاعدة القاعدة قواعد القواعد مقر مقار مقرات موقع مواقع مخازن مستودعات رتل سفارة السفارة"
        " قنصلية مطار المطار مصفى مصالح المصالح أهداف سفن سفينة قرية قرى نقطة"
    ),
}
_TYPES: Final = {
    None: Kind.PARTY,
    "faction": Kind.GROUP,
    "person": Kind.PARTY,
    "force": Kind.PARTY,
    "weapon": Kind.WEAPON,
    PLACE: Kind.PLACE,
}
"""Types of the list with a meaning; any other is something made to be hit."""
_KINDS: Final = {word: kind for kind, listed in _NOUNS.items() for word in listed}
_LONGEST_STATE: Final = max(map(len, PLAIN))
_KNOWN: Final = frozenset(_KINDS) | {form[0] for form in (*PLAIN, *QUALIFYING)}
_CLITICS: Final = "وفبكل"
_CAPITALS_ONLY: Final = frozenset({"us", "uk", "un", "eu", "uae", "usa"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` to `last` of a sentence, both included."""

    first: int
    last: int
    kind: Kind
    find: Find | None = None
    state: str = ""
    pair: "tuple[str, Mention] | None" = None
    """The word that joins it to another, and the other: “or”, the United States."""


class Mentions:
    """The words of a sentence and the mentions among them."""

    def __init__(self, sentence: str, finds: Iterable[Find], names: Mapping[EntryId, Name]) -> None:
        """`finds` count in `sentence`."""
        self.words: Words = words(prepare(sentence))
        self.spans = self.words.spans()
        self._starts = [span.start for span in self.spans]
        found = [self._mention(one, names) for one in finds]
        taken = {n for one in found for n in range(one.first, one.last + 1)}
        n = 0
        while n < len(self.words):
            one = None if n in taken else self._unlisted(n, taken)
            if one:
                found.append(one)
            n = one.last + 1 if one else n + 1
        self.named = frozenset(
            n for one in found if one.find or one.state for n in range(one.first, one.last + 1)
        )
        """The numbers of the words that name somebody or something."""
        self._first = {one.first: one for one in found}
        self._last = {one.last: one for one in found}

    def starting(self, number: int) -> Mention | None:
        """The mention whose first word is `number`."""
        return self._first.get(number)

    def ending(self, number: int) -> Mention | None:
        """The mention whose last word is `number`."""
        return self._last.get(number)

    def numbers(self, span: Span) -> tuple[int, int]:
        """The numbers of the first and last word that `span` touches."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return first, max(first, bisect_left(self._starts, span.end) - 1)

    def _mention(self, find: Find, names: Mapping[EntryId, Name]) -> Mention:
        first, last = self.numbers(find.span)
        kind = _TYPES.get(names[find.name].type, Kind.TARGET)
        if kind is Kind.PLACE and self.words.texts[first : last + 1] in PLAIN:
            kind = Kind.STATE
        return Mention(first, last, kind, find)

    def _unlisted(self, number: int, taken: set[int]) -> Mention | None:
        """A state or a noun of the closed classes that starts at a word."""
        texts = self.words.texts
        if _KNOWN.isdisjoint(first := _bare(texts[number])):
            return None
        for last in range(min(number + _LONGEST_STATE, len(texts)) - 1, number - 1, -1):
            if taken.isdisjoint(range(number, last + 1)):
                for word in first:
                    state = self._state(number, last, (word, *texts[number + 1 : last + 1]))
                    if state:
                        return state
        kind = next((_KINDS[word] for word in first if word in _KINDS), None)
        return None if kind is None else Mention(number, number, kind)

    def _state(self, first: int, last: int, form: tuple[str, ...]) -> Mention | None:
        if form[0] in _CAPITALS_ONLY and not self.words.surface(first, first).isupper():
            return None
        if form in PLAIN:
            return Mention(first, last, Kind.STATE, state=PLAIN[form])
        if form in QUALIFYING:
            return Mention(first, last, Kind.OF_STATE, state=QUALIFYING[form])
        return None


def _bare(word: str) -> list[str]:
    """The word as it stands and, in Arabic, without the particle that clings to it."""
    forms = [word]
    if word[0] in _CLITICS and len(word) > 1:
        forms.append(word[1:])
    if word.startswith("لل"):
        forms.append("ال" + word[2:])
    return forms
