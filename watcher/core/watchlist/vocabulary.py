"""What the texts and `<references>` of rules stand for: names, and phrases to find. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    InTitle,
    Phrase,
    Ref,
    Rule,
    RuleRef,
    Together,
    Watchlist,
)
from watcher.model import EntryId, RuleId


@dataclass(frozen=True, slots=True)
class Entry:
    """What is looked for in the text in place of one word or reference of a rule."""

    names: frozenset[EntryId] = frozenset()
    phrases: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """Names and phrases alike, as an index wants them."""
        return self.names | self.phrases


class Vocabulary:
    """Resolves what the rules of one watchlist refer to."""

    def __init__(self, watchlist: Watchlist) -> None:
        """References were checked when the file was read; an unknown one finds nothing."""
        self._words = watchlist.words
        self._names: defaultdict[EntryId, list[EntryId]] = defaultdict(list)
        for name in watchlist.names:
            for label in dict.fromkeys((name.id, name.type, *name.tags)):
                if label is not None:
                    self._names[label].append(name.id)
        self._known: dict[Phrase | Ref, Entry] = {}

    def entry(self, item: Phrase | Ref) -> Entry:
        """What is to be found for `item`."""
        if item not in self._known:
            self._known[item] = (
                Entry(phrases=frozenset((item.text,)))
                if isinstance(item, Phrase)
                else self._resolved(item.id)
            )
        return self._known[item]

    def phrases(self, rules: Iterable[Rule]) -> Iterator[str]:
        """Every phrase that one of the rules may ask for."""
        for rule in rules:
            for item in leaves(conditions(rule)):
                yield from self.entry(item).phrases
            yield from rule.numbers_near

    def _resolved(self, label: EntryId) -> Entry:
        """A list of words may name other lists; each adds its words once."""
        names: set[EntryId] = set()
        phrases: set[str] = set()
        ahead, seen = [label], {label}
        while ahead:
            one = ahead.pop()
            names.update(self._names.get(one, ()))
            for word in self._words.get(one, ()):
                inner = EntryId(word[1:-1])
                if not (word.startswith("<") and word.endswith(">")):
                    phrases.add(word)
                elif inner not in seen:
                    seen.add(inner)
                    ahead.append(inner)
        return Entry(frozenset(names), frozenset(phrases))


def conditions(rule: Rule) -> Iterator[Condition]:
    """Every condition of the rule, wherever it stands."""
    yield from (*rule.look_for, *rule.ignore_if, *rule.ignore_story_if)
    for line in rule.raise_to:
        yield from (*line.any, *line.unless)


def leaves(items: Iterable[Condition]) -> Iterator[Phrase | Ref]:
    """The texts and references inside the conditions, in the order written."""
    for item in items:
        match item:
            case Phrase() | Ref():
                yield item
            case AnyOf() | AllOf() | AtLeast() | InTitle() | Together():
                yield from leaves(item.items)
            case _:  # another rule, which has its own
                pass


def rules_in(items: Iterable[Condition]) -> frozenset[RuleId]:
    """The rules that the conditions refer to."""
    found: set[RuleId] = set()
    for item in items:
        match item:
            case RuleRef():
                found.add(item.id)
            case AnyOf() | AllOf() | AtLeast() | InTitle() | Together():
                found |= rules_in(item.items)
            case _:  # words, which refer to no rule
                pass
    return frozenset(found)
