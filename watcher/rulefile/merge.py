"""Several files together: ids that clash, references that lead nowhere, words nobody uses."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from watcher.core.watchlist.advice import Doubt
from watcher.core.watchlist.vocabulary import conditions, rules_in
from watcher.model import EntryId
from watcher.rulefile.circles import circles, deeper_than, lists_in, reached
from watcher.rulefile.declared import LIST, NAME, SHARED
from watcher.rulefile.part import Part, meant_so
from watcher.rulefile.scalars import nearest
from watcher.rulefile.tree import Notes, Text

_Notes = Mapping[Path, Notes]
_MOST_HINTS = 20
"""Ids for which the likeliest one is looked for: among 100,000 that takes half a second each. Where
more are unknown, a file is missing rather than a letter."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an id first stands, and what it is there."""

    kind: str
    path: Path
    at: Text

    def __str__(self) -> str:
        """As a message names it."""
        return f"{self.kind} in {self.path}:{self.at.line}:{self.at.column}"


_MOST_CIRCLES = 20
"""To look for one more means to walk through all references again."""


_DEEPEST = 20
"""Rules that refer to rules; as deep as lists and mappings may be."""


class _Guess:
    """Says what was probably meant by an id that nobody knows."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._hints: dict[str, str] = {}

    def __call__(self, id_: str) -> str:
        if id_ not in self._hints and len(self._hints) < _MOST_HINTS:
            self._hints[id_] = nearest(id_, self._known)
        return self._hints.get(id_, "")


def check_together(parts: Sequence[Part], *, complete: bool) -> list[Notes]:
    """What is wrong between files.

    If not `complete`, some file could not be read, and an id that nobody knows may stand there.
    """
    notes = {part.path: Notes(part.path) for part in parts}
    labels = _places([(part.path, part.ids.labels) for part in parts], notes)
    rules = _places([(part.path, part.ids.rules) for part in parts], notes)
    lists = {id_: lists_in(words) for part in parts for id_, words in part.words.items()}
    if complete:
        _check_references(parts, labels, rules, notes)
    for part in parts:
        _check_numbers(part, labels, lists, notes[part.path])
    _check_circles({str(id_): others for id_, others in lists.items()}, labels, notes)
    others = {str(rule.id): rules_in(conditions(rule)) for part in parts for rule in part.rules}
    _check_circles(others, rules, notes)
    for id_ in deeper_than(_DEEPEST, others):
        what = f"a rule that refers to a rule that refers … more than {_DEEPEST} deep"
        notes[rules[id_].path].problem(rules[id_].at, what, "write the words themselves")
    _warn_of_unused(parts, notes)
    _warn_of_shared_forms(parts, notes)
    return list(notes.values())


def _places(
    files: Iterable[tuple[Path, Iterable[tuple[Text, str]]]], notes: _Notes
) -> dict[str, _Place]:
    """Each id with its first place; a second that clashes with it is noted."""
    known: dict[str, _Place] = {}
    for path, ids in files:
        for id_, kind in ids:
            first = known.get(id_)
            if first is None:
                known[id_] = _Place(kind, path, id_)
            elif kind != first.kind or kind not in SHARED:
                what = f"the id {id_!r} is {kind} here and {first} already"
                notes[path].problem(id_, what, "give one of them another id")
    return known


def _check_references(
    parts: Sequence[Part], labels: Mapping[str, _Place], rules: Mapping[str, _Place], notes: _Notes
) -> None:
    near_label, near_rule = _Guess(labels), _Guess(rules)
    unknown = {id_.casefold() for part in parts for id_ in part.references if id_ not in labels}
    spelled = _spelled(parts, unknown) if unknown else {}
    for part in parts:
        for id_ in part.references:
            if id_ not in labels:
                hint = f"that is a rule: {{rule: {id_}}}" if id_ in rules else near_label(id_)
                if name := spelled.get(id_.casefold()):
                    hint = f"that is a spelling of <{name}>"
                notes[part.path].problem(id_, f"nothing has the id <{id_}>", hint)
        for id_ in part.rule_references:
            if id_ not in rules:
                hint = f"that is {labels[id_]}: <{id_}>" if id_ in labels else near_rule(id_)
                notes[part.path].problem(id_, f"there is no rule {id_!r}", hint)


def _spelled(parts: Iterable[Part], wanted: Collection[str]) -> dict[str, str]:
    """The names that have a spelling which somebody wrote in place of their id."""
    return {
        form.casefold(): str(name.id)
        for part in parts
        for name in part.names
        for form in (*name.forms, *name.short_names)
        if form.casefold() in wanted
    }


def _check_numbers(
    part: Part,
    labels: Mapping[str, _Place],
    lists: Mapping[EntryId, frozenset[str]],
    notes: Notes,
) -> None:
    """Numbers are counted at words: a list that holds names, at any depth, will not do."""
    for id_ in part.number_references:
        for inner in sorted(reached(id_, lists)):
            if inner in labels and labels[inner].kind != LIST:
                what = f"numbers_near takes words only, and <{inner}> is {labels[inner]}"
                notes.problem(id_, what, "use a list without names")


def _check_circles(
    graph: Mapping[str, Collection[str]],
    places: Mapping[str, _Place],
    notes: _Notes,
) -> None:
    for around in islice(circles(graph), _MOST_CIRCLES):
        place = places[around[0]]
        what = f"{place.kind} that leads back to itself: {' → '.join(around)}"
        notes[place.path].problem(place.at, what, "take one of these references away")


def _warn_of_unused(parts: Sequence[Part], notes: _Notes) -> None:
    """Lists of words that no rule uses. Without any rule, the files are a library of lists."""
    used = {id_ for part in parts for id_ in part.references}
    if not any(part.ids.rules for part in parts):
        return
    for part in parts:
        for id_, kind in part.ids.labels:
            if kind == LIST and id_ not in used and not part.means(Doubt.UNUSED, id_):
                hint = meant_so(f"use <{id_}> in a rule", Doubt.UNUSED, id_)
                notes[part.path].warn(id_, f"no rule and no list uses <{id_}>", hint)


def _warn_of_shared_forms(parts: Sequence[Part], notes: _Notes) -> None:
    """Spellings that belong to two names: a find can be only one of them."""
    owners: dict[str, str] = {}
    for part in parts:
        places: dict[str, Text] = {}
        for name in part.names:
            for form in (*name.forms, *name.short_names):
                owner = owners.setdefault(form.casefold(), name.id)
                if owner != name.id and not part.means(Doubt.SHARED, name.id):
                    places = places or {id_: id_ for id_, is_a in part.ids.labels if is_a == NAME}
                    what = f"{form!r} is a spelling of {name.id} and of {owner}"
                    hint = meant_so("a find counts for one of them only", Doubt.SHARED, name.id)
                    notes[part.path].warn(places[name.id], what, hint)
