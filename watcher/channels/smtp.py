"""Hand one mail to a mail server, and say truly what became of it.

The one place where what a server of mail says, or its silence, becomes a `DeliveryError`. It names
the host alone: what a server says may repeat the password.
"""

import binascii
import logging
import re
import smtplib
import socket
import ssl
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from time import monotonic
from typing import cast

from watcher.bot_api.secret import Secret
from watcher.errors import ChannelClosed, Deferred, DeliveryError, Refused, Uncertain

log = logging.getLogger(__name__)

_ROOM = 100 * 512
"""Bytes of one answer: a hundred lines of the longest that may be (RFC 5321, 4.5.3.1.5)."""
_SHORTEST = 0.001
"""Seconds: 0 would mean not to wait at all."""
_MORE = re.compile(rb"\d{3}-")
"""How a line begins that is not the last of its answer."""
_CODE = re.compile(rb"[2-5]\d\d\b")
_LATER, _FOR_GOOD = 400, 500
_TELLING = {2, 5}
"""First digits of answers to a greeting: it is understood, or it is not."""
_GO_ON = 354
"""From then on the mail is on its way."""
_Reply = tuple[int, bytes]
"""A code, and words."""
_TROUBLES = (smtplib.SMTPException, OSError, UnicodeError, binascii.Error)
"""Of a login: what no server can be told, and what is no question of one."""

_REFUSALS: dict[type[Exception], tuple[type[DeliveryError], str]] = {
    smtplib.SMTPConnectError: (ChannelClosed, "does not want to talk"),
    smtplib.SMTPHeloError: (ChannelClosed, "does not want to talk"),
    smtplib.SMTPResponseException: (ChannelClosed, "does not begin TLS: check tls"),
    smtplib.SMTPAuthenticationError: (ChannelClosed, "does not take the password"),
    smtplib.SMTPSenderRefused: (ChannelClosed, "does not take `sender`"),
    smtplib.SMTPDataError: (Refused, "does not take the mail"),
}
"""What an answer of 5xx is about: the next mail would meet it too, or only this one does."""
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
    """For each whole answer of the server."""
    longest: timedelta = timedelta(seconds=75)
    """For all answers together: who stops watcher waits for the mail under way."""


def hand_in(server: MailServer, mail: EmailMessage, to: Collection[str]) -> None:
    """Give `mail` to the server, in whichever thread calls. Raises a `DeliveryError`."""
    talk = None
    try:
        talk = _Conversation(server)
        if server.tls and not server.implicit:
            talk.starttls(context=talk.trust)
        if server.user:
            talk.login(server.user, server.password.reveal())
        refused = talk.send_message(mail, to_addrs=list(to))
    except _TROUBLES as error:
        asked = talk is not None and talk.asked
        raise _translated(error, server.host, asked=asked) from _told(error)
    finally:
        if talk is not None:
            talk.leave()
    if refused:
        log.warning("%s does not take mail for %s", server.host, ", ".join(sorted(refused)))


class _Conversation(smtplib.SMTP):
    """Speaks with one server. No answer may take more than its share of time and room."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.trust = server.trust or ssl.create_default_context()
        self.asked = False
        """Whether the mail may have been on its way."""
        self.until = monotonic() + server.longest.total_seconds()
        super().__init__(server.host, server.port)

    def connect(self, host: str = "", port: int = 0, source_address: object = None) -> _Reply:
        """See `SMTP.connect`; privately, if so it is to be."""
        self.sock = socket.create_connection((host, port), self._share())
        if self.server.tls and self.server.implicit:
            self.sock = self.trust.wrap_socket(self.sock, server_hostname=host)
        return self.getreply()

    def leave(self) -> None:
        """What is said now does not matter any more."""
        with suppress(smtplib.SMTPException):
            self.quit()
        self.close()

    def ehlo(self, name: str = "") -> _Reply:
        """Only who does not know the word is greeted in the old way, without any extension."""
        code, said = super().ehlo(name)
        if code // 100 not in _TELLING:
            raise smtplib.SMTPHeloError(code, said)
        return code, said

    def getreply(self) -> _Reply:
        """The whole next answer; the code is -1 where it is none."""
        until = monotonic() + self._share()
        said: list[bytes] = []
        try:
            while not said or _MORE.match(said[-1]):
                said.append(self._line(until, _ROOM - sum(map(len, said))))
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(type(error).__name__) from error
        code = int(said[-1][:3]) if _CODE.match(said[-1]) else -1
        self.asked = self.asked or code == _GO_ON
        return code, b"\n".join(line[4:].strip() for line in said)

    def _line(self, until: float, room: int) -> bytes:
        """Byte by byte: what lies behind the line may belong to TLS."""
        line, sock = b"", cast("socket.socket", self.sock)
        while not line.endswith(b"\n"):
            if (left := until - monotonic()) <= 0:
                raise TimeoutError
            sock.settimeout(left)
            byte = sock.recv(1)
            if not byte or len(line) >= room:
                raise ConnectionError
            line += byte
        sock.settimeout(self._share())
        return line

    def _share(self) -> float:
        """Seconds for what comes next."""
        left = self.until - monotonic()
        return max(_SHORTEST, min(left, self.server.patience.total_seconds()))


def _told(error: Exception) -> Exception:
    """The error by its kind alone: what a server says at a login may repeat the password."""
    return OSError(type(error).__name__)


def _translated(error: Exception, host: str, *, asked: bool) -> DeliveryError:
    """Our error for smtplib's. `asked` means that the mail may have been on its way."""
    if why := _hopeless(error):
        return ChannelClosed(f"{host} {why}")
    match error:
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _ in error.recipients.values()]
            return _by_code(min(codes), ChannelClosed, f"{host} takes mail for none of `to`")
        case smtplib.SMTPResponseException() if error.smtp_code >= _LATER:
            kind, what = _REFUSALS[type(error)]
            return _by_code(error.smtp_code, kind, f"{host} {what}")
        case smtplib.SMTPServerDisconnected():
            what = "broke off or gave no answer in time"
        case smtplib.SMTPException() | binascii.Error():
            what = "gave an answer that makes no sense"
        case _:
            what = f"cannot be reached ({type(error).__name__})"
    if asked:
        return Uncertain(f"{host} {what}; the mail may have been taken")
    return Deferred(f"{host} {what}")


def _hopeless(error: Exception) -> str:
    """Why no mail will ever be handed in so; empty where one may be."""
    match error:
        case smtplib.SMTPNotSupportedError():
            return "offers no STARTTLS, no login or no such mail: check tls and user"
        case ssl.SSLError() if error.reason in _NOT_PRIVATE:
            return _NOT_PRIVATE[error.reason]
        case UnicodeError():
            return "cannot be told so: check host and user"
        case _ if type(error) is smtplib.SMTPException:
            return "knows no way of login that watcher knows: check user"
        case _:
            return ""


def _by_code(code: int, permanent: type[DeliveryError], says: str) -> DeliveryError:
    """SMTP's 4xx is for now, 5xx for good."""
    return permanent(says) if code >= _FOR_GOOD else Deferred(f"{says} for now")
