"""What a machine may leave out, and what it may not put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.alerts.shorten import objection

SOURCE = (
    "Two officials in Erbil said on Monday that the Badr Organization hadn't moved its 16 rocket"
    " batteries, although the ministry's spokesman promised it would be done."
)


@pytest.mark.parametrize(
    ("short", "why"),
    [
        ("Officials said the Badr Organization has not moved its 16 rocket batteries.", ""),
        ("The ministry's promise: not done, officials in Erbil said.", ""),
        (SOURCE, "it is no shorter"),
        ("Officials in Kirkuk said nothing was moved.", "it says “Kirkuk”, which the source does not"),
        ("Nujaba did not move.", "it says “Nujaba”, which the source does not"),
        ("Badr did not move 61 batteries.", "it says “61”, which the source does not"),
        ("Three officials said it did not move.", "it counts “three”, which the source does not"),
        ("Badr Organization moved its 16 batteries.", "it leaves out a denial"),
    ],
)  # fmt: skip
def test_a_shorter_wording_says_nothing_of_its_own(short, why):
    assert objection(short, SOURCE) == why


def test_arabic_words_must_stand_in_the_source():
    source = "قال مسؤولان في أربيل إن الفصيل لم ينقل صواريخه حتى مساء الاثنين."
    assert objection("الفصيل لم ينقل صواريخه.", source) == ""
    assert objection("الفصيل لم ينقل طائراته.", source).startswith("it says “طائراته”")
    assert objection("الفصيل نقل صواريخه.", source) != ""


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_judged(short, source):
    assert isinstance(objection(short, source), str)
    assert objection(source, source) == "it is no shorter"
