"""Ask the real Bot API what only it can answer: whether our server of the tests is like it.

    WATCHER_TELEGRAM_TOKEN=… python -m tools.live_check --chat CHAT

Sends about fifty messages, a second apart, to a chat that you give it, puts each call to the
server of `tests/fake_telegram` too, and prints where the two answer otherwise. What it sent it
deletes. Not for CI: it needs a bot, a chat and the internet. Exit code 1 if anything differs.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

from tests.fake_telegram.client import FakeTelegram
from tests.fake_telegram.test_html import ACCEPTED, REFUSED

SERVER = "https://api.telegram.org"
GAP = 1.2
"""Seconds between calls: a chat takes about one message a second."""
_GONE = 2_000_000_000
"""The id of a message that nobody has."""
_SEEN = """
What only a person can see, on a phone and on a desktop, with watcher sending to the same chat:
  - a quotation in Arabic reads from right to left, its marked words in their place
  - the last quotation of an alert is folded, and opens
  - an alert below its rule's `loud` makes no sound; an answer to one sounds only if it is louder
  - Ack changes the second line of the message and leaves its buttons
  - the picture of a digest is sharp, and its caption can be read aloud
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One call, and what it is called in the report."""

    name: str
    method: str
    parameters: dict[str, Any] = field(default_factory=dict)
    edits: bool = False
    """Whether it is about the message that was sent last."""


def questions() -> Iterator[Question]:
    """Every call, in order."""
    for html in [html for html, _ in REFUSED] + [html for html, *_ in ACCEPTED]:
        yield _said(repr(html), html, parse_mode="HTML")
    yield _said("4,096 characters", "x" * 4096)
    yield _said("4,097 characters", "x" * 4097)
    yield _said("nothing", " \n ")
    yield _said("101 marked words", "<b>x</b> y " * 101, parse_mode="HTML")
    yield _said("64 bytes in a button", "x", reply_markup=_button("y" * 64))
    yield _said("65 bytes in a button", "x", reply_markup=_button("y" * 65))
    yield _said("an answer to nothing", "x", reply_parameters={"message_id": _GONE})
    lenient = {"message_id": _GONE, "allow_sending_without_reply": True}
    yield _said("an answer to nothing, if need be", "x", reply_parameters=lenient)
    yield _said("a message to edit", "one")
    yield Question("an edit", "editMessageText", {"text": "two"}, edits=True)
    yield Question("the same edit again", "editMessageText", {"text": "two"}, edits=True)
    gone = {"text": "x", "message_id": _GONE}
    yield Question("an edit of nothing", "editMessageText", gone)
    yield Question("a topic of a chat without any", "sendMessage", {"text": "x", **_TOPIC})


_TOPIC = {"message_thread_id": _GONE}


def _said(name: str, text: str, **more: object) -> Question:
    return Question(name, "sendMessage", {"text": text, **more})


def _button(carried: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Ack", "callback_data": carried}]]}


class Asked:
    """One server, and what was sent there."""

    def __init__(self, server: str, token: str, chat: int) -> None:
        """`chat` must take messages of the bot that has this token."""
        self._http = httpx.Client(base_url=f"{server}/bot{token}/", timeout=30)
        self._chat = chat
        self._sent: list[int] = []

    def ask(self, question: Question) -> str:
        """What came of it, without what differs between any two servers."""
        parameters = {"chat_id": self._chat, **question.parameters}
        if question.edits:
            parameters["message_id"] = self._sent[-1]
        answer = self._http.post(question.method, json=parameters).json()
        if not answer["ok"]:
            return f"{answer['error_code']} {answer['description']}"
        told = answer["result"]
        if not question.edits:
            self._sent.append(told["message_id"])
        return f"{told['text']!r} {told.get('entities', [])}"

    def __enter__(self) -> Self:
        """Ask it inside a `with`: at its end what was sent is deleted."""
        return self

    def __exit__(self, *_: object) -> None:
        """Delete what was sent."""
        for number in self._sent:
            self._http.post("deleteMessage", json={"chat_id": self._chat, "message_id": number})
        self._http.close()


def differences(real: Asked, ours: Asked, gap: float) -> Iterator[str]:
    """A line for each question that the two answer otherwise; `gap` in seconds between two."""
    for question in questions():
        theirs, told = real.ask(question), ours.ask(question)
        if theirs != told:
            yield f"{question.name}\n  Telegram: {theirs}\n  ours:     {told}"
        time.sleep(gap)


def main() -> int:
    """Read the command line, ask, and print what differs."""
    parser = argparse.ArgumentParser(prog="live_check", description=__doc__.partition("\n")[0])
    parser.add_argument("--chat", type=int, required=True, help="a private chat or a group")
    parser.add_argument("--server", default=SERVER)
    parser.add_argument("--gap", type=float, default=GAP, help="seconds between two calls")
    arguments = parser.parse_args()
    token = os.environ.get("WATCHER_TELEGRAM_TOKEN")
    if not token:
        parser.error("set the environment variable WATCHER_TELEGRAM_TOKEN to the bot's token")
    found = 0
    with FakeTelegram() as fake:
        chat = fake.add_chat(arguments.chat, "private" if arguments.chat > 0 else "supergroup")
        real = Asked(arguments.server, token, chat)
        with real, Asked(fake.url, fake.token, chat) as ours:
            for line in differences(real, ours, arguments.gap):
                sys.stdout.write(f"{line}\n")
                found += 1
    asked = len(list(questions()))
    sys.stdout.write(f"{found} of {asked} questions are answered otherwise\n{_SEEN}")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
