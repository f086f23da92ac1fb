"""Send messages to any service that Apprise knows. The only module that knows Apprise.

Apprise says whether a message went out, and in its log why not: there is nothing else to tell by.
So it gets one address that leads to one place, and does not try again by itself: watcher does.
"""

import asyncio
import logging
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from watcher.bot_api.secret import HIDDEN, Secret, hide_parts, redact
from watcher.channels.markup import TEXT
from watcher.channels.plain_text import titled, written
from watcher.channels.posting import stable, trouble
from watcher.errors import Deferred, DeliveryError, Uncertain, Unchangeable
from watcher.model import ChatId, Message

if TYPE_CHECKING:
    from apprise import NotifyBase

_LIMIT = 4_000
"""Bytes, while nobody knows the service: most take as many."""
_ANSWERS = "↳ "
_REASON = 200
"""Characters of Apprise's own words: some plugins repeat a page."""
_STATUS = re.compile(r"\berror=(\d{3})\b")
"""How nearly all plugins tell the status of an answer."""
_NOT_SENT = ("NewConnectionError", "NameResolutionError", "ConnectTimeout", "CERTIFICATE_VERIFY")
"""What requests and OpenSSL call it where nothing has left."""
_LONGEST_NAME = 16
"""Characters of a parameter: what is longer may be a token without its name."""
_SHORTEST = 4
"""Characters of what is taken out of a reason: less is no secret."""


class UnfitError(ValueError):
    """Nothing can be sent through this address; the text is a sentence without secrets."""


@dataclass(frozen=True, slots=True, repr=False)
class Apprise:
    """One place of one service."""

    service: "NotifyBase | None"
    problem: str = ""
    """Why nothing can be sent, for a person; then there is no `service`."""
    deadline: timedelta = timedelta(seconds=60)
    """For one message, whatever the plugin does: each of its requests has 8 s."""

    @classmethod
    def at(cls, url: Secret) -> "Apprise":
        """What the address `url` leads to. It is a secret whole and in parts."""
        try:
            return cls(_service(url.reveal()))
        except UnfitError as error:
            return cls(None, str(error))

    @property
    def markup(self) -> str:
        """See `Channel.markup`."""
        return TEXT

    @property
    def once(self) -> bool:
        """See `Channel.once`: Apprise knows no keys."""
        return False

    def write(self, message: Message) -> tuple[str, ...]:
        """See `Channel.write`: always one part, as long as the service takes."""
        return (written(message, self.service.body_maxlen if self.service else _LIMIT),)

    async def send(
        self,
        chat: ChatId,
        part: str,
        reply_to: str = "",
        *,
        silent: bool = False,
        key: str = "",
    ) -> str:
        """See `Channel.send`: an answer looks like one, and the loudness is the service's."""
        if self.service is None:
            raise Deferred(self.problem)
        title, text = titled(f"{_ANSWERS if reply_to else ''}{part}", self.service.title_maxlen)
        await asyncio.to_thread(_give, self.service, title, text, self.deadline)
        return stable(key)

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """See `Channel.edit`: nothing is sent."""
        raise Unchangeable("Apprise cannot change a message: what is material comes as its own")

    async def find(
        self, chat: ChatId, part: str, after: str, known: Collection[tuple[ChatId, str]]
    ) -> str | None:
        """See `Channel.find`: Apprise cannot look."""
        return None

    async def close(self) -> None:
        """See `Channel.close`: there is a connection for each message."""


def _service(url: str) -> "NotifyBase":
    """The plugin for `url`. Raises `UnfitError`."""
    if not url:
        raise UnfitError("no address is set")
    try:
        from apprise import Apprise as Library  # noqa: PLC0415 - it may not be installed
        from apprise import AppriseAsset  # noqa: PLC0415 - likewise
        from apprise.plugins import url_to_dict  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise UnfitError("Apprise is not installed: pip install '.[apprise]'") from error
    if len(re.findall(r"(?:^|[\s,])\w+://", url)) > 1:
        raise UnfitError("there is more than one address: give each a channel of its own")
    hide_parts(url)
    with _heard() as said:
        parts = url_to_dict(url)  # type: ignore[no-untyped-call] # of theirs
        asset = AppriseAsset(app_id="watcher", async_mode=False)
        service = Library.instantiate(url, asset=asset) if parts else None
    if not parts:
        raise UnfitError("Apprise knows no such address: see appriseit.com/services")
    if service is None:
        why = _without(_reason(said), parts)
        raise UnfitError(f"Apprise does not take this address of {parts['schema']}://: {why}")
    _hide_tokens(service, parts)
    _check(service, parts)
    return service


def _check(service: "NotifyBase", parts: Mapping[str, Any]) -> None:
    """Raise `UnfitError` for what Apprise would overlook in silence, or must not do."""
    kinds = tuple(one["prefix"] for one in service.template_kwargs.values())
    for name in parts["qsd"]:
        if name not in service.template_args and not (kinds and name.startswith(kinds)):
            known = ", ".join(sorted(service.template_args))
            shown = repr(name) if len(name) <= _LONGEST_NAME else "of such a name"
            what = f"{parts['schema']}:// has no parameter {shown}"
            raise UnfitError(f"{what}; known: {known}")
    service.retry = 0
    if "redirect" not in parts["qsd"]:
        service.redirects = False
    if len(service) > 1:
        what = f"the address leads to {len(service)} places"
        raise UnfitError(f"{what}: give each a channel of its own, or one that fails repeats all")


def _hide_tokens(service: "NotifyBase", parts: Mapping[str, Any]) -> None:
    """Have `redact` know what the plugin itself calls private."""
    for name, about in {**service.template_tokens, **service.template_args}.items():
        value = parts.get(about.get("map_to", name))
        if about.get("private") and isinstance(value, str):
            Secret(value)


def _give(service: "NotifyBase", title: str, text: str, deadline: timedelta) -> None:
    """Send, in a thread that is left behind where it does not end. Raises a `DeliveryError`."""
    outcomes: SimpleQueue[DeliveryError | None] = SimpleQueue()
    work = Thread(target=lambda: outcomes.put(_notify(service, title, text)), daemon=True)
    work.start()
    try:
        outcome = outcomes.get(timeout=deadline.total_seconds())
    except Empty as error:
        took = f"{service.service_name} took longer than {deadline.total_seconds():g} seconds"
        raise Uncertain(f"{took}; the message may be there") from error
    if outcome:
        raise outcome


def _notify(service: "NotifyBase", title: str, text: str) -> DeliveryError | None:
    """What came of it; None if it went well."""
    from apprise import Apprise as Library  # noqa: PLC0415 - there is a service, so it is there

    with _heard() as said:
        if Library(service, asset=service.asset).notify(
            body=text, title=title, body_format="text", interpret_escapes=False
        ):
            return None
    says = f"{service.service_name}: {_reason(said)}"
    everything = " ".join(words for _, words in said)
    if statuses := _STATUS.findall(everything):
        return trouble(int(statuses[-1]), says)
    if any(word in everything for word in _NOT_SENT):
        return Deferred(says)
    return Uncertain(f"{says}; the message may be there")


_Said = list[tuple[int, str]]
"""Levels and words."""
_hearing: ContextVar[_Said | None] = ContextVar("hearing", default=None)
"""Where what is said in this context is kept: Apprise's own threads inherit it."""


class _Ear(logging.Handler):
    """Listens at DEBUG, and gives on what the program would log."""

    def emit(self, record: logging.LogRecord) -> None:
        if (said := _hearing.get()) is not None:
            said.append((record.levelno, record.getMessage()))
        root = logging.getLogger()
        if root.isEnabledFor(record.levelno):
            root.handle(record)


@contextmanager
def _heard() -> Iterator[_Said]:
    """What Apprise says here meanwhile: it raises nothing, and returns no reason."""
    log = logging.getLogger("apprise")
    if log.propagate:
        log.propagate = False
        log.setLevel(logging.DEBUG)
        log.addHandler(_Ear())
    said: _Said = []
    token = _hearing.set(said)
    try:
        yield said
    finally:
        _hearing.reset(token)


def _reason(said: _Said) -> str:
    """What Apprise complained of, in its own words."""
    words = " ".join(one.strip() for level, one in said if level >= logging.WARNING)
    return redact(words)[:_REASON] or "it does not say why"


def _without(text: str, parts: Mapping[str, Any]) -> str:
    """`text` without anything that stands in an address, for one that nobody understood."""
    leaves = [one for one in _strings(parts) if len(one) >= _SHORTEST and one != parts["schema"]]
    for leaf in sorted(leaves, key=len, reverse=True):
        text = text.replace(leaf, HIDDEN)
    return text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, str):
        yield from (value, *value.split("/"))
    elif isinstance(value, list | tuple | set):
        for one in value:
            yield from _strings(one)
