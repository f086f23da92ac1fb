"""Posts of a channel become alerts in a chat, with the actual program and a strict server."""

import signal
import sqlite3
from contextlib import closing

import pytest

from tests.fake_telegram.fixture import telegram
from tests.journey import CHAT, PATIENCE, TOKEN_ENV, Desk
from tests.test_journey_telegram import SHELLED

__all__ = ["telegram"]

SELM, ALERTS, STRANGE = -1001, -1002, -1003
AMAL = {"id": CHAT, "is_bot": False, "first_name": "Amal"}
SOURCE = f"""
[sources.selm]
kind = "telegram"
chats = ["@selmpost"]
token_env = "{TOKEN_ENV}"
server = "{{server}}"

[people.amal]
telegram = {CHAT}
role = "editor"
"""


@pytest.fixture
def desk(tmp_path, telegram):
    desk = Desk(tmp_path, telegram)
    for chat, name in ((SELM, "selmpost"), (ALERTS, "alerts"), (STRANGE, "elsewhere")):
        telegram.add_chat(chat, "channel", title=name.title(), username=name)
    text = desk.config.read_text(encoding="utf-8") + SOURCE.format(server=telegram.url)
    desk.config.write_text(text, encoding="utf-8")
    return desk


def kept(desk):
    with closing(sqlite3.connect(desk.folder / "state" / "watcher.db")) as database:
        asked = "SELECT source, url, origin, edited FROM document ORDER BY seen"
        return database.execute(asked).fetchall()


def wait_for_papers(desk, telegram, number):
    while len(kept(desk)) < number:
        telegram.wait_for(0, patience=1)


def test_a_post_becomes_an_alert_and_an_alert_is_never_read_back(desk, telegram):
    """The chat of alerts is named by its number there, and by its name here."""
    settings = desk.config.read_text(encoding="utf-8")
    settings = settings.replace(f'chat = "{CHAT}"', f'chat = "{ALERTS}"')
    settings = settings.replace('["@selmpost"]', '["@selmpost", "@alerts"]')
    desk.config.write_text(settings, encoding="utf-8")
    with desk.running() as running:
        telegram.post(STRANGE, SHELLED)
        running.wait_until_it_says("no source reads it")
        number = telegram.post(SELM, SHELLED)
        (alert,) = telegram.wait_for(1, "message")
        telegram.post(ALERTS, f"{SHELLED} Again.")
        telegram.post(ALERTS, alert["text"])
        telegram.edit_post(SELM, number, SHELLED)
        telegram.edit_post(SELM, number, f"{SHELLED} The port is closed.")
        wait_for_papers(desk, telegram, 2)
        telegram.forward(AMAL, "All is quiet.", {"type": "hidden_user", "sender_user_name": "Rana"})
        _, answer = telegram.wait_for(2, "message")
    assert alert["chat"] == ALERTS
    assert "@selmpost" in alert["text"]
    assert (answer["chat"], answer["text"]) == (CHAT, "Read into selm")
    place = f"https://t.me/selmpost/{number}"
    posts = [("selm", place, "@selmpost", 0), ("selm", place, "@selmpost", 1)]
    assert kept(desk) == [*posts, ("selm", None, "Rana", 0)]
    told = desk.watcher("status").out
    assert "1 post passed over" in told
    (row,) = [line for line in told.splitlines() if line.startswith("selm")]
    assert "well" in row
    assert row.endswith("3 documents")


def test_no_post_is_lost_or_read_twice_when_watcher_is_killed(desk, telegram):
    with desk.running() as running:
        for number in range(20):
            telegram.post(SELM, f"All is quiet, says report {number}.")
        while not telegram.calls("getUpdates"):
            telegram.wait_for(0, patience=1)
        running.process.send_signal(signal.SIGKILL)
        running.process.wait(timeout=PATIENCE)
        running.stop()
    desk.run_once()
    papers = kept(desk)
    assert len(papers) == len(set(papers)) == 20


def test_a_bot_that_cannot_be_asked_is_trouble_with_its_source(desk, telegram):
    telegram.stop()
    failed = desk.run_once()
    telegram.start()
    assert failed.code == 1
    assert "source selm failed 1 time in a row: Telegram cannot be reached" in failed.said
