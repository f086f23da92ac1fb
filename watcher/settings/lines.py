"""In which line of a TOML file a key stands; the parser of the standard library does not tell.

Headers and keys are looked for line by line. A key inside an inline table has the line of the
table, which is the line an editor should open anyway. Pure.
"""

import re

Place = tuple[str, ...]
"""The keys that lead to a value: sources, shafaq, every."""

_LINE = re.compile(
    r"""\s*(?:\[\[?(?P<table>[^\]]+)\]|(?P<key>(?:[\w.-]|"[^"]*"|'[^']*'|[ \t])+?)\s*=)""",
    re.ASCII,
)
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""", re.ASCII)


class Lines:
    """Knows where the keys of one file stand."""

    def __init__(self, text: str) -> None:
        """`text` is the whole file."""
        self._known: dict[Place, int] = {}
        table: Place = ()
        for number, line in enumerate(text.split("\n"), 1):
            found = _LINE.match(line)
            if found is None:
                continue
            if found["table"]:
                table = _parts(found["table"])
            place = table if found["table"] else (*table, *_parts(found["key"]))
            for length in range(1, len(place) + 1):
                self._known.setdefault(place[:length], number)

    def line(self, place: Place) -> int:
        """The line of what `place` leads to, else of the nearest table around it, else 1."""
        while place and place not in self._known:
            place = place[:-1]
        return self._known.get(place, 1)


def _parts(dotted: str) -> Place:
    return tuple("".join(groups) for groups in _PART.findall(dotted))
