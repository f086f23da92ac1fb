"""How long `watcher run` takes for a cycle of many feeds, and what else has to wait meanwhile.

The feeds come from a server of this machine, each from an address of its own in 127.0.0.0/8, as
one host is asked for one feed at a time. Every entry is new. All the while files come into a
folder, each of which rings.
"""

import asyncio
import os
import re
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.alone import write_rules
from benchmarks.generator import Newsroom
from benchmarks.watchlists import Watchlist

ENTRIES = 20
"""Of each feed."""
_NAMES = 1_000
_RULES = 200
_LENGTH = 900
"""Characters of an entry: a summary. A generated story makes several."""
_APART = 1.0
"""Seconds between two files."""
_LOOK = 0.02
"""Seconds between two looks whether a message has come: what its moment may be wrong by."""
_SAMPLE = 0.5
"""Seconds between two looks at the memory."""
_LONGEST = 600
"""Seconds after which the cycle is given up."""
_RULE = """  rule-{number}:
    title: Attack number {number}
    severity: high
    send_to: [desk]
    look_for:
      - together: [<strike>, place{number}]
        within: sentence
"""
_CONFIG = """rules = ["rules"]
database = "watcher.db"

[channels.desk]
kind = "file"
path = "alerts.jsonl"

[sources.seeds]
kind = "folder"
path = "seeds"
"""
_FEED = """
[sources.feed{number}]
kind = "feed"
url = "http://{host}:{port}/{number}"
every = "1h"
allow_private = true
"""


@dataclass(frozen=True, slots=True)
class Cycle:
    """A first cycle of all feeds."""

    feeds: int
    seconds: float
    """From the first to the last feed that was read."""
    waited: tuple[float, ...]
    """Seconds from each file to its message, the file's second of stillness included."""
    memory: float
    """The most megabytes of all processes together; pages that they share count once."""
    processor: float
    """Seconds of processor that they took together."""
    load: float
    """Of the machine in the minute before: what else it had to do."""

    @property
    def late(self) -> float:
        """Seconds from file to message: nineteen of twenty took less."""
        return statistics.quantiles(self.waited, n=20)[-1]


def measure(feeds: int) -> Cycle:
    """Have `watcher run` read so many feeds, once each."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_measured(Path(folder), feeds))


async def _measured(folder: Path, feeds: int) -> Cycle:
    load = os.getloadavg()[0]
    pages = list(written(feeds))
    server = await asyncio.start_server(lambda *both: _answer(pages, *both), "0.0.0.0", 0)  # noqa: S104
    _prepare(folder, feeds, server.sockets[0].getsockname()[1])
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "watcher", "run", cwd=folder, stderr=asyncio.subprocess.PIPE
    )
    memory: list[float] = []
    sampling = asyncio.create_task(_sample(process.pid, memory))
    over = asyncio.Event()
    try:
        async with asyncio.timeout(_LONGEST):
            await _read(process, "watching")
            begun = time.monotonic()
            dropping = asyncio.create_task(_drop(folder, over))
            for _ in range(feeds):
                await _read(process, f": {ENTRIES} documents")
            seconds = time.monotonic() - begun
            processor = sum(map(_processor, _family(process.pid)))
            over.set()
            waited = await dropping
    finally:
        sampling.cancel()
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
        server.close()
    return Cycle(feeds, seconds, tuple(waited), max(memory), processor, load)


def _prepare(folder: Path, feeds: int, port: int) -> None:
    (folder / "seeds").mkdir()
    (folder / "rules").mkdir()
    write_rules(Watchlist(_NAMES).names, folder / "rules")
    rules = "".join(_RULE.format(number=number) for number in range(_RULES))
    words = "words:\n  strike: [strike, strikes, struck, airstrike*, attack, attacks]\n"
    (folder / "rules" / "rules.yaml").write_text(f"{words}rules:\n{rules}", encoding="utf-8")
    hosts = (f"127.1.{number // 250}.{number % 250 + 1}" for number in range(feeds))
    tables = (_FEED.format(number=n, host=host, port=port) for n, host in enumerate(hosts))
    (folder / "config.toml").write_text(_CONFIG + "".join(tables), encoding="utf-8")


def written(feeds: int) -> Iterator[bytes]:
    """One feed after another, no entry twice."""
    entries = _entries()
    for number in range(feeds):
        items = "".join(
            f"<item><title>{escape(text[:70])}</title><guid>{number}-{place}</guid>"
            f"<description>{escape(text)}</description></item>"
            for place, text in zip(range(ENTRIES), entries, strict=False)
        )
        yield f'<rss version="2.0"><channel><title>{number}</title>{items}</channel></rss>'.encode()


def _entries() -> Iterator[str]:
    newsroom = Newsroom(Watchlist(_NAMES), seed=3)
    for story in newsroom.stories(1_000_000):
        words = " ".join(story.text.split())
        for start in range(0, len(words) - _LENGTH, _LENGTH):
            yield words[start : start + _LENGTH]


async def _answer(
    pages: list[bytes], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    page = pages[int(head.split()[1][1:])]
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(page) + page)
    await writer.drain()
    writer.close()


async def _read(process: asyncio.subprocess.Process, words: str) -> None:
    """Wait until it says `words`. Raises `ValueError` if it ends before."""
    said = []
    while line := (await process.stderr.readline() if process.stderr else b"").decode():
        said.append(line)
        if words in line:
            return
    raise ValueError(f"watcher run ended without saying {words!r}: {''.join(said)}")


async def _drop(folder: Path, over: asyncio.Event) -> list[float]:
    """One file after another until it is `over`; how long each took to its message."""
    waiting = []
    for number in range(_RULES):
        text = f"They struck place{number} at dawn, a mayor said. Nobody was hurt."
        (folder / "seeds" / f"{number}.txt").write_text(text, encoding="utf-8")
        alert = re.compile(rf"place{number}\b")
        waiting.append(asyncio.create_task(_wait(folder / "alerts.jsonl", alert)))
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), _APART)
        if over.is_set():
            break
    return await asyncio.gather(*waiting)


async def _wait(alerts: Path, alert: re.Pattern[str]) -> float:
    begun = time.monotonic()
    while not _has_come(alerts, alert):
        await asyncio.sleep(_LOOK)
    return time.monotonic() - begun


def _has_come(alerts: Path, alert: re.Pattern[str]) -> bool:
    return alerts.exists() and bool(alert.search(alerts.read_text(encoding="utf-8")))


async def _sample(process: int, memory: list[float]) -> None:
    while True:
        memory.append(sum(map(_megabytes, _family(process))))
        await asyncio.sleep(_SAMPLE)


def _family(process: int) -> list[int]:
    """A process and its children."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text("utf-8").split())
    return found


def _megabytes(process: int) -> float:
    with suppress(OSError):
        counted = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8")
        if shared := re.search(r"^Pss:\s+(\d+)", counted, re.MULTILINE):
            return int(shared[1]) / 1_000
    return 0.0


def _processor(process: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
