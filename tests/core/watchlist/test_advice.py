"""What `watcher check` doubts: a table of watchlists with one doubt, and their mended twins."""

from datetime import date

import pytest

from tests.build import name, rule, story
from watcher.core.watchlist.advice import advise
from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    InTitle,
    Phrase,
    Ref,
    RuleRef,
    RuleTest,
    Together,
    Watchlist,
)
from watcher.core.watchlist.matcher import Matcher
from watcher.model import EntryId, RuleId

TODAY = date(2026, 11, 25)
TESTS = (RuleTest("It rings.", alert=True, line=1), RuleTest("It does not.", alert=False, line=2))
STRIKE, FACTION = Phrase("strike"), Ref(EntryId("faction"))


def advice(*rules, names=(), words=None):
    """The doubts as “doubt entry: what”."""
    lists = {EntryId(key): tuple(entries) for key, entries in (words or {}).items()}
    found = advise(Watchlist(names=names, words=lists, rules=rules), TODAY)
    assert all(one.hint for one in found)
    return [f"{one.doubt} {one.entry}: {one.what}" for one in found]


def both(*look_for, id="attack", **kwargs):
    """A rule with both kinds of tests."""
    return rule(id, look_for=look_for or (STRIKE,), tests=TESTS, **kwargs)


def faction(id, called, **kwargs):
    return name(id, called, type=EntryId("faction"), tags=(EntryId("iri"),), **kwargs)


BADR = faction("badr", "Badr Organization")


@pytest.mark.parametrize(
    "look_for", [FACTION, Ref(EntryId("badr")), Ref(EntryId("iri")), Ref(EntryId("armed"))]
)
def test_a_name_is_used_by_its_id_its_type_its_tag_or_a_list(look_for):
    words = {"armed": ["fighters", "<faction>"]} if look_for.id == "armed" else None
    assert advice(both(look_for), names=(BADR,), words=words) == []


def test_a_name_that_no_rule_asks_for_is_doubted_once_there_are_rules():
    assert advice(both(), names=(BADR,)) == ["unused badr: no rule asks for Badr Organization"]
    assert advice(names=(BADR,)) == []
    assert advice(both(), names=(name("badr", "Badr Organization"),)) != []


@pytest.mark.parametrize("form", ["Silk", "حرير", "قوات", "القوات", "الشَّعب", "فجر", "الجبهة"])
def test_a_spelling_that_is_an_ordinary_word_is_doubted(form):
    told = advice(names=(name("harir", "Harir Air Base", aliases=(form,)),))
    assert told == [f"common-word harir: “{form}” is an ordinary word too"]


@pytest.mark.parametrize(
    ("form", "counts"),
    [("حرير", "only beside other finds"), ("قوات", "wherever the word is written")],
)
def test_of_an_ordinary_word_it_is_told_where_it_counts(form, counts):
    watchlist = Watchlist(names=(name("harir", "Harir Air Base", aliases=(form,)),))
    (told,) = advise(watchlist, TODAY)
    assert told.hint == f"it counts {counts}; write the name in full, or use not_this"
    alone = Matcher(watchlist).read(story(f"{form} قال")).finds
    assert bool(alone) is (counts != "only beside other finds")


@pytest.mark.parametrize("form", ["بدر", "النجباء", "قسد", "أنصار الله", "حزب الله"])
def test_an_arabic_name_that_is_no_ordinary_word_is_not_doubted(form):
    assert advice(names=(name("one", "Harakat al-Nujaba", aliases=(form,)),)) == []


@pytest.mark.parametrize(
    ("form", "doubted"), [("KhS", True), ("PMF", True), ("Badr", False), ("F-16", False), ("قسد", False)]
)  # fmt: skip
def test_a_latin_spelling_of_fewer_than_four_letters_is_doubted(form, doubted):
    told = advice(names=(name("one", "Harakat al-Nujaba", aliases=(form,)),))
    assert told == ([f"short one: “{form}” has fewer than 4 letters"] if doubted else [])


def test_a_name_inside_another_is_told_once_and_towns_are_meant_so():
    inner, outer = faction("hezbollah", "Hezbollah"), faction("kh", "Kataib Hezbollah", aliases=("Hezbollah Brigades",))  # fmt: skip
    assert advice(names=(inner, outer)) == [
        "inside kh: Hezbollah stands inside “kataib hezbollah”, a spelling of Kataib Hezbollah"
    ]
    town = name("erbil", "Erbil", type=EntryId("place"))
    assert advice(names=(town, name("airport", "Erbil airport"))) == []
    assert advice(names=(name("erbil", "Erbil", aliases=("Erbil city",)),)) == []


def test_a_rule_whose_last_day_is_over_is_doubted():
    over = "never attack: rule attack was active until 2026-11-24"
    assert advice(both(active_until=date(2026, 11, 24))) == [over]
    assert advice(both(active_until=TODAY)) == []


NOTHING = Ref(EntryId("nothing"))


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (NOTHING, "<nothing> stands for nothing"),
        (Together((STRIKE, NOTHING)), "<nothing> stands for nothing"),
        (AllOf((STRIKE, NOTHING)), "<nothing> stands for nothing"),
        (AnyOf((NOTHING, NOTHING)), "<nothing> stands for nothing"),
        (AnyOf((NOTHING, STRIKE)), ""),
        (InTitle((NOTHING,)), "<nothing> stands for nothing"),
        (AtLeast(2, (STRIKE, NOTHING)), "<nothing> stands for nothing"),
        (AtLeast(1, (STRIKE, NOTHING)), ""),
        (RuleRef(RuleId("silent")), "rule silent is off"),
        (RuleRef(RuleId("other")), ""),
    ],
)
def test_a_rule_that_can_never_hold_is_doubted_with_the_reason(item, why):
    others = both(id="silent", off=True), both(id="other")
    told = advice(both(item), *others)
    assert told == ([f"never attack: rule attack can never ring: {why}"] if why else [])


@pytest.mark.parametrize(
    ("look_for", "ignore", "never"),
    [
        (STRIKE, (STRIKE,), True),
        (Together((STRIKE, FACTION)), (STRIKE,), True),
        (AnyOf((STRIKE, Phrase("raid"))), (STRIKE,), False),
        (AnyOf((STRIKE, Phrase("raid"))), (STRIKE, Phrase("raid")), True),
        (STRIKE, (AllOf((STRIKE, Phrase("drill"))),), False),
        (STRIKE, (), False),
    ],
)
def test_a_rule_that_vetoes_all_it_looks_for_is_doubted(look_for, ignore, never):
    told = advice(both(look_for, ignore_if=ignore), names=(BADR,))
    vetoed = "never attack: rule attack can never ring: ignore_if vetoes all it looks for"
    assert (vetoed in told) is never
    assert vetoed not in advice(both(look_for, ignore_if=ignore, off=True), names=(BADR,))
    story = advice(both(look_for, ignore_story_if=ignore), names=(BADR,))
    assert (vetoed.replace("ignore_if", "ignore_story_if") in story) is never


@pytest.mark.parametrize(
    ("only", "excepted", "never"),
    [("ab", "ab", True), ("a", "ab", True), ("ab", "a", False), ("", "a", False), ("", "", False)],
)
def test_a_rule_that_excepts_every_source_it_reads_is_doubted(only, excepted, never):
    told = advice(both(sources_only=frozenset(only), sources_except=frozenset(excepted)))
    doubt = "never attack: rule attack can never ring: it reads only sources that it excepts"
    assert told == ([doubt] if never else [])


def test_a_rule_without_both_kinds_of_tests_is_doubted():
    missing = ["untested attack: rule attack has no alert and no no_alert test"]
    assert advice(rule()) == missing
    assert advice(rule(tests=TESTS[:1])) == ["untested attack: rule attack has no no_alert test"]


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (["raid", "raids", "raided"], "raiding"),
        (["attack", "attacks", "attacking"], "attacked"),
        (["evacuate", "evacuates", "evacuated"], "evacuating"),
        (["deny", "denies", "denied"], "denying"),
        (["delay", "delays", "delayed"], "delaying"),
        (["ambush", "ambushes", "ambushed"], "ambushing"),
        (["raid", "raid*"], ""),
        (["raid", "raids"], ""),
        (["raid", "raids", "raided", "raiding"], ""),
        (["ضربة", "air strike", "Raid"], ""),
    ],
)
def test_the_one_form_missing_from_a_list_is_named(words, missing):
    told = advice(words={"act": words})
    assert told == ([f"inflection act: <act> holds some forms of a word and not: {missing}"] if missing else [])  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "doubted"),
    [
        ("Ain al-Asad عين الأسد", True),
        ("ضربة strike", True),
        ("طائرة MQ-9", False),
        ("عين الأسد", False),
        ("/strike|ضربة/", False),
    ],
)
def test_a_phrase_in_two_scripts_is_doubted(phrase, doubted):
    told = advice(words={"act": [phrase]})
    what = f"mixed act: “{phrase}” is one phrase in two scripts"
    assert told == ([what] if doubted else [])
    if not phrase.startswith("/"):
        named = advice(names=(name("one", "Harakat al-Nujaba", aliases=(phrase,)),))
        assert (what.replace("act", "one") in named) is doubted
