"""What a YAML file holds, with the line of everything: texts, lists and mappings, nothing else.

A `Text` is a `str`, an `Items` a `list`, a `Table` a `dict`, so that pydantic and plain code read
them as such; each knows where it stands.
"""

from pathlib import Path
from typing import Self, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from watcher.errors import Problem


class Text(str):
    """A scalar as typed: `No`, `1.10` and `22:30` stay these letters."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, text: str, line: int) -> Self:
        """`line` counts from 1."""
        made = str.__new__(cls, text)
        made.line = line
        return made

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Only a `Text` will do: everything else is a list or a mapping."""
        return core_schema.is_instance_schema(cls)


class Items(list["Node"]):
    """A list, and the line it begins on."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        """Empty at first."""
        super().__init__()
        self.line = line


class Table(dict[Text, "Node"]):
    """A mapping, and the line it begins on."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        """Empty at first."""
        super().__init__()
        self.line = line

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

    def problem(self, line: int, what: str, hint: str = "") -> None:
        """Note what must be mended before the file can be used."""
        self.problems.append(Problem(self.path, line, what, hint))

    def warn(self, line: int, what: str, hint: str = "") -> None:
        """Note what is probably not what the writer meant."""
        self.warnings.append(Problem(self.path, line, what, hint))

    def add(self, others: "Notes") -> None:
        """Note what was noted in `others` too."""
        self.problems += others.problems
        self.warnings += others.warnings
