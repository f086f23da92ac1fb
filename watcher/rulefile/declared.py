"""Which ids a rule file declares, of which kind, and where. Pure."""

from collections.abc import Iterator
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
    labels: dict[tuple[str, str], tuple[Text, str]] = {}
    for id_, kind in _labels(tree):
        labels.setdefault((id_, kind), (id_, kind))
    return Ids(tuple(labels.values()), tuple((id_, RULE) for id_, _ in _entries(tree, "rules")))


def _labels(tree: Table) -> Iterator[tuple[Text, str]]:
    for id_, entry in _entries(tree, "names"):
        yield id_, NAME
        if isinstance(entry, Table):
            for key, kind in (("type", TYPE), ("tags", TAG)):
                for one in _texts(entry.at(key)):
                    yield one, kind
    for id_, _ in _entries(tree, "words"):
        yield id_, LIST


def _entries(tree: Table, section: str) -> list[tuple[Text, Node]]:
    found = tree.at(section)
    return list(found.items()) if isinstance(found, Table) else []


def _texts(value: Node | None) -> list[Text]:
    values = value if isinstance(value, Items) else [value]
    return [one for one in values if isinstance(one, Text)]
