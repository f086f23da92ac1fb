"""Keys, scripts and glue: the parts the name finder is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.text.fold import fold
from watcher.core.watchlist.arabic import arabic_key, light_key, skeletons, sounds_like, stems
from watcher.core.watchlist.context import Context
from watcher.core.watchlist.cyrillic import romanised
from watcher.core.watchlist.keys import keys, misread
from watcher.core.watchlist.lexicon import Lexicon
from watcher.core.watchlist.likeness import Likeness
from watcher.core.watchlist.readers import read_arabic
from watcher.core.watchlist.resolve import Resolver
from watcher.core.watchlist.segment import Segmenter
from watcher.core.watchlist.units import listed_words

ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچژگڤە")
LATIN = st.text("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    "spellings",
    [
        "rashid rasheed racheed rachid reshid",
        "yusuf yousouf youssuf yousuf",
        "sharif shareef cherif",
        "jafari jaafari jaafary djafari",
        "qadhi kadi qadi ghadi",
        "suleyman sulaiman souleiman",
        "abdulkarim abdelkarim abdalkareem",
        "nuri noori nouri noury",
        "daud daoud",
        "fatimah fatima fateema",
        "mustafa mostafa moustafa",
        "organisation organization",
        "harbour harbor",
        "ahmed ahmad",
        "jassem jasim",
    ],
)
def test_romanisations_of_one_name_share_a_key(spellings):
    first, *others = spellings.split()
    for other in others:
        assert set(keys(first)) & set(keys(other)), other


@pytest.mark.parametrize(
    "pair",
    [
        "hassan hussein",
        "jamal jamil",
        "karim karam",
        "salim salman",
        "rashid rushdi",
        "hamad hamud",
        "salim salum",
        "nur nar",
        "qadir qadur",
    ],
)
def test_different_names_share_no_key(pair):
    one, other = pair.split()
    assert not set(keys(one)) & set(keys(other))


@given(st.text())
def test_any_folded_word_has_one_or_two_keys(word):
    assert 1 <= len(keys(fold(word))) <= 2


def test_misread_letters_are_read_one_confusion_at_a_time():
    assert "salim" in misread("sa1im")
    assert "iraqi" in misread("lraqi")
    assert "moon" in misread("m0on")
    assert "israel" in misread("lsrael")
    assert misread("tent") == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("والزبيدي", ("زبيدي", 1)),
        ("للزبيدي", ("زبيدي", 0)),
        ("وبالزبيدي", ("زبيدي", 2)),
        ("بالزبيدي", ("زبيدي", 1)),
        ("زبيدي", ("زبيدي", 0)),
        ("فلان", ("لان", 1)),
    ],
)
def test_clitics_and_article_come_off(word, expected):
    assert expected in [(stem.text, stem.clitic) for stem in stems(word)]


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        # What is cut off in front, and whether the article is.
        ("والزبيدي", [("", False), ("و", False), ("وال", True)]),
        ("وبالفاو", [("", False), ("و", False), ("وب", False), ("وبال", True)]),
        ("للفاو", [("", False), ("لل", True), ("ل", False)]),
        # Of a stem three letters must be left, of what bears an article too.
        ("وعد", [("", False)]),
        ("وعدا", [("", False), ("و", False)]),
        ("بغد", [("", False)]),
        ("بغدا", [("", False), ("ب", False)]),
        ("الفا", [("", False)]),
        ("الفاو", [("", False), ("ال", True)]),
        ("للفا", [("", False), ("ل", False)]),
        ("ولدي", [("", False), ("و", False)]),
        ("ولديه", [("", False), ("و", False), ("ول", False)]),
        ("وتدريب", [("", False), ("و", False)]),
    ],
)
def test_these_are_all_stems_of_a_word(word, cut):
    assert [(word.removesuffix(stem.text), stem.has_article) for stem in stems(word)] == cut


@given(ARABIC)
def test_a_stem_is_the_end_of_its_word(word):
    for stem in stems(word):
        assert word.endswith(stem.text)
        assert 0 <= stem.clitic <= len(word) - len(stem.text)


@pytest.mark.parametrize(
    ("one", "other"), [("تميميون", "تميميين"), ("تميمي", "تميميه"), ("كتاب", "كتابها")]
)
def test_endings_of_one_word_meet(one, other):
    assert light_key(one) == light_key(other)


def test_hamza_and_the_sorani_e_are_optional():
    assert arabic_key("شهداء") == arabic_key("شهدا")
    assert arabic_key("مەسعود") == arabic_key("مسعود")


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("زبيدي", "zubaydi"),
        ("رشيد", "rasheed"),
        ("جعفري", "jafari"),
        ("ضياء", "diya"),
        ("ذوالفقار", "dhulfiqar"),
        ("ثامر", "thamir"),
        ("هاشمي", "hashemi"),
        ("وليد", "walid"),
        ("تەميمي", "tamimi"),
        ("گرگان", "gorgan"),
        ("حبانيه", "habbaniyah"),
    ],
)
def test_a_word_in_arabic_script_sounds_like_its_romanisation(arabic, latin):
    word = fold(arabic)
    assert sounds_like(word, latin)
    assert not skeletons(word).isdisjoint(skeletons(latin))


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("زبيدي", "zubadi"), ("رشيد", "rashad"), ("كريم", "karam"), ("سالم", "malis")],
)
def test_other_long_vowels_or_consonants_do_not_sound_alike(arabic, latin):
    assert not sounds_like(fold(arabic), latin)


def test_a_latin_v_is_waw_or_fa():
    assert skeletons("walid") == {"ld", "fld"}


@pytest.mark.parametrize(
    ("arabic", "latin", "alike"),
    [
        ("نور", "nur", True),
        ("نور", "nar", False),
        ("سعيد", "said", True),
        ("سعيد", "sad", False),
        ("سليم", "slm", False),
        ("مصطفي", "mustafa", True),
        ("مصطفي", "mustaf", False),
        ("سالم", "salim", True),
        ("سالم", "sulim", False),
        ("احمد", "ahmad", True),
        ("احمد", "hmad", False),
        ("محمد", "muhammad", True),
        ("وليد", "walid", True),
        ("وليد", "lid", False),
        ("يزيد", "yazid", True),
    ],
)
def test_long_vowels_must_be_heard_and_short_ones_may_be(arabic, latin, alike):
    assert sounds_like(arabic, latin) is alike


@given(ARABIC, LATIN)
def test_no_word_is_too_odd_to_compare(arabic, latin):
    assert sounds_like(arabic, latin) in {True, False}
    assert len(skeletons(arabic)) <= 8


@pytest.mark.parametrize(
    ("word", "latin"),
    [("хамзы", "hamz"), ("зубайди", "zubaydi"), ("хариса", "haris"), ("тамимитов", "tamimi")],
)
def test_cyrillic_words_lose_their_endings(word, latin):
    heard = romanised(fold(word))
    assert any(set(keys(latin)) & set(keys(spelling)) for spelling in heard)


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("зафаром", ["zafarom", "zafar"]),
        ("тора", ["tora", "tor"]),
        ("тои", ["toi"]),
        ("харис", ["haris", "harith", "kharis", "kharith"]),
        ("зафарит", ["zafarit", "zafari"]),
        ("юсуф", ["yusuf", "yuthuf"]),
    ],
)
def test_these_are_the_latin_spellings_of_a_cyrillic_word(word, latin):
    assert romanised(word) == latin


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("zubaydiwarned", ("zubaydi", "warned")),
        ("thezubaydimet", ("the", "zubaydi", "met")),
        ("ofzubaydiandhamza", ("of", "zubaydi", "and", "hamza")),
        ("alzubaydi", ("al", "zubaydi")),
        ("brigadeswarned", ("brigades", "warned")),
        ("ministeral", ("minister", "al")),
        ("warnedagain", ()),
        ("zubaydixq", ()),
        ("xal", ()),
        ("zubaydi" * 20, ()),
    ],
)
def test_glued_words_fall_into_listed_and_ordinary_words(word, pieces):
    assert Segmenter({"zubaydi", "hamza", "al", "in"}).pieces(word) == pieces


@given(st.text("abdehimnorstuwyz", max_size=30))
def test_pieces_are_the_word(word):
    pieces = Segmenter({"zubaydi", "hamza", "rose"}).pieces(word)
    assert "".join(pieces) in {word, ""}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Nasr Allah", ["nasrallah"]),
        ("Abd al-Karim", ["abdulkarim"]),
        ("Abdul Karim", ["abdulkarim"]),
        ("Abdul al-Karim", ["abdulkarim"]),
        ("Allah", ["allah"]),
        ("عبد الكريم", ["عبدالكريم"]),
        ("F-16C", ["f", "16", "c"]),
        ("U.N. House", ["un", "house"]),
    ],
)
def test_a_name_is_cut_into_the_units_of_the_search(written, words):
    assert listed_words(written) == words


def test_words_one_edit_away_are_near_wherever_the_edit_is():
    lexicon = Lexicon(["zubaydi", "rose", "٣"])
    word = "zubaydi"
    edits = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    edits |= {word[:at] + "n" + word[at:] for at in range(1, len(word) + 1)}
    edits |= {word[:at] + "n" + word[at + 1 :] for at in range(1, len(word))}
    edits |= {
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)
    }
    for edit in edits:
        assert "zubaydi" in lexicon.near(edit), edit
    assert lexicon.near("b" + word[1:]) == set()


def test_a_word_is_glued_rather_than_mistyped_where_a_listed_word_stands_in_it():
    resolver = Resolver(Lexicon(["hamza", "hamzadin", "zubaydi", "note"]))
    assert resolver["notein"].pieces == ("note", "in")
    glued, mistyped = resolver["zubaydin"], resolver["hamzadim"]
    assert [(one.word, one.likeness) for one in mistyped.readings] == [("hamzadin", Likeness.EDIT)]
    assert [one.word for one in glued.readings] == ["zubaydi"]
    assert resolver["hamzaran"].pieces == ("hamza", "ran")


def test_a_listed_arabic_word_is_heard_in_latin_letters_vowel_by_vowel():
    resolver = Resolver(Lexicon(["حازم"]))
    assert [one.likeness for one in resolver["hazim"].readings] == [Likeness.SCRIPT]
    assert resolver["hozum"] is None


def test_ambiguous_letters_give_a_bounded_number_of_skeletons():
    assert len(skeletons("ذجخذجخذجخذجخ")) <= 8


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("gun", "a gun fired", True),
        ("gun", "guns fired", False),
        ("gun*", "guns fired", True),
        ("joint patrol", "the joint patrol left", True),
        ("joint patrol", "the patrol left the joint", False),
        ("joint patrol*", "joint patrols left", True),
        ("—", "a gun", False),
    ],
)
def test_context_holds_words_beginnings_and_phrases(entry, text, expected):
    words = text.split()
    assert Context([entry]).is_in(words, set(words)) is expected


@pytest.mark.parametrize(
    ("word", "listed"),
    [
        ("غير", "qayyara"),
        ("وغير", "qayyara"),
        ("برميل", "rumaila"),
        ("برميل", "الرميله"),
        ("لكن", "kani"),
        ("ضربات", "zurbatiyah"),
    ],
)
def test_an_everyday_arabic_word_is_no_name_that_sounds_like_it(word, listed):
    assert list(read_arabic(fold(word), Lexicon([listed]))) == []


@pytest.mark.parametrize(
    ("word", "listed"),
    [("بكركوك", "kirkuk"), ("بالرميلة", "rumaila"), ("والرميلات", "الرميله"), ("بعد", "بعد")],
)
def test_a_name_behind_in_or_and_is_still_heard(word, listed):
    found = read_arabic(fold(word), Lexicon([fold(listed)]))
    assert {one.word for one in found} == {fold(listed)}
