"""What people see while watcher works: progress on a terminal, plain lines when piped."""

import json
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from watcher.bot_api.secret import Redact

_Item = TypeVar("_Item")
_screen = Console(stderr=True)
"""Everything but results goes to stderr, so that results can be piped."""


def say(text: str) -> None:
    """One line for people, on stderr."""
    print(text, file=sys.stderr, flush=True)


def result(text: str) -> None:
    """One line of a command's result, on stdout."""
    print(text, flush=True)


def result_json(value: object) -> None:
    """One result for a machine, as a single line of JSON."""
    print(json.dumps(value, ensure_ascii=False, default=str), flush=True)


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
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonLines())
    handler.addFilter(Redact())
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler])
    logging.getLogger("httpx").setLevel(logging.WARNING)
    # it warns each second while a send takes longer than one
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # it logs a broken answer with a traceback, then raises it; we tell it as a sentence
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "room": record.name,
            "what": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
