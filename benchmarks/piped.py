"""How fast `watcher match` streams, beside the bare finder on the same stories."""

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.alone import write_rules
from benchmarks.experiments import Effort
from benchmarks.generator import Newsroom
from benchmarks.watchlists import Watchlist
from watcher.core.watchlist.names import NameFinder

_ROUNDS = 3
"""The stories are sent so many times, and the last round counts: vocabulary known."""


@dataclass(frozen=True, slots=True)
class Piped:
    """Stories per second and core."""

    stories: int
    match: float
    """Through the command: JSON read, document split, story read, JSON written."""
    find: float
    """The finder alone, in this process."""


def measure(size: int, effort: Effort) -> Piped:
    """Send stories through a pipe and count those that come back; start-up does not count."""
    watchlist = Watchlist(size)
    texts = [one.text for one in Newsroom(watchlist, seed=2).stories(effort.stories)]
    finder = NameFinder(watchlist.names)
    for text in texts * (_ROUNDS - 1):
        finder.find(text)
    start = time.process_time()
    for text in texts:
        finder.find(text)
    find = time.process_time() - start
    with TemporaryDirectory() as folder:
        write_rules(watchlist.names, Path(folder))
        return Piped(len(texts), len(texts) / _matched(Path(folder), texts), len(texts) / find)


def _matched(rules: Path, texts: list[str]) -> float:
    """Processor seconds of the command for the last round of `texts`."""
    lines = [json.dumps({"doc_id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)]
    command = [sys.executable, "-c", _COMMAND, "match", "--rules", str(rules)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        _, said = running.communicate("".join(lines * _ROUNDS))
    if running.returncode:
        raise ValueError(f"watcher match ended with {running.returncode}: {said}")
    return _last_round(said.splitlines(), len(texts))


_COMMAND = """
import sys, time
from watcher.cli import main

class Clocked:
    def __iter__(self):
        for line in sys.__stdin__.buffer:
            print(time.process_time(), file=sys.stderr)
            yield line
        print(time.process_time(), file=sys.stderr)

class Pipe:
    buffer = Clocked()

sys.stdin = Pipe()
sys.exit(main())
"""
"""The command as it is, but that its clock is read before each line."""


def _last_round(clock: Iterable[str], count: int) -> float:
    seconds = [float(line) for line in clock]
    return seconds[-1] - seconds[-1 - count]
