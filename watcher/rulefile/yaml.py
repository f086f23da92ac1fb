"""YAML text to a tree that knows its places. Only this, `syntax` and `tidy` know YAML.

Every scalar is text. Anchors, tags, merge keys and repeated keys are refused: in a rule file each
would say something else than the reader sees.

Two parsers give the same events. libyaml, written in C, is twenty times as fast; the one written in
Python is stricter, and says better what is wrong. It reads whatever libyaml refuses.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from watcher.rulefile.slips import shorten, swallowed
from watcher.rulefile.syntax import ESCAPE, explain, explain_unmarked, quoted, sign
from watcher.rulefile.tree import Items, Node, Notes, Spot, Table, Text

DEEPEST = 20
"""Levels of lists and mappings; a rule a person can read needs about eight."""
_LINE_ENDS = str.maketrans({"\r": "\n", "\x85": " ", "\u2028": " ", "\u2029": " "})
"""Old line ends, and those that only YAML and typesetters count: to an editor they are no line."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a pair of UTF-16, as JSON escapes it; no text can hold it."""
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*%")
_COMMENT = re.compile(r"[ \t]+#(?P<glued>\S)?.*")
"""What ends an unquoted text before the line ends."""
_EATEN = re.compile(r"[^:#]*:[ \t]+(#\S.*)")
"""A key and what stands where its text should."""
_LOOSE = re.compile("[\t\ufeff]|[|>][-+0-9]*(?:#| *(?: #.*)?\n\n* +\n)|\n(?:---|[.]{3})")
"""Where libyaml passes over in silence what the other parser refuses."""
_WRITTEN_OUT = (ScalarEvent, CollectionStartEvent)
"""With these a value begins, unless it is a copy of another."""


class _Stop(Exception):
    """The file cannot be read any further; the problem has been noted."""


def read_yaml(text: str, notes: Notes, *, fast: bool = True) -> Node | None:
    """The tree of a file; None if it holds nothing, or nothing readable (then it is noted).

    Only the time it takes depends on `fast`, and on whether libyaml is installed.
    """
    text = with_line_ends(text)
    if found := _DIRECTIVE.match(text):
        line = text.count("\n", 0, found.end())
        notes.problem(Spot(line + 1, 1), *sign(text.split("\n")[line], 0))
        return None
    if fast and not _LOOSE.search(text):
        own = Notes(notes.path)
        with suppress(YAMLError, ValueError):
            tree = _Reader(text, own, pure=False).read()
            notes.add(own)
            return tree
    try:
        return _Reader(text, notes, pure=True).read()
    except MarkedYAMLError as error:
        notes.problem(*explain(error, text.split("\n")))
    except (YAMLError, ValueError, OverflowError):
        notes.problem(*explain_unmarked(text))
    return None


def with_line_ends(text: str) -> str:
    """The text with the line ends that an editor counts, and no others."""
    return text.replace("\r\n", "\n").translate(_LINE_ENDS)


class _Reader:
    """Builds the tree from the parser's events, and stops at the first that cannot be meant."""

    def __init__(self, text: str, notes: Notes, *, pure: bool) -> None:
        self._notes = notes
        self._lines = text.split("\n")
        self._commented = {at for at, line in enumerate(self._lines) if "#" in line}
        self._events: Iterator[Event] = YAML(typ="safe", pure=pure).parse(text)

    def read(self) -> Node | None:
        """The only document of the file. Raises the parser's errors."""
        tree: Node | None = None
        documents = 0
        with suppress(_Stop):
            for event in self._events:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        raise self._stop(event, "a second document begins here", "use two files")
                elif isinstance(event, NodeEvent):
                    tree = self._node(event, 0, in_list=False)
            return None if tree == "" else tree
        return None

    def _stop(self, event: Event, what: str, hint: str = "") -> _Stop:
        self._notes.problem(_spot(event), what, hint)
        return _Stop()

    def _node(self, event: Event, depth: int, *, in_list: bool) -> Node:
        if not isinstance(event, _WRITTEN_OUT) or event.anchor or event.ctag:
            line = self._lines[event.start_mark.line]
            raise self._stop(event, *sign(line, event.start_mark.column))
        if isinstance(event, ScalarEvent):
            if event.style:
                if _HALF.search(event.value):
                    raise self._stop(event, *ESCAPE)
            elif event.value or in_list:
                self._look_around(event, in_list=in_list)
            return Text(event.value, *_spot(event))
        if depth == DEEPEST:
            raise self._stop(event, f"nested more than {DEEPEST} levels deep")
        if isinstance(event, MappingStartEvent):
            return self._table(event, depth)
        items = Items(*_spot(event))
        while not isinstance(inner := next(self._events), CollectionEndEvent):
            items.append(self._node(inner, depth + 1, in_list=True))
        return items

    def _table(self, start: MappingStartEvent, depth: int) -> Table:
        table = Table(*_spot(start))
        first: dict[str, int] = {}
        while not isinstance(event := next(self._events), CollectionEndEvent):
            key = self._key(event)
            value = self._node(next(self._events), depth + 1, in_list=False)
            if value == "" and (found := _EATEN.match(self._lines[key.line - 1], key.column - 1)):
                self._tell_comment(
                    Spot(key.line, found.start(1) + 1), found[1], found[1], eaten=True
                )
            if key in first:
                what = f"{key!r} is written twice, first in line {first[key]}"
                self._notes.problem(key, what, "keep one, or put both into one")
            else:
                first[key] = key.line
                table[key] = value
        return table

    def _key(self, event: Event) -> Text:
        if isinstance(event, CollectionStartEvent):
            raise self._stop(event, "a key must be text", "put a key that holds [ or { in quotes")
        key = cast("Text", self._node(event, 0, in_list=False))
        if key == "<<":
            raise self._stop(event, "'<<' merges keys, which rule files do not have", "repeat them")
        return key

    def _look_around(self, event: ScalarEvent, *, in_list: bool) -> None:
        """Say so where an unquoted text holds more than it should, or less."""
        start, end = event.start_mark, event.end_mark
        if start.line < end.line:
            last = end.line - (end.column == 0)
            if told := swallowed(self._lines, start.line, last, start.column):
                self._notes.problem(*told)
        if end.line in self._commented:
            self._look_behind(event, in_list=in_list)

    def _look_behind(self, event: ScalarEvent, *, in_list: bool) -> None:
        """Say so where a `#` ends an unquoted text early, or an entry has no other text."""
        comment = _COMMENT.match(self._lines[event.end_mark.line], event.end_mark.column)
        if comment and (comment["glued"] or (in_list and event.value)):
            said = comment.group().lstrip()
            at = Spot(event.end_mark.line + 1, comment.end() - len(said) + 1)
            whole = event.value + comment.group()
            self._tell_comment(at, said, whole, eaten=in_list and bool(comment["glued"]))

    def _tell_comment(self, at: Spot, said: str, whole: str, *, eaten: bool) -> None:
        what = f"{shorten(said.strip())!r} is a comment and no part of the text"
        note = self._notes.problem if eaten else self._notes.warn
        note(at, what, f"if it should be, write {quoted(whole)}")


def _spot(event: Event) -> Spot:
    return Spot(event.start_mark.line + 1, event.start_mark.column + 1)
