"""What the answer of a server is worth where a feed is expected. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from watcher.model import Trouble
from watcher.web.answer import Fetched, FetchError

_GOOD = range(200, 300)
_SERVER_SIDE = range(500, 600)
_TROUBLE = {
    401: (Trouble.PASSWORD, "the server wants a password: look for a public feed"),
    403: (Trouble.FORBIDDEN, "the server does not let watcher in: open its address in a browser"),
    404: (
        Trouble.NOT_FOUND,
        "there is nothing at this address any more: correct its url in config.toml",
    ),
    410: (Trouble.GONE, "the feed is gone for good: correct its url, or take it out"),
    429: (Trouble.TOO_OFTEN, "the server is asked too often: raise `every` for this source"),
}
_SERVER_TROUBLE = (Trouble.SERVER, "the server is in trouble: watcher will ask again")
_OTHER = (Trouble.STATUS, "nothing to read")
_LONGEST_ADDRESS = 500
_HEAD = 50_000
"""Bytes in which a page shows what it is for; forms stand below long scripts."""
_PAGE = (b"<!doctype html", b"<html")
_PASSWORD_FIELD = re.compile(rb"<input\b[^>]{0,500}\btype\s*=\s*[\"']?password\b")
_CHALLENGE = re.compile(rb"_cf_chl_opt|/cdn-cgi/challenge-platform/|\bg-recaptcha\b|\bh-captcha\b")
"""What pages of Cloudflare, reCAPTCHA and hCaptcha load, whatever language they speak."""


def good(answer: Fetched, now: datetime) -> Fetched:
    """`answer`, if it may hold a feed. Raises `FetchError` with its kind of trouble otherwise."""
    if answer.headers.get("cf-mitigated", "").strip().lower() == "challenge":
        raise _challenge()
    if answer.status not in _GOOD:
        other = _SERVER_TROUBLE if answer.status in _SERVER_SIDE else _OTHER
        trouble, what = _TROUBLE.get(answer.status, other)
        wait = retry_after(answer.headers, now)
        raise FetchError(f"answers {answer.status}: {what}", trouble, retry_after=wait)
    if not answer.body.strip():
        raise FetchError("is not a feed: the answer is empty", Trouble.EMPTY)
    _check_page(answer.body[:_HEAD].lower())
    return answer


def new_address(answer: Fetched) -> str:
    """Where the feed lives for good now, without its query, which may hold a key.

    Empty if it has not moved, and for what is too long for an address.
    """
    place, mark, _ = answer.moved_to.partition("?")
    return f"{place}{mark and '?…'}" if len(place) <= _LONGEST_ADDRESS else ""


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the server asks us to wait; None if it does not say, or means thousands of years.

    Retry-After is a number of seconds or a date (RFC 9110, 10.2.3).
    """
    said = headers.get("retry-after", "").strip()
    try:
        if said.isascii() and said.isdecimal():
            return timedelta(seconds=int(said))
        moment = parsedate_to_datetime(said)
        wait = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    except (ValueError, OverflowError):
        return None
    return max(wait, timedelta(0))


def _check_page(head: bytes) -> None:
    """Raise for pages that stand where the feed would be, were somebody logged in."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_PAGE):
        return
    if _CHALLENGE.search(head):
        raise _challenge()
    if _PASSWORD_FIELD.search(head):
        raise FetchError(
            "is not a feed but a page to log in: look for a public feed", Trouble.PASSWORD
        )


def _challenge() -> FetchError:
    return FetchError(
        "is kept by a page that keeps programs out: ask its owner for a feed, or take another",
        Trouble.CHALLENGE,
    )
