"""Advice has its place in the file, and the file can silence it."""

from datetime import date

import pytest

from watcher.errors import ConfigError
from watcher.rulefile import read_watchlist
from watcher.rulefile.doubts import doubts

RULES = """\
watchlist: 1
{silence}
names:
  harir: {{name: Silk, type: base}}
words:
  act: [raid, raids, raided]
rules:
  attack:
    title: Attack
    look_for: [<act>, <base>]
"""
TODAY = date(2026, 11, 25)


def advice(folder, silence=""):
    path = folder / "rules.yaml"
    path.write_text(RULES.format(silence=silence), encoding="utf-8")
    told = doubts(read_watchlist([path]), TODAY)
    return [(one.line, one.hint.rpartition("silence: ")[2]) for one in told]


def test_each_advice_has_its_line_and_the_word_that_silences_it(tmp_path):
    assert advice(tmp_path) == [
        (4, "[common-word/harir]"),
        (6, "[inflection/act]"),
        (8, "[untested/attack]"),
    ]


@pytest.mark.parametrize(
    ("silence", "left"),
    [
        ("silence: [common-word, untested/attack]", [(6, "[inflection/act]")]),
        ("silence: [untested, inflection, common-word/other]", [(4, "[common-word/harir]")]),
    ],
)
def test_a_file_silences_a_kind_or_one_entry(tmp_path, silence, left):
    assert advice(tmp_path, silence) == left


def test_a_doubt_that_does_not_exist_is_a_mistake(tmp_path):
    with pytest.raises(ConfigError, match="did you mean 'inside'") as caught:
        advice(tmp_path, "silence: [insid/harir]")
    assert ":2:11: 'insid' is nothing that watcher check doubts" in str(caught.value)
