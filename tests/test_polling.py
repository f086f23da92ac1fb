"""Polling that stays quick and polite, whatever servers do."""

import asyncio
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from time import monotonic

import pytest

from tests.build import NOON
from tests.web.server import answer, serving
from watcher.build import build
from watcher.errors import SourceError
from watcher.model import SourceName
from watcher.ports import Cursor, Poll
from watcher.rulebook import Rulebook
from watcher.schedule import run
from watcher.schedule.asking import GAP
from watcher.schedule.turn import Turns
from watcher.settings import read_settings
from watcher.sources.feed import Feed, parse_apart
from watcher.web.fetch import Fetcher

CONFIG = """
rules = ["rules"]
database = "watcher.db"

[sources.press]
kind = "folder"
path = "seeds"

[channels.desk]
kind = "webhook"
url = "{hook}"
"""
FEED_TABLE = """
[sources.{name}]
kind = "feed"
url = "{url}"
every = "1s"
"""
RULE = """
watchlist: 1
rules:
  attack:
    title: Attack
    look_for: [struck]
"""
NEWS = b"""<rss version="2.0"><channel><title>Wire</title>
<item><title>Rain</title><description>It rained in the valley.</description></item>
</channel></rss>"""
HANGING = 40
PATIENCE = timedelta(seconds=60)
"""With a server: so long that no machine is too busy to be done before."""


@pytest.fixture
def server():
    with serving() as server:
        yield server


@contextmanager
def watching(folder, urls, hook="http://127.0.0.1:9/"):
    """A watcher of a folder and of feeds, for which every host is this machine."""
    (folder / "rules").mkdir()
    (folder / "seeds").mkdir()
    (folder / "rules" / "attack.yaml").write_text(RULE, encoding="utf-8")
    tables = "".join(FEED_TABLE.format(name=name, url=url) for name, url in urls.items())
    (folder / "config.toml").write_text(CONFIG.format(hook=hook) + tables, encoding="utf-8")
    settings = read_settings(folder / "config.toml")
    fetch = Fetcher(allow_private=True, deadline=PATIENCE, resolve=lambda *_: ["127.0.0.1"])
    with build(settings, Rulebook(settings)) as built:
        press, *_ = built.sources
        feeds = (Feed(SourceName(name), url, fetch, parse_apart) for name, url in urls.items())
        yield replace(built, sources=(press, *feeds))


def running(built, over, words="took longer", times=1):
    """Run until SIGTERM or so many lines with `words`, then set `over`; all lines for people."""
    lines = []

    def tell(line):
        lines.append(line)
        if words in line and sum(words in one for one in lines) == times:
            stop()

    try:
        asyncio.run(run(built, tell))
    finally:
        over.set()
    return lines


def stop():
    os.kill(os.getpid(), signal.SIGTERM)


def test_servers_that_hang_delay_no_other_feed_and_no_alert_of_a_folder(tmp_path, server):
    seed = tmp_path / "seeds" / "a.txt"
    asked, all_hang, over = [], threading.Event(), threading.Event()

    def hang(caller):
        asked.append(caller)
        if len(asked) == HANGING:
            all_hang.set()
        over.wait()

    def news(caller):
        all_hang.wait()
        if not seed.exists():
            seed.write_text("Drones struck at dawn.", encoding="utf-8")
        caller.send(answer(NEWS))

    def hook(caller):
        caller.send(answer())
        stop()
        over.set()

    dead = {f"dead{n}": server.url(f"/{n}", f"dead{n}.example") for n in range(HANGING)}
    server.pages |= dict.fromkeys((f"/{n}" for n in range(HANGING)), hang)
    server.pages |= {"/news": news, "/hook": hook}
    feeds = dead | {"alive": server.url("/news", "alive.example")}
    with watching(tmp_path, feeds, server.url("/hook")) as built:
        lines = running(built, over)
    assert "alive: 1 document, 1 story, 0 alerts" in lines
    assert "press: 1 document, 1 story, 1 alert" in lines
    assert not [line for line in lines if "took longer" in line]


def test_a_host_is_asked_for_one_feed_at_a_time_with_a_pause_between(tmp_path, server, caplog):
    now_asking, most, spans = [], [], []

    def news(caller):
        now_asking.append(caller)
        most.append(len(now_asking))
        begun = monotonic()
        caller.closing.wait(0.1)  # time for another one to come
        now_asking.remove(caller)
        spans.append((begun, monotonic()))
        caller.send(answer(NEWS))

    feeds = {f"feed{n}": server.url(f"/{n}", "news.example") for n in range(4)}
    server.pages |= dict.fromkeys((f"/{n}" for n in range(4)), news)
    with watching(tmp_path, feeds) as built:
        lines = running(built, threading.Event(), "1 document", len(feeds))
    assert {f"{name}: 1 document, 1 story, 0 alerts" for name in feeds} <= set(lines)
    assert max(most) == 1
    pauses = [later - earlier for (_, earlier), (later, _) in pairwise(spans)]
    assert min(pauses) >= GAP
    assert "was due again before it had ended (1 so far)" in caplog.text


def test_each_entry_of_many_feeds_is_read_once_in_one_cycle(tmp_path, server):
    def feed(number):
        texts = (f"Ferry {number} met {place} boats off the valley." for place in range(20))
        items = (f"<item><description>{text}</description></item>" for text in texts)
        return f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>".encode()

    server.pages |= {f"/{n}": answer(feed(n)) for n in range(50)}
    urls = {f"feed{n}": server.url(f"/{n}", f"n{n}.example") for n in range(50)}
    with watching(tmp_path, urls) as built:
        lines = running(built, threading.Event(), ": 20 documents", len(urls))
        status = built.store.status()
    assert {f"{name}: 20 documents, 20 stories, 0 alerts" for name in urls} <= set(lines)
    assert status.documents == 20 * len(urls)
    assert [one.name for one in status.sources if one.failures] == []


class Wire:
    """A source that was asked, or fails."""

    name = SourceName("wire")

    def __init__(self, trouble=None):
        self.asked, self.trouble = threading.Event(), trouble

    def poll(self, cursor, now):
        self.asked.set()
        if self.trouble:
            raise self.trouble
        return Poll((), cursor)


def test_of_all_that_were_asked_two_are_read_at_once_and_in_the_end_all():
    turns, wires, over = Turns(), [Wire() for _ in range(6)], threading.Event()
    reading, most = [], []

    def read(source):
        source.poll(Cursor(""), NOON)
        reading.append(source)
        most.append(len(reading))
        over.wait()
        reading.remove(source)
        return source.name

    with ThreadPoolExecutor(len(wires)) as pool:
        done = [pool.submit(turns.read, wire, read) for wire in wires]
        for wire in wires:
            wire.asked.wait()
        over.set()
        assert [one.result() for one in done] == ["wire"] * len(wires)
    assert max(most) == 2


def test_what_fails_to_be_asked_takes_no_turn():
    turns = Turns(1)
    for _ in range(2):
        with pytest.raises(SourceError):
            turns.read(Wire(SourceError(Wire.name, "is dead")), lambda one: one.poll("", NOON))
    assert turns.read(Wire(), lambda one: one.poll("", NOON)).documents == ()
