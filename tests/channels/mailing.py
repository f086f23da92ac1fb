"""A mail server on 127.0.0.1 that takes mail, or fails as it is told."""

from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.web.server import PACE, Caller, Server

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


USUAL = {
    "greeting": b"220 ready\r\n",
    "EHLO": b"250-desk\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n",
    "AUTH": b"235 welcome\r\n",
    "STARTTLS": b"220 go on\r\n",
    "DATA": b"354 go on\r\n",
    "taken": b"250 taken\r\n",
    "QUIT": b"221 bye\r\n",
}
"""What a mail server says at each stage of a conversation; else that all is well."""


class RudeServer(Server):
    """Speaks SMTP byte for byte, so that it can break every rule of it.

    `faults` are answers by stage: bytes, none of them to hang up, or a function of the `Caller`.
    """

    def __init__(self):
        self.faults, self.mails, self.heard = {}, [], []
        super().__init__()

    def _talk(self, connection):
        with suppress(OSError), connection:
            connection.settimeout(10)
            caller = Caller(connection, self._closing, b"")
            stage = "greeting"
            while self._say(caller, stage):
                stage = self._hear(caller, stage)

    def _say(self, caller, stage):
        """Whether the conversation goes on."""
        said = self.faults.get(stage, USUAL.get(stage, b"250 well\r\n"))
        caller.send(said) if isinstance(said, bytes) else said(caller)
        return said and stage != "QUIT"

    def _hear(self, caller, stage):
        end = b"\r\n.\r\n" if stage == "DATA" and "DATA" not in self.faults else b"\r\n"
        heard = b""
        while not heard.endswith(end):
            byte = caller.connection.recv(1)
            if not byte:
                raise ConnectionError
            heard += byte
        if end != b"\r\n":
            self.mails.append(message_from_bytes(heard, policy=default))
            return "taken"
        word = heard.split()[0].decode("latin-1").upper()
        self.heard.append(word)
        return "EHLO" if word == "HELO" and "HELO" not in self.faults else word


def hang(caller):
    caller.closing.wait()


def drip(caller):
    """A byte now and then, and never a line of them."""
    while not caller.closing.wait(PACE):
        caller.send(b"2")


def endless(caller):
    """One answer of ever more lines."""
    caller.pour(b"250-and more\r\n")


@contextmanager
def rude_server(**faults):
    server = RudeServer()
    server.faults |= faults
    try:
        yield server
    finally:
        server.close()
