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
        asked = "SELECT source, url, origin FROM document ORDER BY seen"
        return database.execute(asked).fetchall()


def test_a_post_in_a_channel_becomes_an_alert_in_a_chat(desk, telegram):
    with desk.running() as running:
        telegram.post(STRANGE, SHELLED)
        running.wait_until_it_says("no source reads it")
        number = telegram.post(SELM, SHELLED)
        (alert,) = telegram.wait_for(1, "message")
    assert alert["chat"] == CHAT
    assert "@selmpost" in alert["text"]
    assert kept(desk) == [("selm", f"https://t.me/selmpost/{number}", "@selmpost")]
    told = desk.watcher("status").out
    assert "1 post passed over" in told
    (row,) = [line for line in told.splitlines() if line.startswith("selm")]
    assert "well" in row
    assert row.endswith("1 document")


def test_an_edited_post_is_read_again_and_one_without_new_words_is_not(desk, telegram):
    number = telegram.post(SELM, "All is quiet at the port of Selm.")
    desk.run_once()
    telegram.edit_post(SELM, number, "All is quiet at the port of Selm.")
    telegram.edit_post(SELM, number, SHELLED)
    desk.run_once()
    (alert,) = telegram.journal("message")
    assert "Selm" in alert["text"]
    assert len(kept(desk)) == 2


def test_what_an_editor_forwards_is_read_and_answered(desk, telegram):
    origin = {"type": "hidden_user", "sender_user_name": "A reader"}
    with desk.running():
        telegram.forward(AMAL, SHELLED, origin)
        lines = telegram.wait_for(2, "message")
    assert "Read into selm" in [line["text"] for line in lines]
    assert kept(desk) == [("selm", None, "A reader")]


def test_alerts_in_a_channel_are_never_read_back(desk, telegram):
    settings = desk.config.read_text(encoding="utf-8")
    settings = settings.replace(f'chat = "{CHAT}"', f'chat = "{ALERTS}"')
    settings = settings.replace('["@selmpost"]', '["@selmpost", "@alerts"]')
    desk.config.write_text(settings, encoding="utf-8")
    with desk.running():
        telegram.post(SELM, SHELLED)
        (alert,) = telegram.wait_for(1, "message")
        telegram.post(ALERTS, f"{SHELLED} Again.")
        telegram.post(ALERTS, alert["text"])
        telegram.post(SELM, "All is quiet.")
        while len(kept(desk)) < 2:
            telegram.wait_for(0, patience=1)
    assert [source for source, *_ in kept(desk)] == ["selm", "selm"]
    assert len(telegram.journal("message", "edit")) == 1


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
    assert len(kept(desk)) == len(set(kept(desk))) == 20


def test_a_bot_that_cannot_be_asked_is_trouble_with_its_source(desk, telegram):
    telegram.stop()
    failed = desk.run_once()
    telegram.start()
    assert failed.code == 1
    assert "source selm failed 1 time in a row: Telegram cannot be reached" in failed.said
