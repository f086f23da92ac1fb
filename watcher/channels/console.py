"""Write messages to a stream: the channel that needs no account.

What was printed stays as it is. A change is printed below, in short: the lines of the message
without its quotes and details.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TextIO

from watcher.channels.markup import TEXT
from watcher.channels.plain_text import INDENT, severity, written
from watcher.errors import ChannelClosed
from watcher.model import ChatId, Message, Severity

_ASIDE = tuple(filter(None, INDENT.values()))
_ANSWERS = "↳ "
_PLAIN = "\x1b[0m"
_COLOURS = {
    Severity.INFO: "\x1b[1m",
    Severity.LOW: "\x1b[1;34m",
    Severity.MEDIUM: "\x1b[1;33m",
    Severity.HIGH: "\x1b[1;35m",
    Severity.CRITICAL: "\x1b[1;31m",
}
"""ANSI: bold, and a colour of the eight that every terminal has."""


@dataclass(frozen=True, slots=True)
class Console:
    """Shows each message as plain text; in colour where the stream is a terminal."""

    stream: TextIO

    @property
    def markup(self) -> str:
        """See `Channel.markup`."""
        return TEXT

    @property
    def once(self) -> bool:
        """See `Channel.once`: what is printed twice stands there twice."""
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
        """See `Channel.send`: below the name of whom it is for; the first line is its id."""
        self._print(f"[{chat}]\n{_ANSWERS if reply_to else ''}", part)
        return part.partition("\n")[0]

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """See `Channel.edit`: told as an update."""
        lines = [line for line in part.split("\n") if not line.startswith(_ASIDE)]
        self._print(f"[{chat}] updated\n", "\n".join(lines))

    async def find(
        self, chat: ChatId, part: str, after: str, known: Collection[tuple[ChatId, str]]
    ) -> str | None:
        """See `Channel.find`: nobody can look at what was printed."""
        return None

    def _print(self, above: str, part: str) -> None:
        coding = self.stream.encoding or "utf-8"
        try:
            text = above + (_coloured(part) if self.stream.isatty() else part)
            print(text.encode(coding, "replace").decode(coding), end="\n\n", file=self.stream)
            self.stream.flush()
        except (OSError, ValueError) as error:
            raise ChannelClosed(f"the console cannot be written to: {error}") from error

    async def close(self) -> None:
        """See `Channel.close`: the stream is its owner's."""


def _coloured(part: str) -> str:
    """The first line in the colour of the severity whose mark it bears, if any."""
    first, newline, rest = part.partition("\n")
    grave = severity(first)
    return part if grave is None else f"{_COLOURS[grave]}{first}{_PLAIN}{newline}{rest}"
