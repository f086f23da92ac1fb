"""A slip of the finger anywhere in a good file is answered with the line where it was made."""

import re

import pytest

from tests.test_docs import ROOT
from watcher.errors import ConfigError
from watcher.rulefile import read_watchlist

PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")
LINES = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1].split("\n")
"""The first example of the docs: every common key, lists and mappings of each form."""
BARE = [re.sub(r"\s+#.*", "", line) for line in LINES]
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


def slipped(slip):
    """The file with the slip in each line that can have it, and the number of that line."""
    for number, line in enumerate(BARE):
        if line and SLIPS[slip](line) != line:
            yield number + 1, "\n".join([*LINES[:number], SLIPS[slip](line), *LINES[number + 1 :]])


def told(path, text):
    """What is said of the file; nothing if it is good."""
    path.write_text(text, encoding="utf-8")
    try:
        read_watchlist([path])
    except ConfigError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("slip", [one for one in SLIPS if "a space too" not in one])
def test_a_slip_is_told_in_its_line(tmp_path, slip):
    for number, text in slipped(slip):
        problems = told(tmp_path / "rules.yaml", text)
        assert number in {one.line for one in problems}, (number, problems)


@pytest.mark.parametrize("slip", ["a space too many", "a space too few"])
def test_of_a_wrong_indent_the_line_is_told_or_the_first_that_differs_from_it(tmp_path, slip):
    """Which of two lines is wrong, nobody knows; a block of one key may begin anywhere."""
    for number, text in slipped(slip):
        problems = told(tmp_path / "rules.yaml", text)
        said = " ".join(one.what for one in problems)
        named = f"like line {number}" in said or "the line above" in said
        assert not problems or named or number in {one.line for one in problems}, (number, said)
