"""Names made of ordinary words, as other languages translate them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.watchlist.test_names import found, name
from watcher.core.text.fold import fold
from watcher.core.watchlist.language import Spelling
from watcher.core.watchlist.names import NameFinder
from watcher.core.watchlist.translation import MEANINGS, meanings

DESK = (
    name("Popular Resistance Units", id="units", type="group"),
    name("Supreme Council of the National Union", id="council", type="group"),
    name("Syrian Workers' Party", id="workers", type="group"),
    name("Islamic Union", id="union", type="group"),
    name("Democratic Front 7", id="front", type="group"),
    name("Zafar Front", id="zafar", type="group"),
    name("National Guard", id="guard", type="person"),
    name("Popular Defence Movement", id="exact", spelling=Spelling.EXACT),
)
FINDER = NameFinder(DESK)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت وحدات المقاومة الشعبية", [("units", "وحدات المقاومة الشعبية")]),
        ("وحدات للمقاومة الشعبية", [("units", "وحدات للمقاومة الشعبية")]),
        ("المجلس الأعلى للاتحاد الوطني", [("council", "المجلس الأعلى للاتحاد الوطني")]),
        ("حزب عمال سوريا", [("workers", "حزب عمال سوريا")]),
        ("الجبهة الديمقراطية 7", [("front", "الجبهة الديمقراطية 7")]),
        ("Отряды народного сопротивления", [("units", "Отряды народного сопротивления")]),
        ("Верховный совет национального союза", [("council", "Верховный совет национального союза")]),
        ("Unités de la résistance populaire", [("units", "Unités de la résistance populaire")]),
        ("Halk Direniş Birlikleri", [("units", "Halk Direniş Birlikleri")]),
        # Two words count in company only, and nothing where a word is missing.
        ("قصف الاتحاد الإسلامي موقعا في هجوم", [("union", "الاتحاد الإسلامي")]),
        ("باع الاتحاد الإسلامي كتبا", []),
        ("وحدات المقاومة", []),
        ("وحدات، المقاومة الشعبية", []),
        # The same words in English, in another order, are other things.
        ("United Popular Resistance", []),
        ("Resistance Units, Popular", []),
        ("Front 7 Democratic", []),
        # In Latin letters a name has a capital.
        ("unités de la résistance populaire", []),
        # Distinctive names, people and exact spellings are not translated.
        ("جبهة Zafar", []),
        ("الحرس الوطني في هجوم", []),
        ("حركة الدفاع الشعبي", []),
    ],
)  # fmt: skip
def test_a_translated_name_has_all_its_words_in_any_order(text, expected):
    assert found(text, FINDER) == expected


def test_the_find_says_that_it_is_a_translation():
    (find,) = FINDER.find("حزب عمال سوريا")
    assert find.why == ("for “Syrian Workers' Party”, the same in another language")
    assert find.score < 1


@given(st.sampled_from(sorted(MEANINGS)), st.text("يهاتиоеyens", max_size=4))
def test_a_word_means_what_it_begins_with(stem, ending):
    assert MEANINGS[stem] <= meanings(stem + ending)


@given(st.text())
def test_any_word_may_be_asked_for(text):
    assert meanings(fold(text)) >= frozenset()
