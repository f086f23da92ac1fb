"""kill -9 at every point that has a name, and wherever else it strikes: the journal is the judge.

Each life is a process of its own, forked here, on one database and against one server or file. A
life ends by SIGKILL, from inside at a point or from outside at any time; the next one goes on. Its
clock is a round of pauses later at each look into the outbox, and never near the 72 hours of
patience.
"""

import asyncio
import json
import os
import random
import signal
import traceback
from contextlib import closing
from dataclasses import replace
from datetime import UTC, timedelta
from functools import partial
from itertools import chain
from time import sleep

import pytest

from tests.build import DESK, NOON, Hands, document, name, rule
from tests.fake_telegram.client import FakeTelegram
from tests.receiver import receiving
from tests.test_nothing_twice import plan
from watcher.app.deliver import Outlet, Patience, deliver
from watcher.app.desk import Desk
from watcher.app.ingest import ingest
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.file import File
from watcher.channels.posting import Poster
from watcher.channels.telegram import Telegram
from watcher.channels.webhook import Webhook
from watcher.core.alerts.compose import Lexicon
from watcher.core.watchlist.language import Phrase, Ref, Together, Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.model import ChatId, EntryId, Severity, SourceName, State
from watcher.ports import Cursor, Poll
from watcher.store import open_store
from watcher.web.fetch import Fetcher

CHAT = ChatId("4711")


def town(letters):
    """An invented name, like no other."""
    return "".join(letters.choice(CONSONANTS) + letters.choice("aeiou") for _ in range(4)).title()


CONSONANTS = "bdfghjklmnprstvz"
LIVES, FEW, SOAK = 20, 4, 150
"""How often it is killed at any time, beside once at every point."""
STORE = {
    "add": ("before commit", "after commit"),
    "begin": ("before intent", "after intent"),
    "settle": ("before settle", "after settle"),
}
CHANNEL = {"send": ("before send", "after send")}
TOWNS = [town(letters) for letters in [random.Random(1)] for _ in range(SOAK + 30)]
POINTS = ("after fetch", *chain.from_iterable((STORE | CHANNEL).values()))
ROUND = timedelta(seconds=71)
LONGEST = 0.25
"""Seconds until the latest kill from outside; a life without one lasts some three seconds."""


class Press:
    """A source that has published `most` documents by now, and gives one a poll."""

    name = SourceName("press")

    def __init__(self, fate, most=1):
        self.fate, self.most = fate, most

    def poll(self, cursor, now):
        done = int(cursor or 0)
        fresh = [
            document(f"Jets struck the {place} base at dawn.", id=place, seen=now)
            for place in TOWNS[done : self.most][:1]
        ]
        self.fate("after fetch")
        return Poll(tuple(fresh), Cursor(str(done + len(fresh))))


class Fate:
    """Ends the process at the `count`th time that it comes to `point`."""

    def __init__(self, point="never", count=1):
        self.point, self.left = point, count

    def __call__(self, point):
        self.left -= point == self.point
        if point == self.point and self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Mortal:
    """Whatever it stands for; fate is asked before and after some of its verbs."""

    def __init__(self, one, fate, **points):
        self.one, self.fate, self.points = one, fate, points

    def __getattr__(self, verb):
        found = getattr(self.one, verb)
        if verb not in self.points:
            return found
        before, after = self.points[verb]

        def call(*arguments, **options):
            self.fate(before)
            answer = found(*arguments, **options)
            self.fate(after)
            return answer

        async def wait(*arguments, **options):
            self.fate(before)
            answer = await found(*arguments, **options)
            self.fate(after)
            return answer

        return wait if asyncio.iscoroutinefunction(found) else call


@pytest.fixture(scope="module")
def desk():
    """Rings for whatever strikes one of the bases."""
    bases = [name(place.lower(), f"{place} base", type=EntryId("base")) for place in TOWNS]
    struck = Together((Phrase("struck"), Ref(EntryId("base"))))
    attack = rule("attack", "Attack", (struck,), severity=Severity.HIGH)
    return Desk(
        matcher=Matcher(Watchlist(names=tuple(bases), rules=(attack,))),
        lexicon=Lexicon({one.id: one for one in bases}, {attack.id: attack}, UTC),
        channels={},
    )


class Story:
    """One database and one channel over many lives.

    `made` gives the channel for a clock, `told` the texts that people see, oldest first.
    """

    def __init__(self, path, desk, seed, made, told):
        self.path, self.desk, self.made, self.told = path, desk, made, told
        self.chance, self.lives = random.Random(seed), 0
        self.births = 0

    def live(self, fate=None, until=None):
        """One life, to its end or until `until` returns; how it ended."""
        self.lives = min(self.lives + 1, len(TOWNS))
        self.births += 1
        child = os.fork()
        if child == 0:
            try:
                os._exit(self._work(fate or Fate()))
            except BaseException:  # noqa: BLE001 - told here, for the parent cannot catch it
                traceback.print_exc()
            os._exit(70)
        if until is not None:
            until()
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)

    def _work(self, fate):
        """Read and send by turns; 0 if all was read and nothing is owed."""
        clock = Hands(NOON + self.births * timedelta(minutes=15))
        channel = Mortal(self.made(clock), fate, **CHANNEL)
        with closing(open_store(self.path)) as opened:
            store = Mortal(opened, fate, **STORE)
            store.recover(clock() + Patience().answer)
            asyncio.run(self._rounds(channel, store, clock, Press(fate, self.lives)))
            done = store.bookmark(Press.name) == str(self.lives)
            return 0 if done and store.status().oldest_queued is None else 1

    async def _rounds(self, channel, store, clock, press):
        desk = replace(self.desk, channels={DESK: channel})
        try:
            for _ in range(12):
                ingest(press, desk, store, clock)
                await deliver(
                    {DESK: Outlet(channel, CHAT)}, store, clock, Patience(), random.random
                )
                clock.wait(seconds=ROUND.total_seconds())
        finally:
            await channel.close()

    def judge(self):
        """Every event told once, in the order in which it was read."""
        told = [next(place for place in TOWNS if place in text) for text in self.told()]
        assert told == TOWNS[: self.lives]
        with closing(open_store(self.path)) as store:
            assert {state for _, state in store.status().deliveries} == {State.SENT}


def strike(story, chance, lives, before=lambda: None, *, faulty=False):
    """Kill it at every point, and `lives` times at any other; `before` each life."""
    strikes = [{"fate": Fate(point)} for point in POINTS]
    strikes += [{"until": partial(sleep, chance.uniform(0.01, LONGEST))} for _ in range(lives)]
    chance.shuffle(strikes)
    for one in strikes:
        before()
        code = story.live(**one)
        assert code == -signal.SIGKILL or (faulty and code == 1) or "until" in one


def settle(story):
    """Live on until nothing is owed."""
    while code := story.live():
        assert code == 1


def seed_of(request):
    """To repeat a failure."""
    soak = request.config.getoption("--soak")
    seed = random.SystemRandom().randrange(10_000) if soak else 7
    print(f"seed {seed}")  # noqa: T201 - shown where it fails
    return seed, soak


@pytest.fixture
def tell(tmp_path, desk):
    """Begin a story with its first event told: from there on every doubt can be decided."""
    with FakeTelegram() as server:
        server.add_chat(int(CHAT))

        def made(_clock=None):
            return Telegram(BotApi(Secret(server.token), server.url, gap=timedelta(0)))

        def told():
            return [line["text"] for line in server.journal("message")]

        def begin(seed):
            story = Story(tmp_path / "watcher.db", desk, seed, made, told)
            story.server, story.lives = server, 1
            with closing(open_store(story.path)) as store:
                channel = made()
                ingest(Press(Fate()), replace(desk, channels={DESK: channel}), store, Hands())

                async def first():
                    await deliver({DESK: Outlet(channel, CHAT)}, store, Hands(), Patience())
                    await channel.close()

                asyncio.run(first())
            return story

        yield begin


@pytest.mark.parametrize("faulty", [False, True], ids=["alone", "half of the calls faulty"])
def test_killed_at_every_named_point_and_at_any_other_nothing_is_lost_or_told_twice(
    tell, faulty, request
):
    seed, soak = seed_of(request)
    story = tell(seed)
    chance = story.chance
    faults = (lambda: story.server.faults(*plan(chance))) if faulty else (lambda: None)
    strike(story, chance, SOAK if soak else LIVES, faults, faulty=faulty)
    story.server.faults()
    settle(story)
    story.judge()


def test_killed_while_its_message_is_parked_it_makes_one(tell):
    """A flooded chat holds a message for up to a minute; here, where a clock may jump, a second.

    In true time: `tests/test_journey_telegram.py`.
    """
    story = tell(7)
    sent = len(story.server.calls("sendMessage"))
    story.server.faults({"how": "delay before", "method": "sendMessage", "seconds": 1.0})

    def until_parked():
        while len(story.server.calls("sendMessage")) == sent:
            sleep(0.01)

    assert story.live(until=until_parked) == -signal.SIGKILL
    assert len(story.told()) == 1
    story.server.faults()
    story.server.wait_for(2, "message")
    settle(story)
    story.judge()


def test_a_file_has_each_line_once_from_the_first_on_whenever_its_writer_is_killed(
    tmp_path, desk, request
):
    seed, soak = seed_of(request)
    path = tmp_path / "alerts.jsonl"

    def told():
        lines = path.read_bytes().splitlines()
        return [json.loads(line)["text"] for line in lines]

    story = Story(tmp_path / "watcher.db", desk, seed, lambda clock: File(path, clock), told)
    strike(story, story.chance, SOAK if soak else FEW)
    settle(story)
    story.judge()


def test_a_webhook_gets_each_key_for_one_text_only_and_all_of_them(tmp_path, desk, request):
    """Whoever remembers the keys is told each thing once, though half of the answers are bad."""
    seed, soak = seed_of(request)
    journal = tmp_path / "posts.jsonl"

    def told():
        posts = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
        texts = {}
        for one in posts:
            assert texts.setdefault(one["key"], one["text"]) == one["text"]
        return list(texts.values())

    with receiving(journal, seed) as url:

        def made(clock):
            poster = Poster(Fetcher(allow_private=True), clock)
            return Webhook(poster, url, Secret("signed with this"))

        story = Story(tmp_path / "watcher.db", desk, seed, made, told)
        strike(story, story.chance, SOAK if soak else FEW, faulty=True)
        settle(story)
        story.judge()
