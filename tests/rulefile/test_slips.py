"""A slip of the finger anywhere in a good file is answered with the line where it was made."""

import re
from pathlib import Path

import pytest

from tests.test_docs import ROOT
from watcher.rulefile.part import read_part
from watcher.rulefile.tree import Notes

PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")
INLINE = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]
"""The first example of the docs: every common key, lists and mappings of each form."""
BLOCKS = """\
words:
  denial:
    - denies attack
    - no truth
  strike: [strike, strikes]

cues:
  denied:
    ar:
      before:
        - لا صحة للأنباء

rules:
  attack:
    title: Attack
    look_for:
      - any:
          - <strike>
          - together: [<strike>, <denial>]
            within: sentence
      - <denial>
    ignore_if:
      - drill
      - training exercise
    ignore_story_if:
      - in_title: [<denial>]
    tests:
      - alert: They struck it,
          and left.
        severity: high
      - no_alert: Rain.
"""
"""Lists of every kind with an entry a line."""
SLIPS = {
    "a colon left out": lambda line: line.replace(":", "", 1),
    "no space behind a colon": lambda line: line.replace(": ", ":", 1),
    "no [": lambda line: line.replace("[", "", 1),
    "no ]": lambda line: line.replace("]", "", 1),
    "no {": lambda line: line.replace("{", "", 1),
    "no }": lambda line: line.replace("}", "", 1),
    "no <": lambda line: line.replace("<", "", 1),
    "no >": lambda line: line.replace(">", "", 1),
    "no space behind a dash": lambda line: line.replace("- ", "-", 1),
    "another dash": lambda line: line.replace("- ", "– ", 1),
    "a tab": lambda line: re.sub("^ *", "\t", line),
    "a space from a web page": lambda line: re.sub("^ +", lambda at: "\u00a0" * len(at[0]), line),
    "a space too many": lambda line: f" {line}",
    "a space too few": lambda line: line.removeprefix(" "),
}


def slipped(lines, slip):
    """The file with the slip in each line that can have it, and the number of that line."""
    for number, line in enumerate(lines):
        bare = re.sub(r"(^|\s+)#.*", "", line)
        made = SLIPS[slip](bare)
        if bare and made != bare:
            yield number + 1, "\n".join([*lines[:number], made, *lines[number + 1 :]])


def told(text):
    """What is said of the file; nothing if it is good by itself."""
    notes = Notes(Path("rules.yaml"))
    read_part(text, notes)
    return notes.problems


PLAIN = [one for one in SLIPS if "a space too" not in one]


@pytest.mark.parametrize("slip", PLAIN)
@pytest.mark.parametrize("lines", [INLINE.split("\n"), BLOCKS.split("\n")], ids=["docs", "blocks"])
def test_a_slip_is_told_with_its_line(lines, slip):
    for number, text in slipped(lines, slip):
        problems = told(text)
        assert is_named(number, problems), (number, problems)


@pytest.mark.parametrize("slip", ["a space too many", "a space too few"])
@pytest.mark.parametrize("lines", [INLINE.split("\n"), BLOCKS.split("\n")], ids=["docs", "blocks"])
def test_of_a_wrong_indent_the_line_is_told_or_the_first_that_differs_from_it(lines, slip):
    """Which of two lines is wrong, nobody knows; a block of one key may begin anywhere."""
    for number, text in slipped(lines, slip):
        problems = told(text)
        assert not problems or is_named(number, problems), (number, problems)


def test_the_file_is_good_without_a_slip():
    assert told(BLOCKS) == told(INLINE) == []


def is_named(number, problems):
    said = "".join(f" {one.what} " for one in problems)
    named = f" line {number} " in said or "the line above" in said
    return named or number in {one.line for one in problems}
