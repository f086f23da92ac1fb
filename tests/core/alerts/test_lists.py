"""The lists that ship with the room: what holds of each line."""

from importlib.resources import files

import pytest

from watcher.core.alerts.lists import casualty_words, credited
from watcher.core.text.fold import fold

LINES = [
    line
    for line in files("watcher.core.alerts")
    .joinpath("agencies.txt")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
]
NAMES = [name for line in LINES for name in line.split("|")]


def test_each_casualty_word_is_written_as_text_is_folded():
    assert [word for word in casualty_words() if fold(word) != word] == []


def test_no_word_both_kills_and_wounds():
    kinds = {word: kind.replace("?", "").split() for word, kind in casualty_words().items()}
    assert [word for word, found in kinds.items() if {"killed", "wounded"} <= {*found}] == []


def test_each_agency_is_listed_once():
    assert sorted(set(NAMES)) == sorted(NAMES)


@pytest.mark.parametrize("line", LINES)
def test_an_agency_is_known_by_each_of_its_names(line):
    shown, *_ = line.split("|")
    assert {credited(f"so {name} reported") for name in line.split("|")} == {(shown,)}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Reuters and AFP said so", ("Reuters", "AFP")),
        ("as told by the Associated Press (AP)", ("AP", "AP")),
        ("وبحسب رويترز", ("Reuters",)),
        ("نقلت لرويترز", ("Reuters",)),
        ("the RAPID response", ()),
        ("he reuters nothing", ()),
        ("", ()),
    ],
)
def test_agencies_are_named_by_whole_words_and_their_capitals(words, named):
    assert credited(words) == named
