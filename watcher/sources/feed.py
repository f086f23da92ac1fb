"""An RSS, Atom or JSON feed; each entry is a document. The only module that knows feedparser.

What is new, link and text decide, never the dates or the order of the feed.
"""

import io
import re
from calendar import timegm
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree

from watcher.bot_api.secret import redact
from watcher.errors import SourceError
from watcher.model import Document, DocumentId, SourceName, Trouble
from watcher.ports import Cursor, Poll, Skipped
from watcher.sources.answered import good, new_address
from watcher.sources.bookmark import Bookmark
from watcher.sources.decode import Decoded, decode
from watcher.sources.entry import Entry, document
from watcher.sources.full_text import Pages
from watcher.sources.json_feed import read_json_feed
from watcher.sources.plain_text import plain_text
from watcher.sources.worker import OverrunError, run
from watcher.web.answer import Fetch, Fetched, FetchError

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9,"
    " */*;q=0.5"
)
_MOST = 10_000
"""Entries of one answer that are read. The cursor lists them all: 400 KB."""
_NOT_MODIFIED = 304
_HEAD = 1_000
"""Characters in which a page shows what it is."""
_GIVING_UP = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""The ways in which feedparser gives up on bad input."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
"""It names an encoding, which a text no longer has."""
_HIDDEN = "\ue000"
"""Of the private area: no feed has it."""
_SAYS_UTF8 = {"content-type": "application/xml; charset=utf-8"}
"""Our decoder has spoken; feedparser believes this above the XML declaration."""


class UnreadableError(ValueError):
    """The answer cannot be read as a feed; the text is a clause for a person."""


Parse = Callable[[str], Sequence[Entry]]
"""Reads the text of a feed. Raises `UnreadableError`. Takes and gives plain values, so that it can
run in another process, which can be ended when it takes too long."""


def parse(text: str) -> Sequence[Entry]:
    """The entries of an RSS, RDF, Atom or JSON feed, in its order, whatever is wrong with it."""
    _refuse(text)
    if text[:_HEAD].lstrip().startswith("{"):
        return _json(text)
    entries, version, trouble = _parsed(text)
    if trouble and version and not (entries and all(one.whole for one in entries)):
        again, *_ = _parsed(_mended(text))
        if sum(bool(one.whole) for one in again) > sum(bool(one.whole) for one in entries):
            return again
    if not entries and not version:
        raise UnreadableError("is not a feed: correct its url in config.toml")
    if not entries and trouble:
        raise UnreadableError(f"is a broken feed without entries: {trouble}")
    return entries


def _parsed(text: str) -> tuple[Sequence[Entry], str, str]:
    """The entries, the kind of feed, and what is wrong with it."""
    # Only ever bytes in memory: a text that is a URL or a path would be fetched or opened.
    body = io.BytesIO(text.encode())
    try:
        parsed = feedparser.parse(
            body, response_headers=_SAYS_UTF8, sanitize_html=False, resolve_relative_uris=False
        )
        entries = [_entry(dict(one)) for one in parsed["entries"]]
    except _GIVING_UP as error:
        raise UnreadableError(f"is not a feed that can be read: {error}") from error
    trouble = str(parsed.get("bozo_exception") or "unknown") if parsed.get("bozo") else ""
    return entries, str(parsed.get("version") or ""), trouble


def _mended(text: str) -> str:
    """The feed with its tags closed where they must be: feedparser loses what is not.

    Entities are hidden from the parser, which drops them behind the first mistake.
    """
    reader = etree.XMLParser(recover=True, resolve_entities=False, strip_cdata=False)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).replace("&", _HIDDEN), reader)
    except (ValueError, etree.XMLSyntaxError):
        return ""
    mended = "" if root is None else str(etree.tostring(root, encoding="unicode"))
    return mended.replace(_HIDDEN, "&")


def parse_apart(text: str) -> Sequence[Entry]:
    """As `parse`, in a process that is ended when it takes too long or too much memory."""
    try:
        return run(parse, text)
    except (OverrunError, ChildProcessError) as error:
        raise UnreadableError(str(error)) from error


def _json(text: str) -> Sequence[Entry]:
    try:
        return read_json_feed(text)
    except ValueError as error:
        raise UnreadableError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Feed:
    """Reads one feed, whole at first, then only when it has changed."""

    name: SourceName
    url: str
    fetch: Fetch
    parse: Parse = parse
    pages: Pages | None = None
    """Reads what new entries link to; None where the feed's own text is enough."""

    def poll(self, cursor: Cursor, now: datetime) -> Poll:
        """The entries that were not in the last answer, the oldest first as far as dates tell."""
        bookmark = Bookmark.read(cursor, self.url)
        conditions = bookmark.conditions(now)
        try:
            answer = self.fetch(self.url, {"Accept": _ACCEPT, **conditions})
            if conditions and answer.status == _NOT_MODIFIED:
                return Poll((), cursor, moved_to=new_address(answer))
            decoded = _text(good(answer, now))
            entries = self.parse(decoded.text)
        except FetchError as error:
            raise SourceError(
                self.name, redact(str(error)), trouble=error.trouble, retry_after=error.retry_after
            ) from error
        except UnreadableError as error:
            why = redact(str(error))
            raise SourceError(self.name, why, trouble=Trouble.NOT_A_FEED) from error
        page = answer.url.partition("?")[0]  # the rest may hold a key
        documents, skipped = self._documents(entries, page, now)
        if decoded.note:
            skipped.insert(0, Skipped(self._host, f"is read, but {decoded.note}"))
        fresh = [one for id_, one in documents.items() if id_ not in bookmark.seen]
        fresh.reverse()  # feeds put the newest first
        fresh.sort(key=lambda one: one.published or now)
        if self.pages:
            fresh, missed = self.pages.complete(fresh)
            skipped += missed
        moved = bookmark.moved(answer.headers, documents, now)
        return Poll(
            tuple(fresh),
            moved.cursor,
            tuple(skipped),
            moved_to=new_address(answer),
            at_first=bookmark.whole is None,
        )

    @property
    def _host(self) -> str:
        """What of the URL may be shown: the rest may hold a key."""
        return urlsplit(self.url).hostname or self.name

    def _documents(
        self, entries: Sequence[Entry], page: str, now: datetime
    ) -> tuple[dict[DocumentId, Document], list[Skipped]]:
        """What the entries hold, each text once, and which of them cannot be read.

        Entries with one address, or one guid for all, are not taken for edits of each other.
        """
        documents: dict[DocumentId, Document] = {}
        skipped: list[Skipped] = []
        for number, entry in enumerate(entries[:_MOST], 1):
            if entry.whole:
                one = document(entry, self.name, page, now)
                documents.setdefault(one.id, one)
            else:
                skipped.append(Skipped(f"entry {number}", "has no text"))
        if len(entries) > _MOST:
            why = f"has {len(entries)} entries: only the first {_MOST} are read"
            skipped.append(Skipped(self._host, why))
        things = Counter(one.thing for one in documents.values())
        shared = {id_: one for id_, one in documents.items() if things[one.thing] > 1}
        return documents | {id_: replace(one, thing="") for id_, one in shared.items()}, skipped


def _text(answer: Fetched) -> Decoded:
    """What the server says, as text. Raises `UnreadableError` where it is none."""
    label = _CHARSET.search(answer.headers.get("content-type", ""))
    declared = label[1] if label else None
    if declared is None and (encoding := _XML_ENCODING.match(answer.body)):
        declared = encoding[1].decode("ascii")
    decoded = decode(answer.body, declared)
    if decoded is None:
        raise UnreadableError("is not a feed: the answer is not text")
    return decoded


def _refuse(text: str) -> None:
    """Raise `UnreadableError` for what need not, or must not, be parsed."""
    start = text[:_HEAD].lstrip().lower()
    if start.startswith(("<!doctype html", "<html")):
        raise UnreadableError(
            "is not a feed but a web page: look there for its RSS or Atom address"
        )
    lowered = text.lower()
    doctype = lowered.find("<!doctype")
    if doctype >= 0 and "<!entity" in lowered[doctype:]:
        raise UnreadableError("is refused: it defines XML entities, which news does not need")


def _entry(given: Mapping[str, Any]) -> Entry:
    """An entry in plain text, from what feedparser makes of it."""
    bodies = [*given.get("content", ()), given.get("summary_detail") or {}]
    moment = given.get("published_parsed") or given.get("updated_parsed")
    return Entry(
        guid=_sound(given.get("id", "")),
        link=_sound(given.get("link", "")),
        title=" ".join(_words(given.get("title_detail") or {}).split()),
        text=max(map(_words, bodies), key=len),
        published=_EPOCH + timedelta(seconds=timegm(moment)) if moment else None,
    )


def _words(detail: Mapping[str, Any]) -> str:
    value = _sound(detail.get("value", ""))
    return value.strip() if detail.get("type") == "text/plain" else plain_text(value)


def _sound(text: str) -> str:
    """`text` without halves of characters, which nothing can store."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
