"""A source that dies and returns: told once each, whatever is restarted meanwhile."""

import asyncio
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.build import NOON, Hands
from watcher.build import build
from watcher.cli.sources import sources_table
from watcher.errors import SourceError
from watcher.model import SourceName, Trouble
from watcher.ports import SourceState, Standing
from watcher.rulebook import Rulebook
from watcher.schedule.asking import Asking
from watcher.schedule.jobs import job_of, planned
from watcher.settings import read_settings

CONFIG = """
rules = ["rules"]
database = "watcher.db"
admin = "desk"

[sources.wire]
kind = "feed"
url = "{url}"
allow_private = true

[channels.desk]
kind = "console"
"""
RULE = """
watchlist: 1
rules:
  rain:
    title: Rain
    look_for: [rained]
"""
FEED = b"""<rss version="2.0"><channel><title>Wire</title>
<item><title>Rain</title><description>It rained in the valley.</description></item>
</channel></rss>"""


ASKED = {SourceName("wire"): timedelta(minutes=2)}


class Server(ThreadingHTTPServer):
    """A feed that is there, or in trouble."""

    status = 200
    moved_to = ""
    news = FEED


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        moved = self.server.moved_to if self.path == "/feed" else ""
        self.send_response(301 if moved else self.server.status)
        if moved:
            self.send_header("Location", moved)
        self.end_headers()
        if self.server.status == 200 and not moved:
            self.wfile.write(self.server.news)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with Server(("127.0.0.1", 0), Answer) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


@contextmanager
def started(folder, server, clock, path="/feed"):
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "rules" / "rain.yaml").write_text(RULE, encoding="utf-8")
    url = f"http://127.0.0.1:{server.server_port}{path}"
    (folder / "config.toml").write_text(CONFIG.format(url=url), encoding="utf-8")
    settings = read_settings(folder / "config.toml")
    with build(settings, Rulebook(settings)) as built:
        yield replace(built, clock=clock)


def fail(built, clock):
    """Ask until the source rests no more, and fail; how long it rested."""
    begun = clock()
    while built.resting(built.sources[0]):
        clock.wait(minutes=1)
    with pytest.raises(SourceError):
        built.read(built.sources[0])
    return clock() - begun


def told(built):
    waiting = built.store.letters()
    return sum("source wire" in one.text for one in waiting)


def test_a_server_that_dies_and_returns_is_told_once_each(tmp_path, server):
    clock = Hands()
    with started(tmp_path, server, clock) as built:
        built.read(built.sources[0])
        server.status = 503
        waits = [fail(built, clock) for _ in range(12)]
        assert waits[-1] >= timedelta(hours=2)
        assert told(built) == 1
        assert built.resting(built.sources[0])
    with started(tmp_path, server, clock) as built:
        assert built.resting(built.sources[0])
        fail(built, clock)
        assert told(built) == 1
        server.status = 200
        built.read(built.sources[0])
        assert told(built) == 2
        assert built.resting(built.sources[0]) == ""
        state = built.store.source(built.sources[0].name)
        assert (state.told, state.failures, state.next_try) == (Standing.WELL, 0, None)


def test_a_source_that_was_taken_out_troubles_nobody(tmp_path, server):
    clock = Hands()
    server.status = 404
    with started(tmp_path, server, clock) as built:
        fail(built, clock)
        fail(built, clock)
        assert "source wire failed" in built.troubles()[0]
    with started(tmp_path, server, clock) as built:
        without = replace(built, sources=())
        without.start()
        assert not any("source wire" in one for one in without.troubles())


def test_status_shows_when_a_source_is_asked_again(tmp_path, server):
    clock = Hands()
    with started(tmp_path, server, clock) as built:
        built.read(built.sources[0])
        server.status = 503
        fail(built, clock)
        zone = built.settings.time_zone
        head, row = sources_table(built.store.status().sources, ASKED, zone, clock())
    assert head.split("  ")[0] == "source"
    assert row.startswith("wire    well")
    assert row.endswith("1 document  server trouble: wait")


def poll(built):
    """Have the job run that reads the source; how long after it the next run is planned."""
    source, *_ = built.sources

    async def once():
        scheduler = planned(built, str, asyncio.Event(), Asking())
        scheduler.start(paused=True)
        await scheduler.get_job(job_of(source)).func()
        again = scheduler.get_job(job_of(source)).next_run_time
        scheduler.shutdown(wait=False)
        return again - built.clock()

    return asyncio.run(once())


def test_a_quiet_feed_is_asked_more_rarely_until_it_brings_something(tmp_path, server):
    clock = Hands()
    with started(tmp_path, server, clock) as built:
        now = timedelta(0)
        assert poll(built) == now  # as it was planned: its interval goes on from there
        clock.wait(hours=5)
        assert poll(built) == timedelta(minutes=3)
        clock.wait(days=9)
        assert poll(built) == timedelta(minutes=10)
        clock.wait(minutes=1)
        zone = built.settings.time_zone
        _, row = sources_table(built.store.status().sources, ASKED, zone, clock())
        assert "13 Sep 2025 17:10" in row
        server.news = FEED.replace(b"rained", b"snowed")
        clock.wait(minutes=9)
        assert poll(built) == now


def test_a_feed_that_is_gone_is_told_once_and_not_asked_until_its_address_changes(tmp_path, server):
    clock = Hands()
    with started(tmp_path, server, clock) as built:
        built.read(built.sources[0])
        server.status = 410
        fail(built, clock)
    server.status = 200
    for _ in range(2):
        clock.wait(days=30)
        with started(tmp_path, server, clock) as built:
            assert built.resting(built.sources[0]).startswith("is closed: answers 410")
            assert told(built) == 1
    with started(tmp_path, server, clock, path="/new") as built:
        assert built.resting(built.sources[0]) == ""
        built.read(built.sources[0])
        assert "source wire is back" in built.store.letters()[-1].text


def test_what_failed_at_another_address_delays_nothing_and_is_not_counted(tmp_path, server):
    clock = Hands()
    server.status = 404
    with started(tmp_path, server, clock) as built:
        for _ in range(3):
            fail(built, clock)
        assert built.resting(built.sources[0]).startswith("failed, and is not asked before 4 Sep")
    with started(tmp_path, server, clock, path="/new") as built:
        assert fail(built, clock) == timedelta(0)
        state = built.store.source(built.sources[0].name)
        assert (state.failures, state.trouble) == (1, Trouble.NOT_FOUND)
        server.status = 200
        clock.wait(hours=1)
        built.read(built.sources[0])
        assert built.store.source(built.sources[0].name).trouble is None


def test_a_feed_that_has_moved_is_proposed_once_and_nothing_is_written(tmp_path, server):
    clock = Hands()
    server.moved_to = f"http://localhost:{server.server_port}/new?key=canary"
    heard = []
    for _start in range(3):
        with started(tmp_path, server, clock) as built:
            before = (tmp_path / "config.toml").read_bytes()
            for _ in range(4):
                built.read(built.sources[0])
                heard.append(told(built))
            texts = [one.text for one in built.store.letters()]
            assert (tmp_path / "config.toml").read_bytes() == before
    assert heard == [0] * 9 + [1] * 3
    proposal = f"change url of [sources.wire] to http://localhost:{server.server_port}/new?…"
    assert proposal in texts[-1]
    assert not any("canary" in one for one in texts)
    server.moved_to = ""
    with started(tmp_path, server, clock) as built:
        built.read(built.sources[0])
        assert built.troubles() == ()


@pytest.mark.parametrize("trouble", Trouble)
def test_the_table_says_what_to_do_about_each_kind_of_trouble(trouble):
    state = SourceState(SourceName("wire"), NOON, NOON, 5, "words", 3, (), trouble=trouble)
    head, row = sources_table([state], ASKED, UTC, NOON)
    what, advice = row[head.index("trouble") :].split(": ")
    assert what == trouble
    assert 1 <= len(advice.split()) <= 8


def test_a_watcher_without_sources_yet_shows_no_table(tmp_path, server):
    clock = Hands()
    with started(tmp_path, server, clock) as built:
        assert list(sources_table(built.store.status().sources, ASKED, None, clock())) == []


@pytest.mark.parametrize(
    ("gap", "shown"),
    [
        (timedelta(minutes=40), "40 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(days=3), "3 days"),
        (None, "-"),
    ],
)
def test_the_usual_gap_is_shown_as_finely_as_a_person_needs(gap, shown):
    state = SourceState(SourceName("wire"), None, None, 0, "", 3, (), usual_gap=gap)
    _, row = sources_table([state], ASKED, UTC, NOON)
    assert f"  {shown}  " in row
