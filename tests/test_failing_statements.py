"""The database fails at each statement and commit in turn: after a restart all is told, once."""

import asyncio
import json
import sqlite3
from contextlib import closing, contextmanager, suppress
from itertools import count

import pytest
from sqlalchemy import Engine, event

from tests.app.newsdesk import ATTACK, attack, desk, paper
from tests.build import DESK, Hands
from watcher.app.deliver import Outlet, Patience, deliver
from watcher.app.ingest import ingest
from watcher.channels.file import File
from watcher.errors import StoreError
from watcher.model import ChatId, SourceName
from watcher.ports import Cursor, Poll
from watcher.store import open_store

FIRE = "The Balad base burned on Thursday, two officials said."
FEWEST = 60
"""Statements and commits in one life of this story: less, and nothing was counted."""


class Press:
    """A source with two papers."""

    name = SourceName("press")

    def poll(self, cursor, now):
        papers = () if cursor else (paper(ATTACK, id="attack"), paper(FIRE, id="fire"))
        return Poll(papers, Cursor("1"))


@contextmanager
def failing(number):
    """The `number`th statement or commit of all fails; gives how many are left until then."""
    left = [number]

    def one_more(*_):
        left[0] -= 1
        if left[0] == 0:
            raise sqlite3.OperationalError("disk I/O error")

    event.listen(Engine, "before_cursor_execute", one_more)
    event.listen(Engine, "commit", one_more)
    try:
        yield left
    finally:
        event.remove(Engine, "before_cursor_execute", one_more)
        event.remove(Engine, "commit", one_more)


def live(folder, clock, reader):
    """Start, read and send; the database is opened anew."""
    with closing(open_store(folder / "watcher.db")) as store:
        store.recover(clock())
        ingest(Press(), reader, store, clock)
        outlet = Outlet(File(folder / "alerts.jsonl", clock), ChatId("desk"))
        asyncio.run(deliver({DESK: outlet}, store, clock, Patience()))


@pytest.mark.no_cover
def test_whichever_fails_nothing_is_lost_or_told_twice(tmp_path, pytestconfig):
    """Each third of them, and each with --soak."""
    step = 1 if pytestconfig.getoption("--soak") else 3
    burned = attack("fire", "burned", title="Fire")
    reader = desk(attack(), burned, channels=(DESK,))
    for number in count(1, step):
        folder, clock = tmp_path / str(number), Hands()
        folder.mkdir()
        with failing(number) as left, suppress(StoreError):
            live(folder, clock, reader)
        for _ in range(2):
            clock.wait(minutes=2)
            live(folder, clock, reader)
        lines = (folder / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
        told = [json.loads(line)["text"] for line in lines]
        assert [sum(words in one for one in told) for words in (ATTACK, FIRE)] == [1, 1], number
        if left[0] > 0:
            break
    assert number > FEWEST
