"""The command that runs the tests inside rules, as a test runner does."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from time import sleep
from typing import Annotated
from xml.etree.ElementTree import Element, SubElement, tostring

import typer

from watcher.app.trial import Trial, try_rules, try_tests
from watcher.build import review_file
from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import result, say, writing
from watcher.core.text.plural import many
from watcher.core.watchlist.language import Watchlist
from watcher.errors import ConfigError, Problem
from watcher.model import RuleId
from watcher.rulefile import read_watchlist
from watcher.rulefile.files import find_files
from watcher.rulefile.scalars import nearest
from watcher.settings import read_settings

_LOOK = 0.5
"""Seconds between two looks at the files with --watch: an editor saves no faster."""
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, such as the form feed between two pages of a PDF, and halves of a pair."""
_SHOWN = 160
"""Characters of a test's text that are shown; the line says where the rest stands."""

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Only the tests in these files or folders. Default: all rules."),
]
Junit = Annotated[
    Path | None,
    typer.Option("--junit", help="Also write the results as JUnit XML, for CI.", metavar="PATH"),
]
Watch = Annotated[bool, typer.Option("--watch", help="Run again whenever a rule file changes.")]
Review = Annotated[
    bool, typer.Option("--review", help="The tests that people asked for in chats instead.")
]


def run_tests(
    files: Files = None,
    *,
    review: Review = False,
    junit: Junit = None,
    watch: Watch = False,
    config: Config = CONFIG,
) -> None:
    """Run the tests inside the rules; exit code 1 if one fails.

    A failure names the condition that failed and shows the text. With FILES, the rest of the
    rules that the settings name is loaded too, for the names and words that the files use;
    without settings, the files stand for themselves.

    With --review, the tests of the review file beside the database, which the button “Not
    relevant” and /missed fill. What passes can be moved below the tests of its rule.
    """
    only = tuple(files or ())
    if missing := [str(file) for file in only if not file.exists()]:
        say(f"there is no {', '.join(missing)}")
        raise typer.Exit(2)
    tried = partial(_reviewed if review else _tried, only, config)
    if watch:
        _watch(tried, only, config)
    trials = tried()
    _show(trials)
    if junit:
        with writing(junit):
            junit.write_bytes(_junit(trials))
    if not all(one.passed for one in trials):
        raise typer.Exit(1)


def _reviewed(only: Sequence[Path], config: Path) -> tuple[Trial, ...]:
    """The tests of the review file. Tells which pass, and where they belong."""
    settings = read_settings(config)
    file, watchlist = review_file(settings), read_watchlist(settings.rules).watchlist
    tests, rules = file.tests(), {one.id: one for one in watchlist.rules}
    if problems := [
        Problem(file.path, some[0].line, f"there is no rule {id_}", nearest(id_, rules))
        for id_, some in tests.items()
        if some and id_ not in rules
    ]:
        raise ConfigError(tuple(problems))
    wanted = {id_: tests.get(id_, ()) for id_ in _asked(watchlist, only)}
    trials = [
        replace(one, rule=replace(one.rule, file=str(file.path)))
        for one in try_tests(wanted, watchlist)
    ]
    for one in trials:
        if one.passed:
            rule = rules[one.rule.id]
            result(f"{one.place}: {rule.id}: passes: move it to {rule.file}:{rule.line}")
    return tuple(trials)


def _tried(only: Sequence[Path], config: Path) -> tuple[Trial, ...]:
    watchlist = read_watchlist(_paths(only, config)).watchlist
    wanted = _asked(watchlist, only)
    return try_rules(watchlist, wanted) if wanted else ()


def _paths(only: Sequence[Path], config: Path) -> Sequence[Path]:
    """Where the rules lie: what the settings name, or what was asked for where there are none."""
    return read_settings(config).rules if config.exists() or not only else only


def _asked(watchlist: Watchlist, only: Sequence[Path]) -> set[RuleId]:
    return {one.id for one in watchlist.rules if not only or _lies_in(Path(one.file), only)}


def _lies_in(file: Path, places: Sequence[Path]) -> bool:
    whole = file.resolve()
    return any(whole.is_relative_to(place.resolve()) for place in places)


def _show(trials: Sequence[Trial]) -> None:
    failed = [one for one in trials if not one.passed]
    for one in failed:
        result(f"{one.place}: {one.rule.id}: {one.why}")
        result(f"    {'alert' if one.test.alert else 'no_alert'}: {_shortened(one.test.text)}")
    result(f"{many(len(trials) - len(failed), 'test')} passed, {len(failed)} failed")


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN].rsplit(' ', 1)[0]} …"


def _watch(tried: Callable[[], tuple[Trial, ...]], only: Sequence[Path], config: Path) -> None:
    """Run at every change, until Ctrl-C. A mistake in a file is told, and mended while we wait."""
    before = None
    while True:
        paths = _paths(only, config)
        now = [(file, file.stat().st_mtime_ns) for file, _ in find_files(paths) if file.exists()]
        if now != before:
            before = now
            try:
                _show(tried())
            except ConfigError as error:
                say(str(error))
        sleep(_LOOK)


def _junit(trials: Sequence[Trial]) -> bytes:
    """JUnit's XML: a suite for each rule, a case for each test."""
    root = Element("testsuites", name="watcher")
    for rule, group in groupby(trials, key=lambda one: one.rule):
        cases = list(group)
        failed = sum(not one.passed for one in cases)
        counts = {"name": rule.id, "tests": str(len(cases)), "failures": str(failed)}
        suite = SubElement(root, "testsuite", counts)
        for one in cases:
            told = _printable(f"{'alert' if one.test.alert else 'no_alert'}: {one.test.text}")
            where = {"file": str(rule.file), "line": str(one.test.line)}
            called = {"classname": rule.id, "name": _shortened(told)}
            case = SubElement(suite, "testcase", called | where)
            if not one.passed:
                SubElement(case, "failure", {"message": _printable(one.why)}).text = told
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _printable(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)
