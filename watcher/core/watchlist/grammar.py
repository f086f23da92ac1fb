"""What a name finder must know of grammar: small closed classes of words. Pure.

Articles and connectors stand inside names, generic nouns beside them, titles before them; some
words are too common as parts of names to stand for one. Every table is folded on load, so that
it can be written as people write.
"""

from collections import defaultdict
from enum import StrEnum
from typing import Final

from watcher.core.text.fold import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


ARTICLES: Final = _words(
    "al el ul il an ar as ash ad adh at ath az en er es esh ed et ez l the ال аль эль ал эл ас аш ат ад ан ар аз"
)
"""The article as Latin letters write it, assimilated to a sun letter or not."""
SUN_ARTICLES: Final = {
    "an": "n", "ar": "r", "as": "s", "ash": "s", "ad": "d", "adh": "d", "at": "t", "ath": "t",
    "az": "z", "en": "n", "er": "r", "es": "s", "esh": "s", "ed": "d", "et": "t", "ez": "z",
}  # fmt: skip
"""Assimilated articles, and the letter they must stand before: at-Tanf, as-Sadr."""
BETWEEN: Final = ARTICLES | _words("bin ibn ben bint e i")
"""May stand between the words of a name though the list has none there."""
NOUN_LINKS: Final = _words("al el of the de la du s i e")
"""May stand between a name and its generic noun: Port of Hodeidah, Baghdad's airport."""
CONNECTORS: Final = _words("of for in on at to the and de du des la le les von wa u و في من لـ بـ")
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
MODIFIERS: Final = _words(
    "air military international naval gas oil army joint aérea دولي الدولي الجوية hava"
)
"""May stand between a name and its generic noun: Balad Air Base, Conoco gas field."""
ROMANISED: Final = _words("kataib katibat saraya liwa harakat faylaq jabal")
"""Generic nouns that are themselves romanised, so that their spelling wanders."""


def _kinds() -> dict[str, frozenset[Kind]]:
    kinds: defaultdict[str, set[Kind]] = defaultdict(set)
    for kind, words in _GENERIC.items():
        for word in _words(words):
            kinds[word].add(kind)
    return {word: frozenset(found) for word, found in kinds.items()}


KINDS: Final = _kinds()
"""Each generic noun with the kinds of thing it may name."""
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
OTHER_THINGS: Final = _words(
    """airlines airways university college school hospital mosque shrine tomb street square avenue
    city town village district province governorate river lake dam valley club team league fc
    festival foundation bank hotel stadium cup diwan airline academy institute museum island library decree
    refugee prison bridge crossing بن جامعة مدينة شارع مستشفى مسجد نادي مصرف بحيرة"""
) - {"بن"}
"""Beside a lone part of a name these say that another thing is meant: Sadr City, Badr Airlines."""
GEOGRAPHIC: Final = _words(
    "city town village district province governorate square island bridge crossing valley avenue"
)
"""Of those, what may well follow a place of the list in full: al-Qaim crossing."""
HOMOGRAPHS: Final = _words(
    "العديد القائم الصدر بلد حرير الحرير الشرع السلام النصر القدس الأمل النور"
)
"""Names that are ordinary Arabic words too: many, existing, chest, country, silk, law."""
PLACE_WORDS: Final = _words(
    "في قرب من إلى باتجاه مدينة قضاء قاعدة منطقة معبر بلدة ناحية محافظة شمال جنوب شرق غرب"
)
"""Before a homograph these say that the place is meant."""
TITLES: Final = _words(
    """sheikh shaykh sheik sayyid sayed seyyed syed ayatollah imam hajj haji hajji mullah mawla
    emir amir mr mrs ms dr gen col maj lt brig adm prof pm president premier minister cleric
    commander general colonel leader king prince abu الرئيس الوزير السيد الشيخ الحاج القائد
    الوزراء العراقي"""
) - {"abu"}
"""Stand before a family name without making it another person's."""
_NATIONS: Final = (
    "us usa american americans america أمريكي أمريكية الأمريكية",
    "uk british britain",
    "iraq iraqi iraqis العراق العراقي العراقية عراق عراقي عێراق irak ирак ирака",
    "iran iranian iranians إيران الإيراني الإيرانية",
    "syria syrian syrians سوريا السوري السورية",
    "lebanon lebanese لبنان اللبناني اللبنانية",
    "yemen yemeni yemenis اليمن اليمني اليمنية",
    "israel israeli israelis إسرائيل الإسرائيلي",
    "palestine palestinian palestinians فلسطين الفلسطيني الفلسطينية",
    "jordan jordanian الأردن",
    "turkey turkish türkiye تركيا",
    "kuwait kuwaiti الكويت",
    "saudi السعودية",
    "qatar qatari قطر",
    "kurdistan kurdish kurds كردستان کوردستان",
    "egypt egyptian مصر",
)
NATIONS: Final = {word: group - {word} for group in map(_words, _NATIONS) for word in group}
"""Names of one country and of its people: US embassy, American embassy."""
PLACES: Final = (
    frozenset(NATIONS) - _words("us usa american americans america uk british britain")
) | _words(
    """baghdad damascus beirut tehran sanaa gaza ankara riyadh doha cairo erbil anbar basra najaf
    karbala mosul kirkuk nineveh ninewa diyala tikrit sulaimaniyah idlib aleppo raqqa homs hasakah
    deir golan hodeidah saada بغداد كركوك الموصل تكريت دمشق تهران بيروت"""
)
"""Places of the region this program is made for: a story that names one may mean its people."""
DEMONYMS: Final = (
    frozenset(NATIONS)
    | PLACES
    | _words(
        """emirati bahraini omani oman libyan sudan sudanese afghan afghanistan pakistani french german
    russian chinese arab shia shiite sunni islamist jihadist pro anti ex european western monday
    tuesday wednesday thursday friday saturday sunday north south east west"""
    )
)
"""Stand before a name without belonging to it: Lebanese, Iraq's, pro-."""
COMMON_PARTS: Final = _words(
    """mohammed ahmad mahmoud hamid ali hassan hussein abbas jafar musa omar othman abu abd abdul
    abdullah abdulrahman ibrahim ismail yusuf khalid karim rahim saleh salim said jamal jamil
    kamal mustafa murtada mahdi hadi haidar qasim qassem naim faisal fahd majid nasser nasir rashid
    hezbollah hizb ansar ansarallah allah islam islamic islami imam jihad haq sham quds din
    salam nasr fath nur amal ahl umm ibn bin khor ain ras wadi tal umar sayyid shahid martyr iraq syria iran lebanon yemen
    حزب الله انصار علي محمد احمد حسن حسين عباس القدس الاسلامي الاسلاميه العراق الشعبي انصارالله حزبالله نصرالله الشهداء السيد الامام"""
)
"""Parts of many names; alone they stand for none."""
