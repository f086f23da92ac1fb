"""A token that must be nowhere but in the request: forty failures, everything logged at DEBUG."""

import asyncio
import io
import logging
import socket
from contextlib import closing
from datetime import timedelta

import pytest

from tests.build import DESK, Hands, owed
from tests.fake_telegram.client import FakeTelegram
from watcher.app.deliver import Outlet, Patience, deliver
from watcher.bot_api.secret import HIDDEN, Redact, Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.telegram import Telegram
from watcher.errors import DeliveryError
from watcher.model import ChatId, Kind, State
from watcher.store import open_store

CANARY = "CaNaRy" + "0123456789-_abcdefghijklmnopqr"[:29]
TOKEN = f"987654321:{CANARY}"
WRONG = f"987654321:{CANARY[::-1]}"
CHAT = 4711

ANSWERS = [
    (400, "Bad Request: can't parse entities"),
    (400, "Bad Request: message is too long"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: message thread not found"),
    (400, f"Bad Request: nobody knows {TOKEN}"),
    (401, "Unauthorized"),
    (403, "Forbidden: bot was blocked by the user"),
    (404, "Not Found"),
    (409, "Conflict: terminated by other getUpdates request"),
    (429, "Too Many Requests: retry after 3"),
    (500, "Internal Server Error"),
    (502, "Bad Gateway"),
]
FAULTS = [
    *({"how": "status", "status": code, "description": words} for code, words in ANSWERS),
    {"how": "status after", "status": 500},
    {"how": "drop before"},
    {"how": "drop after"},
    {"how": "cut json"},
    {"how": "html"},
    {"how": "html after"},
    {"how": "delay after", "seconds": 0.3},
]
KINDS = [Kind.SEND, Kind.EDIT]


@pytest.fixture(scope="module")
def server():
    with FakeTelegram(TOKEN) as server:
        server.add_chat(CHAT)
        yield server


@pytest.fixture
def log():
    """All that any logger says at DEBUG, as the program writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redact())
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream.getvalue
    root.removeHandler(handler)
    root.setLevel(level)


def nowhere(where, *texts):
    """Neither the token nor what it hides, in `texts` or any file below `where`."""
    texts = [*texts, *(one.read_bytes().decode("latin-1") for one in where.rglob("*"))]
    for text in texts:
        for secret in (CANARY, CANARY[::-1]):
            assert secret not in text


def work(where, log, url, token=TOKEN, kind=Kind.SEND):
    """Send or change a message, twice, each failure told with its traceback and to a person."""
    api = BotApi(Secret(token), url, timedelta(seconds=0.1), gap=timedelta(0))
    channel = Telegram(api)
    clock = Hands()

    async def run(store):
        outlets = {DESK: Outlet(channel, ChatId(str(CHAT)))}
        notes = []
        try:
            for _ in range(2):
                notes += (await deliver(outlets, store, clock, Patience())).notes
                clock.wait(minutes=2)
            try:
                await channel.send(ChatId(str(CHAT)), "words")
            except DeliveryError as error:
                logging.getLogger("watcher").exception("it failed")
                notes += [str(error), repr(error)]
        finally:
            await api.close()
        return notes

    with closing(open_store(where / "watcher.db")) as store:
        stood = {"state": State.SENT, "message_id": "1", "chat": ChatId(str(CHAT))}
        store.queue([owed("first", **stood), owed("news", kind=kind, target="first")])
        notes = asyncio.run(run(store))
        nowhere(where, log(), *notes, repr(store.status()), repr(channel))
    return notes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: f"{one['how']} {one.get('status', '')}")
def test_a_call_that_fails_tells_nobody_the_token(server, tmp_path, log, fault, kind):
    server.faults(fault)
    work(tmp_path, log, server.url, kind=kind)
    nowhere(tmp_path, *(line["text"] for line in server.journal("message", "edit")))
    assert HIDDEN in log()


@pytest.mark.parametrize("kind", KINDS)
def test_nor_does_a_wrong_token(server, tmp_path, log, kind):
    server.faults()
    assert work(tmp_path, log, server.url, WRONG, kind)


def test_nor_does_a_server_that_cannot_be_reached(tmp_path, log):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert work(tmp_path, log, f"http://127.0.0.1:{taken.getsockname()[1]}")


def test_nor_does_an_address_that_is_none(tmp_path, log):
    assert work(tmp_path, log, "http://[::1")
