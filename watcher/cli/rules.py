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
from watcher.settings import Settings, read_settings

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


def test(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Rule files or folders. Default: those the settings name."),
    ] = None,
    config: Config = CONFIG,
) -> None:
    """Run the tests inside the rules; exit code 1 if one fails."""
    paths = tuple(files) if files else _rules_of(read_settings(config))
    trials = try_rules(read_watchlist(paths).watchlist)
    failed = [one for one in trials if not one.passed]
    for one in failed:
        result(f"{one.rule.file}:{one.test.line}: {one.rule.id}: {one.why}")
    result(f"{len(trials) - len(failed)} tests passed, {len(failed)} failed")
    if failed:
        raise typer.Exit(1)


def schema() -> None:
    """Print the JSON Schema of rule files, so that an editor completes and checks them."""
    result_json(make_schema())


def show_warnings(warnings: tuple[Problem, ...]) -> None:
    """Tell what is odd but allowed, on stderr."""
    for one in warnings:
        say(f"{one.path}:{one.line}: warning: {one.what}" + (f" ({one.hint})" if one.hint else ""))


def _rules_of(settings: Settings) -> tuple[Path, ...]:
    return settings.rules
