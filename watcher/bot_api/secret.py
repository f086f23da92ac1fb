"""Keep bot tokens out of logs, tracebacks and messages."""

import logging
import re
from collections.abc import Iterable

HIDDEN = "[token]"
_TOKEN = re.compile(r"\d+:[\w-]{35,}")
"""The form of every bot token: the bot's id, a colon, 35 letters of base64url (more in tests)."""


class Secret:
    """A string that shows itself only to who asks for it by name."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Keep `value`; empty means that none is set."""
        self._value = value

    def reveal(self) -> str:
        """The string itself, for the one call that needs it."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Secret()"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> str:
        raise TypeError("a secret is not copied into files")


def redact(text: str, secrets: Iterable[Secret] = ()) -> str:
    """`text` without `secrets`, and without whatever has the form of a bot token."""
    for secret in secrets:
        if secret:
            text = text.replace(secret.reveal(), HIDDEN)
    return _TOKEN.sub(HIDDEN, text)


class Redact(logging.Filter):
    """For every log handler: `handler.addFilter(Redact(secrets))`."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        """`secrets` are hidden whatever their form."""
        super().__init__()
        self._secrets = tuple(secrets)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, its text and its traceback redacted."""
        record.msg, record.args = redact(record.getMessage(), self._secrets), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:  # a formatter prints this instead of `exc_info`
            record.exc_text = redact(record.exc_text, self._secrets)
        if record.stack_info:
            record.stack_info = redact(record.stack_info, self._secrets)
        return True
