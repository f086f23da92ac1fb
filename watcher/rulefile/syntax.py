"""What YAML's own complaints mean for a person, and what to type instead.

The parser says where it stopped; the line it stopped at says why. Pure.
"""

import re

from ruamel.yaml.error import MarkedYAMLError

_LONGEST = 40
"""Characters of the user's own text that a message repeats; enough to recognise it."""
_IN_FLOW = re.compile(r"[^,\[\]{}]*")
_SIGNS = {
    "*": "'*' at the start of a text means a copy in YAML",
    "&": "'&' at the start of a text means a mark for copies in YAML",
    "!": "'!' at the start of a text means a type in YAML",
}


def shorten(text: str) -> str:
    """The beginning of `text`, for a message."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def quoted(text: str) -> str:
    """`text` as it can be typed: in whichever quotes it does not hold itself."""
    text = " ".join(text.split())
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def sign(line: str, column: int) -> tuple[str, str]:
    """What is wrong with a text that starts with a sign of YAML's own, and what to type."""
    return _SIGNS[line[column]], f"put it in quotes: {quoted(_text_at(line, column))}"


def explain(error: MarkedYAMLError, lines: list[str]) -> tuple[int, str, str]:
    """Line, what is wrong, and a hint, for the error that stopped the parser."""
    mark = error.problem_mark or error.context_mark
    number = mark.line if mark else 0
    return number + 1, f"this is not YAML: {error.problem}", ""


def _text_at(line: str, column: int) -> str:
    """The text that begins there, as far as the writer probably meant it."""
    rest = re.split(r"\s#", line[column:])[0].strip()
    if re.search(r"[\[{]", line[:column]):
        return _IN_FLOW.match(rest).group().strip()
    return rest
