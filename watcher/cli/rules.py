"""Commands about rule files: check, schema."""

import json
from pathlib import Path
from typing import Annotated

import typer

from watcher.build import now
from watcher.cli.terminal import result, say
from watcher.core.text.plural import many
from watcher.errors import ConfigError, Problem
from watcher.rulebook import load_rules
from watcher.rulefile import read_watchlist
from watcher.rulefile.doubts import doubts
from watcher.rulefile.schema import schema as make_schema
from watcher.settings import read_settings, rule_paths

Config = Annotated[Path, typer.Option("--config", "-c", help="The settings file.", metavar="PATH")]
CONFIG = Path("config.toml")


def check(config: Config = CONFIG) -> None:
    """Check the settings and every rule file: each problem as file:line:column: what (hint).

    Exit code 2 if there are problems. Warnings and advice (what is valid and probably not meant)
    do not stop watcher from running; a file silences advice by its key silence.
    """
    try:
        settings = read_settings(config)
    except ConfigError as error:
        raise ConfigError((*error.problems, *_of_rules(config))) from error
    loaded = load_rules(settings)
    show_warnings(loaded.warnings)
    watchlist = loaded.watchlist
    for one in doubts(loaded, now().astimezone(settings.time_zone).date()):
        say(f"{one.place}: advice: {one.what} ({one.hint})")
    read = (
        (watchlist.rules, "rule"),
        (watchlist.names, "name"),
        (watchlist.words, "word list"),
        (settings.sources, "source"),
        (settings.channels, "channel"),
    )
    result("no problems: " + ", ".join(many(len(some), noun) for some, noun in read))


def _of_rules(config: Path) -> tuple[Problem, ...]:
    """The problems of the rules, where the settings have some too: both are mended at once."""
    try:
        read_watchlist([one for one in rule_paths(config) if one.exists()])
    except ConfigError as error:
        return error.problems
    return ()


def schema() -> None:
    """Print the JSON Schema of rule files, so that an editor completes and checks them.

    Keep it beside the rules (watcher schema > rules/watchlist.schema.json) and begin each file
    with: # yaml-language-server: $schema=./watchlist.schema.json
    """
    result(json.dumps(make_schema(), indent=2, ensure_ascii=False))


def show_warnings(warnings: tuple[Problem, ...]) -> None:
    """Tell what is odd but allowed, on stderr."""
    for one in warnings:
        say(f"{one.place}: warning: {one.what}" + (f" ({one.hint})" if one.hint else ""))
