"""Commands about rule files: check, test, schema."""

from pathlib import Path
from typing import Annotated

import typer

from watcher.app.trial import try_rules
from watcher.build import load_rules
from watcher.cli.terminal import result, result_json, say
from watcher.errors import Problem
from watcher.rulefile import read_watchlist
from watcher.rulefile.schema import schema as make_schema
from watcher.settings import read_settings

Config = Annotated[Path, typer.Option("--config", "-c", help="The settings file.", metavar="PATH")]
CONFIG = Path("config.toml")


def check(config: Config = CONFIG) -> None:
    """Check the settings and every rule file: each problem as file:line: what (hint).

    Exit code 2 if there are problems. Warnings do not stop watcher from running.
    """
    settings = read_settings(config)
    loaded = load_rules(settings)
    show_warnings(loaded.warnings)
    watchlist = loaded.watchlist
    result(
        f"no problems: {len(watchlist.rules)} rules, {len(watchlist.names)} names, "
        f"{len(watchlist.words)} lists of words, {len(settings.sources)} sources, "
        f"{len(settings.channels)} channels"
    )


def run_tests(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Only the tests in these files or folders. Default: all rules."),
    ] = None,
    config: Config = CONFIG,
) -> None:
    """Run the tests inside the rules; exit code 1 if one fails.

    With FILES, the rest of the rules that the settings name is loaded too, for the names and
    words that the files use; without settings, the files stand for themselves.
    """
    only = tuple(files or ())
    if missing := [str(file) for file in only if not file.exists()]:
        say(f"there is no {', '.join(missing)}")
        raise typer.Exit(2)
    if config.exists() or not only:
        watchlist = read_watchlist(read_settings(config).rules).watchlist
    else:
        watchlist = read_watchlist(only).watchlist
    wanted = {one.id for one in watchlist.rules if not only or _lies_in(Path(one.file), only)}
    trials = try_rules(watchlist, wanted) if wanted else ()
    failed = [one for one in trials if not one.passed]
    for one in failed:
        result(f"{one.rule.file}:{one.test.line}: {one.rule.id}: {one.why}")
    result(f"{len(trials) - len(failed)} tests passed, {len(failed)} failed")
    if failed:
        raise typer.Exit(1)


def _lies_in(file: Path, places: tuple[Path, ...]) -> bool:
    whole = file.resolve()
    return any(whole.is_relative_to(place.resolve()) for place in places)


def schema() -> None:
    """Print the JSON Schema of rule files, so that an editor completes and checks them."""
    result_json(make_schema())


def show_warnings(warnings: tuple[Problem, ...]) -> None:
    """Tell what is odd but allowed, on stderr."""
    for one in warnings:
        say(f"{one.path}:{one.line}: warning: {one.what}" + (f" ({one.hint})" if one.hint else ""))
