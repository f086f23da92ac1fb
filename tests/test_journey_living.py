"""One event told by three outlets on two days: one message in the chat, which grows."""

import pytest

from tests.fake_telegram.fixture import telegram
from tests.journey import Desk

__all__ = ["telegram"]

MONDAY = """\
Boats off Selm

6 May 2031 - From: Coast Radio
At dawn on Tuesday two boats shelled the port of Selm and set a crane
alight, the mayor said.
"""
SAME_DAY = """\
Harbour burns

6 May 2031 - From: Selm Post
Two boats shelled the port of Selm on Tuesday; smoke could be seen from the hills, a fisherman told the paper.
"""
NEXT_DAY = """\
Toll of the shelling

7 May 2031 - From: Gulf Wire
Two boats shelled the port of Selm on Tuesday and killed three dockers, the hospital said.
"""


@pytest.fixture
def desk(tmp_path, telegram):
    return Desk(tmp_path, telegram)


def test_one_event_of_three_outlets_is_one_message_that_grows_and_is_answered(desk, telegram):
    desk.seed("a.txt", MONDAY)
    assert desk.run_once().code == 0
    (first,) = telegram.journal()
    assert first["kind"] == "message"

    desk.seed("b.txt", SAME_DAY)
    said = desk.run_once()
    assert "1 sent as answers, 1 message updated" in said.err
    confirmed, edit = sorted(telegram.journal()[1:], key=lambda line: line["kind"], reverse=True)
    assert (edit["kind"], edit["message_id"]) == ("edit", first["message_id"])
    assert "+1 source: Selm Post" in edit["text"]
    assert set(first["text"].splitlines()) <= set(edit["text"].splitlines())
    assert (confirmed["kind"], confirmed["reply_to"]) == ("message", first["message_id"])
    assert "second source: Selm Post" in confirmed["text"]

    desk.seed("c.txt", NEXT_DAY)
    desk.run_once()
    *_, deaths = telegram.journal("message")
    assert deaths["reply_to"] == first["message_id"]
    assert "3 killed" in deaths["text"].splitlines()[0]
    assert "killed three dockers" in deaths["text"]
    assert len(telegram.journal("message")) == 3
    # a message is edited at most every 30 seconds: the next edit waits
    assert "duty-desk: 1 queued" in desk.watcher("status").out

    quiet = len(telegram.journal())
    again = desk.run_once()
    assert "0 documents" in again.err
    assert len(telegram.journal()) == quiet


def test_a_copy_is_edited_in_and_rings_nobody(desk, telegram):
    desk.seed("a.txt", MONDAY)
    desk.run_once()
    desk.seed("b.txt", SAME_DAY.replace("a fisherman told the paper", "Coast Radio said"))
    desk.run_once()
    (first,) = telegram.journal("message")
    (edit,) = telegram.journal("edit")
    assert edit["message_id"] == first["message_id"]


def test_a_rule_that_asks_for_two_sources_waits_for_them(desk, telegram):
    rules = (desk.folder / "rules" / "journey.yaml").read_text(encoding="utf-8")
    desk.rules(rules.replace("severity: high", "severity: high\n    min_sources: 2"))
    desk.seed("a.txt", MONDAY)
    said = desk.run_once("--verbose")
    assert telegram.journal() == []
    assert "1 did not ring: fewer sources than min_sources" in said.err
    assert "1 of 2 sources" in said.err
    assert "hold: 1 (fewer sources than min_sources)" in desk.watcher("status").out
    desk.seed("b.txt", SAME_DAY)
    desk.run_once()
    (alert,) = telegram.journal()
    assert "+1 source: Coast Radio" in alert["text"]
