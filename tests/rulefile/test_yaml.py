"""YAML is read as text, and its traps are named."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rulefile.test_read import SIGNS, WORDS
from watcher.rulefile.tree import Items, Notes, Table
from watcher.rulefile.yaml import DEEPEST, read_yaml

SEEN_BY_YAML = {
    "a:\n\tb: c\n": "2:1: a tab at the start of the line (indent with spaces, two a level)",
    "a:\n  - \tb\n": "2:5: a tab stands here (use spaces)",
    "x: [@desk, b]\n": "1:5: '@' at the start of a text is reserved in YAML (put it in quotes: \"@desk\")",
    "x:\n  - @desk # c\n": "2:5: '@' at the start of a text is reserved in YAML (put it in quotes: \"@desk\")",
    "x:\n  - %five\n": "2:5: '%' at the start of a text is a directive in YAML (put it in quotes: \"%five\")",
    "# c\n%five\n": "2:1: '%' at the start of a text is a directive in YAML (put it in quotes: \"%five\")",
    "x: *star\n": "1:4: '*' at the start of a text is a copy of something marked with '&' in YAML"
    ' (put it in quotes: "*star")',
    "x: * star\n": "1:4: '*' at the start of a text is a copy of something marked with '&' in YAML"
    ' (put it in quotes: "* star")',
    "x: &y z\n": "1:4: '&' at the start of a text is a mark to copy from in YAML"
    ' (put it in quotes: "&y z")',
    "x: [!bang, c]\n": "1:5: '!' at the start of a text is a type in YAML (put it in quotes: \"!bang\")",
    "x:\n  - !a!b c\n": "2:5: '!' at the start of a text is a type in YAML (put it in quotes: \"!a!b c\")",
    "x:\n  - >50 rockets\n": "2:5: '>' at the start of a text is a text of several lines in YAML"
    ' (put it in quotes: ">50 rockets")',
    "x:\n  - 'Ayn al-Asad\n  - b\n": "2:5: the quote ' that opens here is never closed"
    ' (a text that starts with a quote stands in the other quotes: "\'Ayn al-Asad")',
    "x:\n  - 'Ayn' al-Asad\n": "2:11: there is text after '"
    " (put the whole text in other quotes: \"'Ayn' al-Asad\")",
    'x:\n  - "Ayn" al-Asad\n': '2:11: there is text after "'
    " (put the whole text in other quotes: '\"Ayn\" al-Asad')",
    "x:\n  - [Wire] said\n": "2:12: there is text after ]"
    ' (put the whole text in other quotes: "[Wire] said")',
    'x: "C:\\news"\ny: "C:\\x"\n': "2:9: a \\ inside double quotes means a special character"
    " (use single quotes: '…')",
    'x: y\nz: "\\UFFFFFFFF"\n': "2:5: a \\ inside double quotes means a special character"
    " (use single quotes: '…')",
    'x: "\\ud83d\\ude00"\n': "1:4: a \\ inside double quotes means a special character (use single quotes: '…')",
    "t:\n  - alert: He said: it's over\n": "2:19: a text that holds ': ' reads as a key"
    ' (put it in quotes: "He said: it\'s over")',
    "a:\n  b: x\n    c: y\n": "3:6: this key is indented too far, or the line above has a text already"
    " (align the keys)",
    "a:\n  b: x\n  some text\n  c: d\n": "3:3: 'some text' is neither a key nor an entry of a list"
    " (a key ends with ': ', an entry begins with '- ')",
    "a:\n  b: x\n c: d\n": "3:2: this line is not indented like line 2"
    " (what belongs together begins in the same column)",
    "a: one #two\n  three\n": "2:3: this line is not indented like line 1"
    " (or does the # in the line above belong to a text? put that text in quotes)",
    "a: [b, c\nd: e\n": "1:4: the [ that opens here is not closed before the next key"
    " (separate with commas, close with ])",
    "a: {b: c\n": "1:4: the { that opens here is not closed before the next key"
    " (separate with commas, close with })",
    "a: [b, #c]\nd: e\n": "1:4: the [ that opens here is not closed before the next key"
    " (does the # in this line belong to a text? put that text in quotes)",
    "a: [b,\n    c [d]\n": "2:7: after [ comes neither a comma nor ] where one is due"
    " (separate with commas, close with ]; quote texts that hold [ ] { } or ,)",
    "a:\n  b c\n  d: e\n": "2:3: 'b c' is no key (a key ends with ':' and a space)",
    "a:\n  b: x\n  c:y\n  d: e\n": "3:3: 'c:y' is neither a key nor an entry of a list"
    " (a key ends with ': ', an entry begins with '- ')",
    "a:\n  b:\u00a0x\n  d: e\n": "2:3: 'b:\\xa0x' is no key (a key ends with ':' and a space)",
    "a:\n  b\n    d: e\n": "2:3: 'b' is no key (a key ends with ':' and a space)",
    "a: long\n  text\n  d: e\n": "3:4: this key is indented too far, or the line above has a text"
    " already (align the keys)",
    "x\n  y: z\n": "1:1: 'x' is no key (a key ends with ':' and a space)",
    "a: [b], c: d\n": "1:7: there is text after ]"
    " (a key begins in a line of its own, below the one it belongs to)",
    "a:\n   b:\n     c: d\n\n  e:\n": "5:3: this line is not indented like line 2"
    " (what belongs together begins in the same column)",
    "a:\n  - b\n  c: d\n": "3:3: a key stands among entries of a list, or an entry among keys"
    " (each entry of a list begins with '- ', and no key does)",
    "a: # b\n  c d\n  e: f\n": "2:3: 'c d' is no key (a key ends with ':' and a space)",
    "a:\n  -b: c\n    d: e\n": "2:3: '-b: c' is no entry of a list"
    " (an entry begins with '- ', a hyphen and a space)",
    "a:\n  – b: c\n    d: e\n": "2:3: '– b: c' is no entry of a list"
    " (an entry begins with '- ', a hyphen and a space)",
    "a:\n\u00a0 b: c\n  d: e\n": "2:1: this space, U+00A0, is none for YAML"
    " (pages and word processors have such; indent with the space bar)",
    "a:\n  - b\n    - c\n  - d\n": "3:5: this entry belongs to the text of line 2"
    " (entries of a list begin in the same column, below their key)",
    "a:\n  -b\n  - c\n": "2:3: '-b' is no entry of a list"
    " (an entry begins with '- ', a hyphen and a space)",
    "a:\n  b\n    - c\n    - d\n": "2:3: 'b' is no key (a key ends with ':' and a space)",
    "a:\n  b\n    - c\n    - d\n  e: f\n": "2:3: 'b' is no key (a key ends with ':' and a space)",
    "a:\n  - b\n   - c: d\n": "3:4: this entry belongs to the text of line 2"
    " (entries of a list begin in the same column, below their key)",
    "a:\n  - b\n    c: d\n": "2:3: '- b' is no key (a key ends with ':' and a space)",
    "a:\n  - b: [c\n    d: e\n": "2:8: the [ that opens here is not closed before the next key"
    " (separate with commas, close with ])",
    "a:  #b c\n\nd: e\n": "1:5: '#b c' is a comment and no part of the text"
    ' (if it should be, write "#b c")',
    "{a: #b\n}\n": "1:5: '#b' is a comment and no part of the text (if it should be, write \"#b\")",
    "a:\n  - #b\n  - c\n": "2:5: '#b' is a comment and no part of the text"
    ' (if it should be, write "#b")',
    "a: b\tc\n": "1:5: a tab stands here (use spaces)",
    "a: [b]]\n": "1:7: one ] too many (remove it)",
    "x: ? y\n": "1:4: '?' at the start of a text is a key in YAML (put it in quotes: \"? y\")",
    "```yaml\na: b\n```\n": "1:1: ``` stands around code in a chat or on a page, and is no YAML"
    " (delete this line)",
    "a: [b,, c]\n": "1:7: a value is missing here (write one, or remove the comma, colon or bracket)",
    "a: - b\n": "1:4: a list cannot begin here"
    " (begin it in the next line, or put a text with '- ' in quotes)",
    'a: "b\n--- c"\n': '1:4: the quote " that opens here is never closed'
    " (a text that starts with a quote stands in the other quotes: '\"b')",
    "a: |\n  \n    b\n": "3:5: a text of several lines begins with a line of spaces (delete the line above)",
    "a: |3x\n": "1:4: '|' at the start of a text is a text of several lines in YAML"
    ' (put it in quotes: "|3x")',
    "a: b\x07\n": "1:5: an invisible character, U+0007, stands here (delete it)",
    "---\na: b\n---\nc: d\n": "3:1: a second document begins here (use two files)",
    "a: b\n... c\n": "2:5: '...' ends the file for YAML (remove it)",
    "a: b\n...\n%YAML 1.2\n%YAML 1.2\n---\n": "4:1: YAML cannot read this: found duplicate YAML directive",
    "<<: x\n": "1:1: '<<' merges keys, which rule files do not have (repeat them)",
    "? [a]\n: b\n": "1:3: a key must be text (put a key that holds [ or { in quotes)",
    "a: 1\nb: 2\na: 3\n": "3:1: 'a' is written twice, first in line 1 (keep one, or put both into one)",
    "a: " + "[" * DEEPEST: "1:23: nested more than 20 levels deep",
    "x: [text #3]\n": "1:10: '#3]' is a comment and no part of the text"
    ' (if it should be, write "text #3]")',
}


def read(text, *, fast=True):
    notes = Notes(Path("rules.yaml"))
    return read_yaml(text, notes, fast=fast), notes


def said(problems):
    return [str(one).removeprefix("rules.yaml:") for one in problems]


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(("text", "first"), SEEN_BY_YAML.items())
def test_what_yaml_makes_of_a_text_is_told_with_what_to_type(text, first, fast):
    _, notes = read(text, fast=fast)
    assert said(notes.problems)[0] == first


def with_places(node):
    """The tree with the place of everything but empty texts, which stand nowhere."""
    match node:
        case Table():
            entries = [(with_places(key), with_places(one)) for key, one in node.items()]
            return (node.line, node.column, entries)
        case Items():
            return (node.line, node.column, *map(with_places, node))
        case _:
            return node and (node, node.line, node.column)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([*SIGNS, *WORDS, "\n  ", ": ", "- "]), max_size=15).map("".join))
def test_a_file_says_the_same_with_and_without_libyaml(text):
    fast, quick = read(text)
    slow, thorough = read(text, fast=False)
    assert bool(quick.problems) == bool(thorough.problems)
    if not quick.problems:
        assert with_places(fast) == with_places(slow)
        assert said(quick.warnings) == said(thorough.warnings)


def test_what_was_noted_before_libyaml_gave_up_is_told_once():
    _, notes = read("a: 1\na: 2\nb: [\n")
    assert [one.line for one in notes.problems] == [2, 4]


def test_every_scalar_is_the_text_that_was_typed():
    typed = ["22:30", "No", "1.10", "2024-10-17", "0x1F", "null", "~", "true", "1_000", "y"]
    tree, notes = read(f"a: [{', '.join(typed)}]\n")
    assert tree == {"a": typed}
    assert not notes.problems


def test_every_value_knows_its_column():
    tree, _ = read("a:\n  - بغداد\n  - {c: 'd'}\n")
    (key,) = tree
    assert (key.column, tree["a"].column) == (1, 3)
    assert [one.column for one in tree["a"]] == [5, 5]
    assert tree["a"][1]["c"].column == 9


def test_every_value_knows_its_line():
    tree, _ = read("# c\na:\n  - b\n  - {c: d}\ne: |\n  f\n  g\n")
    assert [(key, key.line) for key in tree] == [("a", 2), ("e", 5)]
    assert [(one, one.line) for one in tree["a"]] == [("b", 3), ({"c": "d"}, 4)]
    assert (tree["a"].line, tree["e"], tree["e"].line) == (3, "f\ng\n", 5)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_are_those_of_an_editor(end):
    """A line end that only typesetters know is none."""
    tree, _ = read(f"a: one\u2028two{end}b:\x85 c{end}d: e")
    assert [key.line for key in tree] == [1, 2, 3]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_a_file_may_hold_nothing(text):
    tree, notes = read(text)
    assert tree is None
    assert not notes.problems


def test_a_hash_that_eats_a_part_of_an_entry_is_refused_in_a_list():
    _, notes = read("words:\n  - march on Baghdad #Iraq\n")
    assert said(notes.problems) == [
        (
            "2:22: '#Iraq' is a comment and no part of the text"
            ' (if it should be, write "march on Baghdad #Iraq")'
        )
    ]


@pytest.mark.parametrize(
    "text", ["- strike # not hunger strike\n", "- alert: Rain in Basra #Iraq\n"]
)
def test_a_hash_that_may_be_a_comment_is_warned_of(text):
    _, notes = read(text)
    assert not notes.problems
    assert len(notes.warnings) == 1
    assert "is a comment and no part of the text" in notes.warnings[0].what


@pytest.mark.parametrize(
    "text",
    [
        "a: b # a comment\n",
        "- 'b' # a comment\n",
        "- [b] # a comment\n",
        "- a#b\n",
        "- # a comment\n  b\n",
        "- |\n  one #two\n",
    ],
)
def test_a_comment_where_it_can_be_nothing_else_is_no_matter(text):
    _, notes = read(text)
    assert (notes.problems, notes.warnings) == ([], [])


def test_a_long_text_is_repeated_in_part_only():
    _, notes = read(f"- {'word ' * 50}#x\n")
    assert len(str(notes.problems[0])) < 200
