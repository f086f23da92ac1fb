"""`watcher chats`: from a bot that was added somewhere to the lines of config.toml."""

import tomllib

import pytest

from tests.fake_telegram.fixture import telegram
from tests.journey import TOKEN_ENV, Desk
from watcher.cli import main

__all__ = ["telegram"]

AMAL = {"id": 7, "is_bot": False, "first_name": "Amal"}


@pytest.fixture
def desk(tmp_path, telegram):
    return Desk(tmp_path, telegram)


def test_where_the_bot_is_spoken_to_is_told_as_lines_of_the_settings(desk, telegram):
    telegram.add_chat(7, title="Amal Aziz")
    telegram.add_chat(-200, "supergroup", topics=[9], title='The "duty" desk')
    telegram.add_update(message={"chat": {"id": 7}, "from": AMAL, "text": "hello"})
    topic = {"message_thread_id": 9, "is_topic_message": True}
    telegram.add_update(message={"chat": {"id": -200}, "from": AMAL, "text": "/start", **topic})
    told = desk.watcher("chats")
    assert told.code == 0, told.said
    own, group, number = told.out.splitlines()
    assert own == 'chat = "7"   # private: Amal Aziz'
    assert tomllib.loads(own) == {"chat": "7"}
    assert tomllib.loads(f"{group}\n{number}") == {"chat": "-200", "topic": 9}
    assert group.endswith('# supergroup: The "duty" desk')


def test_without_a_token_the_variable_is_named(desk):
    del desk.environment[TOKEN_ENV]
    told = desk.watcher("chats")
    assert told.code == 1
    assert told.err == f"watcher: set {TOKEN_ENV} to the bot's token, which @BotFather gives\n"


def test_the_usual_variable_counts_where_no_channel_is_of_telegram(desk):
    desk.configure()
    del desk.environment[TOKEN_ENV]
    assert f"set {TOKEN_ENV}" in desk.watcher("chats").err


def test_a_watcher_that_runs_is_told_at_once_and_not_disturbed(desk, telegram):
    with desk.running():
        told = desk.watcher("chats")
    assert told.code == 1
    assert "another watcher" in told.err
    assert telegram.calls("getUpdates") == []


def test_a_failure_is_told_as_a_sentence(desk, telegram):
    telegram.faults({"how": "status", "status": 401, "description": "Unauthorized"})
    told = desk.watcher("chats")
    assert told.code == 1
    assert "Traceback" not in told.said
    assert "token" in told.err


def test_silence_ends_after_a_minute_with_what_to_do(capsys, desk, telegram, monkeypatch):
    monkeypatch.setattr("watcher.cli.chats._ROUNDS", 1)
    monkeypatch.setenv(TOKEN_ENV, telegram.token)
    assert main(["chats", "--config", str(desk.config)]) == 1
    assert "in a group write /start@ITS_NAME" in capsys.readouterr().err
