import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.stories.concepts import CONCEPTS
from watcher.core.stories.wording import ACTS, ARMS, SITES, inflected, read, stem
from watcher.core.text.fold import fold
from watcher.core.watchlist.grammar import folded_set


@pytest.mark.parametrize(
    "family",
    [
        "explore explores explored exploring exploration",
        "capture captures captured capturing",
        "close closes closing closure",
        "issue issues issuance issuing",
        "defence defense",
        "smuggler smugglers smuggling",
        "supply supplier suppliers",
        "hit hits hitting",
        "قاعدة القاعدة بالقاعدة والقاعدة",
    ],
)
def test_the_forms_of_a_word_have_one_stem(family):
    assert len({stem(fold(word)) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("bus", "bush"), ("arms", "army"), ("gas", "gash")])
def test_short_words_keep_what_tells_them_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("struck", "act:attack"),
        ("airstrikes", "act:attack"),
        ("هجوم", "act:attack"),
        ("فصائل", "word:militia"),
        ("الفصائل", "word:militia"),
        ("تشرين", ""),
        ("arrested", "act:capture"),
        ("clinic", "site:hospital"),
        ("المستشفى", "site:hospital"),
        ("UAVs", "arm:drone"),
        ("U.S.", "nation:america"),
        ("US", "nation:america"),
        ("United States", "nation:america"),
        ("الولايات المتحدة", "nation:america"),
        ("UAE", "nation:uae"),
        ("Turkish", "nation:turkey"),
        ("إسرائيلية", read("Israeli").mark),
        ("Turkiye", "nation:turkey"),
        ("Damascus", "place:damascus"),
        ("orphans", "word:orphan"),
        ("Friday", ""),
        ("October", ""),
        ("march", "word:march"),
        ("أمس", ""),
        ("the", ""),
        ("al", ""),
        ("General", ""),
        ("x", ""),
        ("2024", ""),
    ],
)
def test_a_word_says_what_its_table_says(written, mark):
    assert read(written).mark == mark


def test_a_name_counts_by_its_sound_and_an_ordinary_word_in_a_headline_is_none():
    assert read("Zidan").mark == read("Zaidan").mark
    assert read("Zidan").kind == "name"
    assert read("Arrested").kind == "act"
    assert read("Orphans").kind == "word"
    assert read("zidan").kind == "word"


def test_some_words_say_that_what_follows_has_not_happened():
    assert read("fears").ahead
    assert not read("struck").ahead


@pytest.mark.parametrize("written", ["Three", "planes", "May"])
def test_what_only_looks_like_a_plan_or_a_threat_says_nothing_of_the_future(written):
    assert not read(written).ahead


@pytest.mark.parametrize("written", ["summer", "tank", "caption", "portion", "prisoner"])
def test_a_word_that_shares_letters_with_a_table_is_not_in_it(written):
    assert read(written).kind == "word"


@given(st.text(min_size=1))
def test_any_word_can_be_read(written):
    word = read(written)
    assert word.kind == word.mark.partition(":")[0]


@pytest.mark.parametrize("written", ["احتمال", "باحتمال", "محتملة", "وشيكة"])
def test_words_of_chance_say_so_in_arabic_too(written):
    assert read(written).ahead


def test_no_word_of_the_thesaurus_stands_in_two_rows_or_in_another_table():
    rows = [{inflected(word) for word in folded_set(row)} for row in CONCEPTS.strip().splitlines()]
    assert sum(map(len, rows)) == len(set().union(*rows))
    assert not set().union(*rows) & (ACTS.keys() | SITES.keys() | ARMS.keys())
