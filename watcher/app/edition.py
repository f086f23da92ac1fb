"""An edition of the rules: tested, and ready to take the place of the one before. Pure.

The tests inside rules run before the rules are in force. A rule whose tests fail is kept as it was
before; where that cannot be, because it does not fit the new names and words, all stays as it was.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from watcher.app.trial import Trial, try_rules
from watcher.core.watchlist.language import Ref, Rule, Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.core.watchlist.vocabulary import conditions, leaves, rules_in
from watcher.errors import ConfigError, Problem
from watcher.model import RuleId


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of all rules and names, and what a person should mend in it."""

    matcher: Matcher
    problems: tuple[Problem, ...] = ()
    """Each test that fails."""
    failed: tuple[Trial, ...] = ()
    """Those of the rules in force."""

    @property
    def watchlist(self) -> Watchlist:
        """What is in force."""
        return self.matcher.watchlist


def first_edition(watchlist: Watchlist) -> Edition:
    """All as written: before it there was nothing, and a rule whose test fails beats no rule."""
    matcher = Matcher(watchlist)
    failed = _failed(watchlist, matcher)
    problems = tuple(_problem(one, "the rule is in force as it stands") for one in failed)
    return Edition(matcher, problems, tuple(failed))


def next_edition(before: Edition, watchlist: Watchlist) -> Edition:
    """What takes the place of `before`, with rules kept from there if their new tests fail.

    A rule that is new, or failed in `before` already, is taken as written. Raises `ConfigError` if
    a rule cannot be kept: then `before` stays in force.
    """
    matcher = Matcher(watchlist, before.matcher)
    failed = _failed_since(before, watchlist, matcher)
    failing = _rules(before.failed)
    old = {rule.id: rule for rule in before.watchlist.rules if rule.id not in failing}
    kept = {id_: old[id_] for id_ in _rules(failed) & old.keys()}
    if kept:
        watchlist = replace(
            watchlist, rules=tuple(kept.get(rule.id, rule) for rule in watchlist.rules)
        )
        matcher = Matcher(watchlist, matcher)
        fits = all(_fits(rule, watchlist) for rule in kept.values())
        if not fits or _failed(watchlist, matcher, kept):
            raise ConfigError(tuple(_problem(one, "") for one in failed))
    problems = [
        _problem(one, "the rule as it was before stays in force" if one.rule.id in kept else "")
        for one in failed
    ]
    in_force = tuple(one for one in failed if one.rule.id not in kept)
    return Edition(matcher, tuple(problems), in_force)


def failures(before: Watchlist, after: Watchlist) -> tuple[Problem, ...]:
    """Each test that fails in `after` and did not in `before`."""
    matcher = Matcher(before)
    failed = _failed(after, Matcher(after, matcher))
    known = {(one.rule.id, one.test.text) for one in _failed(before, matcher)} if failed else set()
    return tuple(_problem(one, "") for one in failed if (one.rule.id, one.test.text) not in known)


def _failed_since(before: Edition, watchlist: Watchlist, matcher: Matcher) -> list[Trial]:
    """The tests that fail. Those that must end as in `before` are not run again."""
    touched = {rule.id for rule in _touched(before.watchlist, watchlist)}
    rules = {rule.id for rule in watchlist.rules} - touched
    return [one for one in before.failed if one.rule.id in rules] + (
        _failed(watchlist, matcher, touched) if touched else []
    )


def _touched(before: Watchlist, after: Watchlist) -> Iterable[Rule]:
    """The rules that may judge otherwise than they did; so may all that refer to a rule."""
    if replace(before, rules=()) != replace(after, rules=()):
        return after.rules
    same = set(before.rules)
    return [rule for rule in after.rules if rule not in same or rules_in(conditions(rule))]


def _failed(watchlist: Watchlist, matcher: Matcher, only: Collection[RuleId] = ()) -> list[Trial]:
    return [one for one in try_rules(watchlist, only, matcher) if not one.passed]


def _rules(trials: Collection[Trial]) -> frozenset[RuleId]:
    return frozenset(one.rule.id for one in trials)


def _problem(trial: Trial, hint: str) -> Problem:
    what = f"a test of rule {trial.rule.id} fails: {trial.why}"
    test = trial.test
    return Problem(Path(trial.rule.file), test.line, what, hint, column=test.column)


def _fits(rule: Rule, watchlist: Watchlist) -> bool:
    """Whether all that the rule refers to is there."""
    names = {label for name in watchlist.names for label in (name.id, name.type, *name.tags)}
    labels = names | watchlist.words.keys()
    rules = {one.id for one in watchlist.rules}
    refs = {leaf.id for leaf in leaves(conditions(rule)) if isinstance(leaf, Ref)}
    return refs <= labels and rules_in(conditions(rule)) <= rules
