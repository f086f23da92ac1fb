"""The words of which institutions and armed groups are named, in other languages. Pure.

A name made of ordinary words is translated, not transcribed: Kurdistan Workers' Party is حزب العمال
الكردستاني. A small closed table: a foreign word means what it begins with, for these languages
inflect at the end.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Final

from watcher.core.text.fold import fold
from watcher.core.watchlist import grammar
from watcher.core.watchlist.arabic import is_arabic, stems
from watcher.core.watchlist.forms import PERSON_TYPES, Form
from watcher.core.watchlist.language import Name, Spelling
from watcher.core.watchlist.units import listed_words
from watcher.core.watchlist.world import NATIONS

_TABLE: Final = """
islamic: إسلامي اسلامي ئیسلامی исламск ісламськ islami islámic islamique islamisch
resistance: مقاومة مقاومت بەرگری сопротивлени direniş resistencia widerstand
state states: دولة دولت государств devlet estado etat
revolution revolutionary: ثورة ثوري انقلاب شۆڕش революци devrim revolution revolucion revolucionari
guard guards: حرس پاسداران پاسدار страж muhafız gardien guardia garde
corps: سپاه корпус kolordu cuerpo
force forces: قوات نیروهای نیروی هێزەکان هێزی силы сил kuvvet güçler fuerza streitkräfte
army: جيش ارتش سوپا армия армии армию ordu ejército armée armee
popular: شعبي مردمی народн halk popular populaire
people peoples: شعب خلق گەل народ halk pueblo peuple
mobilization mobilisation: حشد بسیج мобилизаци seferberlik movilización mobilisierung
democratic: ديمقراطي دموكراتیک دیموکرات демократическ demokratik democratic demokratisch
workers worker: عمال كارگران کرێکار рабоч işçi trabajador travailleur arbeiter
party: حزب پارتی партия партии партию parti partido
front: جبهة جبهه بەرەی фронт cephe frente
movement: حركة جنبش بزووتنەوە движени hareket movimiento mouvement bewegung
union: اتحاد یەکێتی союз birliği unión
patriotic: وطني میهنی نیشتمانی патриотическ yurtsever patriótic patriotique
national: وطني ملی نیشتمانی национальн ulusal milli nacional nationale
council: مجلس شورای ئەنجومەن совет konsey consejo conseil
supreme: أعلى عالی باڵا верховн yüksek supremo suprême
defence defense: دفاع بەرگری оборон savunma defensa défense verteidigung
protection: حماية حفاظت پاراستن защит koruma protección
units unit: وحدات یگان یەکینە отряд birlik unidad unité einheiten
embassy: سفارة سفارت باڵیۆزخانە посольств büyükelçili embajada ambassade botschaft
ministry: وزارة وزارت министерств bakanlı ministerio ministère ministerium
committee committees: لجنة لجان كميته комитет komite comité
coalition: تحالف ائتلاف коалици koalisyon coalición koalition
kurdistan: كردستان کوردستان курдистан kürdistan
syria syrian: سوريا сирии сирийск suriye siria syrie syrien
iraq iraqi: عراق ирак irak
"""


def _read(table: str) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in table.strip().split("\n"):
        english, _, foreign = line.partition(":")
        for word in fold(foreign).split():
            found[word.removesuffix("ه")].update(english.split())
    return {word: frozenset(meant) for word, meant in found.items()}


MEANINGS: Final = _read(_TABLE)
"""What a foreign word means that begins so, in English."""
TRANSLATED: Final = frozenset[str]().union(*MEANINGS.values()) | frozenset(NATIONS)
"""English words that have a translation here."""
_LONGEST_ENDING = 4
_WORDS = range(2, 5)
"""One word is a common noun elsewhere too; of five there are more orders than names."""
_TWO = 2
_LEFT_OUT: Final = grammar.ARTICLES | grammar.CONNECTORS | {"s"}
_SHORTEST_STEM = min(map(len, MEANINGS))
_BEGINNINGS = frozenset(word[:_SHORTEST_STEM] for word in MEANINGS)
"""Most words begin otherwise, and are done with after one look."""


def meanings(word: str) -> frozenset[str]:
    """The English words that a folded foreign word may stand for."""
    bare = (stem.text for stem in stems(word)) if is_arabic(word) else (word,)
    found = {
        meant
        for stem in bare
        if stem[:_SHORTEST_STEM] in _BEGINNINGS
        for length in range(max(_SHORTEST_STEM, len(stem) - _LONGEST_ENDING), len(stem) + 1)
        for meant in MEANINGS.get(stem[:length], ())
    }
    return frozenset(found)


def translated_forms(names: Iterable[Name]) -> Iterator[Form]:
    """Names made of words that are translated, in every order, for languages differ in it."""
    for name in names:
        if name.type in PERSON_TYPES or name.spelling is Spelling.EXACT:
            continue
        for written in dict.fromkeys(name.forms):
            units = listed_words(written)
            words = [word for word in units if word not in _LEFT_OUT]
            is_translated = all(word in TRANSLATED or word.isdecimal() for word in words)
            for order in permutations(words) if is_translated and len(words) in _WORDS else ():
                yield Form(
                    name=name.id,
                    written=written,
                    units=tuple(units),
                    words=order,
                    linked=(True,) * len(order),
                    needs_company=len(order) == _TWO,
                    is_translated=True,
                    spelling=name.spelling,
                )
