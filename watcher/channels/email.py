"""Send messages as e-mail through a mail server.

A mail stays as it is: an update is not told here, and what is material of it comes as a mail of
its own in the same thread. The Message-ID is the same whenever a delivery is tried again, so that
mailboxes know a copy for one.
"""

import asyncio
import html
import re
from collections.abc import Collection
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from watcher.channels.markup import TEXT
from watcher.channels.plain_text import severity, written
from watcher.channels.posting import stable
from watcher.channels.smtp import MailServer, hand_in
from watcher.errors import Unchangeable
from watcher.model import ChatId, Message, Severity
from watcher.ports import Clock

_SUBJECT = 150
"""Characters: mail programs show fewer, and the text says all of it again."""
_ID = re.compile(r"<[0-9a-f]{32}@[^<>\s]+>")
"""What `_message_id` makes: an answer names nothing else as what it answers."""
_URL = re.compile(r"&lt;(https?://[^\s<>&]+(?:&amp;[^\s<>&]+)*)&gt;")
"""An address as `plain_text` writes it, escaped."""


@dataclass(frozen=True, slots=True)
class Email:
    """One sender, and those who get each message."""

    server: MailServer
    sender: str
    to: tuple[str, ...]
    clock: Clock

    @property
    def markup(self) -> str:
        """See `Channel.markup`."""
        return TEXT

    @property
    def once(self) -> bool:
        """See `Channel.once`: the Message-ID tells."""
        return True

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
        """See `Channel.send`."""
        message_id = f"<{stable(key)}@{self.sender.rpartition('@')[2]}>"
        mail = self._mail(part, message_id, reply_to if _ID.fullmatch(reply_to) else "")
        await asyncio.to_thread(hand_in, self.server, mail, self.to)
        return message_id

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """See `Channel.edit`: nothing is sent."""
        raise Unchangeable("a mail cannot be changed: what is material comes as one of its own")

    async def find(
        self, chat: ChatId, part: str, after: str, known: Collection[tuple[ChatId, str]]
    ) -> str | None:
        """See `Channel.find`: nobody can look into other people's mailboxes."""
        return None

    async def close(self) -> None:
        """See `Channel.close`: there is a connection for each mail."""

    def _mail(self, part: str, message_id: str, answered: str) -> EmailMessage:
        first = part.partition("\n")[0].strip()
        subject = first if len(first) <= _SUBJECT else f"{first[: _SUBJECT - 1].rstrip()}…"
        mail = EmailMessage(policy=SMTP)
        mail["Subject"] = f"Re: {subject}" if answered else subject
        mail["From"], mail["To"] = self.sender, ", ".join(self.to)
        mail["Date"], mail["Message-ID"] = format_datetime(self.clock()), message_id
        mail["Auto-Submitted"] = "auto-generated"
        if answered:
            mail["In-Reply-To"] = mail["References"] = answered
        if severity(part) is Severity.CRITICAL:
            mail["X-Priority"] = "1"
        mail.set_content(part)
        mail.add_alternative(_page(part), subtype="html")
        return mail


def _page(part: str) -> str:
    """`part` as HTML: its first line bold, its addresses links, its line breaks kept."""
    first, _, rest = html.escape(part).partition("\n")
    linked = _URL.sub(r'<a href="\1">\1</a>', f"<b>{first}</b>\n{rest}")
    return f'<html><body><div style="white-space: pre-wrap">{linked}</div></body></html>\n'
