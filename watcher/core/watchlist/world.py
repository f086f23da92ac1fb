"""What a name finder must know of the world: countries, titles, things that share names. Pure.

Small closed tables, folded on load, so that they can be written as people write.
"""

from typing import Final

from watcher.core.watchlist.grammar import folded_set

OTHER_THINGS: Final = folded_set(
    """airlines airways university college school hospital mosque shrine tomb street square avenue
    city town village district province governorate river lake dam valley club team league fc
    festival foundation bank hotel stadium cup diwan airline academy institute museum island
    library decree
    refugee prison bridge crossing بن جامعة مدينة شارع مستشفى مسجد نادي مصرف بحيرة"""
) - {"بن"}
"""Beside a lone part of a name these say that another thing is meant: Zubaydi Street."""
GEOGRAPHIC: Final = folded_set(
    "city town village district province governorate square island bridge crossing valley avenue"
)
"""Of those, what may well follow a place of the list in full: al-Qaim crossing."""
HOMOGRAPHS: Final = folded_set(
    "العديد القائم الصدر بلد حرير الحرير الشرع السلام النصر القدس الأمل النور"
)
"""Names that are ordinary Arabic words too: many, existing, chest, country, silk, law."""
PLACE_WORDS: Final = folded_set(
    "في قرب من إلى باتجاه مدينة قضاء قاعدة منطقة معبر بلدة ناحية محافظة شمال جنوب شرق غرب"
)
"""Before a homograph these say that the place is meant."""
TITLES: Final = folded_set(
    """sheikh shaykh sheik sayyid sayed seyyed syed ayatollah imam hajj haji hajji mullah mawla
    emir amir mr mrs ms dr gen col maj lt brig adm prof pm president premier minister cleric
    commander general colonel leader king prince abu الرئيس الوزير السيد الشيخ الحاج القائد
    الوزراء العراقي"""
) - {"abu"}
"""Stand before a family name without making it another person's."""
_NATIONS: Final = (
    "us usa american americans america أمريكي أمريكية الأمريكية",
    "uk british britain",
    "germany german germans",
    "france french",
    "russia russian russians",
    "china chinese",
    "italy italian",
    "spain spanish",
    "sweden swedish",
    "netherlands dutch",
    "iraq iraqi iraqis العراق العراقي العراقية عراق عراقي عێراق irak ирак ирака",
    "iran iranian iranians إيران الإيراني الإيرانية",
    "syria syrian syrians سوريا السوري السورية",
    "lebanon lebanese لبنان اللبناني اللبنانية",
    "yemen yemeni yemenis اليمن اليمني اليمنية",
    "israel israeli israelis إسرائيل الإسرائيلي الإسرائيلية إسرائيلي إسرائيلية",
    "palestine palestinian palestinians فلسطين الفلسطيني الفلسطينية",
    "jordan jordanian الأردن",
    "turkey turkish türkiye تركيا",
    "kuwait kuwaiti الكويت",
    "saudi السعودية",
    "qatar qatari قطر",
    "kurdistan kurdish kurds كردستان کوردستان",
    "egypt egyptian مصر",
)
NATIONS: Final = {word: group - {word} for group in map(folded_set, _NATIONS) for word in group}
"""Names of one country and of its people: US embassy, American embassy."""
LONG_NAMES: Final = {"us": "united states", "uk": "united kingdom"}
"""Countries that are also called by several words."""
PLACES: Final = (
    frozenset(NATIONS)
    - folded_set(
        "us usa american americans america uk british britain "
        "germany german germans france french russia russian russians china chinese italy italian "
        "spain spanish sweden swedish netherlands dutch"
    )
) | folded_set(
    """baghdad damascus beirut tehran sanaa gaza ankara riyadh doha cairo erbil anbar basra najaf
    karbala mosul kirkuk nineveh ninewa diyala tikrit sulaimaniyah idlib aleppo raqqa homs hasakah
    deir golan hodeidah saada بغداد كركوك الموصل تكريت دمشق تهران بيروت"""
)
"""Places of the region this program is made for: a story that names one may mean its people."""
DEMONYMS: Final = (
    frozenset(NATIONS)
    | PLACES
    | folded_set(
        """emirati bahraini omani oman libyan sudan sudanese afghan afghanistan pakistani french
        german
    russian chinese arab shia shiite sunni islamist jihadist pro anti ex european western monday
    tuesday wednesday thursday friday saturday sunday north south east west"""
    )
)
"""Stand before a name without belonging to it: Lebanese, Iraq's, pro-."""
KNOWN: Final = DEMONYMS | OTHER_THINGS | TITLES
"""Words that everybody knows, beside the ordinary ones: no misspellings and no glue."""
COMMON_PARTS: Final = folded_set(
    """mohammed ahmad mahmoud hamid ali hassan hussein abbas jafar musa omar othman abu abd abdul
    abdullah abdulrahman ibrahim ismail yusuf khalid karim rahim saleh salim said jamal jamil
    kamal mustafa murtada mahdi hadi haidar qasim qassem naim faisal fahd majid nasser nasir rashid
    hezbollah hizb ansar ansarallah allah islam islamic islami imam jihad haq sham quds din
    salam nasr fath nur amal ahl umm ibn bin khor ain ras wadi tal umar sayyid shahid martyr
    iraq syria iran lebanon yemen
    حزب الله انصار علي محمد احمد حسن حسين عباس القدس الاسلامي الاسلاميه العراق الشعبي
    انصارالله حزبالله نصرالله الشهداء السيد الامام"""
)
"""Parts of many names; alone they stand for none."""
