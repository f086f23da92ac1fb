"""The test's side: start the server, arrange its world, read what was accepted."""

import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from tests.fake_telegram import TOKEN

ROOT = Path(__file__).parents[2]

Json = dict[str, Any]

_LONGEST_WAIT = 10.0
"""Seconds that one request may wait; well below the timeout of the connection."""


class FakeTelegram:
    """A Bot API server in its own process, for the length of a `with`.

    It starts without chats, faults and limits.
    """

    def __init__(self, token: str = TOKEN) -> None:
        """`token` is the only one the server knows."""
        self.token = token
        self.port = 0
        self.url = ""

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, if it runs."""
        self.stop()

    def start(self) -> None:
        """Start the process and wait until it answers: again at its old address, all forgotten."""
        command = [sys.executable, "-m", "tests.fake_telegram", "--follow-stdin"]
        command += ["--port", str(self.port), "--token", self.token]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.url = self._process.stdout.readline().rpartition(" ")[2].strip()
        if not self.url:
            raise RuntimeError(f"the fake Bot API server ended at once: {self._process.wait()}")
        self.port = int(self.url.rpartition(":")[2])
        # No proxy of the environment may stand between.
        self._http = httpx.Client(base_url=self.url, trust_env=False, timeout=30)
        self._ask("GET", "/_health")

    def stop(self) -> None:
        """End the process: an outage, until `start`."""
        self._http.close()
        self._process.terminate()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()

    def _ask(self, verb: str, path: str, content: object = None) -> Any:
        answer = self._http.request(verb, path, json=content)
        if answer.is_error:
            raise ValueError(f"{path}: {answer.text}")
        return answer.json()

    def call(self, method: str, **parameters: object) -> httpx.Response:
        """Call a method of the Bot API with JSON; the raw answer."""
        return self._http.post(f"/bot{self.token}/{method}", json=parameters)

    def add_chat(self, chat_id: int, kind: str = "private", **more: object) -> int:
        """Declare a chat, or change one; gives its id.

        `kind` is private, group, supergroup or channel. `more`: `standing` (open, not started,
        blocked, deactivated, kicked, left, read-only, migrated), `migrated_to`, `topics`,
        `title`, `username`.
        """
        self._ask("POST", "/_chats", {"id": chat_id, "kind": kind, **more})
        return chat_id

    def faults(self, *faults: Json) -> None:
        """Set the plan of faults; none ends it. Counting of calls starts anew.

        Each is a `Fault` as a dictionary: `how` (status, status after, drop before, drop after,
        delay before, delay after, cut json, html, html after), and as it fits `method`, `chat`,
        `calls` (numbers from 1; all if left out), `status`, `description`, `parameters`,
        `seconds`.
        """
        self._ask("POST", "/_faults", faults)

    def limits(self, *, enabled: bool = True, scale: float = 1.0) -> None:
        """Switch rate limits; with a `scale` of 60, a minute's window lasts a second."""
        self._ask("POST", "/_limits", {"enabled": enabled, "scale": scale})

    def add_update(self, **update: object) -> Json:
        """Let something happen: `message=…`, `callback_query=…`; gives the update."""
        return self._ask("POST", "/_updates", update)

    def post(self, chat: int, text: str, **more: object) -> int:
        """Somebody posts `text` in a channel; gives the id of the message."""
        update = self.add_update(channel_post={"chat": {"id": chat}, "text": text, **more})
        return int(update["channel_post"]["message_id"])

    def edit_post(self, chat: int, message_id: int, text: str) -> None:
        """Somebody lets `text` take the place of what a post in a channel says."""
        edited = {"chat": {"id": chat}, "message_id": message_id, "text": text}
        self.add_update(edited_channel_post=edited)

    def forward(self, user: Json, text: str, origin: Json) -> None:
        """`user` passes `text` on to the bot, in their own chat; `origin` is a `MessageOrigin`."""
        words = {"from": user, "chat": {"id": user["id"]}, "text": text, "forward_origin": origin}
        self.add_update(message=words)

    def journal(self, *kinds: str) -> list[Json]:
        """What was accepted, oldest first; of `kinds` only, if any are named.

        Kinds are message, photo, edit, delete, answer, commands.
        """
        lines = self._ask("GET", "/_journal")
        return [line for line in lines if not kinds or line["kind"] in kinds]

    def wait_for(self, count: int, *kinds: str, patience: float = 60) -> list[Json]:
        """As `journal`, as soon as it has `count` such lines. `patience` in seconds."""
        end = time.monotonic() + patience
        lines: list[Json] = []
        while (left := end - time.monotonic()) > 0:
            seconds = min(left, _LONGEST_WAIT)
            lines = self._ask("GET", f"/_journal?lines={len(lines) + 1}&seconds={seconds}")
            found = [line for line in lines if not kinds or line["kind"] in kinds]
            if len(found) >= count:
                return found
        raise TimeoutError(f"{count} lines were awaited, the journal has {lines}")

    def calls(self, method: str = "") -> list[Json]:
        """Every call with the right token and its status, 0 where it was cut."""
        return [c for c in self._ask("GET", "/_calls") if method in {"", c["method"]}]
