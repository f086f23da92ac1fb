"""What each level of `spelling` lets a name wander: the same table for all three."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.watchlist.test_names import name
from tests.core.watchlist.test_names_promises import NEWSY
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.language import Spelling
from watcher.core.watchlist.names import NameFinder
from watcher.model import How

EXACT, CLOSE, LOOSE = Spelling
NEVER, ALWAYS = (), tuple(Spelling)
FROM_CLOSE = (CLOSE, LOOSE)


def desk(spelling):
    return [
        name("Hamza al-Zubaydi", "حمزة الزبيدي", id="zubaydi", type="person", spelling=spelling),
        name("Liwa al-Zafar", "لواء الظفر", id="zafar", type="group", spelling=spelling),
        name("Habbaniyah Air Base", "قاعدة الحبانية", id="base", type="base", spelling=spelling),
        name("Port of Faw", id="faw", type="place", not_this=("Port of Faw Street",), spelling=spelling),
        name("Samir", id="samir", spelling=spelling),
        name("Rasidun", "الراصدون", id="rasidun", spelling=spelling),
        name("Mersad-3", id="mersad", spelling=spelling),
        name("Abdul-Karim al-Jaburi", id="jaburi", type="person", spelling=spelling),
        name("Harakat Ruh Allah", id="ruh", spelling=spelling),
        name("Free Officers in Jordan", id="officers", short_names=("FOX",), spelling=spelling),
        name("Koroghlu Battalion", id="koroghlu", spelling=spelling),
        name("German embassy in Amman", id="embassy", spelling=spelling),
        name("كتيبة الشهيد حازم", id="hazim", spelling=spelling),
        name("Dawnwatch", id="dawnwatch", spelling=spelling),
        name("The Kordans", id="kordans", spelling=spelling),
    ]  # fmt: skip


FINDERS = {level: NameFinder(desk(level)) for level in Spelling}


@pytest.mark.parametrize(
    ("text", "surface", "levels"),
    [
        # The same letters after preparation, whatever the case, the marks, the line ends.
        ("Hamza al-Zubaydi", "Hamza al-Zubaydi", ALWAYS),
        ("HAMZA AL‑ZUBAYDĪ", "HAMZA AL‑ZUBAYDĪ", ALWAYS),
        ("Hamza\nAl Zubaydi", "Hamza\nAl Zubaydi", ALWAYS),
        ("Hamza al-Zubaydi’s men", "Hamza al-Zubaydi", ALWAYS),
        ("حمزه الزُّبيدى", "حمزه الزُّبيدى", ALWAYS),
        ("the Port of Faw reopened", "Port of Faw", ALWAYS),
        ("كتيبة الشهيد حازم", "كتيبة الشهيد حازم", ALWAYS),
        ("Mersad 3s", "Mersad 3", ALWAYS),
        # Glue and line ends are mended at every level.
        ("ofHamza al-Zubaydi", "Hamza al-Zubaydi", ALWAYS),
        ("#HamzaAlZubaydi", "HamzaAlZubaydi", ALWAYS),
        ("Hamza al-Zu-\nbaydi", "Hamza al-Zu-\nbaydi", ALWAYS),
        ("Habbaniyah airbase", "Habbaniyah airbase", ALWAYS),
        ("Mersad3", "Mersad3", ALWAYS),
        ("Abdulkarim al-Jaburi", "Abdulkarim al-Jaburi", ALWAYS),
        ("Harakat Ruhallah", "Harakat Ruhallah", ALWAYS),
        # Short names count in their capitals at every level.
        ("Rockets hit the FOX post", "FOX", ALWAYS),
        # Articles.
        ("Hamza Zubaydi", "Hamza Zubaydi", FROM_CLOSE),
        ("Hamza az-Zubaydi", "Hamza az-Zubaydi", FROM_CLOSE),
        ("Hamza el-Zubaydi", "Hamza el-Zubaydi", FROM_CLOSE),
        ("Abd al-Karim al-Jaburi", "Abd al-Karim al-Jaburi", FROM_CLOSE),
        ("حمزة زبيدي", "حمزة زبيدي", FROM_CLOSE),
        ("اللواء الظفر", "اللواء الظفر", FROM_CLOSE),
        ("كتيبة شهيد حازم", "كتيبة شهيد حازم", FROM_CLOSE),
        # What Arabic writes onto a word.
        ("وحمزة الزبيدي", "حمزة الزبيدي", FROM_CLOSE),
        ("قال والراصدون", "الراصدون", FROM_CLOSE),
        ("لحمزة الزبيدي", "حمزة الزبيدي", FROM_CLOSE),
        # Romanisation, doubled letters, one edit, misread letters, the plural.
        ("Hamzah al-Zubaydi", "Hamzah al-Zubaydi", FROM_CLOSE),
        ("Hamza al-Zubaidi", "Hamza al-Zubaidi", FROM_CLOSE),
        ("Hammza al-Zubaydi", "Hammza al-Zubaydi", FROM_CLOSE),
        ("Hamza al-Zubzydi", "Hamza al-Zubzydi", FROM_CLOSE),
        ("Hamza a1-Zubaydi", "Hamza a1-Zubaydi", FROM_CLOSE),
        ("the Samirs", "Samirs", FROM_CLOSE),
        ("the Dawnwatches", "Dawnwatches", FROM_CLOSE),
        ("the Dawnwatchs", "Dawnwatchs", FROM_CLOSE),
        ("Koroghlu Battalions", "Koroghlu Battalions", FROM_CLOSE),
        ("الراصدين", "الراصدين", FROM_CLOSE),
        # Nouns, connectors, countries, the distinctive part, initials.
        ("the Zafar Brigade", "Zafar Brigade", FROM_CLOSE),
        ("Habbaniyah base", "Habbaniyah base", FROM_CLOSE),
        ("Faw port", "Faw port", FROM_CLOSE),
        ("Free Officers of Jordan", "Free Officers of Jordan", FROM_CLOSE),
        ("the Jordanian Free Officers", "Jordanian Free Officers", FROM_CLOSE),
        ("Germany’s embassy in Amman", "embassy in Amman", FROM_CLOSE),
        ("Rockets hit Zafar", "Zafar", FROM_CLOSE),
        ("said Kordans", "Kordans", FROM_CLOSE),
        ("Rockets hit an LZ fighter", "LZ", FROM_CLOSE),
        # Other scripts.
        ("Хамза аз-Зубайди", "Хамза аз-Зубайди", FROM_CLOSE),
        ("Katibat al-Shahid Hazim", "Katibat al-Shahid Hazim", FROM_CLOSE),
        ("پایگاه حبانیه", "پایگاه حبانیه", FROM_CLOSE),
        # Two edits in a long word.
        ("Karoghla Battalion", "Karoghla Battalion", (LOOSE,)),
        # Other letters, at no level.
        ("Sameer", "", NEVER),
        ("Hamza, al-Zubaydi", "", NEVER),
        ("Port. Of Faw", "", NEVER),
        ("Mersad-4", "", NEVER),
        ("Port of Faw Street", "", NEVER),
    ],
)
def test_each_level_lets_a_name_wander_so_far(text, surface, levels):
    for level, finder in FINDERS.items():
        found = [text[find.span.start : find.span.end] for find in finder.find(text)]
        assert found == ([surface] if level in levels else []), level


@pytest.mark.parametrize(("text", "start"), [("al-Samir", 3), ("the Kordans", 0)])
def test_an_exact_name_is_quoted_with_the_article_of_the_list_and_no_other(text, start):
    (find,) = FINDERS[EXACT].find(text)
    assert (find.span.start, find.span.end, find.how) == (start, len(text), How.EXACT)


def test_a_loose_name_beside_it_does_not_loosen_a_close_one():
    both = [
        name("Koroghlu Battalion", id="loose", spelling=LOOSE),
        name("Koroghlu Khan", id="close", spelling=CLOSE),
    ]
    assert [one.name for one in NameFinder(both).find("Karoghla Battalion")] == ["loose"]
    assert NameFinder(both).find("Karoghla Khan") == ()


@settings(deadline=None)
@given(NEWSY)
def test_an_exact_find_has_the_letters_of_the_list(text):
    wanted = {"".join(folded_words(form)) for one in desk(EXACT) for form in one.forms} | {"fox"}
    for find in FINDERS[EXACT].find(text):
        assert "".join(folded_words(text[find.span.start : find.span.end])) in wanted


WORDS = st.text("abdehiklmnorsuwyz", min_size=4, max_size=9)


@settings(deadline=None)
@given(WORDS, WORDS, NEWSY)
def test_a_wider_level_finds_a_name_wherever_a_stricter_one_does(first, last, text):
    said = f"{first} {last} {text} {last} al-{first}"
    places = []
    for level in Spelling:
        finder = NameFinder([name(f"{first} {last}", id="one", spelling=level)])
        places.append([find.span for find in finder.find(said)])
    for stricter, wider in pairwise(places):
        assert all(any(one.overlaps(other) for other in wider) for one in stricter)
