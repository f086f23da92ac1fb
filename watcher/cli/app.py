"""The commands put together, and the one place where an error becomes a sentence."""

import sys
from collections.abc import Sequence

import typer

from watcher.cli import documents, rules, running
from watcher.errors import ConfigError, WatcherError

app = typer.Typer(
    name="watcher",
    help=(
        "Read the news against your watchlist and tell each event once.\n\n"
        "Start with: watcher run --once --config config.example.toml"
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Exit codes: 0 all is well, 1 something needs a person, 2 a file or argument is wrong.",
)
app.command()(running.run)
app.command()(rules.check)
app.command("test")(rules.run_tests)
app.command()(documents.match)
app.command()(documents.events)
app.command()(documents.stories)
app.command()(running.status)
app.command("send-test")(running.send_test)
app.command()(rules.schema)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. An expected error is told as a sentence."""
    try:
        app(args=list(sys.argv[1:] if argv is None else argv))
    except SystemExit as end:
        return int(end.code or 0)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    except WatcherError as error:
        print(f"watcher: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("watcher: stopped", file=sys.stderr)
        return 130
    return 0
