"""The check against the real Bot API, tried on servers of our own."""

import pytest

from tests.fake_telegram.client import FakeTelegram
from tests.fake_telegram.fixture import telegram
from tools.live_check import Asked, differences, main, questions

__all__ = ["telegram"]

CHAT = 4711


@pytest.fixture
def other():
    with FakeTelegram("42:other-token") as server:
        server.add_chat(CHAT)
        yield server


def test_two_servers_that_agree_differ_in_nothing_and_what_was_sent_is_deleted(
    other, monkeypatch, capsys
):
    monkeypatch.setenv("WATCHER_TELEGRAM_TOKEN", other.token)
    monkeypatch.setattr("sys.argv", ["x", f"--chat={CHAT}", f"--server={other.url}", "--gap=0"])
    assert main() == 0
    asked = len(list(questions()))
    assert capsys.readouterr().out.startswith(f"0 of {asked} questions")
    sent = {line["message_id"] for line in other.journal("message")}
    assert len(sent) > 20
    assert {line["message_id"] for line in other.journal("delete")} == sent


def test_an_answer_of_another_kind_is_told_with_both(other, telegram):
    telegram.add_chat(CHAT)
    other.faults({"how": "status", "status": 400, "description": "Bad Request: no", "calls": [2]})
    one, two = (Asked(server.url, server.token, CHAT) for server in (other, telegram))
    with one, two:
        (line,) = differences(one, two, 0)
    assert "Telegram: 400 Bad Request: no" in line
    assert "ours:     400 Bad Request: can't parse entities" in line


def test_without_a_token_it_says_what_to_set(monkeypatch, capsys):
    monkeypatch.delenv("WATCHER_TELEGRAM_TOKEN", raising=False)
    monkeypatch.setattr("sys.argv", ["x", "--chat=1"])
    with pytest.raises(SystemExit):
        main()
    assert "WATCHER_TELEGRAM_TOKEN" in capsys.readouterr().err
