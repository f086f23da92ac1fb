"""What YAML's own complaints mean for a person, and what to type instead.

The parser says where it stopped; the line it stopped at says why.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ruamel.yaml.error import MarkedYAMLError

from watcher.rulefile.slips import (
    begun_wrong,
    beside,
    indent_of,
    key_column,
    shorten,
    without_colon,
)
from watcher.rulefile.tree import Spot

_SIGNS = {
    "*": "a copy of something marked with '&'",
    "&": "a mark to copy from",
    "!": "a type",
    "%": "a directive",
    "@": "reserved",
    "`": "reserved",
    "?": "a key",
    "|": "a text of several lines",
    ">": "a text of several lines",
}
"""What YAML takes a text for that starts so."""

_FENCE = "```"
ESCAPE = ("a \\ inside double quotes means a special character", "use single quotes: '…'")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow anywhere."""


def quoted(text: str) -> str:
    """`text` as it can be typed: in quotes that it does not hold itself."""
    whole = shorten(" ".join(text.split()))
    if '"' in whole or "\\" in whole:
        return "'" + whole.replace("'", "''") + "'"
    return f'"{whole}"'


def sign(line: str, column: int) -> tuple[str, str]:
    """What is wrong with a text that starts with a sign of YAML's own, and what to type."""
    mark = line[column : column + 1]
    if line.startswith(_FENCE):
        return "``` stands around code in a chat or on a page, and is no YAML", "delete this line"
    what = f"{mark!r} at the start of a text is {_SIGNS.get(mark, 'no text')} in YAML"
    return what, f"put it in quotes: {quoted(_text_at(line, column))}"


def explain(error: MarkedYAMLError, lines: list[str]) -> tuple[Spot, str, str]:
    """Place, what is wrong, and a hint, for the error that stopped the parser."""
    problem = str(error.problem or error.context)
    said = f"{error.context}: {problem}"
    _, at_start, told = next(one for one in _COMPLAINTS if re.search(one[0], said))
    mark = (error.context_mark if at_start else None) or error.problem_mark or error.context_mark
    number = min(mark.line, len(lines) - 1)
    line, above = lines[number], lines[:number]
    if "\t" in line[: indent_of(line)]:
        return (
            Spot(number + 1, 1),
            "a tab at the start of the line",
            "indent with spaces, two a level",
        )
    if found := begun_wrong(lines[: number + 1]):
        return found
    spot = _Spot(line, mark.column, above, problem)
    if told is _colon and spot.column <= spot.begins and (found := without_colon(line, above)):
        return found
    if told is _bracket and (opened := error.context_mark) and opened.line < mark.line:
        opening = lines[opened.line]
        if indent_of(line) <= key_column(opening):
            return Spot(opened.line + 1, opened.column + 1), *_open(opening, opened.column)
    at = Spot(number + 1, min(mark.column, len(line)) + 1)
    return at, *(told if isinstance(told, tuple) else told(spot))


def explain_unmarked(text: str) -> tuple[Spot, str, str]:
    """As `explain`, for the two errors to which the parser gives no place."""
    if found := _UNPRINTABLE.search(text):
        at = _spot(text, found.start())
        return at, f"an invisible character, U+{ord(found.group()):04X}, stands here", "delete it"
    return _spot(text, max(text.find("\\U"), 0)), *ESCAPE


def _spot(text: str, offset: int) -> Spot:
    return Spot(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _text_at(line: str, column: int) -> str:
    """The text that begins there, as far as the writer probably meant it."""
    rest = re.split(r"\s#", line[column:])[0].strip()
    if re.search(r"[\[{]", line[:column]):
        return re.split(r"[,\[\]{}]", rest)[0].strip()
    return rest


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the parser stopped, and its complaint."""

    line: str
    column: int
    above: list[str]
    """The lines above."""
    problem: str

    @property
    def begins(self) -> int:
        """The column of the value."""
        return len(self.line) - len(self.value)

    @property
    def value(self) -> str:
        """What stands after `- ` and `key: `."""
        return re.sub(r"^\s*(?:- +)*(?:[\w-]+:(?: +|$))?", "", self.line)


_Told = tuple[str, str]


def _sign(spot: _Spot) -> _Told:
    return sign(spot.line, spot.column)


def _character(spot: _Spot) -> _Told:
    if spot.line[spot.column : spot.column + 1] == "\t":
        return "a tab stands here", "use spaces"
    return _sign(spot)


def _quote(spot: _Spot) -> _Told:
    text = _text_at(spot.line, spot.column)
    hint = f"a text that starts with a quote stands in the other quotes: {quoted(text)}"
    return f"the quote {spot.line[spot.column]} that opens here is never closed", hint


def _colon(spot: _Spot) -> _Told:
    if spot.begins < spot.column:
        return "a text that holds ': ' reads as a key", f"put it in quotes: {quoted(spot.value)}"
    return "this key is indented too far, or the line above has a text already", "align the keys"


def _no_colon(spot: _Spot) -> _Told:
    what = f"{shorten(spot.line.strip())!r} is neither a key nor an entry of a list"
    return what, "a key ends with ': ', an entry begins with '- '"


def _indent(spot: _Spot) -> _Told:
    start = spot.line[: spot.column].rstrip()
    if spot.line[spot.column :].startswith(("]", "}")):
        return f"one {spot.line[spot.column]} too many", "remove it"
    if start.endswith(("'", '"', "]", "}")):
        what = f"there is text after {start[-1]}"
        if spot.line[spot.column :].startswith(","):
            return what, "a key begins in a line of its own, below the one it belongs to"
        return what, f"put the whole text in other quotes: {quoted(spot.value)}"
    hint = "what belongs together begins in the same column"
    if spot.above and re.search(r"\s#", spot.above[-1]):
        hint = "or does the # in the line above belong to a text? put that text in quotes"
    number, apart = beside(spot.line, spot.above)
    if not apart:
        what = "a key stands among entries of a list, or an entry among keys"
        return what, "each entry of a list begins with '- ', and no key does"
    return f"this line is not indented like line {number}", hint


def _bracket(spot: _Spot) -> _Told:
    opening, closing = "[]" if "']'" in spot.problem else "{}"
    what = f"after {opening} comes neither a comma nor {closing} where one is due"
    hint = f"separate with commas, close with {closing}; quote texts that hold [ ] {{ }} or ,"
    return what, hint


def _else(spot: _Spot) -> _Told:
    return f"YAML cannot read this: {spot.problem}", ""


def _open(line: str, column: int) -> _Told:
    opening, closing = line[column], "]" if line[column] == "[" else "}"
    what = f"the {opening} that opens here is not closed before the next key"
    if re.search(r"\s#", line[column:]):
        return what, "does the # in this line belong to a text? put that text in quotes"
    return what, f"separate with commas, close with {closing}"


_NOTHING = ("a value is missing here", "write one, or remove the comma, colon or bracket")
_DASH = ("a list cannot begin here", "begin it in the next line, or put a text with '- ' in quotes")
_BLANKS = ("a text of several lines begins with a line of spaces", "delete the line above")
_IN_SIGNS = r"scanning a(n anchor|n alias| tag| directive| block scalar)|parsing a tag|tag handle"
_COMPLAINTS: list[tuple[str, bool, _Told | Callable[[_Spot], _Told]]] = [
    ("cannot start any token", False, _character),
    ("scanning a quoted scalar", True, _quote),
    ("double-quoted scalar", False, ESCAPE),
    ("mapping values are not allowed", False, _colon),
    ("could not find expected ':'", True, _no_colon),
    ("expected <block end>|<document start>", False, _indent),
    ("parsing a flow (sequence|mapping)", False, _bracket),
    ("expected the node content", False, _NOTHING),
    ("more indented follow up line", False, _BLANKS),
    ("mapping keys are not allowed", False, _sign),
    ("sequence entries are not allowed", False, _DASH),
    ("after document end marker", False, ("'...' ends the file for YAML", "remove it")),
    (_IN_SIGNS, True, _sign),
    ("", False, _else),
]
"""Pattern of the complaint; whether it is about where its context began; what it means."""
