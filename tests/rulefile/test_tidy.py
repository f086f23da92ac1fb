"""A tidied file says what it said, with the same comments, in the same order."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.rulefile.tidy import tidy
from watcher.rulefile.tree import Notes
from watcher.rulefile.yaml import read_yaml

ROOT = Path(__file__).parent.parent.parent

UNTIDY = """\
# about this file


words:
    hit:
    # what hits
    -   shell
    -   'drone boat'
    - "it's"
    - 'say "go"'

    # the last of hit
    raid: [ 'x', y,   # in a list
        z ]
rules:

        r:
            title: 'A raid'   # said


            look_for:
              - any:
                    - <hit>
                    -
                        together: [a, b]
            note: |
                 one
                   two

                 three
            tests:
            -   alert:
                    A shell hit the quay,
                       they said.
      # almost the end
"""
TIDY = """\
# about this file

words:
  hit:
    # what hits
    - shell
    - "drone boat"
    - "it's"
    - 'say "go"'

  # the last of hit
  raid: [ "x", y,   # in a list
      z ]
rules:

  r:
    title: "A raid"   # said

    look_for:
      - any:
          - <hit>
          -
            together: [a, b]
    note: |
         one
           two

         three
    tests:
      - alert:
            A shell hit the quay,
               they said.
      # almost the end
"""


def tidied(text):
    notes = Notes(Path("rules.yaml"))
    made = tidy(text, notes)
    assert not notes.problems
    return made


def test_indents_quotes_and_blank_lines_are_made_alike():
    assert tidied(UNTIDY) == TIDY


@pytest.mark.parametrize("path", sorted((ROOT / "rules").rglob("*.yaml")), ids=lambda p: p.name)
def test_the_rules_that_ship_are_tidy(path):
    text = path.read_text(encoding="utf-8")
    assert tidied(text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_old_line_ends_become_new_ones(end):
    assert tidied(f"words:{end}  a: [b]{end}{end}{end}") == "words:\n  a: [b]\n"


def test_a_text_of_several_lines_keeps_every_blank():
    text = (
        "rules:\n r:\n  title: T\n  look_for: [x]\n  note: |+\n    a  \n\n\n     b\n\n  off: no\n"
    )
    assert "note: |+\n      a  \n\n\n       b\n\n    off: no\n" in tidied(text)


def test_a_file_with_a_problem_is_not_tidied():
    notes = Notes(Path("rules.yaml"))
    assert tidy("words:\n    a: b\n", notes) is None
    assert [one.line for one in notes.problems] == [2]


def test_what_would_say_something_else_stays_as_it_is():
    """The spaces at the end of this file are a part of its last text."""
    text = "rules:\n    r:\n        title: T\n        look_for: [x]\n        note: |+\n            a\n\n\n"
    assert tidied(text) == text


words = st.sampled_from(
    ["a", "b c", "'d'", "'e f'", '"it\'s"', "'g \"h\"'", "كتائب", "'12:30'", "<w>"]
)


@st.composite
def files(draw):
    """A file of rules as a person may type it: any indents, comments and blank lines between."""
    step, dash, list_step = draw(st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(0, 3)))
    lines = ["words:"]
    lines += [" " * step + "w: [x, 'y']", "rules:"]
    for name in ("r", "s"):
        lines += [" " * step + f"{name}:", " " * 2 * step + f"title: {draw(words)}"]
        lines += [" " * 2 * step + "look_for:"]
        entry = " " * (2 * step + list_step) + "-" + " " * dash
        for text in draw(st.lists(words, min_size=1, max_size=3)):
            lines.append(entry + text + draw(st.sampled_from(["", "  # why", " "])))
        lines.append(entry + "any:")
        inner = " " * (2 * step + list_step + 1 + dash + list_step) + "- "
        lines += [inner + text for text in draw(st.lists(words, min_size=1, max_size=3))]
    made = []
    for line in lines:
        made += draw(st.lists(st.sampled_from(["", "# c", "      # d", "   "]), max_size=2))
        made.append(line)
    return "\n".join(made) + draw(st.sampled_from(["", "\n", "\n\n\n"]))


def comments(text):
    return re.findall("# ?[a-z]+", text)


@settings(max_examples=200, deadline=None)
@given(files())
@pytest.mark.no_cover
def test_any_file_says_the_same_when_tidied_and_is_tidy_then(text):
    made = tidied(text)
    assert tidied(made) == made
    assert comments(made) == comments(text)
    assert read_yaml(made, Notes(Path("a"))) == read_yaml(text, Notes(Path("a")))
    stripped = [[line.strip() for line in one.split("\n") if line.strip()] for one in (text, made)]
    assert len(stripped[0]) == len(stripped[1])
    blocks = [line for line in made.split("\n") if line and not line.lstrip().startswith("#")]
    assert all((len(line) - len(line.lstrip())) % 2 == 0 for line in blocks)
