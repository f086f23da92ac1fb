"""From seed files to a Telegram chat, with the actual program and a server that keeps a journal."""

import signal
import time

import pytest

from tests.fake_telegram.fixture import telegram
from tests.journey import CHAT, TOKEN_ENV, Desk

__all__ = ["telegram"]

SHELLED = """\
Gunboats off the coast

At dawn on Monday two boats shelled the port of Selm & set a crane alight, the mayor said.
Fishermen stayed on land for the rest of the day.
"""
STRUCK = """\
A second night

A drone struck a fuel tank in the port of Selm late on Friday, a week after the boats came.
"""
QUIET = """\
A fair in the hills

Potters from nine villages sold bowls and lamps on the market square.
"""


@pytest.fixture
def desk(tmp_path, telegram):
    return Desk(tmp_path, telegram)


def test_a_seed_becomes_one_formatted_alert_and_a_second_run_is_silent(desk, telegram):
    desk.seed("boats.txt", SHELLED)
    desk.seed("fair.txt", QUIET)
    first = desk.run_once()
    assert first.code == 0, first.said
    (alert,) = telegram.journal()
    assert (alert["kind"], alert["chat"], alert["thread"]) == ("message", CHAT, 0)
    assert alert["parse_mode"] == "HTML"
    head, *rest = alert["text"].splitlines()
    assert "HIGH" in head
    assert "Attack on a port" in head
    assert "two boats shelled the port of Selm & set a crane alight" in "\n".join(rest)
    assert {"shelled", "port of Selm"} <= set(marked(alert, "bold"))
    assert any("two boats shelled" in quote for quote in marked(alert, "blockquote"))
    second = desk.run_once()
    assert second.code == 0, second.said
    assert telegram.journal() == [alert]


def marked(line, kind):
    """The stretches of a journal line that stand in one kind of entity; offsets are UTF-16."""
    units = line["text"].encode("utf-16-le")
    return [
        units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in line["entities"]
        if e["type"] == kind
    ]


def test_a_new_file_rings_while_watcher_runs_and_sigterm_ends_it_cleanly(desk, telegram):
    desk.seed("fair.txt", QUIET)
    with desk.running() as running:
        assert telegram.journal() == []
        desk.seed("boats.txt", SHELLED)
        (alert,) = telegram.wait_for(1, "message")
        end = running.stop(signal.SIGTERM)
    assert "two boats shelled" in alert["text"]
    assert end.code == 0
    assert "Traceback" not in end.said


def test_watcher_starts_while_telegram_is_down_and_delivers_when_it_is_back(desk, telegram):
    telegram.stop()
    desk.seed("boats.txt", SHELLED)
    with desk.running() as running:
        running.wait_until_it_says("1 alert")
        telegram.start()
        telegram.add_chat(CHAT)
        (alert,) = telegram.wait_for(1, "message")
    assert "two boats shelled" in alert["text"]
    assert len(telegram.journal()) == 1


def test_what_could_not_be_sent_is_kept_for_the_next_run(desk, telegram):
    telegram.stop()
    desk.seed("boats.txt", SHELLED)
    down = desk.run_once()
    assert "Traceback" not in down.said
    assert "duty-desk: 1 queued" in desk.watcher("status").out
    telegram.start()
    telegram.add_chat(CHAT)
    with desk.running():
        (alert,) = telegram.wait_for(1, "message")
    assert "two boats shelled" in alert["text"]
    assert "duty-desk: 1 sent" in desk.watcher("status").out


def test_without_a_token_the_variable_is_named_and_alerts_wait(desk, telegram):
    desk.seed("boats.txt", SHELLED)
    token = desk.environment.pop(TOKEN_ENV)
    without = desk.run_once()
    assert TOKEN_ENV in without.err
    assert telegram.calls() == []
    desk.environment[TOKEN_ENV] = token
    assert desk.run_once().code == 0
    assert len(telegram.journal("message")) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"how": "status", "status": 401, "description": "Unauthorized"},
        {"how": "status", "status": 500},
        {"how": "status", "status": 429, "parameters": {"retry_after": 600}},
        {"how": "drop before"},
        {"how": "cut json"},
        {"how": "html"},
    ],
    ids=lambda fault: f"{fault['how']} {fault.get('status', '')}",
)
def test_the_token_is_nowhere_to_be_seen_whatever_goes_wrong(desk, telegram, fault):
    telegram.faults(fault)
    desk.seed("boats.txt", SHELLED)
    told = desk.run_once("--verbose")
    status = desk.watcher("status")
    assert telegram.calls("sendMessage")
    secret = telegram.token.partition(":")[2]
    assert secret not in told.said + status.said
    kept = [path for path in desk.folder.rglob("*") if path.is_file()]
    assert kept
    assert [path.name for path in kept if secret.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("how", ["cut json", "html"])
def test_a_broken_answer_is_told_without_a_traceback(desk, telegram, how):
    telegram.faults({"how": how})
    desk.seed("boats.txt", SHELLED)
    told = desk.run_once()
    assert telegram.calls("sendMessage")
    assert "Traceback" not in told.said


def test_a_lost_answer_leaves_the_alert_uncertain_and_not_sent_twice_at_once(desk, telegram):
    telegram.faults({"how": "drop after"})
    desk.seed("boats.txt", SHELLED)
    desk.run_once()
    assert len(telegram.journal("message")) == 1
    assert "duty-desk: 1 uncertain" in desk.watcher("status").out


@pytest.mark.timeout(400)
@pytest.mark.parametrize("killed", [False, True], ids=["alone", "killed meanwhile"])
def test_a_message_that_is_parked_for_59_seconds_comes_once(desk, telegram, killed, request):
    """In true time. In CI, where a clock may jump: `tests/test_kills.py`."""
    if not request.config.getoption("--soak"):
        pytest.skip("takes minutes: --soak")
    desk.seed("boats.txt", SHELLED)
    with desk.running() as running:
        telegram.wait_for(1, "message")
        telegram.faults({"how": "delay before", "method": "sendMessage", "seconds": 59})
        desk.seed("drone.txt", STRUCK)
        await_(lambda: len(telegram.calls("sendMessage")) == 2)
        if killed:
            running.stop(signal.SIGKILL)
        else:
            await_(lambda: "duty-desk: 2 sent" in desk.watcher("status").out)
    telegram.faults()
    with desk.running():
        await_(lambda: "duty-desk: 2 sent" in desk.watcher("status").out)
    boats, drone = telegram.journal("message")
    assert "two boats shelled" in boats["text"]
    assert "A drone struck" in drone["text"]


def await_(holds):
    """Or the test's own time is over."""
    while not holds():
        time.sleep(1)


def test_a_moved_group_is_followed(desk, telegram):
    old, new = -200, -1_000_000_000_200
    telegram.add_chat(old, "group", standing="migrated", migrated_to=new)
    telegram.add_chat(new, "supergroup")
    desk.configure(telegram.url, chat=old)
    desk.seed("boats.txt", SHELLED)
    with desk.running():
        (alert,) = telegram.wait_for(1, "message")
    assert alert["chat"] == new


def test_an_alert_goes_to_its_topic_and_to_the_chat_when_the_topic_is_gone(desk, telegram):
    forum = telegram.add_chat(-1_000_000_000_300, "supergroup", topics=[7])
    desk.configure(telegram.url, chat=forum, topic=7)
    desk.seed("boats.txt", SHELLED)
    desk.run_once()
    telegram.add_chat(forum, "supergroup", topics=[9])
    desk.seed("drone.txt", STRUCK)
    desk.run_once()
    assert [line["thread"] for line in telegram.journal("message")] == [7, 0]


def test_a_blocked_bot_keeps_its_alerts_and_says_so(desk, telegram):
    telegram.add_chat(CHAT, standing="blocked")
    desk.seed("boats.txt", SHELLED)
    desk.run_once()
    status = desk.watcher("status")
    assert status.code == 1
    assert "blocked" in status.out
    telegram.add_chat(CHAT)
    desk.run_once()
    assert len(telegram.journal("message")) == 1


def test_an_edited_rule_counts_at_the_next_run(desk, telegram):
    desk.seed("fair.txt", QUIET)
    desk.run_once()
    rules = (desk.folder / "rules" / "journey.yaml").read_text(encoding="utf-8")
    desk.rules(rules.replace("shelled]", "shelled, scorched]"))
    desk.seed("fire.txt", "Fire\n\nA fire scorched two sheds in the port of Selm on Sunday.\n")
    desk.run_once()
    (alert,) = telegram.journal("message")
    assert "scorched two sheds" in alert["text"]
