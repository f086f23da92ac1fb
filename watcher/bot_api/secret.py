"""Keep secrets out of logs, tracebacks and messages.

Every secret is known from the moment it is made: `redact` takes it out of any text, in each form in
which programs write it.
"""

import json
import logging
import os
import re
from collections.abc import Iterator
from hashlib import blake2b
from urllib.parse import quote, unquote_plus, urlsplit

HIDDEN = "[token]"
_TOKEN = re.compile(r"\d+:[\w-]{35,}")
"""The form of every bot token: the bot's id, a colon, 35 letters of base64url (more in tests)."""
_SHORTEST = 4
"""Characters: what is shorter keeps nobody out, and stands in every other word."""
_TELLING = re.compile(r"auth|code|key|pass|pwd|secret|sess|sid|sig|token", re.IGNORECASE)
"""Names of parameters that hold one."""
_DRAWN = re.compile(r"(?=\D*\d)(?=[^A-Za-z]*[A-Za-z])[\w.~%-]{16,}", re.ASCII)
"""Letters and digits, and many of them: what programs draw, not what people call a page."""

_known: list[str] = []
"""Every form of every secret, the longest first: one may be part of another."""


class Secret:
    """A string that shows itself only to who asks for it by name, and that `redact` knows."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Keep `value`; empty means that none is set."""
        self._value = value
        if len(value) >= _SHORTEST:
            _known[:] = sorted({*_known, *_forms(value)}, key=len, reverse=True)

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


def secret_in(variable: str | None) -> Secret:
    """What the environment holds under `variable`, without the line break of a file around it."""
    return Secret(os.environ.get(variable, "").strip() if variable else "")


def hide_parts(url: str) -> None:
    """Have `redact` know what in a web address proves who asks: its password, keys and tokens."""
    try:
        parts = urlsplit(url)
    except ValueError:  # no address: nobody will be asked
        return
    pairs = [one.partition("=")[::2] for one in parts.query.split("&")]
    named = [value for name, value in pairs if _TELLING.search(name)]
    drawn = [*parts.path.split("/"), *(value for _, value in pairs), parts.fragment]
    for part in [parts.password or "", *named, *filter(_DRAWN.fullmatch, drawn)]:
        Secret(part)
        Secret(unquote_plus(part))


def fingerprint(url: str) -> str:
    """What tells one web address from another, and keeps what is secret in it."""
    return blake2b(url.encode(), digest_size=16).hexdigest()


def redact(text: str) -> str:
    """`text` without any secret, and without whatever has the form of a bot token."""
    for secret in tuple(_known):
        text = text.replace(secret, HIDDEN)
    return _TOKEN.sub(HIDDEN, text)


def _forms(value: str) -> Iterator[str]:
    """`value` as it is, in an address, in JSON, as Python shows text and bytes, and that shown."""
    shown = repr(value.encode(errors="backslashreplace"))[2:-1]
    yield from (quote(value, safe, errors="backslashreplace") for safe in ("", "/"))
    yield from (value, json.dumps(value)[1:-1], repr(value)[1:-1])
    yield from (shown, shown.replace("\\", "\\\\"))


class Redact(logging.Filter):
    """For every log handler: `handler.addFilter(Redact())`."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, its text and its traceback redacted."""
        record.msg, record.args = redact(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:  # a formatter prints this instead of `exc_info`
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True
