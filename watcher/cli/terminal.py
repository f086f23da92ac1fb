"""What people see while watcher works: progress on a terminal, plain lines when piped."""

import json
import logging
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import format_exception
from types import TracebackType
from typing import TextIO, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from watcher.bot_api.secret import Redact, redact

_Item = TypeVar("_Item")
_screen = Console(stderr=True)
"""Everything but results goes to stderr, so that results can be piped."""


def say(text: str) -> None:
    """One line for people, on stderr."""
    print(redact(text), file=sys.stderr, flush=True)


def result(text: str) -> None:
    """One line of a command's result, on stdout."""
    print(redact(text), flush=True)


def result_json(value: object) -> None:
    """One result for a machine, as a single line of JSON."""
    result(json.dumps(value, ensure_ascii=False, default=str))


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """While a command writes `file`: where it cannot, that is told, with exit code 2."""
    try:
        yield
    except OSError as error:
        say(f"{file}: cannot be written: {error.strerror or error}")
        raise typer.Exit(2) from error


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal that goes away when done; nothing at all when piped."""
    if not _screen.is_terminal:
        yield lambda _done, _total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_screen, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def counted(
    items: Iterable[_Item], total: int, advance: Callable[[int, int], None]
) -> Iterator[_Item]:
    """The same `items`; `advance` hears of each when it is done with."""
    for number, one in enumerate(items, 1):
        yield one
        advance(number, total)


def log_to_stderr(*, verbose: bool) -> None:
    """Log one JSON object a line; secrets never reach it."""
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, handlers=[log_handler(sys.stderr)])
    logging.getLogger("httpx").setLevel(logging.WARNING)
    # it warns each second while a send takes longer than one
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # it logs a broken answer with a traceback, then raises it; we tell it as a sentence
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


def hide_secrets() -> None:
    """No secret in what Python itself says of an error that nobody caught, in any thread."""
    sys.excepthook = _say_error
    threading.excepthook = _say_caught
    sys.unraisablehook = _say_caught
    if logging.lastResort:  # for commands that log nowhere; asyncio tells there too
        logging.lastResort.addFilter(Redact())


def _say_error(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    say("".join(format_exception(kind, error, trace)).rstrip())


def _say_caught(caught: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
    if caught.exc_type is not SystemExit:  # which ends a thread, and is no error
        _say_error(caught.exc_type, caught.exc_value, caught.exc_traceback)


def log_handler(stream: TextIO) -> logging.Handler:
    """Writes to `stream`, without secrets."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_JsonLines())
    handler.addFilter(Redact())
    return handler


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "room": record.name,
            "what": record.getMessage(),
        }
        if record.exc_text:  # where `Redact` has put it
            line["trace"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)
