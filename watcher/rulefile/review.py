"""The review file: tests that people asked for in chats, each below the rule that should pass it.

It looks as a rule file does, so that a test can be moved into its rule as it stands. It lies
outside the rules: a test that fails there stops nothing.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import indent

from pydantic import ValidationError

from watcher.core.watchlist.language import RuleTest
from watcher.errors import ConfigError, Problem
from watcher.model import RuleId
from watcher.rulefile.alias import written
from watcher.rulefile.edit import added
from watcher.rulefile.files import read_file
from watcher.rulefile.known_keys import Written
from watcher.rulefile.mistakes import note_mistakes
from watcher.rulefile.rules import read_test
from watcher.rulefile.tree import Notes, Spot, Table, Text
from watcher.rulefile.write import write_file
from watcher.rulefile.written import WrittenTest
from watcher.rulefile.yaml import read_yaml

_HEAD = """\
# Tests that people asked for in chats. Run them: watcher test --review
# Mend the rule until its test passes, then move the test below tests: of the rule.
"""
_UNSEEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\u2028-\u202e\u2066-\u2069\ufeff]"
)
"""What YAML cannot hold, and what would make a line look as if it said something else."""
_LARGEST_TEXT = 20_000
"""Characters of a test: so long a story belongs into a file of its own, with `alert_in`."""

Tests = Mapping[RuleId, tuple[RuleTest, ...]]


class _WrittenRule(Written):
    tests: list[WrittenTest] = []  # noqa: RUF012 - pydantic gives each its own copy


class _WrittenReview(Written):
    rules: dict[Text, _WrittenRule] = {}  # noqa: RUF012 - likewise


class ReviewFile:
    """Satisfies `watcher.ports.Reviewing`."""

    def __init__(self, path: Path, rules: Sequence[Path]) -> None:
        """`path` need not exist yet; `rules` is where rule files lie."""
        self.path = path
        self._rules = tuple(rules)

    @property
    def name(self) -> str:
        """See `Reviewing.name`."""
        return f"{self.path.parent.name}/{self.path.name}"

    def tests(self) -> Tests:
        """What the file holds; nothing where there is none. Raises `ConfigError`."""
        return _tests(self._text(), self.path)

    def add(self, rule: RuleId, test: RuleTest) -> bool:
        """See `Reviewing.add`."""
        if any(self.path.resolve().is_relative_to(one.resolve()) for one in self._rules):
            raise self._error("lies among the rules", "let database in config.toml lie elsewhere")
        before = self._text()
        known = _tests(before, self.path)
        if any(same(one, test) for one in known.get(rule, ())):
            return False
        if len(test.text) > _LARGEST_TEXT:
            raise self._error(
                f"takes no text of {len(test.text)} characters", "save it, and write alert_in:"
            )
        made = added(before or _HEAD, ("rules", rule, "tests"), _written(test))
        if not self._says(made, {**known, rule: (*known.get(rule, ()), test)}):
            raise self._error(f"is written so that only a person can add to {rule}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_file(self.path, made.replace("\n", "\r\n") if "\r\n" in before else made)
        except OSError as error:
            what, hint = f"cannot be written: {error.strerror}", "check who owns its folder"
            raise self._error(what, hint) from error
        return True

    def _says(self, made: str, wanted: Tests) -> bool:
        try:
            return _plain(_tests(made, self.path)) == _plain(wanted)
        except ConfigError:
            return False

    def _text(self) -> str:
        """Empty where there is no file."""
        notes = Notes(self.path)
        text = read_file(self.path, notes) if self.path.exists() else ""
        if text is None:
            raise ConfigError(tuple(notes.problems))
        return text

    def _error(self, what: str, hint: str = "edit the file by hand") -> ConfigError:
        return ConfigError((Problem(self.path, 1, what, hint),))


def same(one: RuleTest, other: RuleTest) -> bool:
    """Whether two tests ask the same of a rule."""
    return _asked(one) == _asked(other)


def _asked(test: RuleTest) -> tuple[str, bool]:
    return " ".join(_seen(test.text).split()), test.alert


def _plain(tests: Tests) -> dict[RuleId, list[tuple[str, bool]]]:
    return {id_: [*map(_asked, some)] for id_, some in tests.items()}


def _tests(text: str, path: Path) -> Tests:
    """The tests in the text of a review file, by their rule. Raises `ConfigError`."""
    notes = Notes(path)
    tree = read_yaml(text, notes)
    if tree is not None and not isinstance(tree, Table):
        notes.problem(Spot(1), "a review file holds rules:, and below each its tests:")
    found: dict[RuleId, tuple[RuleTest, ...]] = {}
    if isinstance(tree, Table):
        whole = _without_empty(tree)
        try:
            review = _WrittenReview.model_validate(whole, context=notes)
        except ValidationError as error:
            note_mistakes(error, whole, notes)
        else:
            found = {
                RuleId(str(id_)): tuple(read_test(test, notes) for test in one.tests)
                for id_, one in review.rules.items()
            }
    if notes.problems:
        raise ConfigError(tuple(notes.problems))
    return found


def _without_empty(tree: Table) -> Table:
    """The tree without keys that stand alone: what stood below them was moved into a rule."""
    rest = Table(tree.line, tree.column)
    for key, value in tree.items():
        if value != "":
            rest[key] = _without_empty(value) if isinstance(value, Table) else value
    return rest


def _written(test: RuleTest) -> str:
    """A test as an entry of a list, in YAML."""
    key = "alert" if test.alert else "no_alert"
    because = f"\n  because: {written(_seen(test.because))}" if test.because else ""
    return f"- {key}: {_text_of(test.text)}{because}"


def _text_of(text: str) -> str:
    """A text in one line; with its lines and paragraphs where it has several."""
    lines = [" ".join(line.split()) for line in _seen(text).strip().split("\n")]
    if len(lines) == 1:
        return written(lines[0])
    whole = re.sub("\n{3,}", "\n\n", "\n".join(lines))
    return "|-\n" + indent(whole, "    ")


def _seen(text: str) -> str:
    return _UNSEEN.sub("", "\n".join(text.splitlines()))
