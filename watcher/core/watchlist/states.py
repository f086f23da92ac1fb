"""States and powers as news names them: by country, by people, by capital. Pure.

A small closed table, folded on load. The first word or words of a line are what an alert writes;
behind the bar stand the words that only qualify a noun: “Israeli drones”.
"""

from typing import Final

from watcher.core.text.tokens import folded_words

_TABLE: Final = """
US, U.S., USA, United States, America, أمريكا, أميركا, الولايات المتحدة | American, Americans, الأمريكي, الأمريكية, الأميركي, الأميركية, أمريكية, أميركية, أمريكي, أميركي
UK, U.K., Britain, United Kingdom, بريطانيا | British, البريطاني, البريطانية, بريطانية
France, فرنسا | French, الفرنسي, الفرنسية, فرنسية
Germany, ألمانيا | German, الألماني, الألمانية
Russia, روسيا | Russian, الروسي, الروسية, روسية
China, الصين | Chinese, الصيني, الصينية
Israel, إسرائيل, تل أبيب | Israeli, الإسرائيلي, الإسرائيلية, إسرائيلية, إسرائيلي
Iran, Islamic Republic, إيران | Iranian, Iranians, الإيراني, الإيرانية, إيرانية, إيراني
Iraq, العراق | Iraqi, Iraqis, العراقي, العراقية, عراقية, عراقي
Syria, سوريا, سورية | Syrian, السوري, السورية
Lebanon, لبنان | Lebanese, اللبناني, اللبنانية
Turkey, Türkiye, Turkiye, تركيا | Turkish, التركي, التركية, تركية, تركي
Jordan, الأردن | Jordanian, الأردني, الأردنية
Kuwait, الكويت | Kuwaiti, الكويتي, الكويتية
Qatar, قطر | Qatari, القطري, القطرية
Saudi Arabia, السعودية | Saudi, السعودي
Bahrain, البحرين | Bahraini
UAE, U.A.E., Emirates, الإمارات | Emirati, الإماراتي, الإماراتية
Oman, سلطنة عمان | Omani, العماني, العمانية
Yemen, اليمن | Yemeni, اليمني, اليمنية
Egypt, مصر | Egyptian, المصري, المصرية
Pakistan, باكستان | Pakistani
Afghanistan, أفغانستان | Afghan
India, الهند | Indian
Ukraine, أوكرانيا | Ukrainian
Palestine, فلسطين | Palestinian, الفلسطيني, الفلسطينية
Gaza, غزة |
Kurdistan, كردستان | Kurdish, الكردي, الكردية
UN, U.N., United Nations, الأمم المتحدة |
EU, E.U., European Union, الاتحاد الأوروبي | European
NATO, الناتو |
Washington, واشنطن |
Pentagon, البنتاغون |
White House, البيت الأبيض |
Kremlin, الكرملين |
Tel Aviv |
Tehran, طهران |
Ankara, أنقرة |
Moscow, موسكو |
Beijing, بكين |
Riyadh, الرياض |
Doha, الدوحة |
Muscat, مسقط |
Cairo, القاهرة |
Damascus, دمشق |
Baghdad, بغداد |
"""  # noqa: E501 - one state, one line

PLAIN: Final[dict[tuple[str, ...], str]] = {}
"""The folded words of a state that stand for themselves, and what an alert calls it."""
QUALIFYING: Final[dict[tuple[str, ...], str]] = {}
"""The folded words that need a noun behind them (in Arabic before them)."""
for _line in _TABLE.strip().splitlines():
    _plain, _qualifying = (part.split(",") for part in _line.split("|"))
    for _form in _plain:
        PLAIN[folded_words(_form)] = _plain[0]
    for _form in filter(str.strip, _qualifying):
        QUALIFYING[folded_words(_form)] = _plain[0]
