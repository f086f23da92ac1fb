"""A saved e-mail as news. Pure."""

import email
import email.policy
from collections.abc import Sequence
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from watcher.core.text.plural import many
from watcher.sources.decode import decode
from watcher.sources.entry import Entry
from watcher.sources.plain_text import plain_text
from watcher.sources.unfit import UnfitError

_GIVING_UP = (
    AssertionError,
    AttributeError,
    LookupError,
    MessageError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""The ways in which broken headers make their reader stumble."""


def read_mail(raw: bytes) -> tuple[Entry, Sequence[str]]:
    """Subject, date, sender and text of a message, and what of it is not read.

    The text is its plain part, else its HTML. Raises `UnfitError` where there is none.
    """
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(("plain", "html"))
        attached = sum(
            part.get_content_maintype() != "image" for part in message.iter_attachments()
        )
    except _GIVING_UP as error:
        raise UnfitError(f"is an e-mail that cannot be read: {error}") from error
    text = _words(body) if body else ""
    title = " ".join(_header(message, "Subject").split())
    if not text and not title:
        raise UnfitError("is an e-mail without text")
    sender = parseaddr(_header(message, "From"))
    name = " ".join((sender[0] or sender[1]).split())
    notes = (
        [f"{many(attached, 'attachment')} of it not: save each as a file here"] if attached else []
    )
    return (
        Entry(
            title=title,
            text=f"From: {name}\n\n{text}".strip() if name else text,
            published=_moment(_header(message, "Date")),
        ),
        notes,
    )


def _words(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    decoded = decode(payload, part.get_content_charset())
    text = decoded.text if decoded else ""
    return plain_text(text) if part.get_content_type() == "text/html" else text.strip()


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except _GIVING_UP:
        return ""


def _moment(date: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (IndexError, OverflowError, TypeError, ValueError):
        return None
