"""Which rules can hold on a story at all, by what was found in it. Pure.

Every rule is filed under the entries of its rarest item: where none of them is found, the rule
is not looked at. So the cost of a story hardly depends on the number of rules.
"""

from collections import defaultdict
from collections.abc import Iterable

from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    InTitle,
    Phrase,
    Ref,
    Rule,
    Together,
)
from watcher.core.watchlist.vocabulary import Vocabulary
from watcher.model import RuleId


class Anchors:
    """The rules of a watchlist, filed by what a story must hold for them."""

    def __init__(self, rules: Iterable[Rule], vocabulary: Vocabulary) -> None:
        """`rules` in watchlist order."""
        self._vocabulary = vocabulary
        self._rules = {rule.id: rule for rule in rules}
        self._order = {rule: number for number, rule in enumerate(self._rules)}
        self._filed: defaultdict[str, list[RuleId]] = defaultdict(list)
        for rule in self._rules.values():
            for key in self._of(rule.look_for, frozenset({rule.id})):
                self._filed[key].append(rule.id)

    def candidates(self, found: Iterable[str]) -> tuple[RuleId, ...]:
        """The rules worth looking at, in watchlist order, for the entries found."""
        ids = {rule for key in found for rule in self._filed.get(key, ())}
        return tuple(sorted(ids, key=self._order.__getitem__))

    def _of(self, items: Iterable[Condition], above: frozenset[RuleId]) -> frozenset[str]:
        """The keys of the item that is likely to be the rarest: the one with the fewest."""
        return min((self._keys(item, above) for item in items), key=len, default=frozenset())

    def _keys(self, item: Condition, above: frozenset[RuleId]) -> frozenset[str]:
        """Where none of these is found, `item` cannot hold."""
        match item:
            case Phrase() | Ref():
                return self._vocabulary.entry(item).keys
            case AllOf() | Together():
                return self._of(item.items, above)
            case AnyOf() | AtLeast() | InTitle():
                keys = (self._keys(one, above) for one in item.items)
                return frozenset[str]().union(*keys)
            case _:  # another rule: what that needs
                rule = self._rules.get(item.id)
                if rule is None or item.id in above:
                    return frozenset()
                return self._of(rule.look_for, above | {item.id})
