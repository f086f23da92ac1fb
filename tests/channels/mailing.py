"""A mail server on 127.0.0.1 that takes mail, or fails as it is told."""

from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER, WORD = "watcher", "canary word"


class Mailboxes:
    """What arrived; `faults` are answers by command, or None to cut the connection there."""

    def __init__(self):
        self.mails, self.faults, self.takes = [], {}, {"a@desk.example", "b@desk.example"}
        self.words, self.word = [], WORD
        """The passwords that were tried, and the one that is right."""
        self.port = 0

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self._answer("MAIL", server, "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address not in self.takes:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return self._answer("RCPT", server, "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if not self.faults.get("DATA"):
            mail = message_from_bytes(envelope.content, policy=default)
            self.mails.append((tuple(envelope.rcpt_tos), mail))
        return self._answer("DATA", server, "250 OK")

    def login(self, server, session, envelope, mechanism, word):
        self.words.append(word.password.decode())
        good = (word.login, word.password) == (USER.encode(), self.word.encode())
        if "AUTH" in self.faults:
            says = self._answer("AUTH", server, "535 cut off")
            return AuthResult(success=False, handled=False, message=says)
        return AuthResult(success=good, handled=False)

    def _answer(self, command, server, otherwise):
        said = self.faults.get(command, otherwise)
        if said is None:
            server.transport.abort()
            return otherwise
        return said


class _Anywhere(Controller):
    """On whichever port is free: the library itself would try to reach port 0."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(tls=None, word=WORD, implicit=None, **how):
    """With `tls`, the server's context, STARTTLS and a login with `word` are asked for.

    With `implicit` instead, every byte is private from the first one on.
    """
    boxes = Mailboxes()
    boxes.word = word
    if implicit:
        how |= {"ssl_context": implicit, "auth_require_tls": False}
        how["authenticator"] = boxes.login
    if tls:
        how |= {"tls_context": tls, "require_starttls": True, "auth_required": True}
        how["authenticator"] = boxes.login
    controller = _Anywhere(boxes, "127.0.0.1", 0, **how)
    controller.start()
    boxes.port = controller.port
    try:
        yield boxes
    finally:
        controller.stop()
