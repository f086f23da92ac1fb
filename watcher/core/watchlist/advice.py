"""What in a watchlist is valid and yet probably not meant, for `watcher check`. Pure.

Each doubt has a word of its own, so that a person who means it so can silence it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watcher.core.text.english import ordinary_words
from watcher.core.text.fold import fold
from watcher.core.watchlist.everyday import is_everyday
from watcher.core.watchlist.language import (
    PLACE,
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    InTitle,
    Name,
    Phrase,
    Ref,
    Rule,
    Together,
    Watchlist,
)
from watcher.core.watchlist.phrases import is_pattern
from watcher.core.watchlist.vocabulary import Vocabulary, conditions, leaves
from watcher.core.watchlist.world import HOMOGRAPHS
from watcher.model import EntryId, RuleId

_SHORT = 4
"""Letters below which a name stands in too many other words and names: Badr has four."""
_FAMILY = 3
"""Of four forms of a verb, so many must be listed before the missing one is asked for: gang and
gangs are two forms, and nobody misses ganging."""


_LATIN = re.compile("[A-Za-z][a-z]{3}")
"""A word; not the MQ-9 of an Arabic phrase."""
_ARABIC = re.compile("[\u0621-\u06d3]{2}")


class Doubt(StrEnum):
    """What is in doubt; the word that silences it."""

    UNUSED = "unused"
    COMMON_WORD = "common-word"
    SHORT = "short"
    INSIDE = "inside"
    SHARED = "shared"
    MIXED = "mixed"
    NEVER = "never"
    UNTESTED = "untested"
    INFLECTION = "inflection"


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that a person should look at."""

    doubt: Doubt
    entry: str
    """The id of the name, the list or the rule."""
    what: str
    hint: str


def advise(watchlist: Watchlist, today: date) -> tuple[Advice, ...]:
    """Everything in doubt, in the order of the watchlist; `today` tells which rules are over."""
    vocabulary = Vocabulary(watchlist)
    asked: tuple[Iterable[Advice], ...] = (
        _unused(watchlist),
        *map(_common_words, watchlist.names),
        *map(_short, watchlist.names),
        _inside(watchlist.names),
        _never(watchlist, vocabulary, today),
        *map(_untested, watchlist.rules),
        *(_inflections(id_, words) for id_, words in watchlist.words.items()),
        *(_mixed(name.id, name.forms) for name in watchlist.names),
        *(_mixed(id_, words) for id_, words in watchlist.words.items()),
    )
    return tuple(one for advices in asked for one in advices)


def _unused(watchlist: Watchlist) -> Iterator[Advice]:
    """Names that no rule asks for, by id, type or tag; without rules, it is a library of names."""
    if not watchlist.rules:
        return
    asked = {
        one.id
        for rule in watchlist.rules
        for one in leaves(conditions(rule))
        if isinstance(one, Ref)
    }
    lists = watchlist.words.values()
    asked |= {EntryId(word[1:-1]) for words in lists for word in words if word.startswith("<")}
    for name in watchlist.names:
        if asked.isdisjoint((name.id, name.type, *name.tags)):
            what = f"no rule asks for {name.name}"
            kind = f", its type <{name.type}>" if name.type else ""
            yield Advice(Doubt.UNUSED, name.id, what, f"use <{name.id}>{kind} or a tag in a rule")


def _common_words(name: Name) -> Iterator[Advice]:
    for form in name.forms:
        in_company = fold(form) in ordinary_words() or fold(form) in HOMOGRAPHS
        if in_company or is_everyday(fold(form)):
            what = f"“{form}” is an ordinary word too"
            where = "only beside other finds" if in_company else "wherever the word is written"
            hint = f"it counts {where}; write the name in full, or use not_this"
            yield Advice(Doubt.COMMON_WORD, name.id, what, hint)


def _short(name: Name) -> Iterator[Advice]:
    """Latin spellings alone: three Arabic letters are a whole name, and digits are rare enough."""
    for form in name.forms:
        letters = fold(form).replace(" ", "")
        if len(letters) < _SHORT and letters.isascii() and letters.isalpha():
            what = f"“{form}” has fewer than {_SHORT} letters"
            hint = "move it to short_names: there it counts in these capitals and in company only"
            yield Advice(Doubt.SHORT, name.id, what, hint)


def _inside(names: Iterable[Name]) -> Iterator[Advice]:
    """Names that stand whole inside another: where both fit, the longer find wins.

    A town inside the name of its airport is meant so.
    """
    owners: dict[str, Name] = {}
    for name in names:
        for form in name.forms:
            owners.setdefault(fold(form), name)
    told: set[tuple[EntryId, EntryId]] = set()
    for form, name in owners.items():
        inner = next((owners[run] for run in _runs(form) if run in owners), name)
        if inner is name or inner.type == PLACE or (inner.id, name.id) in told:
            continue
        told.add((inner.id, name.id))
        what = f"{inner.name} stands inside “{form}”, a spelling of {name.name}"
        yield Advice(Doubt.INSIDE, name.id, what, f"where both fit, it counts as {name.name} only")


def _runs(form: str) -> Iterator[str]:
    """The shorter runs of words inside a spelling."""
    words = form.split()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                yield " ".join(words[start:end])


def _never(watchlist: Watchlist, vocabulary: Vocabulary, today: date) -> Iterator[Advice]:
    rules = {rule.id: rule for rule in watchlist.rules}
    for rule in watchlist.rules:
        if rule.active_until and rule.active_until < today:
            what = f"rule {rule.id} was active until {rule.active_until.isoformat()}"
            yield Advice(Doubt.NEVER, rule.id, what, "take the date away, or the rule")
        if why := next(filter(None, (_empty(one, rules, vocabulary) for one in rule.look_for)), ""):
            what = f"rule {rule.id} can never ring: {why}"
            yield Advice(Doubt.NEVER, rule.id, what, "every item of look_for must hold")
        for key, vetoes in (
            ("ignore_if", rule.ignore_if),
            ("ignore_story_if", rule.ignore_story_if),
        ):
            if not rule.off and _is_vetoed(rule, vetoes, vocabulary):
                what = f"rule {rule.id} can never ring: {key} vetoes all it looks for"
                yield Advice(Doubt.NEVER, rule.id, what, f"{key} holds what must not stand there")
        if rule.sources_only and rule.sources_only <= rule.sources_except:
            what = f"rule {rule.id} can never ring: it reads only sources that it excepts"
            yield Advice(Doubt.NEVER, rule.id, what, "name each source below only or except")


def _empty(item: Condition, rules: Mapping[RuleId, Rule], vocabulary: Vocabulary) -> str:
    """Why `item` can never hold; empty where it can."""
    match item:
        case Phrase():
            return ""
        case Ref():
            return "" if vocabulary.entry(item).keys else f"<{item.id}> stands for nothing"
        case AllOf() | Together():
            return next(filter(None, (_empty(one, rules, vocabulary) for one in item.items)), "")
        case AnyOf() | InTitle() | AtLeast():
            why = [_empty(one, rules, vocabulary) for one in item.items]
            needed = item.count if isinstance(item, AtLeast) else 1
            return next(filter(None, why), "") if why.count("") < needed else ""
        case _:  # another rule
            return f"rule {item.id} is off" if rules[item.id].off else ""


def _is_vetoed(rule: Rule, vetoes: Iterable[Condition], vocabulary: Vocabulary) -> bool:
    """Whether each way for one item of `look_for` to hold is a veto as well."""
    bare = [vocabulary.entry(one).keys for one in vetoes if isinstance(one, Phrase | Ref)]
    vetoed = frozenset[str]().union(*bare)
    first = rule.look_for[0]
    event = first.items[0] if isinstance(first, Together) else first
    wanted = frozenset[str]().union(*(vocabulary.entry(one).keys for one in leaves((event,))))
    return bool(wanted) and wanted <= vetoed


def _untested(rule: Rule) -> Iterator[Advice]:
    kinds = {test.alert for test in rule.tests}
    missing = [word for alert, word in ((True, "alert"), (False, "no_alert")) if alert not in kinds]
    if missing:
        what = f"rule {rule.id} has no {' and no '.join(missing)} test"
        hint = "add a sentence that must ring and one that must not, under tests:"
        yield Advice(Doubt.UNTESTED, rule.id, what, hint)


def _inflections(id_: EntryId, words: Iterable[str]) -> Iterator[Advice]:
    """Forms missing from a list that holds other forms of the same word."""
    listed = [word for word in words if word.isascii() and word.isalpha() and word.islower()]
    stars = tuple(word[:-1] for word in words if word.endswith("*"))
    held = {*listed}
    wanted: defaultdict[str, None] = defaultdict(None)
    for word in listed:
        forms = [one for one in _forms(word) if one in ordinary_words()]
        present = [one for one in forms if one in held or one.startswith(stars or ("*",))]
        if len(present) + 1 >= _FAMILY and len(present) < len(forms):
            wanted.update(dict.fromkeys(one for one in forms if one not in present))
    if wanted:
        what = f"<{id_}> holds some forms of a word and not: {', '.join(wanted)}"
        yield Advice(Doubt.INFLECTION, id_, what, "add those you mean; forms are not guessed")


def _mixed(id_: EntryId, phrases: Iterable[str]) -> Iterator[Advice]:
    """Phrases in two scripts: where a line runs both ways, nobody sees that a comma is missing."""
    for one in phrases:
        if _LATIN.search(one) and _ARABIC.search(one) and not is_pattern(one):
            what = f"“{one}” is one phrase in two scripts"
            yield Advice(Doubt.MIXED, id_, what, "put a comma between them if they are two")


def _forms(word: str) -> tuple[str, ...]:
    """The regular inflections of an English word, as spelled."""
    end: Callable[[str], bool] = word.endswith
    if end("e"):
        return word + "s", word + "d", word[:-1] + "ing"
    if end("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies", word[:-1] + "ied", word + "ing"
    plural = word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return plural, word + "ed", word + "ing"
