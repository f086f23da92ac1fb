"""From what pydantic found wrong to problems with a place. Pure."""

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from watcher.rulefile.scalars import nearest
from watcher.rulefile.slips import begins_with_dash, no_entry
from watcher.rulefile.tree import Items, Node, Notes, Placed, Table, Text
from watcher.rulefile.written_conditions import HEADS

_EXAMPLES = {
    "WrittenName": "name: its usual spelling",
    "WrittenRule": "title: and look_for: at least",
    "WrittenRaise": "{any: [...]}",
    "WrittenCount": "{numbers_near: [...]}",
    "WrittenFrequency": "{stories: 5, in: 24h}",
    "WrittenTest": "alert: or no_alert: before the text",
    "WrittenEscalation": "{after: 15m, to: person}",
    "WrittenActive": "{from: 2025-03-01, until: 2025-03-31}",
    "WrittenSources": "{only: [...]} or {except: [...]}",
    "raise_to": "{critical: {any: [...]}}",
    "names": "an id and ':' first, and below it name:",
    "rules": "an id and ':' first, and below it title: and look_for:",
    "words": "an id and ':' first, then a list: strike: [strike, strikes]",
}
"""What a mapping holds, by the model that reads it, or by its key."""
_ENTRIES = ("names", "words", "rules")
"""Sections whose entries stand for themselves: one broken rule leaves the others."""

_Keys = dict[int, dict[str, Text]]
"""The keys of each table where they stand, by its `id`: a file may hold a mistake in each line."""


def note_mistakes(error: ValidationError, tree: Table, notes: Notes) -> None:
    """Note each mistake where it stands."""
    keys: _Keys = {}
    for one in error.errors(include_url=False):
        key, at = _place(one["loc"], tree, keys)
        what, hint = _sentence(one)
        if one["type"] == "list_type" and (first := _first_entry(one["input"])):
            notes.problem(first, *no_entry(first))
            continue
        if one["loc"][-1] == "[key]":
            notes.problem(key, what, hint)
        else:
            notes.problem(at, f"{key}: {what}" if key else what, hint)


def _first_entry(value: Node) -> Text | None:
    """What begins like an entry of a list, and makes a text or a mapping of it."""
    first = next(iter(value), None) if isinstance(value, Table) else value
    return first if isinstance(first, Text) and begins_with_dash(first) else None


def without_mistakes(error: ValidationError, tree: Table) -> Table:
    """The tree without the entries that hold a mistake, so that the rest can be looked at."""
    rest = Table(tree.line, tree.column)
    broken = {tuple(map(str, one["loc"][:2])) for one in error.errors(include_url=False)}
    for key, value in tree.items():
        if key in _ENTRIES and isinstance(value, Table):
            entries = Table(value.line, value.column)
            entries.update((id_, one) for id_, one in value.items() if (key, id_) not in broken)
            rest[key] = entries
        elif not any(place[0] == key for place in broken):
            rest[key] = value
    return rest


def _place(path: Iterable[int | str], tree: Node, keys: _Keys) -> tuple[Text, Placed]:
    """The key under which stands what `path` leads to, and where a person looks for that.

    This is its first letter; the key, where it is empty or begins below. `keys` are remembered.

    Tags that pydantic adds to the path, such as `{any}`, lead nowhere and are passed over.
    """
    node: Node = tree
    at: Placed = tree
    key = Text("", tree.line, tree.column)
    for step in path:
        if isinstance(node, Table) and isinstance(step, str) and step in node:
            known = keys.get(id(node)) or keys.setdefault(id(node), {str(one): one for one in node})
            key = known[step]
            node = node[key]
            at = node if node != "" and node.line == key.line else key
        elif isinstance(node, Items) and isinstance(step, int):
            node = at = node[step]
    return key, at


def _sentence(one: ErrorDetails) -> tuple[str, str]:
    """What is wrong, and a hint."""
    kind, value = one["type"], one["input"]
    match kind:
        case "mistake":
            return one["msg"], one["ctx"]["hint"]
        case "missing":
            return f"the key {one['loc'][-1]!r} is missing", ""
        case "union_tag_not_found":
            return _no_condition(value)
        case "too_short":
            return "is an empty list", "write at least one entry"
        case _:
            return _wrong_kind(one)


def _wrong_kind(one: ErrorDetails) -> tuple[str, str]:
    """A text where a list should be, and the like."""
    kind, value = one["type"], one["input"]
    if value == "":
        return "is empty", "write something or remove the key"
    if kind == "list_type":
        several = "write [...], or begin each entry with '- '"
        return "must be a list", f"write [{value}]" if isinstance(value, Text) else several
    model = one.get("ctx", {}).get("class_name", one["loc"][-1])
    return "must hold keys of its own", _EXAMPLES.get(model, "each in a line of its own")


def _no_condition(value: object) -> tuple[str, str]:
    if isinstance(value, Table):
        key = next(iter(value), "")
        if home := {"within": "together", "order": "together", "of": "at_least"}.get(key):
            return f"{key!r} begins no condition", f"write it below {home}:, without '- '"
        heads = ", ".join(f"{head}:" for head in HEADS)
        hint = nearest(key, HEADS, f"a text, <id>, or one of {heads}")
        return f"{key!r} begins no condition", hint
    return "a list inside the list is no condition", "write {any: [...]} or {all: [...]}"
