"""The commands put together, and the one place where an error becomes a sentence."""

import gc
import sys
from collections.abc import Sequence
from importlib.metadata import version as installed
from typing import Annotated

import typer
from typer.main import get_command

from watcher.cli import (
    archiving,
    asking,
    backtesting,
    chats,
    documents,
    explaining,
    formatting,
    outbox,
    pairing,
    rules,
    running,
    subscribing,
    suggesting,
    trying,
)
from watcher.cli.terminal import hide_secrets, result, say
from watcher.errors import ConfigError, WatcherError

_HELP = """Read the news against your watchlist and tell each event once.

Start with: watcher run --once --config config.example.toml"""

app = typer.Typer(
    name="watcher",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Exit codes: 0 all is well, 1 something needs a person, 2 a file or argument is wrong.",
)
for name, command, what in (
    ("run", running.run, "Read the sources, send what is due"),
    ("check", rules.check, "Find mistakes in settings and rules"),
    ("fmt", formatting.fmt, "Tidy rule files: indents, quotes"),
    ("test", trying.run_tests, "Run the tests inside the rules"),
    ("explain", explaining.explain, "Why a rule rings on a document"),
    ("why-not", explaining.why_not, "Why a rule keeps silent on it"),
    ("backtest", backtesting.run_backtest, "What rules would have sent, on the past"),
    ("match", documents.match, "Names and rules found, as JSON Lines"),
    ("events", documents.events, "Which documents tell one event"),
    ("stories", documents.stories, "How documents are split into stories"),
    ("search", archiving.search, "Find kept documents by their words"),
    ("backup", archiving.backup, "Copy the database, also while it is used"),
    ("restore", archiving.restore, "Put a backup in its place"),
    ("import", subscribing.import_feeds, "Add the feeds of an OPML file"),
    ("export", subscribing.export_feeds, "Write the feeds as an OPML file"),
    ("status", running.status, "How everything is doing"),
    ("pair", pairing.pair, "A code that lets somebody talk to watcher"),
    ("people", pairing.people, "Who may talk to watcher"),
    ("chats", chats.chats, "The ids of the chats that your bot is in"),
    ("send-test", running.send_test, "Send one test message"),
    ("schema", rules.schema, "The JSON Schema of rule files"),
):
    app.command(name, short_help=what)(command)


app.add_typer(asking.app, name="new", short_help="Write a rule from five questions")
app.add_typer(suggesting.app, name="suggest", short_help="Spellings that almost are a name")
app.add_typer(outbox.app, name="outbox", short_help="What is owed and was given up")


def _say_version(wanted: bool) -> None:
    if wanted:
        result(f"watcher {installed('watcher')}")
        raise typer.Exit


_Version = Annotated[
    bool,
    typer.Option(
        "--version", help="Say which watcher this is.", is_eager=True, callback=_say_version
    ),
]


@app.callback(help=_HELP)
def about(*, version: _Version = False) -> None:
    """Options that stand before every command."""


OBJECTS = 100_000
"""New objects between two searches for circular garbage. With Python's own 700 a quarter to a half
of the time in which a long list is loaded goes into searching what is there to stay."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. An expected error is told as a sentence."""
    gc.set_threshold(OBJECTS)
    if argv is None:  # the process is ours
        hide_secrets()
    try:
        # Typer's own way would put its hook for exceptions in place of ours
        get_command(app)(args=list(sys.argv[1:] if argv is None else argv))
    except SystemExit as end:
        return int(end.code or 0)
    except ConfigError as error:
        say(str(error))
        return 2
    except WatcherError as error:
        say(f"watcher: {error}")
        return 1
    except KeyboardInterrupt:
        say("watcher: stopped")
        return 130
    return 0
