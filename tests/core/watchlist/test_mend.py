"""Glued and torn words: phrases are found in them, and ordinary words stay whole."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from watcher.core.text.english import ordinary_words
from watcher.core.text.fold import prepare
from watcher.core.text.tokens import words
from watcher.core.watchlist.mend import Mender
from watcher.core.watchlist.phrases import PhraseFinder

PHRASES = ("raid", "raids", "shelled", "ambush", "Karrada", "Basra", "claimed responsibility",
           "mortar*", "air raid", "الكرادة", "ports", "bright", "peterson", "attack convoy",
           "armed convoy", "ledger", "Qum", "Kut city")  # fmt: skip
NAMES = ("zubaydi", "anti", "rose", "sur")


def glued(text, finder=None):
    read = (finder or PhraseFinder(PHRASES, NAMES)).read(text)
    return {
        (phrase, text[span.start : span.end])
        for phrase, spans in read.places.items()
        for span in spans
        if span in read.glued
    }


@pytest.mark.parametrize(
    ("text", "phrase", "surface"),
    [
        # A small word before, behind, on both sides.
        ("they shelledthe camp", "shelled", "shelled"),
        ("Theambush failed", "ambush", "ambush"),
        ("anambush", None, None),
        ("ofambushin", "ambush", "ambush"),
        ("an ambushon", "ambush", "ambush"),
        ("themortars", "mortar*", "mortars"),
        # A name needs less: it is no other word with a small one.
        ("inBasra", "Basra", "Basra"),
        ("iniraqi Basraand", "Basra", "Basra"),
        ("nearkarrada", "Karrada", "karrada"),
        # Two words of one phrase; a name beside.
        ("claimedresponsibility", "claimed responsibility", "claimedresponsibility"),
        ("attackconvoy", "attack convoy", "attackconvoy"),
        ("inkutcity", None, None),
        ("Zubaydishelled it", "shelled", "shelled"),
        ("shelledZubaydi", "shelled", "shelled"),
        ("Syrianambush", "ambush", "ambush"),
        # Camel case.
        ("MosulRaids", "raids", "Raids"),
        ("KhanShelled", "shelled", "Shelled"),
        ("#ShelledInTheCamp", "shelled", "Shelled"),
        ("ShelledtheCamp", "shelled", "Shelled"),
        # Arabic prepositions before the article.
        ("فيالكرادة", "الكرادة", "الكرادة"),
        ("علىالكرادة", "الكرادة", "الكرادة"),
        ("منكرادة", None, None),
        # Torn at the end of a line.
        ("were shel-\nled again", "shelled", "shel-\nled"),
        ("the mor-\r\n  tars", "mortar*", "mor-\r\n  tars"),
        ("the am\u00ad\nbush", "ambush", "am\u00ad\nbush"),
        ("shel\nled", None, None),
        ("shel-led", None, None),
        ("am-\nbu-\nsh am-\nbush", "ambush", "am-\nbush"),
        ("Zub-\nam-\nbush", "ambush", "am-\nbush"),
        ("shel-\nled-\nger", "shelled", "shel-\nled"),
        ("raid-", None, None),
        ("a ra-\nid", "raid", "ra-\nid"),
        ("a Qu-\nm", None, None),
        # What stands beside is found too, but was not glued.
        ("raid shelledthe raid air raid", "shelled", "shelled"),
    ],
)  # fmt: skip
def test_a_phrase_is_found_in_glued_and_torn_words(text, phrase, surface):
    assert glued(text) == ({(phrase, surface)} if phrase else set())


def test_glue_behind_a_torn_word_is_found_too():
    assert glued("the am-\nbush and a raid shelledthe camp") == {
        ("ambush", "am-\nbush"),
        ("shelled", "shelled"),
    }


def test_a_word_of_the_language_or_of_a_name_is_no_glue():
    finder = PhraseFinder(["fenders", "ambush"], ["theambush"])
    assert glued("offenders and theambush", finder) == set()


def test_what_glue_holds_together_is_found_together():
    assert glued("the air raidswere", PhraseFinder(["air raids"])) == {("air raids", "air raids")}
    both = PhraseFinder(["the raid", "raid on"])
    assert glued("theraidon", both) == {("the raid", "theraid"), ("raid on", "raidon")}


@pytest.mark.parametrize(
    "text",
    [
        "Portsmouth",  # two ordinary words are a town
        "Brighton",  # a capital and a small word behind: a surname, a town
        "Petersonand",
        "raiders",
        "cyberraid",
        "antiambush",  # a prefix is no name
        "zubaydiraid",  # beside a name four letters are too few
        "surambush",  # and so are three of a name
        "inambush",  # inactive, onset: small words that begin others
        "byambush",
        "Ambushin",  # a capital and a small word behind: a surname, a town
        "Ambushand",
        "Theambushin",
        "theraid",  # with four letters a small word spells too many others
        "raidand",
        "inqumand",  # and so it does with a name of three
        "armedconvoy",  # roundup, Whitehouse: short words of a phrase are one word
        "thewagonand",
        "convoyarmed",
        "منالكوت",
        "الكرادةفي",
        "MacRaid",  # a short unknown half is no word
        "FedEx",
        "theroseof",  # no word of a phrase
        "bazaarand",
        "x" * 60 + "shelledthe",
        "shelledthe9",
        "the raid",
        "raid",
    ],
)
def test_words_of_their_own_stay_whole(text):
    assert glued(text) <= {("peterson", "Peterson")}


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(ordinary_words())), max_size=60), st.data())
def test_no_ordinary_word_is_taken_apart_whatever_is_looked_for(text, data):
    phrases = data.draw(st.lists(st.sampled_from(sorted(ordinary_words())), max_size=60))
    finder = PhraseFinder([*phrases, *text[:5]], text)
    said = " ".join([*text, *map(str.title, text), *map(str.upper, text)])
    assert finder.glued_in(words(prepare(said))) == {}


GLUED = st.lists(
    st.sampled_from(["raid", "The", "the", "shelled", "Zubaydi", "in", "فيالكرادة", "-\n", "9", " ",
                     "’s", "ß", "\u00ad\n", "&amp;", "mor", "tars", "\u200b", "Basra", "ﷺ"]),
    max_size=16,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(st.text() | GLUED)
def test_mended_words_lie_in_order_where_the_writer_put_them(text):
    found = words(prepare(text))
    mended = Mender(PHRASES, NAMES).mended(found)
    if mended is not None:
        spans = [mended.words.span(n, n) for n in range(len(mended.words))]
        assert spans == sorted(spans)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert "".join(mended.words.texts) == "".join(found.texts)
        assert mended.numbers


@settings(deadline=None)
@given(st.lists(GLUED, max_size=5))
def test_a_warm_finder_finds_as_a_cold_one(texts):
    warm = PhraseFinder(PHRASES, NAMES)
    for text in texts:
        glued(text, warm)
    for text in texts:
        assert glued(text, warm) == glued(text, PhraseFinder(PHRASES, NAMES))


@given(st.lists(st.text() | GLUED, max_size=5))
@example(["they shelledthe camp", "they shelledthe camp", "a mor-\ntars b", "a raid"])
def test_reading_finds_what_stands_there_and_what_mending_shows(texts):
    warm = PhraseFinder(PHRASES, NAMES)
    for text in texts:
        found = words(prepare(text))
        cold = PhraseFinder(PHRASES, NAMES)
        plain, mended = cold.find(text), cold.glued_in(found)
        read = warm.read(text)
        assert {phrase: set(spans) for phrase, spans in read.places.items()} == {
            phrase: {*plain.get(phrase, ()), *mended.get(phrase, ())}
            for phrase in plain.keys() | mended.keys()
        }


def test_a_text_of_random_words_is_read_as_it_is(monkeypatch):
    few = " ".join(f"wx{number}q" for number in range(100))
    many = " ".join(f"wx{number}q" for number in range(20_001))
    assert glued(f"{few} shelledthe") == {("shelled", "shelled")}
    assert glued(f"{many} shelledthe") == set()
    assert not PhraseFinder(PHRASES).read(f"{many} shelledthe").places


def test_a_full_memory_starts_anew_and_changes_no_answer(monkeypatch):
    monkeypatch.setattr("watcher.core.watchlist.mend._MOST_WORDS", 2)
    finder = PhraseFinder(PHRASES)
    for _ in range(3):
        assert glued("one two three shelledthe", finder) == {("shelled", "shelled")}
        assert finder.read("six seven").places == {}
        assert finder.read("eight nine shelledthe").places
        assert glued("four five", finder) == set()
