"""The pages behind the entries of a feed, for feeds that give only a few words of each.

Where a page cannot be had in time, is no longer than what the feed gives, or is another page (one
to log in, one that asks for consent, a front page), the feed's own text stands, and that is told.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from watcher.core.text.fold import fold
from watcher.core.text.plural import many
from watcher.model import Document
from watcher.ports import Skipped
from watcher.sources.decode import decode
from watcher.sources.entry import Entry
from watcher.sources.unfit import UnfitError
from watcher.sources.worker import OverrunError, run
from watcher.web.answer import Fetch, FetchError

_ACCEPT: Mapping[str, str] = {"Accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"}
_MOST = 20
"""Pages of one poll: the newest. More come at once only when a feed is read for the first time."""
_TIME = 30.0
"""Seconds for all pages of a poll: the alerts of the feed wait for them."""
_LONGEST = 10.0
"""Seconds for one page."""
_GAP = 0.5
"""Seconds for which a host is left alone between two pages."""
_GOOD = range(200, 300)
_COMPARED = 1_000
"""Characters of a feed's text of which the words must stand on its page."""
_SHARE = 0.5
"""Of these words: less is another page, though its menus may share some."""
_SENTENCE = 8
"""Words from which on a line that the feed does not have is news rather than a menu."""
_WORD = re.compile(r"\w{4,}")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 1_024
"""Bytes in which a page names its charset, as the standard of HTML asks."""


class _MissedError(Exception):
    """Why the page of an entry is not read, as a clause."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Reads pages one at a time."""

    within: Callable[[timedelta], Fetch]
    """A way to fetch that takes no longer than that."""
    clock: Callable[[], float] = time.monotonic
    """Seconds that no clock change moves."""
    pause: Callable[[float], None] = time.sleep

    def complete(self, documents: Sequence[Document]) -> tuple[list[Document], list[Skipped]]:
        """`documents`, oldest first, each with the text of its page where that is better.

        Also how many pages were not read, a line for each reason.
        """
        until, missed = self.clock() + _TIME, Counter[str]()
        whole, hosts = dict[str, str](), dict[str, bool]()
        linked = [one for one in documents if one.url]
        for one in reversed(linked):
            host = urlsplit(one.url or "").hostname or ""
            try:
                whole[one.id] = self._text(one, host, until, len(whole) + missed.total(), hosts)
            except _MissedError as error:
                missed[str(error)] += 1
        read = [replace(one, text=whole.get(one.id, one.text)) for one in documents]
        return read, list(_told(missed))

    def _text(
        self, one: Document, host: str, until: float, number: int, hosts: dict[str, bool]
    ) -> str:
        """Title and text of the page; `hosts` says of those asked before whether they answered."""
        if number >= _MOST:
            raise _MissedError(f"only the newest {_MOST} are read at a time")
        if not hosts.get(host, True):
            raise _MissedError("their server had not answered")
        if host in hosts:
            self.pause(_GAP)
        left = min(until - self.clock(), _LONGEST)
        if left <= 0:
            raise _MissedError("there was no time left")
        try:
            answer = self.within(timedelta(seconds=left))(one.url or "", _ACCEPT)
        except FetchError as error:
            hosts[host] = False
            raise _MissedError(str(error)) from error
        hosts[host] = True
        if answer.status not in _GOOD:
            raise _MissedError(f"answers {answer.status}")
        label = _CHARSET.search(answer.headers.get("content-type", ""))
        page = _read(answer.body, label[1] if label else None, max(until - self.clock(), 1))
        return _better(page, one)


def read_main(raw: bytes, declared: str | None) -> Entry:
    """Title and main text of a page. Raises `UnfitError` where it is not text."""
    from watcher.sources.page import main_text  # noqa: PLC0415 - only the worker reads pages

    if declared is None and (named := _META.search(raw[:_HEAD])):
        declared = named[1].decode("ascii")
    decoded = decode(raw, declared)
    if decoded is None:
        raise UnfitError("is not a page of text")
    return main_text(decoded.text)


def _read(raw: bytes, declared: str | None, seconds: float) -> Entry:
    """As `read_main`, in a process that is ended when it takes too long or too much memory."""
    try:
        return run(read_main, raw, declared, seconds=min(seconds, _LONGEST), patience=seconds)
    except (UnfitError, OverrunError, ChildProcessError) as error:
        raise _MissedError(str(error)) from error


def _better(page: Entry, one: Document) -> str:
    """The words of `page` as those of `one`, if it tells the same, and more."""
    text = replace(page, title=one.title).whole if page.text else ""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    told = set(_WORD.findall(fold(one.text[:_COMPARED])))
    found = set(_WORD.findall(fold(f"{page.title} {text.removeprefix(one.title)}")))
    if not told or len(told & found) < _SHARE * len(told):
        raise _MissedError("tell something else than the feed")
    if not any(
        len(line.split()) >= _SENTENCE and line not in one.text for line in text.split("\n")
    ):
        raise _MissedError("tell no more than the feed")
    return text


def _told(missed: Counter[str]) -> Iterator[Skipped]:
    for why, number in missed.items():
        yield Skipped(many(number, "linked page"), f"{why}; the feed's text stands")
