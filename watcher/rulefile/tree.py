"""What a YAML file holds, with the place of everything: texts, lists and mappings, nothing else.

A `Text` is a `str`, an `Items` a `list`, a `Table` a `dict`, so that pydantic and plain code read
them as such; each knows where it stands.
"""

from pathlib import Path
from typing import NamedTuple, Protocol, Self, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from watcher.errors import Problem


class Placed(Protocol):
    """What stands somewhere in a file."""

    @property
    def line(self) -> int:
        """Counted from 1."""

    @property
    def column(self) -> int:
        """In characters, counted from 1; 0 where it is not known."""


class Spot(NamedTuple):
    """A place where nothing need stand."""

    line: int
    column: int = 0


class Text(str):
    """A scalar as typed: `No`, `1.10` and `22:30` stay these letters."""

    __slots__ = ("column", "line")
    line: int
    column: int

    def __new__(cls, text: str, line: int, column: int = 0) -> Self:
        """See `Placed`."""
        made = str.__new__(cls, text)
        made.line = line
        made.column = column
        return made

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Only a `Text` will do: everything else is a list or a mapping."""
        return core_schema.is_instance_schema(cls)


class Items(list["Node"]):
    """A list, and where it begins."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int = 0) -> None:
        """Empty at first."""
        super().__init__()
        self.line = line
        self.column = column


class Table(dict[Text, "Node"]):
    """A mapping, and where it begins."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int = 0) -> None:
        """Empty at first."""
        super().__init__()
        self.line = line
        self.column = column

    def at(self, key: str) -> "Node | None":
        """What stands under `key`."""
        return self.get(cast("Text", key))


Node = Text | Items | Table


class Notes:
    """Problems and warnings noted while one file is read."""

    def __init__(self, path: Path) -> None:
        """Of the file at `path`; nothing noted so far."""
        self.path = path
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def problem(self, at: Placed, what: str, hint: str = "") -> None:
        """Note what must be mended before the file can be used."""
        self.problems.append(self._at(at, what, hint))

    def warn(self, at: Placed, what: str, hint: str = "") -> None:
        """Note what is probably not what the writer meant."""
        self.warnings.append(self._at(at, what, hint))

    def _at(self, at: Placed, what: str, hint: str) -> Problem:
        return Problem(self.path, at.line, what, hint, column=at.column)

    def add(self, others: "Notes") -> None:
        """Note what was noted in `others` too."""
        self.problems += others.problems
        self.warnings += others.warnings
