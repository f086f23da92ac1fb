"""A desk for journeys: settings, rules, seed files, and the actual program as a subprocess.

Everything goes through the command line, as a person would do it; nothing of watcher is imported.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fake_telegram.client import FakeTelegram

ROOT = Path(__file__).parents[1]
CHAT = 4711
TOKEN_ENV = "WATCHER_TELEGRAM_TOKEN"  # noqa: S105 - the name of a variable
PATIENCE = 60.0
"""Seconds until a program that says or does nothing has failed its test."""
LONG_AGO = 1_700_000_000
"""When seed files were written, unless a test says otherwise: nobody is still writing them."""

RULES = """\
watchlist: 1
about: Journeys
names:
  harbour-guard:
    name: Harbour Guard
    type: faction
  port-of-selm:
    name: port of Selm
    type: base
words:
  strike: [strike, strikes, struck, shelled]
rules:
  attack-on-a-port:
    title: Attack on a port
    severity: high
    send_to: [duty-desk]
    look_for:
      - together: [<strike>, <base>]
        within: sentence
"""
"""One rule about an invented place; a seed that names it in an attack rings."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything it printed."""
        return self.out + self.err


@dataclass(slots=True)
class Running:
    """A `watcher run` in the background."""

    process: "subprocess.Popen[str]"
    out: Path
    """Where its stdout goes."""
    lines: list[str] = field(default_factory=list)
    """What it has said on stderr so far."""
    _news: "queue.Queue[str | None]" = field(default_factory=queue.Queue)
    outcome: Outcome | None = None
    """Set once it has ended."""

    def listen(self) -> None:
        """Pass on what the program says, line by line, until it ends."""
        for line in self.process.stderr or ():
            self._news.put(line)
        self._news.put(None)

    def wait_until_it_says(self, words: str) -> str:
        """The next line on stderr that contains `words`."""
        while (line := self._news.get(timeout=PATIENCE)) is not None:
            self.lines.append(line)
            if words in line:
                return line
        raise AssertionError(f"it ended without saying {words!r}: {''.join(self.lines)}")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> Outcome:
        """Ask it to end and wait until it has."""
        if self.outcome is None:
            self.process.send_signal(number)
            code = self.process.wait(timeout=PATIENCE)
            while (line := self._news.get(timeout=PATIENCE)) is not None:
                self.lines.append(line)
            self.outcome = Outcome(code, self.out.read_text(encoding="utf-8"), "".join(self.lines))
        return self.outcome


class Desk:
    """A folder with settings, rules and seeds, and the program to run on them.

    With a `telegram`, the channel `duty-desk` is a private chat there; without, the console.
    """

    def __init__(self, folder: Path, telegram: FakeTelegram | None = None) -> None:
        """Write the settings and one rule. Seeds are yet to come."""
        self.folder = folder
        self.config = folder / "config.toml"
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("WATCHER_")
        } | {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}
        if telegram:
            self.environment[TOKEN_ENV] = telegram.token
            telegram.add_chat(CHAT)
        self.configure(telegram.url if telegram else "")
        self.rules(RULES)
        (folder / "seeds").mkdir(exist_ok=True)

    def configure(
        self, server: str = "", *, chat: int = CHAT, every: str = "1s", **more: object
    ) -> None:
        """Write config.toml. `more` are further keys of the channel."""
        channel: dict[str, object] = {"kind": "console"}
        if server:
            channel = {
                "kind": "telegram",
                "chat": str(chat),
                "token_env": TOKEN_ENV,
                "server": server,
            }
        lines = [
            'rules = ["rules"]',
            'database = "state/watcher.db"',
            'time_zone = "Asia/Baghdad"',
            "[sources.dispatches]",
            'kind = "folder"',
            'path = "seeds"',
            f'every = "{every}"',
            "[channels.duty-desk]",
            *(f"{key} = {json.dumps(value)}" for key, value in (channel | more).items()),
        ]
        self.config.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def rules(self, text: str, name: str = "journey.yaml") -> Path:
        """Write or change a rule file."""
        return self._write(self.folder / "rules" / name, text)

    def seed(self, name: str, text: str, *, written: float | None = LONG_AGO) -> Path:
        """Write or change a seed file; `written` is its time, None for now."""
        path = self._write(self.folder / "seeds" / name, text)
        if written is not None:
            os.utime(path, (written, written))
        return path

    def _write(self, path: Path, text: str) -> Path:
        """Put a file in place at once, so that nobody reads half of it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".{path.name}.draft"
        draft.write_text(text, encoding="utf-8")
        return draft.replace(path)

    def watcher(self, *arguments: str) -> Outcome:
        """Run one command to its end."""
        done = subprocess.run(  # noqa: S603 - our own program
            self._command(*arguments),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        # pytest shows this where a journey fails
        sys.stderr.write(f"watcher {' '.join(arguments)}\n{done.stdout}{done.stderr}\n")
        return Outcome(done.returncode, done.stdout, done.stderr)

    def run_once(self, *options: str) -> Outcome:
        """One cycle: read the sources, send what is due."""
        return self.watcher("run", "--once", *options)

    @contextmanager
    def running(self, *options: str) -> Iterator[Running]:
        """`watcher run` in the background; stopped with SIGTERM at the end at the latest."""
        out = self.folder / "stdout.txt"
        with out.open("w", encoding="utf-8") as stdout:
            process = subprocess.Popen(  # noqa: S603 - our own program
                self._command("run", *options),
                cwd=self.folder,
                env=self.environment,
                stdout=stdout,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        running = Running(process, out)
        listener = threading.Thread(target=running.listen)
        listener.start()
        try:
            running.wait_until_it_says("watching")
            yield running
            running.stop()
        finally:
            process.kill()
            listener.join()
            process.wait()
            process.stderr.close()

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "watcher", *arguments, "--config", str(self.config)]
