"""Run the tests inside rules: each text split and matched just as `watcher run` does. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from watcher.core.stories.split import split
from watcher.core.text.fold import fold
from watcher.core.text.plural import many
from watcher.core.watchlist.explain import explain, missing
from watcher.core.watchlist.language import Rule, RuleTest, Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.errors import Problem
from watcher.model import Document, DocumentId, Match, RuleId, SourceName

_SEEN = datetime(1970, 1, 1, tzinfo=UTC)
"""A test is as old as its text says, and else undated; when it is seen never matters."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One test of one rule, judged."""

    rule: Rule
    test: RuleTest
    passed: bool
    why: str = ""
    """Why it failed, as a clause; empty where it passed."""

    @property
    def place(self) -> str:
        """`file:line:column` of the test, as editors open it."""
        return Problem(Path(self.rule.file), self.test.line, "", column=self.test.column).place


def try_rules(
    watchlist: Watchlist, only: Collection[RuleId] = (), matcher: Matcher | None = None
) -> tuple[Trial, ...]:
    """Every test of every rule, or of those in `only`, in watchlist order.

    A rule that is off is judged as if it were on. Age, source and dates of a rule do not count.
    A `matcher` over the same names, or the same watchlist, saves the time of making one.
    """
    court = _Court(watchlist, matcher)
    return tuple(
        court.judge(rule, test)
        for rule in watchlist.rules
        if not only or rule.id in only
        for test in rule.tests
    )


def try_tests(
    tests: Mapping[RuleId, Sequence[RuleTest]], watchlist: Watchlist, matcher: Matcher | None = None
) -> tuple[Trial, ...]:
    """These `tests` of rules in place of those inside them; else as `try_rules`."""
    court = _Court(watchlist, matcher)
    return tuple(
        court.judge(rule, test) for rule in watchlist.rules for test in tests.get(rule.id, ())
    )


class _Court:
    """Judges tests with one matcher, made for all of them."""

    def __init__(self, watchlist: Watchlist, matcher: Matcher | None) -> None:
        rules = tuple(replace(rule, off=False) for rule in watchlist.rules)
        all_on = watchlist if rules == watchlist.rules else replace(watchlist, rules=rules)
        same = matcher and matcher.watchlist == all_on
        self._matcher = matcher if matcher and same else Matcher(all_on, matcher)
        self._names = {name.id: name for name in watchlist.names}

    def judge(self, rule: Rule, test: RuleTest) -> Trial:
        matches = list(_matches(self._matcher, rule, test))
        why = self._fault(rule, test, matches) if test.alert else _rings(matches)
        return Trial(rule, test, not why, why)

    def _fault(self, rule: Rule, test: RuleTest, matches: list[Match]) -> str:
        """Why the alert that the test asks for does not come so."""
        if test.stories is not None and len(matches) != test.stories:
            return f"alerts in {many(len(matches), 'story')}, the test expects {test.stories}"
        if test.stories == 0:
            return ""
        if not matches:
            return f"does not alert: {self._reason(rule, test)}"
        faults = [_difference(test, match) for match in matches]
        return "" if "" in faults else faults[0]

    def _reason(self, rule: Rule, test: RuleTest) -> str:
        """What keeps the rule silent, on the story of the text where it comes farthest."""
        readings = [self._matcher.read(story) for story in split(_document(test)).stories]
        if not readings:
            return "there is no story in the text"
        accounts = [
            explain(rule, one, self._matcher.evaluation(one), self._names) for one in readings
        ]
        return missing(max(accounts, key=lambda one: sum(found.holds for found in one)))


def _matches(matcher: Matcher, rule: Rule, test: RuleTest) -> Iterator[Match]:
    for story in split(_document(test)).stories:
        for match in matcher.match(matcher.read(story)):
            if match.rule == rule.id:
                yield match


def _document(test: RuleTest) -> Document:
    return Document(DocumentId("test"), SourceName("test"), test.text, seen=_SEEN)


def _difference(test: RuleTest, match: Match) -> str:
    """How the match differs from what the test expects; empty where it does not."""
    if test.severity is not None and match.severity is not test.severity:
        return f"alerts as {match.severity.word}, the test expects {test.severity.word}"
    if test.told_as is not None and match.told_as is not test.told_as:
        return f"is told as {match.told_as}, the test expects {test.told_as}"
    if fold(test.evidence) not in fold(_evidence(match)):
        return f"its evidence is “{_evidence(match)}”, without “{test.evidence}”"
    return ""


def _rings(matches: list[Match]) -> str:
    if not matches:
        return ""
    match = matches[0]
    return f"alerts, told as {match.told_as}, at “{_evidence(match, 1)}”"


def _evidence(match: Match, most: int | None = None) -> str:
    """The sentences of evidence, the first `most` of them, on one line."""
    text = match.story.document.text
    sentences = [text[one.sentence.start : one.sentence.end] for one in match.evidence[:most]]
    return " ".join(" ".join(sentences).split())
