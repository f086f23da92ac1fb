"""What one word says about an event: an act, a kind of place, a country, a name. Pure.

Closed tables of the trade, in English and Arabic, as any reporter knows them. Words are compared
by their stems, so that captured, captures and capturing meet.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from watcher.core.stories.concepts import CONCEPTS, GOVERNMENTS
from watcher.core.text.amounts import amount
from watcher.core.text.dates import read_date
from watcher.core.text.english import ordinary_words
from watcher.core.text.fold import fold
from watcher.core.text.weekdays import told_day
from watcher.core.watchlist.arabic import is_arabic, light_key, stems
from watcher.core.watchlist.grammar import ARTICLES, folded_set
from watcher.core.watchlist.keys import american, keys
from watcher.core.watchlist.world import NATIONS, PLACES, TITLES

_INFLECTION = re.compile(r"(?:ing|ied|ed|ies|es|e|y)$")
_PLURAL = re.compile(r"(?<=[^s])s$")
_DERIVATION = re.compile(
    r"(?:isation|ization|ation|at|anc|enc|ment|ness|ion|it|ur|iv|er|or|al|ly|i|y)$"
)
_SHORTEST = 4
"""Letters of a stem: shorter ones mean too many things."""
_ENTRIES = 65_536
"""Distinct words kept: the vocabulary of a year of news, about 10 MB."""


@lru_cache(maxsize=_ENTRIES)
def stem(word: str) -> str:
    """What the inflections of a folded word share: explor for explores and exploration.

    The endings of inflection are cut, then those of derivation, as long as four letters are left
    (after Lovins, 1968, and Porter, 1980); in Arabic what hangs on the word in front and behind.
    """
    bare = inflected(word)
    while not is_arabic(word) and (shorter := _cut(_DERIVATION, bare)) != bare:
        bare = shorter
    return bare


@lru_cache(maxsize=_ENTRIES)
def inflected(word: str) -> str:
    """What the inflections of a folded word share and its derivations do not.

    The tables are read by it: a threat is not three, a tanker no tank, and summer no summit.
    """
    if is_arabic(word):
        return light_key(list(stems(word))[-1].text)
    bare = _PLURAL.sub("", american(word)) if len(word) >= _SHORTEST else word
    bare = _cut(_INFLECTION, bare)
    return bare[:-1] if len(bare) >= _SHORTEST and bare[-1] == bare[-2] else bare


def _cut(endings: re.Pattern[str], word: str) -> str:
    found = endings.search(word, min(len(word), _SHORTEST))
    return word[: found.start()] if found else word


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, folded_set(words)))


def _table(rows: Mapping[str, str]) -> Mapping[str, str]:
    """Each word, without its inflection, with the row it stands in."""
    return {
        form: row
        for row, words in rows.items()
        for one in folded_set(words)
        for form in _forms(one)
    }


def _forms(word: str) -> Iterator[str]:
    """What is left of a folded word; in Arabic with the article too: «فصائل» is no «ف» and more."""
    yield inflected(word)
    if is_arabic(word):
        yield inflected(f"ال{word}")


ACTS: Final = _table(
    {
        "attack": """attack strike struck airstrike raid bomb bombing bombard bombardment shell
            shelling assault hit target targeting ambush explode explosion blast detonate detonation
            intercept interception repel shoot shot clash fired
            هجوم هاجم هاجمت استهدف استهدفت استهداف قصف قصفت ضرب ضربة ضربات غارة غارات انفجار كمين
            اشتباك اشتباكات اسقطت اسقاط اعترض explosive ied
            يستهدف تستهدف باستهداف يهاجم تهاجم يقصف تقصف يضرب تضرب""",
        "capture": """capture arrest detain detainee detention apprehend apprehension nab
            اعتقال اعتقل اعتقلت القبض احتجاز احتجز توقيف""",
        "talks": """visit arrive arrival trip travel tour embark meet met meeting talks talk discuss
            discussion summit negotiate negotiation dialogue delegation envoy
            زيارة زار يزور وصل لقاء التقى اجتماع اجتمع بحث مباحثات محادثات استقبل وفد""",
        "threat": """threat threaten warn warning vow vowed pledge caution ultimatum
            هدد هددت تهديد تهديدات حذر تحذير توعد""",
        "call": "call urge demand appeal ask request دعا دعوة طالب مطالبة",
        "seize": "seize seizure confiscate confiscation haul ضبط ضبطت مصادرة",
        "leave": """evacuate evacuation leave left departure depart withdraw withdrawal pull
            اجلاء اخلاء غادر مغادرة سحب""",
    }
)
"""What is done. The words of one row are one act."""
SITES: Final = _table(
    {
        "hospital": "hospital clinic مستشفى",
        "embassy": "embassy سفارة السفارة",
        "consulate": "consulate قنصلية",
        "airport": "airport مطار",
        "base": "base airbase قاعدة قواعد",
        "refinery": "refinery مصفاة مصفى",
        "pipeline": "pipeline",
        "field": "oilfield gasfield حقل",
        "depot": "depot warehouse مستودع مخزن",
        "school": "school مدرسة",
        "camp": "camp مخيم معسكر",
        "market": "market سوق",
        "mosque": "mosque مسجد",
        "shrine": "shrine مرقد",
        "church": "church كنيسة",
        "bridge": "bridge جسر",
        "prison": "prison jail سجن",
        "ship": "ship vessel tanker سفينة ناقلة",
        "port": "port ميناء",
        "checkpoint": "checkpoint حاجز سيطرة",
        "convoy": "convoy رتل قافلة",
        "hotel": "hotel فندق",
        "parliament": "parliament برلمان",
    }
)
"""The kinds of place that things happen to."""
ARMS: Final = _table(
    {
        "drone": "drone uav مسيرة مسيرات طائرات",
        "rocket": "rocket katyusha صاروخ صواريخ كاتيوشا",
        "missile": "missile",
        "mortar": "mortar هاون",
        "jet": "jet warplane aircraft",
    }
)
"""With what it is done."""
PEOPLE: Final = _stems(
    """member fighter militant terrorist soldier troop person people individual suspect man men
    woman women child children officer policeman civilian detainee leader commander gunman
    trafficker dealer smuggler convict prisoner
    عنصر عناصر مسلح مسلحين مقاتل جندي جنود شخص اشخاص ارهابي ارهابيين"""
)
"""Whoever is counted one by one: five members and five fighters are five people."""
VICTIMS: Final = _stems(
    """kill dead die death injure wound casualty victim hurt martyr
    قتل قتيل قتلى مقتل جرح جريح جرحى اصابة اصيب شهيد شهداء"""
)
"""They say that whoever is counted was killed or hurt."""
AHEAD: Final = frozenset(
    inflected(word)
    for word in folded_set(
        """potential potentially possible possibly possibility fear expect plan imminent threat
        threaten future deter deterrent prevent avert could may might would will should unless warn
        anticipate vow vowed intend intention if risk prepare preparing consider mull poised soon
        محتمل محتملة احتمال وشيك وشيكة متوقع متوقعة تهديد هدد قد سوف اذا"""
    )
)
"""Before an act they say that it has not happened; but May with a capital is a month."""
_NOT_AHEAD: Final = frozenset({"plane", "planes"})
"""They look like forms of “plan”."""
NEWS: Final = _stems(
    """say said says tell told state statement announce announcement report according
    source official spokesman spokesperson add note emphasize stress confirm indicate
    claim describe cite express reveal deny
    government minister ministry president prime premier authority leader secretary governor
    deputy adviser representative member head chief senior political politics party
    country region regional area local national international world state nation people group
    force forces military security army armed police troop soldier
    day week month year today yesterday time recent recently current ongoing latest new late early
    hour morning evening night monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december
    happen occur several various multiple number include part major key important significant
    follow come make take give see show lead hold go get put remain continue become aim seek work
    support action move effort situation development issue matter case measure step result
    presence conflict war escalation escalate incident event news media agency
    north south east west northern southern eastern western central center against response respond
    قال قالت اعلن اعلنت ذكر ذكرت اكد اكدت افاد بيان مصدر وكالة رئيس وزير وزارة حكومة قوات امن
    امني عسكري يوم امس اليوم جديد مسؤول منطقة"""
)
"""Words of any news: they say next to nothing about which event it is."""
_FUNCTION: Final = folded_set(
    """a about after again all also although am amid among an and any are as at be because been
    before being between both but by can could did do does down during each either ever every few
    for from further had has have having he her here hers him his how however i if in into is it
    its itself just least less like many may me meanwhile might more most much must my near neither
    no nor not now of off often on once one only onto or other our out over own per quite rather
    same shall she should since so some such than that the their them then there these they this
    those though through thus to too toward towards under until up upon very via was we were what
    when where whether which while who whom whose why will with within without would yet you your
    s t re ve ll d first second last next nothing nobody something somebody anybody anywhere
    two three four five six seven eight nine ten eleven twelve dozen hundred thousand million
    billion
    في من على إلى عن مع أو ثم بعد قبل خلال منذ أن كان كانت قد هذا هذه ذلك تلك التي الذي الذين
    بين حول ضد كما لم لا ما هو هي و ب ل ك تشرين كانون الأول الثاني"""
)
_ANY_DAY: Final = date(2000, 1, 1)
_SILENT: Final = _FUNCTION | ARTICLES | TITLES
_NATION: Final = {word: min(group | {word}) for word, group in NATIONS.items()}
_MEANINGS: Final = {
    form: stem(fold(row.split()[0]))
    for row in CONCEPTS.strip().splitlines()
    for word in folded_set(row)
    for form in _forms(word)
}
_GOVERNMENTS: Final = {
    word: _NATION[fold(nation)]
    for capital, nation, *arabic in map(str.split, GOVERNMENTS.strip().splitlines())
    for word in folded_set(" ".join((capital, *arabic)))
}
CAPITALS: Final = frozenset(f"place:{word}" for word in _GOVERNMENTS)
"""Marks of places that may mean a government."""
_TABLES: Final = (("act", ACTS), ("site", SITES), ("arm", ARMS), ("word", _MEANINGS))
_INITIALS: Final = frozenset({"US", "USA", "UK", "UAE"})
_LONG_NAMES: Final = {
    "united states": _NATION["us"],
    "united kingdom": _NATION["uk"],
    fold("الولايات المتحدة"): _NATION["us"],
}


@dataclass(frozen=True, slots=True)
class Word:
    """What one word says about an event."""

    mark: str
    """`kind:what`; empty where it says nothing."""
    kind: str
    root: str
    ahead: bool
    """Whether an act behind it has not happened."""
    counts: bool
    """Whether it may be a number."""
    dates: bool
    """Whether it may be part of a date."""
    nation: str = ""
    """The mark of the country whose government a capital may stand for."""


@lru_cache(maxsize=_ENTRIES)
def read(written: str) -> Word:
    """What a word says.

    The kinds are act, site, arm, nation, place, name and word. A capital makes a name of a word
    that no dictionary has; a name counts by its sound, so that Zidan is Zaidan.
    """
    bare = written.replace(".", "")
    word = fold(bare).strip()
    root, bare_root = stem(word), inflected(word)
    nation = _LONG_NAMES.get(" ".join(word.split())) or (
        bare in _INITIALS and _NATION.get(word, word)
    )
    mark = f"nation:{nation}" if nation else _mark(written, word, root, bare_root)
    counts = amount(word) is not None
    month = read_date(f"1 {written.title()}", _ANY_DAY.year) is not None
    day = told_day(written, _ANY_DAY) is not None
    if day or (month and written[0].isupper()):
        mark = ""
    dates = counts or month or day
    ahead = bare_root in AHEAD and word not in _NOT_AHEAD and not (month and written[0].isupper())
    behind = f"nation:{_GOVERNMENTS[word]}" if word in _GOVERNMENTS else ""
    return Word(mark, mark.partition(":")[0], root, ahead, counts, dates, behind)


def _mark(written: str, word: str, root: str, bare_root: str) -> str:
    if len(word) < 2 or word in _SILENT or word.isdecimal():  # noqa: PLR2004 - one letter
        return ""
    nation = _NATION.get(word) or (word not in PLACES and _GOVERNMENTS.get(word))
    if nation or word in PLACES:
        return f"nation:{nation}" if nation else f"place:{word}"
    for kind, table in _TABLES:
        if bare_root in table:
            return f"{kind}:{table[bare_root]}"
    if written[0].isupper() and word not in ordinary_words():
        return f"name:{keys(word)[0]}"
    return f"word:{root}"
