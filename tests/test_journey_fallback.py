"""A bot that was blocked, and a file that people read instead, with the actual program."""

import json

import pytest

from tests.fake_telegram.fixture import telegram
from tests.journey import CHAT, RULES, Desk

__all__ = ["telegram"]

SHELLED = "Gunboats\n\nAt dawn on Monday two boats shelled the port of Selm & a crane.\n"


@pytest.fixture
def desk(tmp_path, telegram):
    desk = Desk(tmp_path, telegram)
    desk.configure(telegram.url, fallback="paper")
    more = (
        '[channels.paper]\nkind = "file"\npath = "paper.jsonl"\n'
        '[people.rana]\ntelegram = 12345\nrole = "editor"\n'
    )
    desk.config.write_text(desk.config.read_text(encoding="utf-8") + more, encoding="utf-8")
    desk.rules(RULES.replace("severity: high", "severity: critical"))
    return desk


def paper(desk):
    file = desk.folder / "paper.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_what_is_critical_is_read_elsewhere_and_comes_late_with_its_buttons(desk, telegram):
    telegram.add_chat(CHAT, standing="blocked")
    desk.seed("boats.txt", SHELLED)
    assert "what is critical goes to channel paper meanwhile" in desk.run_once().said
    (line,) = paper(desk)
    head, told, *rest = line["text"].splitlines()
    assert (line["severity"], told) == (
        "critical",
        "For channel duty-desk, which cannot be reached.",
    )
    assert "Attack on a port" in head
    assert any("shelled the port of Selm & a crane" in one for one in rest)
    assert "Mute" not in line["text"]
    telegram.add_chat(CHAT)
    assert desk.run_once().code == 0
    (alert,) = telegram.journal("message")
    assert "Passed on to channel paper before" in alert["text"].splitlines()[1]
    assert "Attack on a port" in alert["text"].splitlines()[0]
    assert alert["keyboard"]
    assert len(paper(desk)) == 1
