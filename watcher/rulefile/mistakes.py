"""From what pydantic found wrong to problems with a line. Pure."""

from collections.abc import Iterable, Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from watcher.rulefile.tree import Items, Node, Notes, Table, Text

_WANTED = {
    "model_type": "must hold keys",
    "dict_type": "must hold ids with their keys below",
    "list_type": "must be a list",
}
_ENTRIES = ("names", "words", "rules")
"""Sections whose entries stand for themselves: one broken rule leaves the others."""


def note_mistakes(error: ValidationError, tree: Table, notes: Notes) -> None:
    """Note each mistake at the line it stands in."""
    for one in error.errors(include_url=False):
        line, key = _place(one["loc"], tree)
        notes.problem(line, *_sentence(one, key))


def without_mistakes(error: ValidationError, tree: Table) -> Table:
    """The tree without the entries that hold a mistake, so that the rest can be looked at."""
    rest = Table(tree.line)
    broken = {tuple(map(str, one["loc"][:2])) for one in error.errors(include_url=False)}
    for key, value in tree.items():
        if key in _ENTRIES and isinstance(value, Table):
            entries = Table(value.line)
            entries.update((id_, one) for id_, one in value.items() if (key, id_) not in broken)
            rest[key] = entries
        elif not any(place[0] == key for place in broken):
            rest[key] = value
    return rest


def _place(path: Iterable[int | str], tree: Node) -> tuple[int, str]:
    """The line of what `path` leads to, and the key it stands under.

    Tags that pydantic adds to the path, such as `{any}`, lead nowhere and are passed over.
    """
    node, line, key = tree, tree.line, ""
    for step in path:
        if isinstance(node, Table) and isinstance(step, str) and step in node:
            found = next(one for one in node if one == step)
            node, line, key = node[found], found.line, str(found)
        elif isinstance(node, Items) and isinstance(step, int):
            node = node[step]
            line = node.line
    return line, key


def _sentence(one: ErrorDetails, key: str) -> tuple[str, str]:
    """What is wrong, and a hint."""
    kind, value = one["type"], one["input"]
    start = f"{key}: " if key else ""
    if kind == "mistake":
        return f"{start}{one['msg']}", one["ctx"]["hint"]
    if kind == "missing":
        return f"{start}{str(one['loc'][-1])!r} is missing", ""
    if kind == "union_tag_not_found":
        return f"{start}this is no condition", "text, <reference>, any:, all:, together: ..."
    if value == "":
        return f"{start}is empty", "write something or remove the key"
    hint = f"write [{value}]" if kind == "list_type" and isinstance(value, Text) else ""
    return f"{start}{_WANTED[kind]}", hint
