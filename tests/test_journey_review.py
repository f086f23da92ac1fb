"""From a press to a mended rule, with the actual program and a server that keeps a journal."""

import re
import signal

from tests.fake_telegram.fixture import telegram
from tests.journey import PATIENCE, RULES
from tests.test_journey_people import AMAL, desk, person, press
from tests.test_journey_telegram import SHELLED

__all__ = ["desk", "telegram"]

MEND = "        within: sentence\n    ignore_if: [exercise, boats]\n"
MISSED = "The depot was hit at dawn, three traders said."


def answer(telegram, words, text):
    """Somebody answers a message that reads `text`."""
    chat = {"id": AMAL, "type": "private"}
    answered = {"message_id": 7, "date": 1, "chat": chat, "text": text}
    message = {"from": person(AMAL), "chat": chat, "text": words, "reply_to_message": answered}
    telegram.add_update(message=message)


def test_what_is_not_relevant_becomes_a_test_that_the_mended_rule_passes(desk, telegram):
    desk.seed("boats.txt", SHELLED)
    review = desk.folder / "state" / "review.yaml"
    with desk.running():
        (alert,) = telegram.wait_for(1, "message")
        press(telegram, alert, "wrong")
        (popup,) = telegram.wait_for(1, "answer")
    assert "Added to state/review.yaml: attack-on-a-port must not alert" in popup["text"]
    failed = desk.watcher("test", "--review")
    assert failed.code == 1
    assert re.search(r"review\.yaml:7\S*: attack-on-a-port: alerts, told as", failed.out)
    desk.rules(RULES.replace("        within: sentence\n", MEND))
    passed = desk.watcher("test", "--review")
    assert passed.code == 0
    assert "passes: move it to rules/journey.yaml:" in passed.out.replace(f"{desk.folder}/", "")
    test = "".join(review.read_text(encoding="utf-8").splitlines(keepends=True)[5:])
    desk.rules(RULES.replace("        within: sentence\n", MEND + test))
    assert "1 test passed, 0 failed" in desk.watcher("test").out


def test_what_was_missed_becomes_a_test_too(desk, telegram):
    with desk.running():
        answer(telegram, "/missed attack-on-a-port", MISSED)
        (told,) = telegram.wait_for(1, "message")
    assert told["text"].startswith("attack-on-a-port does not alert: together in one sentence")
    assert "next: watcher test --review" in told["text"]
    failed = desk.watcher("test", "--review")
    assert failed.code == 1
    assert f"    alert: {MISSED}" in failed.out


def test_a_press_is_kept_once_when_watcher_is_killed(desk, telegram):
    desk.seed("boats.txt", SHELLED)
    with desk.running():
        (alert,) = telegram.wait_for(1, "message")
    telegram.faults({"how": "delay before", "method": "answerCallbackQuery", "seconds": 60})
    with desk.running() as running:
        for _ in range(5):
            press(telegram, alert, "wrong")
        while not telegram.calls("answerCallbackQuery"):
            telegram.wait_for(0, patience=1)
        running.process.send_signal(signal.SIGKILL)
        running.process.wait(timeout=PATIENCE)
        running.stop()
    telegram.faults()
    with desk.running():
        telegram.wait_for(4, "answer")
    text = (desk.folder / "state" / "review.yaml").read_text(encoding="utf-8")
    assert text.count("no_alert:") == 1
