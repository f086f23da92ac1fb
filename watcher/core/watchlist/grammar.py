"""What a name finder must know of grammar: small closed classes of words. Pure.

Articles and connectors stand inside names, generic nouns beside them, titles before them; some
words are too common as parts of names to stand for one. Every table is folded on load, so that
it can be written as people write.
"""

from collections import defaultdict
from enum import StrEnum
from typing import Final

from watcher.core.text.fold import fold


def folded_set(text: str) -> frozenset[str]:
    """The words of a table, folded."""
    return frozenset(fold(text).split())


ARTICLES: Final = folded_set(
    "al el ul il an ar as ash ad adh at ath az en er es esh ed et ez l the ال "
    "аль эль ал эл ас аш ат ад ан ар аз"
)
"""The article as Latin letters write it, assimilated to a sun letter or not."""
SUN_ARTICLES: Final = {
    "an": "n", "ar": "r", "as": "s", "ash": "s", "ad": "d", "adh": "d", "at": "t", "ath": "t",
    "az": "z", "en": "n", "er": "r", "es": "s", "esh": "s", "ed": "d", "et": "t", "ez": "z",
}  # fmt: skip
"""Assimilated articles, and the letter they must stand before: at-Tamimi, as-Salihi."""
BETWEEN: Final = ARTICLES | folded_set("bin ibn ben bint e i")
"""May stand between the words of a name though the list has none there."""
NOUN_LINKS: Final = folded_set("al el of the de la du s i e")
"""May stand between a name and its generic noun: Port of Aden, Aden's port."""
CONNECTORS: Final = folded_set(
    "of for in on at to the and de du des la le les los las der von wa u و في من لـ بـ"
)
"""May stand between the words of a name where the list has one."""


class Kind(StrEnum):
    """What a generic noun beside a name says the thing is."""

    BASE = "base"
    AIRPORT = "airport"
    PORT = "port"
    FIELD = "field"
    FORCE = "force"
    BRIGADE = "brigade"
    MOVEMENT = "movement"
    WEAPON = "weapon"
    MOUNTAIN = "mountain"


_GENERIC: Final = {
    Kind.BASE: """base bases airbase airbases camp garrison airfield barracks outpost complex
        قاعدة القاعدة معسكر پایگاه پادگان بنکە بنکەی
        база базу базе базы базой авиабаза авиабазу авиабазе авиабазы лагерь лагере
        üssü üssüne üssünde üssünü base aérienne basis stützpunkt""",
    Kind.AIRPORT: """airport مطار فرودگاه فڕۆکەخانە فڕۆکەخانەی аэропорт аэропорту аэропорте
        аэропорта aéroport aeropuerto flughafen havalimanı havaalanı""",
    Kind.PORT: """port harbour harbor ميناء مرفأ بندر بەندەر بەندەری порт порту порта порте
        puerto limanı hafen""",
    Kind.FIELD: """field fields oilfield oilfields gasfield plant حقل میدان کێڵگە کێڵگەی
        месторождение месторождении""",
    Kind.FORCE: """force forces unit units corps committee committees commission faylaq
        فيلق قوة قوات هيئة نیروی نیرو هێزی هێز сил силы""",
    Kind.BRIGADE: """brigade brigades battalion battalions companies regiment regiments
        kataib katibat saraya liwa كتائب كتيبة سرايا لواء تیپ گردان لشکر کەتائیبی
        бригада бригады бригад батальон батальоны tugayı tugayları brigada brigadas""",
    Kind.MOVEMENT: """movement harakat group groups militia militias faction factions organization
        organisation organizations party network rebels
        حركة منظمة تنظيم جماعة فصيل ميليشيا جنبش سازمان گروه بزووتنەوەی
        движение движения группировка группировки mouvement movimiento hareketi örgütü""",
    Kind.WEAPON: """missile missiles rocket rockets drone drones launcher launchers
        صاروخ صواريخ طائرة مسيرة پهپاد پهپادهای موشک ракета ракеты дрон дроны""",
    Kind.MOUNTAIN: "mountain mountains mount jabal jebel جبال جبل کوه چیای горы",
}
MODIFIERS: Final = folded_set(
    "air military international naval gas oil army joint aérea دولي الدولي الجوية hava"
)
"""May stand between a name and its generic noun: Habbaniyah air base, Rumaila oil field."""


ARABIC_EVERYDAY: Final = folded_set(
    """
    غير بين عند بعد قبل خلال حول ضد مثل كل بعض أي أية هذا هذه ذلك تلك هؤلاء التي الذي الذين
    اللذين كان كانت كانوا يكون تكون ليس ليست لن لم قد كما لكن أن إن أنه أنها إنه إنها حيث حين
    حينما عندما بينما منذ حتى إلى على عليه عليها عن عنه عنها من منه منها في فيه فيها مع معه
    معها أو أم ثم إذا لو لولا هل ما ماذا لماذا كيف أين متى هو هي هم هما نحن أنت أنا إلا سوى دون
    تحت فوق أمام خلف وراء داخل خارج نحو عبر لدى لديه لديها لذلك أيضا فقط جدا اليوم أمس غدا الآن
    هنا هناك قال قالت وفق بحسب وفقا جميع كافة أكثر أقل نفس ذات أحد إحدى آخر أخرى أول أولى سيتم
    تم يتم عدم عدة عدد
    ضربة ضربات غارة غارات هجوم هجمات قصف صاروخ صواريخ قذيفة قذائف انفجار تفجير اشتباك اشتباكات عملية
    عمليات قتيل قتلى جريح جرحى ضحايا مقاتل مقاتلين جندي جنود ضابط ضباط شرطة جيش قوة قوات فصيل فصائل
    حكومة وزير وزارة رئيس مجلس نائب مصدر مسؤول مسؤولين بيان خبر أخبار مدينة محافظة منطقة طريق سيارة
    مليون برميل شخص أشخاص يوم أيام شهر أشهر سنة سنوات ساعة ساعات دولة دول حرب سلام أمن أمنية أمني
    """
)
"""Function words and the daily words of this news: written so, they are no other spelling of a
name, whatever they sound like."""


def _kinds() -> dict[str, frozenset[Kind]]:
    kinds: defaultdict[str, set[Kind]] = defaultdict(set)
    for kind, words in _GENERIC.items():
        for word in folded_set(words):
            kinds[word].add(kind)
    return {word: frozenset(found) for word, found in kinds.items()}


KINDS: Final = _kinds()
"""Each generic noun with the kinds of thing it may name."""
SPELLED: Final = frozenset(word for word in KINDS | dict.fromkeys(MODIFIERS) if word.isascii())
"""Nouns and modifiers in Latin letters: misspelled and romanised in many ways as names are."""
EXCHANGE: Final[dict[Kind, frozenset[Kind]]] = {
    Kind.BASE: frozenset({Kind.BASE, Kind.AIRPORT}),
    Kind.AIRPORT: frozenset({Kind.AIRPORT}),
    Kind.PORT: frozenset({Kind.PORT}),
    Kind.FIELD: frozenset({Kind.FIELD, Kind.BASE}),
    Kind.FORCE: frozenset({Kind.FORCE}),
    Kind.BRIGADE: frozenset({Kind.BRIGADE, Kind.MOVEMENT}),
    Kind.MOVEMENT: frozenset({Kind.MOVEMENT, Kind.BRIGADE, Kind.FORCE}),
    Kind.WEAPON: frozenset({Kind.WEAPON}),
    Kind.MOUNTAIN: frozenset({Kind.MOUNTAIN}),
}
"""Nouns the news puts in place of the listed one, where the rest of the name is distinctive."""
OF_A_CITY: Final = frozenset({Kind.AIRPORT, Kind.PORT})
"""Things that bear the name of a city: without the noun only the city is meant."""
