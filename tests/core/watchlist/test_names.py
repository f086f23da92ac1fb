"""The name finder as a whole: which spellings of a small list it knows."""

import pytest

from watcher.core.watchlist.language import Name, Spelling
from watcher.core.watchlist.names import NameFinder
from watcher.model import EntryId, How


def name(written, *aliases, id=None, type=None, **more):
    return Name(
        id=EntryId(id or written.lower().replace(" ", "-")),
        name=written,
        aliases=aliases,
        type=EntryId(type) if type else None,
        **more,
    )


DESK = (
    name("Hamza al-Zubaydi", "حمزة الزبيدي", id="zubaydi", type="person"),
    name("Rafiq Jafari Tamimi", id="tamimi", type="person"),
    name("Abdul-Karim al-Jaburi", id="jaburi", type="person"),
    name("Liwa al-Zafar", "لواء الظفر", id="zafar", type="group", not_this=("Zafar Park",)),
    name("Harakat Ruh Allah", id="ruhallah", type="group"),
    name("Imam Jafar Brigades", id="imam-jafar", type="group"),
    name("National Defence Forces", id="ndf", type="group", short_names=("NDX",)),
    name("Dawnwatch", id="dawnwatch", type="group"),
    name("Habbaniyah Air Base", "Habbaniyah base", "قاعدة الحبانية", id="habbaniyah", type="base"),
    name("Rumaila oil field", id="rumaila", type="base"),
    name("Qasr Shirin", "قصر شيرين", id="qasr", type="place"),
    name("Port of Faw", "Faw port", id="faw", type="place"),
    name("Peace Line", "Peace Road", id="line", type="place", not_this=("—",)),
    name("German embassy in Amman", id="embassy", type="place"),
    name("US consulate in Amman", id="consulate", type="place"),
    name("Mersad-3", "Mersad 3", id="mersad", type="weapon"),
    name("Samir", id="samir"),
    name("Free Officers in Jordan", id="officers", type="group"),
    name("Nuh Sami Daud Qadri", id="qadri", type="person"),
    name("Free Officers Aden", id="aden", type="group"),
    name("Ruhallah Basri", "Ruhollah Basri", id="basri", type="person"),
    name("Rasidun", "الراصدون", id="rasidun", type="group"),
    name("Madain", "النور", id="nur", type="place"),
    name("كتيبة الشهيد حازم", id="hazim", type="group"),
    name("Fajr al-Sahil", "فجر الساحل", id="fajr", type="group"),
)
FINDER = NameFinder(DESK, ["Amman", "gun*", "joint patrol"])


def found(text, finder=FINDER):
    return [(find.name, text[find.span.start : find.span.end]) for find in finder.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # As written, and what folding forgives.
        ("Hamza al-Zubaydi spoke.", [("zubaydi", "Hamza al-Zubaydi")]),
        ("HAMZA AL-ZUBAYDI SPOKE", [("zubaydi", "HAMZA AL-ZUBAYDI")]),
        ("Ḥamza al‑Zubaydī spoke", [("zubaydi", "Ḥamza al‑Zubaydī")]),
        ("Hamza\nal-Zubaydi spoke", [("zubaydi", "Hamza\nal-Zubaydi")]),
        ("Ham\u200bza al-Zubaydi", [("zubaydi", "Ham\u200bza al-Zubaydi")]),
        ("Hamza&nbsp;al-Zubaydi", [("zubaydi", "Hamza&nbsp;al-Zubaydi")]),
        ("“Hamza al-Zubaydi’s” man", [("zubaydi", "Hamza al-Zubaydi")]),
        # Romanisation, articles, typing errors, scanning.
        ("Hamzah Zubaidi spoke", [("zubaydi", "Hamzah Zubaidi")]),
        ("Hamza az-Zubaydi spoke", [("zubaydi", "Hamza az-Zubaydi")]),
        ("Hamza al-Zubyadi spoke", [("zubaydi", "Hamza al-Zubyadi")]),
        ("Hamza a1-Zubaydi spoke", [("zubaydi", "Hamza a1-Zubaydi")]),
        ("Rafik Jaafari al-Tamimi spoke", [("tamimi", "Rafik Jaafari al-Tamimi")]),
        ("Rafiq Tamimi spoke", [("tamimi", "Rafiq Tamimi")]),
        ("Abd al-Karim al-Juburi", [("jaburi", "Abd al-Karim al-Juburi")]),
        ("Abdelkareem Jabouri", [("jaburi", "Abdelkareem Jabouri")]),
        ("Harakat Ruhollah men", [("ruhallah", "Harakat Ruhollah")]),
        ("the National Defense Force", [("ndf", "National Defense Force")]),
        # Generic nouns exchanged, left out, in front, behind.
        ("the Zafar militia", [("zafar", "Zafar militia")]),
        ("the Zafar Brigade", [("zafar", "Zafar Brigade")]),
        ("Kataib Imam Jafar", [("imam-jafar", "Kataib Imam Jafar")]),
        ("a shrine of Imam Jafar", []),
        ("drones hit Habbaniyah airbase", [("habbaniyah", "Habbaniyah airbase")]),
        ("the Rumaila gas plant", [("rumaila", "Rumaila gas plant")]),
        ("Faw's port reopened", [("faw", "Faw's port")]),
        ("the town of Faw", []),
        # Glue and breaks.
        ("#HamzaAlZubaydi", [("zubaydi", "HamzaAlZubaydi")]),
        ("guards ofHamza al-Zubaydiwarned", [("zubaydi", "Hamza al-Zubaydi")]),
        ("Hamza alZubaidi spoke", [("zubaydi", "Hamza alZubaidi")]),
        ("HamzahZubaidi spoke", [("zubaydi", "HamzahZubaidi")]),
        ("said RafikJaafari Tamimi", [("tamimi", "RafikJaafari Tamimi")]),
        ("atHamzahZubaidi, toSamir", [("zubaydi", "HamzahZubaidi"), ("samir", "Samir")]),
        ("McDonald met DawnWatch", [("dawnwatch", "DawnWatch")]),
        ("Hamzahal-Zubaydi spoke", [("zubaydi", "Hamzahal-Zubaydi")]),
        ("Hamza al-Zu-\nbaydi spoke", [("zubaydi", "Hamza al-Zu-\nbaydi")]),
        ("Prime Ministeral-Zubaydi hit by drones", [("zubaydi", "al-Zubaydi")]),
        # Numbers.
        ("two Mersad-3s", [("mersad", "Mersad-3")]),
        ("a Mersad3 drone", [("mersad", "Mersad3")]),
        ("a Mersad-4", []),
        # Countries.
        ("Germany's embassy in Amman", [("embassy", "embassy in Amman")]),
        ("the French embassy in Amman", []),
        ("The United States shut its consulate in Amman", [("consulate", "consulate in Amman")]),
        ("The United Nations and Gulf states praised the consulate in Amman", []),
        ("the Jordanian Free Officers", [("officers", "Jordanian Free Officers")]),
        ("Hamza al-Zubaydl spoke", [("zubaydi", "Hamza al-Zubaydl")]),
        ("troops on the Piece Line", []),
        # Other scripts.
        ("Katibat al-Shahid Hazim", [("hazim", "Katibat al-Shahid Hazim")]),
        ("قال الراصدين", [("rasidun", "الراصدين")]),
        ("والراصدون", [("rasidun", "الراصدون")]),
        ("قرب النور", [("nur", "النور")]),
        ("النور من الله", []),
        ("ضوء النور", []),
        ("موشک فجر ساحل", [("fajr", "فجر ساحل")]),
        ("قال حمزة الزبيدي", [("zubaydi", "حمزة الزبيدي")]),
        ("وقال لحمزة الزبيدي", [("zubaydi", "حمزة الزبيدي")]),
        ("هجوم على لواء الظفر", [("zafar", "لواء الظفر")]),
        ("من قاعدة الحبانية", [("habbaniyah", "قاعدة الحبانية")]),
        ("پایگاه حبانیه", [("habbaniyah", "پایگاه حبانیه")]),
        ("رفيق جعفري التميمي", [("tamimi", "رفيق جعفري التميمي")]),
        ("قەسری شیرین", [("qasr", "قەسری شیرین")]),
        ("Хамза аз-Зубайди выступил", [("zubaydi", "Хамза аз-Зубайди")]),
        ("базу Хаббания", [("habbaniyah", "базу Хаббания")]),
        # Other languages write small letters, and an accent shows them; their articles are no names.
        ("dicen los raasidún", [("rasidun", "raasidún")]),
        ("dicen los raasidun", []),
        ("Los Raasidun", [("rasidun", "Raasidun")]),
        ("en la línea de paz", []),
        # Sentences end names.
        ("He met Hamza. Al-Zubaydi left.", []),
        ("Hamza, Zubaydi", []),
        ("Hamza al al al al Zubaydi", []),
        ("Hamza and Zubaydi", []),
        ("the Free Officers in Jordan", [("officers", "Free Officers in Jordan")]),
        ("the Loyal Officers in Jordan", []),
        ("Officers in Jordan", []),
        ("Free, officers in Jordan", []),
        ("Free al al al Officers in Jordan", []),
        ("Nuh Sami Qadri spoke", [("qadri", "Nuh Sami Qadri")]),
        ("Nuh Daud Qadri spoke", [("qadri", "Nuh Daud Qadri")]),
        ("Nuh Sami Rafiq Qadri spoke", []),
        ("Rafiq Jafari", []),
        ("Rafiq Jafari spoke", []),
        ("", []),
        ("12 345", []),
    ],
)
def test_a_name_is_found_however_it_is_spelled(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # After the full name.
        ("Hamza al-Zubaydi spoke. Zubaydi left.", ["Hamza al-Zubaydi", "Zubaydi"]),
        ("The Zafar Brigade spoke. Zafar left.", ["Zafar Brigade", "Zafar"]),
        # Beside the vocabulary of conflict, a place, another name.
        ("Rockets fell as al-Zubaydi spoke.", ["al-Zubaydi"]),
        ("In Baghdad al-Zubaydi spoke.", ["al-Zubaydi"]),
        ("Rockets hit Az Zubaydi men.", ["Az Zubaydi"]),
        ("Rockets hit. As Zubaydi spoke", ["Zubaydi"]),
        ("Rockets hit as Zubaydi spoke", ["Zubaydi"]),
        ("Habbaniyah base heard Zafar.", ["Habbaniyah base", "Zafar"]),
        ("قتل جندي في هجوم قرب الحبانية.", ["الحبانية"]),
        # Alone: too little.
        ("Zafar opened a shop.", []),
        ("Al-Zubaydi opened a shop.", []),
        ("In Baghdad Zafar opened.", []),
        # Inside another name.
        ("Rockets fell on Rashid al-Zubaydi.", []),
        ("Rockets fell on Zubaydi Street.", []),
        ("Rockets fell on Zafar Khan.", []),
        ("Rockets fell on Zafar Airways.", []),
        ("Rockets fell on Mount Zafar University.", []),
        ("Rockets fell on lake Habbaniyah.", []),
        ("Rockets fell on Al-Rumaila.", []),
        ("Rockets fell on Zafar airport.", []),
        ("Rockets fell on Jund-e Zafar.", []),
        ("Rockets fell; Dawnwatch al-Sham denies.", []),
        ("Rockets fell; Dawnwatch denies.", ["Dawnwatch"]),
        ("Rockets fell as General Zubaydi spoke.", ["Zubaydi"]),
        ("ROCKETS FELL, SAYS RASHID ZUBAYDI", ["ZUBAYDI"]),
    ],
)
def test_a_part_of_a_name_needs_company_and_must_be_nobody_elses(text, expected):
    assert [surface for _, surface in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets hit the NDX post", [("ndf", "NDX")]),
        ("NDXs in Amman", [("ndf", "NDX")]),
        ("A gunsmith joined the NDX", [("ndf", "NDX")]),
        ("A joint patrol of the NDX", [("ndf", "NDX")]),
        ("The joint was hot at NDX", []),
        ("Hamza al-Zubaydi of NDX", [("zubaydi", "Hamza al-Zubaydi"), ("ndf", "NDX")]),
        ("The NDX index rose", []),
        ("Rockets hit the ndx post", []),
        ("National Defence Forces (NDF)", [("ndf", "National Defence Forces"), ("ndf", "NDF")]),
        ("An NDU fighter was seen", [("ndf", "NDU")]),
        ("The NDF index rose", []),
        ("ROCKETS HIT NDF POST", []),
    ],
)
def test_short_names_and_initials_count_in_their_capitals_and_in_company(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a picnic in Zafar Park with the Zafar militia", ["Zafar militia"]),
        ("troops held the Peace Line", ["Peace Line"]),
        ("a Peace Line of clothing", []),
        ("troops want a peace line", []),
        ("Samir", ["Samir"]),
        ("the Samirs", ["Samirs"]),
        ("Samirr and Smir and Sameer", []),
        ("al-Sameir came", ["al-Sameir"]),
        ("Dawnwach fired", ["Dawnwach"]),
        ("dawnwach fired", []),
        ("German envoys left the embassy in Amman", ["embassy in Amman"]),
        ("the embassy in Amman", []),
        ("Germans at the French embassy in Amman", []),
    ],
)
def test_short_ordinary_and_vetoed_names_are_handled_with_care(text, expected):
    assert [surface for _, surface in found(text)] == expected


def test_of_overlapping_names_the_longer_stays():
    finder = NameFinder([name("Zafar"), name("Liwa al-Zafar al-Sham", id="sham")])
    assert found("Liwa al-Zafar al-Sham and Zafar", finder) == [
        ("sham", "Liwa al-Zafar al-Sham"),
        ("zafar", "Zafar"),
    ]


@pytest.mark.parametrize(
    ("spelling", "text", "expected"),
    [
        (Spelling.EXACT, "Dawnwatch Koroghlu", True),
        (Spelling.EXACT, "Dawnwatch Koroglu", False),
        (Spelling.CLOSE, "Dawnwatch Koroglu", True),
        (Spelling.CLOSE, "Dawnwatch Karoghla", False),
        (Spelling.LOOSE, "Dawnwatch Kerughlu", True),
    ],
)
def test_the_spelling_level_says_how_far_a_name_may_wander(spelling, text, expected):
    finder = NameFinder([name("Dawnwatch Koroghlu", spelling=spelling)])
    assert bool(finder.find(text)) is expected


@pytest.mark.parametrize(
    ("text", "how", "why"),
    [
        ("Hamza al-Zubaydi", How.EXACT, "written as “Hamza al-Zubaydi”"),
        ("Hamzah al-Zubaidi", How.SPELLING, "for “Hamza al-Zubaydi”, another romanisation"),
        ("Rockets hit Zubaydi", How.PART, "the distinctive part of “Hamza al-Zubaydi”"),
        ("Хамза Зубайди", How.SCRIPT, "for “Hamza al-Zubaydi”, the same in another script"),
        (
            "ofHamza al-Zubaydi",
            How.GLUED,
            "for “Hamza al-Zubaydi”, glued to another word",
        ),
    ],
)
def test_every_find_says_how_it_was_made_and_why_it_is_the_same_name(text, how, why):
    (find,) = FINDER.find(text)
    assert (find.how, find.why) == (how, why)
    assert 0 < find.score <= 1
    assert (find.score == 1) == (how in {How.EXACT, How.PART, How.GLUED})
