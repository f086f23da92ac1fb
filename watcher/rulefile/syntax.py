"""What YAML's own complaints mean for a person, and what to type instead.

The parser says where it stopped; the line it stopped at says why.
"""

import re
from collections.abc import Callable

from ruamel.yaml.error import MarkedYAMLError

_LONGEST = 60
"""Characters of the user's own text that a message repeats; enough to recognise it."""
_SIGNS = {
    "*": "a copy of something marked with '&'",
    "&": "a mark to copy from",
    "!": "a type",
    "%": "a directive",
    "@": "nothing yet",
    "`": "nothing yet",
    "|": "a text of several lines",
    ">": "a text of several lines",
}
"""What YAML takes a text for that starts so."""


def shorten(text: str) -> str:
    """The beginning of `text`, for a message."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def quoted(text: str) -> str:
    """`text` as it can be typed: in quotes that it does not hold itself."""
    whole = shorten(" ".join(text.split()))
    if '"' in whole or "\\" in whole:
        return "'" + whole.replace("'", "''") + "'"
    return f'"{whole}"'


def sign(line: str, column: int) -> tuple[str, str]:
    """What is wrong with a text that starts with a sign of YAML's own, and what to type."""
    mark = line[column : column + 1]
    what = f"a text that starts with {mark!r} is {_SIGNS.get(mark, 'no text')} to YAML"
    return what, f"put it in quotes: {quoted(_text_at(line, column))}"


def explain(error: MarkedYAMLError, lines: list[str]) -> tuple[int, str, str]:
    """Line, what is wrong, and a hint, for the error that stopped the parser."""
    said = f"{error.context or ''}: {error.problem or error.context}"
    for pattern, at_start, tell in _COMPLAINTS:
        if re.search(pattern, said):
            break
    mark = (error.context_mark if at_start else None) or error.problem_mark or error.context_mark
    number = min(mark.line, len(lines) - 1)
    line = lines[number]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return number + 1, "a tab at the start of the line", "indent with spaces, two a level"
    before = lines[number - 1] if number else ""
    return number + 1, *tell(line, mark.column, before, str(error.problem))


def _text_at(line: str, column: int) -> str:
    """The text that begins there, as far as the writer probably meant it."""
    rest = re.split(r"\s#", line[column:])[0].strip()
    if re.search(r"[\[{]", line[:column]):
        return re.split(r"[,\[\]{}]", rest)[0].strip()
    return rest


def _value(line: str) -> str:
    """What stands after `- ` and `key: `."""
    return re.sub(r"^\s*(?:- +)*(?:[\w-]+: +)?", "", line)


_Told = tuple[str, str]


def _sign(line: str, column: int, before: str, problem: str) -> _Told:
    return sign(line, column)


def _character(line: str, column: int, before: str, problem: str) -> _Told:
    if line[column : column + 1] == "\t":
        return "a tab where the text begins", "use spaces"
    return sign(line, column)


def _quote(line: str, column: int, before: str, problem: str) -> _Told:
    text = _text_at(line, column)
    hint = f"a text that starts with a quote stands in the other quotes: {quoted(text)}"
    return f"the quote {line[column]} that opens here is never closed", hint


def _escape(line: str, column: int, before: str, problem: str) -> _Told:
    return "a \\ inside double quotes means a special character", "use single quotes: '…'"


def _colon(line: str, column: int, before: str, problem: str) -> _Told:
    value = _value(line)
    if len(line) - len(value) < column and value[:column].strip():
        return "a text that holds ': ' reads as a key", f"put it in quotes: {quoted(value)}"
    return "this key is indented too far, or the line above has a text already", "align the keys"


def _no_colon(line: str, column: int, before: str, problem: str) -> _Told:
    what = f"{shorten(line.strip())!r} is neither a key nor an entry of a list"
    return what, "a key ends with ':', an entry begins with '- '"


def _indent(line: str, column: int, before: str, problem: str) -> _Told:
    start = line[:column].rstrip()
    if start.endswith(("'", '"', "]", "}")):
        what = f"there is text after {start[-1]}"
        return what, f"put the whole text in other quotes: {quoted(_value(line))}"
    if re.search(r"\s#", before):
        hint = "or does the # in the line above belong to a text? put that text in quotes"
    else:
        hint = "what belongs together begins in the same column"
    return "this line is not indented like those above it", hint


def _bracket(line: str, column: int, before: str, problem: str) -> _Told:
    sign_ = "]" if "']'" in problem else "}"
    opening = "[" if sign_ == "]" else "{"
    what = f"after {opening} comes neither a comma nor {sign_} where one is due"
    return what, f"separate with commas, close with {sign_}; quote texts that hold [ ] {{ }} or ,"


def _nothing(line: str, column: int, before: str, problem: str) -> _Told:
    return "a value is missing here", "write one, or remove the comma, colon or bracket"


def _dash(line: str, column: int, before: str, problem: str) -> _Told:
    return (
        "a list cannot begin here",
        "begin it in the next line, or put a text with '- ' in quotes",
    )


def _else(line: str, column: int, before: str, problem: str) -> _Told:
    return f"YAML cannot read this: {problem}", ""


_COMPLAINTS: list[tuple[str, bool, Callable[[str, int, str, str], _Told]]] = [
    ("cannot start any token", False, _character),
    ("scanning a quoted scalar", True, _quote),
    ("double-quoted scalar", False, _escape),
    ("mapping values are not allowed", False, _colon),
    ("could not find expected ':'", True, _no_colon),
    ("expected <block end>|<document start>", False, _indent),
    ("parsing a flow (sequence|mapping)", False, _bracket),
    ("expected the node content", False, _nothing),
    ("(sequence entries|mapping keys) are not allowed", False, _dash),
    (
        "scanning a(n anchor|n alias| tag| directive| block scalar)|parsing a tag|tag handle",
        True,
        _sign,
    ),
    ("", False, _else),
]
"""Pattern of the complaint; whether it is about where its context began; what it means."""
