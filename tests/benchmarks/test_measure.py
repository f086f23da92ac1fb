"""Counting, ratios, and what is written into pages."""

import pytest

from benchmarks.generator import GeneratedStory, Mention
from benchmarks.measure import Run, Score, interleaved, ratios
from benchmarks.page import replace_between
from benchmarks.peers import PEERS, aho_corasick, capitalised_windows, partial_ratio
from benchmarks.picture import draw
from watcher.core.watchlist.language import Name
from watcher.model import EntryId

TEXT = "The port said Qasim Basri left. Later kasim basri came back to Camp Harlow."
PERSON, CAMP = EntryId("person"), EntryId("camp")
NAMES = (Name(PERSON, "Qasim Basri"), Name(CAMP, "Camp Harlow"))
STORY = GeneratedStory(
    TEXT,
    (
        Mention(14, 25, PERSON, ""),
        Mention(38, 49, PERSON, "transliterate"),
        Mention(63, 74, CAMP, ""),
    ),
)


def test_a_find_is_right_where_it_overlaps_a_mention_of_the_same_name():
    score = Score()
    score.count(STORY, [(14, 19, "person"), (20, 25, "person"), (38, 49, "camp")])
    assert (score.right, score.missed, score.false) == (1, 2, 1)
    assert score.recall == pytest.approx(1 / 3)
    assert score.precision == pytest.approx(1 / 2)


def test_nothing_found_of_nothing_is_no_division_by_zero():
    assert (Score().recall, Score().precision) == (0.0, 0.0)


def test_methods_take_turns_and_the_slow_read_fewer():
    order = []
    methods = {
        "a": lambda _: order.append("a") or [],
        "b": lambda _: order.append("b") or [],
    }
    runs = interleaved(methods, [STORY] * 3, {"b": 1})
    assert order == ["a", "b", "a", "a"]
    assert [len(runs[name].seconds) for name in "ab"] == [3, 1]


def test_a_ratio_is_taken_on_the_same_story():
    slow, fast = Run([2.0, 30.0, 4.0]), Run([1.0, 10.0, 1.0])
    assert ratios(slow, fast)[1] == 3.0
    assert (slow.median, slow.spread) == (4.0, (3.0, 17.0))
    assert fast.per_second == pytest.approx(0.25)


@pytest.mark.parametrize("make", [aho_corasick, capitalised_windows, partial_ratio])
def test_a_peer_finds_the_name_as_listed(make):
    hits = make(NAMES)(TEXT)
    assert (14, 25, "person") in hits
    assert (63, 74, "camp") in hits


def test_an_exact_peer_wants_word_borders_and_the_longest():
    names = (*NAMES, Name(EntryId("long"), "Qasim Basri Left"))
    assert aho_corasick(names)("XQasim Basri, Qasim Basri left") == [(14, 30, "long")]


def test_every_peer_has_a_name_of_its_own():
    assert len({peer.name for peer in PEERS}) == len(PEERS)


def test_text_between_the_marks_is_replaced_and_the_rest_stays(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Before.\n<a>\nold\n<b>\nAfter.\n", encoding="utf-8")
    replace_between(page, "<a>", "<b>", r"new \1")
    assert page.read_text(encoding="utf-8") == "Before.\n<a>\n\nnew \\1\n<b>\nAfter.\n"


def test_a_page_without_the_marks_is_left_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Before.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="put them back"):
        replace_between(page, "<a>", "<b>", "new")
    assert page.read_text(encoding="utf-8") == "Before.\n"


def test_the_picture_has_a_line_and_a_label_for_each_method():
    drawn = draw({"ours & more": [(100, 0.5), (1000, 0.6)], "theirs": [(100, 5.0), (1000, 50.0)]})
    assert drawn.count('stroke-width="2"') == 2
    assert "ours &amp; more" in drawn
    assert "1,000" in drawn
