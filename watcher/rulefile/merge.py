"""Several files together: ids that clash, references that lead nowhere, words nobody uses."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from watcher.model import EntryId, RuleId
from watcher.rulefile.circles import circles, lists_in, reached, rules_in
from watcher.rulefile.part import Part
from watcher.rulefile.scalars import nearest
from watcher.rulefile.tree import Items, Node, Notes, Table, Text

NAME, TYPE, TAG, LIST, RULE = "a name", "a type", "a tag", "a list of words", "a rule"
_SHARED = (TYPE, TAG)
"""Kinds of id that many entries may bear."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Where an id first stands, and what it is there."""

    kind: str
    notes: Notes
    line: int

    def __str__(self) -> str:
        """As a message names it."""
        return f"{self.kind} in {self.notes.path}:{self.line}"


def check_together(parts: Sequence[Part], *, complete: bool) -> None:
    """Note what is wrong between files.

    If not `complete`, some file could not be read, and an id that nobody knows may stand there.
    """
    labels = _declared(parts, _labels)
    rules = _declared(parts, _rules)
    lists = {id_: lists_in(words) for part in parts for id_, words in part.words.items()}
    for part in parts:
        if complete:
            _check_references(part, labels, rules)
        _check_numbers(part, labels, lists)
    _check_circles(lists, labels)
    _check_circles({rule.id: rules_in(rule) for part in parts for rule in part.rules}, rules)
    _warn_of_unused(parts)
    _warn_of_shared_forms(parts)


def _declared(
    parts: Iterable[Part], ids: Callable[[Table], Iterator[tuple[Text, str]]]
) -> dict[str, Declared]:
    """Each id with its first place; a second that clashes with it is noted."""
    known: dict[str, Declared] = {}
    for part in parts:
        for id_, kind in ids(part.tree):
            here = Declared(kind, part.reader.notes, id_.line)
            first = known.setdefault(id_, here)
            if first is not here and (kind != first.kind or kind not in _SHARED):
                what = f"the id {id_!r} is {kind} here and {first} already"
                part.reader.notes.problem(id_.line, what, "give one of them another id")
    return known


def _labels(tree: Table) -> Iterator[tuple[Text, str]]:
    """What `<…>` may name, broken entries included: their ids are not unknown."""
    for id_, entry in _entries(tree, "names"):
        yield id_, NAME
        if isinstance(entry, Table):
            for key, kind in (("type", TYPE), ("tags", TAG)):
                yield from ((one, kind) for one in _texts(entry.at(key)))
    for id_, _ in _entries(tree, "words"):
        yield id_, LIST


def _rules(tree: Table) -> Iterator[tuple[Text, str]]:
    for id_, _ in _entries(tree, "rules"):
        yield id_, RULE


def _entries(tree: Table, section: str) -> list[tuple[Text, Node]]:
    found = tree.at(section)
    return list(found.items()) if isinstance(found, Table) else []


def _texts(value: Node | None) -> list[Text]:
    values = value if isinstance(value, Items) else [value]
    return [one for one in values if isinstance(one, Text)]


def _check_references(
    part: Part, labels: Mapping[str, Declared], rules: Mapping[str, Declared]
) -> None:
    for id_ in part.reader.references:
        if id_ not in labels:
            is_rule = id_ in rules
            hint = f"that is a rule: {{rule: {id_}}}" if is_rule else nearest(id_, labels)
            part.reader.notes.problem(id_.line, f"nothing has the id <{id_}>", hint)
    for id_ in part.reader.rule_references:
        if id_ not in rules:
            is_label = id_ in labels
            hint = f"that is {labels[id_]}: <{id_}>" if is_label else nearest(id_, rules)
            part.reader.notes.problem(id_.line, f"there is no rule {id_!r}", hint)


def _check_numbers(
    part: Part, labels: Mapping[str, Declared], lists: Mapping[EntryId, frozenset[str]]
) -> None:
    """Numbers are counted at words: a list that holds names, at any depth, will not do."""
    for id_ in part.reader.number_references:
        for inner in sorted(reached(id_, lists)):
            if inner in labels and labels[inner].kind != LIST:
                what = f"numbers_near takes words only, and <{inner}> is {labels[inner]}"
                part.reader.notes.problem(id_.line, what, "use a list without names")


def _check_circles(
    graph: Mapping[EntryId, frozenset[str]] | Mapping[RuleId, frozenset[str]],
    places: Mapping[str, Declared],
) -> None:
    for around in circles({str(one): others for one, others in graph.items()}):
        place = places[around[0]]
        what = f"{place.kind} that leads back to itself: {' → '.join(around)}"
        place.notes.problem(place.line, what, "take one of these references away")


def _warn_of_unused(parts: Sequence[Part]) -> None:
    """Lists of words that no rule uses. Without any rule, the files are a library of lists."""
    used = {id_ for part in parts for id_ in part.reader.references}
    if not any(_entries(part.tree, "rules") for part in parts):
        return
    for part in parts:
        for id_, _ in _entries(part.tree, "words"):
            if id_ not in used:
                part.reader.notes.warn(id_.line, f"no rule and no list uses <{id_}>")


def _warn_of_shared_forms(parts: Sequence[Part]) -> None:
    """Spellings that belong to two names: a find can be only one of them."""
    owners: dict[str, str] = {}
    for part in parts:
        lines = {str(id_): id_.line for id_, _ in _entries(part.tree, "names")}
        for name in part.names:
            for form in (*name.forms, *name.short_names):
                owner = owners.setdefault(form.casefold(), name.id)
                if owner != name.id:
                    what = f"{form!r} is a spelling of {name.id} and of {owner}"
                    hint = "a find counts for one of them only"
                    part.reader.notes.warn(lines[name.id], what, hint)
