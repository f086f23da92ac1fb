"""References that go round in circles, and lists spelled out. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def deeper_than(depth: int, graph: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Each id from which the longest chain of references is one longer than `depth`.

    Nothing where there is a circle.
    """
    try:
        order = [*TopologicalSorter(graph).static_order()]
    except CycleError:
        return
    depths: dict[str, int] = {}
    for one in order:
        depths[one] = 1 + max((depths[other] for other in graph.get(one, ())), default=0)
        if depths[one] == depth + 1:
            yield one


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


def spelled_out(entries: Sequence[str], words: Words) -> Iterator[str]:
    """The entries, and those of the lists they refer to, each list once."""
    seen: set[str] = set()
    ahead = list(reversed(entries))
    while ahead:
        entry = ahead.pop()
        if not is_reference(entry):
            yield entry
        elif entry not in seen:
            seen.add(entry)
            ahead += reversed(words[EntryId(entry[1:-1])])
