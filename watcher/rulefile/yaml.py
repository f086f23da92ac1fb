"""YAML text to a tree that knows its lines. The only module that knows YAML.

Every scalar is text. Anchors, tags, merge keys and repeated keys are refused: in a rule file each
would say something else than the reader sees.
"""

import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from watcher.rulefile.syntax import explain, quoted, shorten, sign
from watcher.rulefile.tree import Items, Node, Notes, Table, Text

DEEPEST = 20
"""Levels of lists and mappings; a rule a person can read needs about eight."""
_COMMENT = re.compile(r"[ \t]+#(?P<glued>\S)?.*")
"""What ends an unquoted text before the line ends."""


class _Stop(Exception):
    """The file cannot be read any further; the problem has been noted."""


def read_yaml(text: str, notes: Notes) -> Node | None:
    """The tree of a file; None if it holds nothing, or nothing readable (then it is noted)."""
    try:
        return _Reader(text, notes).read()
    except _Stop:
        return None


class _Reader:
    def __init__(self, text: str, notes: Notes) -> None:
        self._notes = notes
        self._lines = text.split("\n")
        self._events = self._stream(text)

    def read(self) -> Node | None:
        """The only document of the file."""
        tree: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, NodeEvent):
                tree = self._node(event, 0, in_list=False)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._stop(event, "'---' begins a second document", "use two files")
        return None if tree == "" else tree

    def _stream(self, text: str) -> Iterator[Event]:
        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except MarkedYAMLError as error:
            line, what, hint = explain(error, self._lines)
            self._notes.problem(line, what, hint)
            raise _Stop from error
        except (YAMLError, ValueError, OverflowError) as error:
            # no mark: a character that no YAML file may hold, an escape for no character
            self._notes.problem(1, f"this is not YAML: {' '.join(str(error).split())}")
            raise _Stop from error

    def _stop(self, event: Event, what: str, hint: str = "") -> _Stop:
        self._notes.problem(_line(event), what, hint)
        return _Stop()

    def _node(self, event: Event, depth: int, *, in_list: bool) -> Node:
        self._refuse_signs(event)
        if isinstance(event, ScalarEvent):
            self._look_behind(event, in_list=in_list)
            return Text(event.value, _line(event))
        if depth == DEEPEST:
            raise self._stop(event, f"nested more than {DEEPEST} levels deep")
        if isinstance(event, MappingStartEvent):
            return self._table(event, depth)
        items = Items(_line(event))
        for inner in self._inside():
            items.append(self._node(inner, depth + 1, in_list=True))
        return items

    def _refuse_signs(self, event: Event) -> None:
        """No `*alias`, `&anchor` or `!tag`: the writer meant the sign itself."""
        if isinstance(event, AliasEvent) or event.anchor or event.tag:
            line = self._lines[event.start_mark.line]
            raise self._stop(event, *sign(line, event.start_mark.column))

    def _look_behind(self, event: ScalarEvent, *, in_list: bool) -> None:
        """Say so where a `#` ends an unquoted text early."""
        comment = None
        if event.value and not event.style:
            rest = self._lines[event.end_mark.line][event.end_mark.column :]
            comment = _COMMENT.match(rest)
        if comment is None or not (in_list or comment["glued"]):
            return
        line = event.end_mark.line + 1
        what = (
            f"everything from {shorten(comment.group().strip())!r} on is a comment and is left out"
        )
        whole = f"{event.value}{comment.group()}"
        hint = f"if it belongs to the text, write {quoted(whole)}"
        if in_list and comment["glued"]:
            self._notes.problem(line, what, hint)
        else:
            self._notes.warn(line, what, hint)

    def _inside(self) -> Iterator[Event]:
        """The events that begin something in the collection just entered."""
        for event in self._events:
            if isinstance(event, CollectionEndEvent):
                return
            yield event

    def _table(self, start: Event, depth: int) -> Table:
        table = Table(_line(start))
        seen: dict[Text, int] = {}
        for event in self._inside():
            key = self._key(event, depth)
            value = self._node(next(self._events), depth + 1, in_list=False)
            if key in seen:
                what = f"{key!r} is written twice, first in line {seen[key]}"
                self._notes.problem(key.line, what, "keep one, or give one another id")
                continue
            seen[key] = key.line
            table[key] = value
        return table

    def _key(self, event: Event, depth: int) -> Text:
        if isinstance(event, CollectionStartEvent):
            raise self._stop(event, "a key must be text", "put a key that holds [ or { in quotes")
        key = self._node(event, depth, in_list=False)
        if key == "<<":
            raise self._stop(event, "'<<' merges keys, which rule files do not have", "repeat them")
        return key


def _line(event: Event) -> int:
    line: int = event.start_mark.line + 1
    return line
