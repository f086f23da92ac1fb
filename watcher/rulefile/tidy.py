"""The text of a rule file, tidied: indents, blank lines, quotes. It says what it said.

Two spaces a level, a list two to the right of its key, one blank line where there were several,
double quotes where both kinds will do. Comments, the order of lines and long lists stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    ScalarEvent,
    SequenceStartEvent,
)

from watcher.rulefile.part import read_part
from watcher.rulefile.tree import Notes
from watcher.rulefile.yaml import read_yaml, with_line_ends

_STEP = 2
"""Spaces a level, as in every example of the docs."""
_DASHES = re.compile(r"^(?:-[ ]+)+(?=[^#\s])")
_QUOTED = re.compile(r"'[^'\"\\]+'")
"""Single quotes that double quotes can replace as they are."""


def tidy(text: str, notes: Notes) -> str | None:
    """The same file, tidied; None where it has problems, which are noted.

    The tidied text says exactly what `text` said: it is read again to make sure. Where it would not
    (no such file is known), the text is given back as it is.
    """
    before = len(notes.problems)
    read_part(text, notes)
    if len(notes.problems) > before:
        return None
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    tidied = _Layout(whole.split("\n")).tidied()
    said, says = (read_yaml(one, Notes(notes.path)) for one in (text, tidied))
    return tidied if said == says else text


@dataclass(frozen=True, slots=True)
class _Block:
    """A list or mapping of which each entry begins a line."""

    is_list: bool
    first: int
    """Its first line, counted from 0."""
    column: int
    """Where its entries begin."""
    wanted: int
    """Where they should begin."""

    @property
    def shift(self) -> int:
        return self.wanted - self.column


_WHOLE = _Block(is_list=False, first=0, column=-_STEP, wanted=-_STEP)
"""What a file is inside of."""


@dataclass(slots=True)
class _Layout:
    """Where everything stands in a file, by its lines."""

    lines: list[str]
    blocks: list[_Block] = field(default_factory=list)
    """In the order in which they begin."""
    within: dict[int, _Block] = field(default_factory=dict)
    """Lines in the midst of a value, with the block whose value it is."""
    kept: set[int] = field(default_factory=set)
    """Lines in the midst of a text: their blanks are a part of it."""

    def tidied(self) -> str:
        events = YAML(typ="safe", pure=True).parse(with_line_ends("\n".join(self.lines)))
        for event in events:
            self._read(event, events, _WHOLE)
        made: list[str] = []
        for at, line in enumerate(self.lines):
            if at in self.kept or line.strip():
                made.append(self._line(at, line))
            elif made and made[-1]:
                made.append("")
        return "\n".join(made).rstrip("\n") + "\n"

    def _read(self, event: Event, events: Iterator[Event], outer: _Block) -> None:
        """Note where a value stands, and everything inside it."""
        if isinstance(event, ScalarEvent):
            self._read_text(event, outer)
        elif isinstance(event, CollectionStartEvent):
            block = outer if event.flow_style else self._block(event, outer)
            while not isinstance(inner := next(events), CollectionEndEvent):
                self._read(inner, events, block)
            if event.flow_style:
                self._note(event.start_mark.line, inner.end_mark.line + 1, outer)

    def _block(self, event: CollectionStartEvent, outer: _Block) -> _Block:
        is_list, mark = isinstance(event, SequenceStartEvent), event.start_mark
        block = _Block(is_list, mark.line, mark.column, outer.wanted + _STEP)
        self.blocks.append(block)
        return block

    def _read_text(self, event: ScalarEvent, outer: _Block) -> None:
        first, end = event.start_mark, event.end_mark
        past = end.line + (end.column > 0)
        self._note(first.line, past, outer)
        self.kept.update(range(first.line + 1, past))
        line = self.lines[first.line] if first.line < len(self.lines) else ""
        quoted = line[first.column : end.column]
        if end.line == first.line and _QUOTED.fullmatch(quoted):
            start, rest = line[: first.column], line[end.column :]
            self.lines[first.line] = f'{start}"{quoted[1:-1]}"{rest}'

    def _note(self, first: int, past: int, outer: _Block) -> None:
        """Note in whose value the lines after its first stand."""
        for at in range(first + 1, past):
            self.within.setdefault(at, outer)

    def _line(self, at: int, line: str) -> str:
        rest = line.lstrip(" ")
        column = len(line) - len(rest)
        if rest.startswith("#") and at not in self.within:
            return self._beside(at, rest, column)
        if at in self.within:
            moved = " " * max(column + self.within[at].shift, 0) + rest if line else ""
            return moved if at in self.kept else moved.rstrip()
        block = self._of(at, column, is_list=_is_entry(rest))
        if block is None:
            return self._beside(at, rest, column)
        return " " * block.wanted + _DASHES.sub(_one_blank, rest).rstrip()

    def _of(self, at: int, column: int, *, is_list: bool) -> _Block | None:
        """The block of which an entry begins in a line, at a column."""
        begun = (one for one in reversed(self.blocks) if one.first <= at)
        return next((one for one in begun if (one.column, one.is_list) == (column, is_list)), None)

    def _beside(self, at: int, rest: str, column: int) -> str:
        """A comment goes with the line it speaks of; what else stands alone, with its block."""
        if rest.startswith("#") and (indent := self._below(at, column)) is not None:
            return indent + rest.rstrip()
        begun = (one for one in reversed(self.blocks) if one.first <= at and one.column <= column)
        shift = next((one.shift for one in begun), 0)
        return " " * max(column + shift, 0) + rest.rstrip()

    def _below(self, at: int, column: int) -> str | None:
        """The new indent of the line below a comment, if the two are aligned."""
        for below in range(at + 1, len(self.lines)):
            rest = self.lines[below].lstrip(" ")
            if rest and not rest.startswith("#"):
                if len(self.lines[below]) - len(rest) != column:
                    return None
                moved = self._line(below, self.lines[below])
                return " " * (len(moved) - len(moved.lstrip(" ")))
        return None


def _is_entry(rest: str) -> bool:
    return rest.startswith("- ") or rest.rstrip() == "-"


def _one_blank(dashes: re.Match[str]) -> str:
    return re.sub(" +", " ", dashes[0])
