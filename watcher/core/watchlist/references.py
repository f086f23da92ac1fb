"""What the references of a rule stand for. Pure."""

from collections.abc import Iterable, Iterator

from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    InTitle,
    Ref,
    Rule,
    Together,
    Watchlist,
)
from watcher.model import EntryId


def named(reference: EntryId, watchlist: Watchlist) -> frozenset[EntryId]:
    """The names that `<reference>` stands for: itself, all of a type, or all with a tag."""
    return frozenset(
        one.id
        for one in watchlist.names
        if reference in (one.id, one.type) or reference in one.tags
    )


def references(conditions: Iterable[Condition]) -> Iterator[EntryId]:
    """Every `<id>` in `conditions`, at any depth; other rules are not followed."""
    for one in conditions:
        match one:
            case Ref(id_):
                yield id_
            case AnyOf() | AllOf() | AtLeast() | InTitle() | Together():
                yield from references(one.items)
            case _:
                pass


def watched_names(rule: Rule, watchlist: Watchlist) -> frozenset[EntryId]:
    """The names that `rule` looks for: another of them is news, any other name is not."""
    found = (named(one, watchlist) for one in references(rule.look_for))
    return frozenset[EntryId]().union(*found)
