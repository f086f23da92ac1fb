"""Append messages to a file, one JSON object a line: for programs that read along.

What was written stays as it is; a change is a line of its own that names the message it changes.
The file grows for ever; another program may move it away at any time, and a new one is begun.
"""

import asyncio
import errno
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from watcher.channels.markup import TEXT
from watcher.channels.plain_text import severity, written
from watcher.errors import ChannelClosed, Uncertain
from watcher.model import ChatId, Message
from watcher.ports import Clock

_PASSING = {errno.ENOSPC, errno.EDQUOT, errno.EIO}
"""A disk that is full, or ails: the line may stand there, and there may be room again later."""


@dataclass(frozen=True, slots=True)
class File:
    """One file. The id of a message is where its line begins, in bytes."""

    path: Path
    clock: Clock

    @property
    def markup(self) -> str:
        """See `Channel.markup`."""
        return TEXT

    @property
    def once(self) -> bool:
        """See `Channel.once`: `find` looks instead."""
        return False

    def write(self, message: Message) -> tuple[str, ...]:
        """See `Channel.write`: always one part."""
        return (written(message),)

    async def send(
        self,
        chat: ChatId,
        part: str,
        reply_to: str = "",
        *,
        silent: bool = False,
        key: str = "",
    ) -> str:
        """See `Channel.send`. When this returns, the line has reached the disk."""
        aim = {"kind": "reply", "to": reply_to} if reply_to else {"kind": "send"}
        return await asyncio.to_thread(self._append, aim, part)

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """See `Channel.edit`: a line that says which message now reads so."""
        await asyncio.to_thread(self._append, {"kind": "edit", "to": message_id}, part)

    async def find(
        self, chat: ChatId, part: str, after: str, known: Collection[tuple[ChatId, str]]
    ) -> str | None:
        """See `Channel.find`: the lines from `after` on tell, or all of them."""
        taken = {message_id for where, message_id in known if where == chat}
        return await asyncio.to_thread(self._look, part, after, taken)

    async def close(self) -> None:
        """See `Channel.close`: the file is opened for each line anew."""

    def _append(self, aim: dict[str, str], part: str) -> str:
        grave = severity(part)
        said = {
            "time": self.clock().isoformat(timespec="seconds"),
            **aim,
            "severity": None if grave is None else grave.name.lower(),
            "text": part,
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b") as file:
                begin = _new_line(file)
                file.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            trouble = Uncertain if error.errno in _PASSING else ChannelClosed
            raise trouble(f"{self.path} cannot be written to: {error.strerror}") from error
        return str(begin)

    def _look(self, part: str, after: str, taken: Collection[str]) -> str | None:
        """Where another program took the file away, nobody can tell what stood in it."""
        never_sent = not after or after.startswith("-")
        if not (never_sent or after.isdecimal()):
            return None
        try:
            with self.path.open("rb") as file:
                if not never_sent and int(after) >= file.seek(0, os.SEEK_END):
                    return None
                file.seek(0 if never_sent else int(after))
                same = (begin for begin, said in _messages(file) if said == part)
                return next((begin for begin in same if begin not in taken), "")
        except FileNotFoundError:
            return "" if never_sent else None
        except OSError:
            return None


def _new_line(file: BinaryIO) -> int:
    """Where the next line begins; one that a crash cut short is ended first."""
    end = file.seek(0, os.SEEK_END)
    if not end:
        return end
    file.seek(end - 1)
    return end if file.read(1) == b"\n" else end + file.write(b"\n")


def _messages(file: BinaryIO) -> Iterator[tuple[str, object]]:
    """The ids and texts of the messages from here on; not changes, nor what was cut short."""
    begin = file.tell()
    for line in file:
        try:
            said = json.loads(line)
        except ValueError:
            said = None
        if isinstance(said, dict) and said.get("kind") in {"send", "reply"}:
            yield str(begin), said.get("text")
        begin += len(line)
