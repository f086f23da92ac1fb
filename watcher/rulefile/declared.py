"""Which ids a rule file declares, of which kind, and where. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from watcher.rulefile.tree import Items, Node, Table, Text

NAME, TYPE, TAG, LIST, RULE = "a name", "a type", "a tag", "a list of words", "a rule"
SHARED = (TYPE, TAG)
"""Kinds of id that many entries may bear."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of one file with their kinds, broken entries included: they are not unknown."""

    labels: tuple[tuple[Text, str], ...]
    """What `<…>` may name. A type or tag stands here once, as it is first written."""
    rules: tuple[tuple[Text, str], ...]


def declared_ids(tree: Table) -> Ids:
    """The ids in the tree of one file."""
    names = _entries(tree, "names")
    shared: dict[tuple[str, str], tuple[Text, str]] = {}
    for _, entry in names:
        if isinstance(entry, Table):
            for key, kind in (("type", TYPE), ("tags", TAG)):
                for id_ in _texts(entry.at(key)):
                    shared.setdefault((id_, kind), (id_, kind))
    return Ids(
        labels=(
            *((id_, NAME) for id_, _ in names),
            *shared.values(),
            *((id_, LIST) for id_, _ in _entries(tree, "words")),
        ),
        rules=tuple((id_, RULE) for id_, _ in _entries(tree, "rules")),
    )


def _entries(tree: Table, section: str) -> list[tuple[Text, Node]]:
    found = tree.at(section)
    return list(found.items()) if isinstance(found, Table) else []


def _texts(value: Node | None) -> Iterable[Text]:
    match value:
        case Text():
            return (value,)
        case Items():
            return [one for one in value if isinstance(one, Text)]
        case _:
            return ()
