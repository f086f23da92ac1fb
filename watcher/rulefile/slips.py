"""Slips of the finger that YAML notices further down, or not at all. Pure.

A key without its colon and what stands below it are one text for YAML; so are an entry that is
indented too far, or begins with another dash, and the entries around it.
"""

import re

from watcher.rulefile.tree import Spot

_LONGEST = 60
"""Characters of the user's own text that a message repeats; enough to recognise it."""
_NO_DASH = re.compile(r" *(?:-|[–—−•·] ?)(?=[^\W\d][\w ]*:(?: |$))")
_NO_SPACE = re.compile(" *[\u00a0\u2000-\u200b\u202f\u3000](?=\\s*(?:- |[\\w-]+:(?: |$)))")
_KEY = re.compile(r":(?: |$)")
_ENTRY = re.compile(r" *- ")

Told = tuple[Spot, str, str]
"""Where, what is wrong, and a hint."""


def shorten(text: str) -> str:
    """The beginning of `text`, for a message."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def indent_of(line: str) -> int:
    """Blanks and tabs before the first sign of a line."""
    return len(line) - len(line.lstrip(" \t"))


def key_column(line: str) -> int:
    """Where a key begins that may stand behind the dashes of entries."""
    return len(line) - len(re.sub(r"^ *(?:- +)*", "", line))


def begun_wrong(lines: list[str]) -> Told | None:
    """A sign that begins one of these lines and looks like a dash or a space; the last of them."""
    for number, line in reversed([*enumerate(lines, 1)]):
        if found := _NO_SPACE.match(line):
            return Spot(number, found.end()), *no_space(found[0][-1])
        if found := _NO_DASH.match(line):
            return Spot(number, indent_of(line) + 1), *no_entry(line)
    return None


def no_space(sign: str) -> tuple[str, str]:
    """What is wrong with a sign at the start of a line that only looks like a space."""
    what = f"this space, U+{ord(sign):04X}, is none for YAML"
    return what, "pages and word processors have such; indent with the space bar"


def no_entry(line: str) -> tuple[str, str]:
    """What is wrong with an entry that does not begin with a dash and a space."""
    what = f"{shorten(line.strip())!r} is no entry of a list"
    return what, "an entry begins with '- ', a hyphen and a space"


def begins_with_dash(text: str) -> bool:
    """Whether a text begins like an entry of a list, and is none."""
    return text[:1] in {*"-–—−•·"} and text[1:].strip()[:1].isalpha()


def without_colon(line: str, above: list[str]) -> Told | None:
    """The line above that should be a key, if the key in `line` stands below a text without one.

    Entries of a list may stand between: they are for YAML a part of the same text.
    """
    for number in range(len(above), 0, -1):
        one = above[number - 1]
        if _KEY.search(one):
            return None
        is_between = _ENTRY.match(one) and (
            _ENTRY.match(line) or key_column(one) != indent_of(line)
        )
        if one.strip() and not is_between:
            before = next((text for text in reversed(above[: number - 1]) if text.strip()), "")
            begins = re.split(r"\s#", before)[0].rstrip().endswith(":")
            if begins or indent_of(before) >= indent_of(one):
                return Spot(number, indent_of(one) + 1), *no_key(one)
            return None
    return None


def no_key(line: str) -> tuple[str, str]:
    """What is wrong with a line that should be a key."""
    return f"{shorten(line.strip())!r} is no key", "a key ends with ':' and a space"


def swallowed(lines: list[str], first: int, last: int, column: int) -> Told | None:
    """What is wrong with an unquoted text of several lines that holds entries of a list.

    `first` and `last` are its lines, counted from 0; it begins at `column`.
    """
    entries = (at for at in range(first + 1, last + 1) if _ENTRY.match(lines[at]))
    if (entry := next(entries, None)) is None:
        return None
    begins = lines[first][column:]
    if begins_with_dash(begins):
        return Spot(first + 1, column + 1), *no_entry(begins)
    if not lines[first][:column].strip():
        return Spot(first + 1, column + 1), *no_key(begins)
    what = f"this entry belongs to the text of line {first + 1}"
    hint = "entries of a list begin in the same column, below their key"
    return Spot(entry + 1, indent_of(lines[entry]) + 1), what, hint


def beside(line: str, above: list[str]) -> tuple[int, int]:
    """The line above with which `line` seems to belong, and by how many columns they are apart.

    Of those below the last that is not indented deeper, and of this itself, the one nearest to it.
    """
    column, deeper = indent_of(line), list[tuple[int, int]]()
    for number in range(len(above), 0, -1):
        if (text := above[number - 1].strip()) and not text.startswith("#"):
            apart = indent_of(above[number - 1]) - column
            deeper.append((abs(apart), number))
            if apart <= 0:
                break
    apart, number = min(deeper, key=lambda one: one[0], default=(1, 1))
    return number, apart
