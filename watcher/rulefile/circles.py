"""References that go round in circles, and lists spelled out. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from watcher.model import EntryId

Words = Mapping[EntryId, tuple[str, ...]]


def circles(graph: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, as the ids in the order in which they refer: a, b, a."""
    left = {one: set(others) for one, others in graph.items()}
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            around: list[str] = error.args[1]
            yield tuple(reversed(around))
            for one in around:
                left.pop(one, None)
        else:
            return


def reached(start: str, graph: Mapping[EntryId, Iterable[str]]) -> frozenset[str]:
    """`start` and whatever it refers to, directly or by way of others."""
    found: set[str] = set()
    ahead = {start}
    while new := ahead - found:
        found |= new
        ahead = {other for one in new for other in graph.get(EntryId(one), ())}
    return frozenset(found)


def lists_in(words: Iterable[str]) -> frozenset[str]:
    """The ids in `<…>` among the entries of a list."""
    return frozenset(word[1:-1] for word in words if is_reference(word))


def is_reference(word: str) -> bool:
    """Whether an entry of a list stands for another list."""
    return word.startswith("<") and word.endswith(">")


def spelled_out(entries: Iterable[str], words: Words) -> Iterator[str]:
    """The entries, and those of the lists they refer to. The lists hold no circle."""
    for entry in entries:
        if is_reference(entry):
            yield from spelled_out(words[EntryId(entry[1:-1])], words)
        else:
            yield entry
