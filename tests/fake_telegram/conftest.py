"""Gives the tests of the fake its own fixture, and servers that a table of cases may share."""

import pytest

from tests.fake_telegram.client import FakeTelegram
from tests.fake_telegram.fixture import telegram

__all__ = ["telegram"]

DESK = 4711


@pytest.fixture(scope="module")
def shared():
    """One server for a whole table, with a private chat; cases must not lean on each other."""
    with FakeTelegram() as server:
        server.add_chat(DESK)
        yield server


@pytest.fixture
def send(shared):
    """Send a text to the shared desk: its message, or the error's code and description."""

    def send(text="x", method="sendMessage", **more):
        answer = shared.call(method, **{"chat_id": DESK, "text": text, **more})
        envelope = answer.json()
        assert envelope["ok"] is (answer.status_code == 200)
        if envelope["ok"]:
            return envelope["result"]
        assert envelope["error_code"] == answer.status_code
        return envelope["error_code"], envelope["description"]

    return send
