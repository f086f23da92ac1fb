"""Send messages as e-mail through a mail server.

A mail stays as it is: an update is not told here, and what is material of it comes as a mail of
its own in the same thread. The Message-ID is the same whenever a delivery is tried again, so that
mailboxes know a copy for one.
"""

import asyncio
import html
import logging
import re
import smtplib
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from watcher.bot_api.secret import Secret
from watcher.channels.markup import TEXT
from watcher.channels.plain_text import severity, written
from watcher.channels.posting import stable
from watcher.errors import ChannelClosed, Deferred, DeliveryError, Refused, Uncertain, Unchangeable
from watcher.model import ChatId, Message, Severity
from watcher.ports import Clock

log = logging.getLogger(__name__)

_SUBJECT = 150
"""Characters: mail programs show fewer, and the text says all of it again."""
_ID = re.compile(r"<[0-9a-f]{32}@[^<>\s]+>")
"""What `_message_id` makes: an answer names nothing else as what it answers."""
_URL = re.compile(r"&lt;(https?://[^\s<>&]+(?:&amp;[^\s<>&]+)*)&gt;")
"""An address as `plain_text` writes it, escaped."""

_REFUSALS: dict[type[Exception], tuple[type[DeliveryError], str]] = {
    smtplib.SMTPAuthenticationError: (ChannelClosed, "does not take the password"),
    smtplib.SMTPSenderRefused: (ChannelClosed, "does not take `sender`"),
    smtplib.SMTPHeloError: (ChannelClosed, "does not want to talk"),
}
"""What the next mail would meet too. Another answer is about this mail."""
_NOT_PRIVATE = {
    "CERTIFICATE_VERIFY_FAILED": "shows a certificate that is not valid",
    "WRONG_VERSION_NUMBER": "does not begin with TLS: check port and tls",
}
"""What OpenSSL calls it, for good. Another trouble with TLS may pass."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in."""

    host: str
    port: int
    user: str = ""
    """Empty: no password is asked for."""
    password: Secret = Secret("")  # noqa: RUF009 - it never changes
    tls: bool = True
    """Whether the connection must be private: by STARTTLS, or as `implicit` says."""
    implicit: bool = False
    """Whether it is private from the first byte (RFC 8314), as on port 465."""
    trust: ssl.SSLContext | None = None
    """The certificates that are believed; None: those of the system."""
    patience: timedelta = timedelta(seconds=30)
    """For each answer of the server."""


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
        await asyncio.to_thread(_hand_in, self.server, mail, self.to)
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


def _hand_in(server: MailServer, mail: EmailMessage, to: Collection[str]) -> None:
    """Give `mail` to the server, in whichever thread calls. Raises a `DeliveryError`."""
    asked = False
    try:
        with _connected(server) as talk:
            if server.tls and not server.implicit:
                talk.starttls(context=_trust(server))
            if server.user:
                talk.login(server.user, server.password.reveal())
            asked = True
            refused = talk.send_message(mail, to_addrs=list(to))
    except (smtplib.SMTPException, OSError) as error:
        raise _translated(error, server.host, asked=asked) from _told(error)
    if refused:
        log.warning("%s does not take mail for %s", server.host, ", ".join(sorted(refused)))


def _connected(server: MailServer) -> smtplib.SMTP:
    seconds = server.patience.total_seconds()
    if server.tls and server.implicit:
        context = _trust(server)
        return smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=seconds)


def _trust(server: MailServer) -> ssl.SSLContext:
    return server.trust or ssl.create_default_context()


def _told(error: Exception) -> Exception:
    """The error by its kind alone: what a server says at a login may repeat the password."""
    return OSError(type(error).__name__)


def _translated(error: Exception, host: str, *, asked: bool) -> DeliveryError:
    """Our error for smtplib's. `asked` means that the mail may have been on its way."""
    match error:
        case smtplib.SMTPNotSupportedError():
            what = "offers no STARTTLS, no login or no such mail"
            return ChannelClosed(f"{host} {what}: check tls and user")
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _ in error.recipients.values()]
            return _by_code(min(codes), ChannelClosed, f"{host} takes mail for none of `to`")
        case smtplib.SMTPResponseException() if error.smtp_code > 0:
            kind, what = _REFUSALS.get(type(error), (Refused, f"answers {error.smtp_code}"))
            return _by_code(error.smtp_code, kind, f"{host} {what}")
        case ssl.SSLError() if error.reason in _NOT_PRIVATE:
            return ChannelClosed(f"{host} {_NOT_PRIVATE[error.reason]}")
        case _ if asked:
            return Uncertain(f"{host} broke off; the mail may have been taken")
        case _:
            return Deferred(f"{host} cannot be reached ({type(error).__name__})")


def _by_code(code: int, permanent: type[DeliveryError], says: str) -> DeliveryError:
    """SMTP's 4xx is for now, 5xx for good."""
    return permanent(says) if code >= 500 else Deferred(f"{says} for now")  # noqa: PLR2004
