"""People answer alerts and ask watcher, with the actual program and a server that keeps a journal."""

import itertools
import signal
import sqlite3
from contextlib import closing

import pytest

from tests.fake_telegram.fixture import telegram
from tests.journey import CHAT, PATIENCE, Desk
from tests.test_journey_telegram import SHELLED

__all__ = ["telegram"]

AMAL, NOOR, STRANGER = CHAT, 4712, 4713
COMMANDS = [
    "/help",
    "/status",
    "/why",
    "/test All is quiet.",
    "/search SHELLED",
    "/digest",
    "/backlog",
]
NUMBERS = itertools.count(1)


@pytest.fixture
def desk(tmp_path, telegram):
    desk = Desk(tmp_path, telegram)
    people = f"""
[people.amal]
telegram = {AMAL}
role = "editor"

[people.noor]
telegram = {NOOR}
"""
    desk.config.write_text(desk.config.read_text(encoding="utf-8") + people, encoding="utf-8")
    return desk


def person(id):
    return {"id": id, "is_bot": False, "first_name": "Somebody"}


def press(telegram, alert, verb, user=AMAL):
    """A press of the button of `alert` that carries `verb`; gives its id."""
    (data,) = [
        button["callback_data"]
        for row in alert["keyboard"]["inline_keyboard"]
        for button in row
        if f":{verb}:" in button.get("callback_data", "")
    ]
    pressed = f"press {next(NUMBERS)}"
    shown = {"message_id": alert["message_id"], "date": 1, "chat": {"id": CHAT, "type": "private"}}
    query = {"id": pressed, "from": person(user), "chat_instance": "1", "data": data}
    telegram.add_update(callback_query={**query, "message": shown})
    return pressed


def say(telegram, text, user=AMAL):
    chat = {"id": user, "type": "private"}
    telegram.add_update(message={"from": person(user), "chat": chat, "text": text})


def audited(desk):
    """The first word of each change that people made, the oldest first."""
    with closing(sqlite3.connect(desk.folder / "state" / "watcher.db")) as database:
        rows = database.execute("SELECT what FROM audit ORDER BY number")
        return [what.split()[0] for (what,) in rows]


def labels(line):
    return [[button["text"] for button in row] for row in line["keyboard"]["inline_keyboard"]]


def test_a_press_of_ack_is_answered_and_the_alert_says_who(desk, telegram):
    desk.seed("boats.txt", SHELLED)
    with desk.running():
        (alert,) = telegram.wait_for(1, "message")
        assert labels(alert) == [["Ack", "Mute 24 h"], ["Why?", "Source"], ["Not relevant"]]
        pressed = press(telegram, alert, "ack")
        (answer,) = telegram.wait_for(1, "answer")
        (edit,) = telegram.wait_for(1, "edit")
    assert (answer["query"], answer["alert"]) == (pressed, True)
    first, second, *_ = edit["text"].splitlines()
    assert first == alert["text"].splitlines()[0]
    assert second.startswith("Acked by amal ")
    assert edit["keyboard"] == alert["keyboard"]


def test_buttons_and_commands_answer(desk, telegram):
    desk.seed("boats.txt", SHELLED)
    with desk.running():
        (alert,) = telegram.wait_for(1, "message")
        for count, verb in enumerate(["why", "source", "mute"], 1):
            press(telegram, alert, verb)
            telegram.wait_for(count, "answer")
        for count, text in enumerate(COMMANDS, 2):
            say(telegram, text)
            telegram.wait_for(count, "message")
    why, source, mute = (line["text"] for line in telegram.journal("answer"))
    assert why == "Attack on a port [attack-on-a-port], high: new event"
    assert source == "boats.txt"
    assert "/mute attack-on-a-port" in mute
    first, _, status, told, tested, *asked = (line["text"] for line in telegram.journal("message"))
    assert "Muted: event" in status
    assert why in told
    assert tested == "No rule holds in this text"
    found, digest, backlog = asked
    assert "boats.txt" in found
    assert "1 rang" in digest.splitlines()[0]
    assert digest.splitlines()[1].split(" — ")[0] == first.splitlines()[0]
    assert backlog == "No alert waits to be sent here"


def test_a_stranger_and_a_reader_change_nothing(desk, telegram):
    telegram.add_chat(STRANGER)
    desk.seed("boats.txt", SHELLED)
    with desk.running():
        (alert,) = telegram.wait_for(1, "message")
        say(telegram, "/mute attack-on-a-port", STRANGER)
        say(telegram, "/status", STRANGER)
        press(telegram, alert, "ack", STRANGER)
        press(telegram, alert, "ack", NOOR)
        (answer,) = telegram.wait_for(1, "answer")
    assert answer["text"] == "This button is for people of role editor"
    (refusal,) = [line for line in telegram.journal("message") if line["chat"] == STRANGER]
    assert refusal["text"] == "This bot answers only people whom its owner has named."
    assert telegram.journal("edit") == []


def test_no_press_is_lost_or_counts_twice_when_watcher_is_killed(desk, telegram):
    desk.seed("boats.txt", SHELLED)
    with desk.running():
        (alert,) = telegram.wait_for(1, "message")
    telegram.faults({"how": "delay before", "method": "answerCallbackQuery", "seconds": 60})
    with desk.running() as running:
        press(telegram, alert, "ack")
        for _ in range(19):
            press(telegram, alert, "mute")
        while not telegram.calls("answerCallbackQuery"):
            telegram.wait_for(0, patience=1)
        running.process.send_signal(signal.SIGKILL)
        running.process.wait(timeout=PATIENCE)
        running.stop()
    telegram.faults()
    with desk.running():
        telegram.wait_for(19, "answer")
        telegram.wait_for(1, "edit")
    assert len(telegram.journal("edit")) == 1
    assert audited(desk) == ["acknowledged", *["muted"] * 19]


def test_a_name_is_watched_from_a_chat_until_it_is_not(desk, telegram):
    with desk.running() as running:
        say(telegram, "/watch Karsava Union 3d")
        (answer,) = telegram.wait_for(1, "message")
        running.wait_until_it_says("rules were read again")
        desk.seed("society.txt", "The Karsava Union met in Selm on Monday, fishermen said.")
        _, alert = telegram.wait_for(2, "message")
        say(telegram, "/watch")
        listed = telegram.wait_for(3, "message")[-1]
        say(telegram, "/unwatch karsava union")
        ended = telegram.wait_for(4, "message")[-1]
        running.wait_until_it_says("rules were read again")
        desk.seed("again.txt", "The Karsava Union sailed to Amra on Friday, a pilot said.")
        running.wait_until_it_says("dispatches: 1 document,")
    assert answer["text"].startswith("Karsava Union rings until ")
    assert "Karsava Union" in alert["text"].splitlines()[0]
    assert listed["text"].startswith("Karsava Union until ")
    assert ended["text"] == "Karsava Union is watched no more"
    assert len(telegram.journal("message")) == 4
    assert desk.watcher("check").code == 0


def test_a_name_is_watched_once_though_watcher_is_killed_before_it_could_say_so(desk, telegram):
    telegram.faults({"how": "delay before", "method": "sendMessage", "seconds": 60})
    with desk.running() as running:
        say(telegram, "/watch Karsava Union 3d")
        say(telegram, "/watch Karsava Union 4d")
        while not telegram.calls("sendMessage"):
            telegram.wait_for(0, patience=1)
        running.process.send_signal(signal.SIGKILL)
        running.process.wait(timeout=PATIENCE)
        running.stop()
    telegram.faults()
    with desk.running():
        say(telegram, "/watch")
        listed = telegram.wait_for(2, "message")[-1]
    assert listed["text"].count("Karsava Union until ") == 1
    assert audited(desk) == ["watched", "watched"]


def test_what_nobody_can_read_is_skipped_and_counted(desk, telegram):
    telegram.add_update(callback_query={"id": "7"})
    with desk.running():
        say(telegram, "/help")
        telegram.wait_for(1, "message")
    assert "1 update from chats could not be read" in desk.watcher("status").out


def test_sending_goes_on_while_another_program_asks_too(desk, telegram):
    conflict = {"status": 409, "description": "Conflict: terminated by other getUpdates request"}
    telegram.faults({"how": "status", "method": "getUpdates", **conflict})
    with desk.running() as running:
        running.wait_until_it_says("another program asks")
        desk.seed("boats.txt", SHELLED)
        telegram.wait_for(1, "message")
    assert len(telegram.calls("getUpdates")) == 1


def test_somebody_is_paired_by_a_code_where_the_settings_name_nobody(tmp_path, telegram):
    for who in (STRANGER, NOOR):
        telegram.add_chat(who)
    desk = Desk(tmp_path, telegram)
    pairing = desk.watcher("pair", "rana", "--role", "editor")
    desk.seed("boats.txt", SHELLED)
    with desk.running():
        (alert,) = telegram.wait_for(1, "message")
        say(telegram, "/start p_wrong", STRANGER)
        say(telegram, pairing.out.strip(), NOOR)
        say(telegram, pairing.out.strip(), STRANGER)
        say(telegram, "/status", NOOR)
        press(telegram, alert, "ack", NOOR)
        telegram.wait_for(1, "edit")
    told = [line["text"] for line in telegram.journal("message") if line["chat"] == NOOR]
    assert told[-1].startswith("All is well")
    (refusal,) = [line for line in telegram.journal("message") if line["chat"] == STRANGER]
    assert refusal["text"] == "This bot answers only people whom its owner has named."
    assert "Acked by rana" in telegram.journal("edit")[-1]["text"]
    assert audited(desk) == ["made", "was", "acknowledged"]
    assert desk.watcher("people").out == "rana: editor, paired\n"
    assert desk.watcher("people", "--remove", "rana").code == 0
    assert "nobody may talk" in desk.watcher("people").out


def test_nobody_is_asked_and_no_button_shows_where_the_settings_name_nobody(tmp_path, telegram):
    desk = Desk(tmp_path, telegram)
    desk.seed("boats.txt", SHELLED)
    with desk.running():
        (alert,) = telegram.wait_for(1, "message")
    assert alert["keyboard"] is None
    assert telegram.calls("getUpdates") == []
