"""Pay what is owed: send what is due, and record each step before and after it happens.

A lane is a channel's queue. Each lane is strictly serial, and a slow or broken one holds up none
of another chat. Whatever comes of a send, the delivery is sent, waits for its next time, is merged
into another, expires, or is a dead letter that `watcher status` shows: nothing vanishes.
"""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from watcher.app.attempt import Attempt, begin, call, find
from watcher.app.backlog import merge_backlog
from watcher.app.fallback import Rewritten, pass_on
from watcher.app.lanes import heads
from watcher.app.outlet import Outlet, Patience
from watcher.errors import (
    Astray,
    BotUnknown,
    ChannelClosed,
    ChatMoved,
    Deferred,
    DeliveryError,
    Gone,
    Refused,
    Unchangeable,
)
from watcher.model import ChannelName, ChatId, Delivery, Kind, Severity, State
from watcher.ports import Clock, Store

__all__ = ["Delivered", "Outlet", "Patience", "deliver"]

log = logging.getLogger(__name__)

_NONE = timedelta(0)
_UNKNOWN = (
    "the answer was lost and nobody can tell whether it arrived: look into the chat, "
    "then `watcher outbox retry` or `watcher outbox drop`"
)

Jitter = Callable[[], float]
"""Gives numbers from 0 to 1, so that what failed together does not come back together."""


def _unchanged(text: str, _before: str, _after: str) -> str:
    """Where all channels speak alike."""
    return text


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of sending what was due."""

    sent: int = 0
    deferred: int = 0
    """Did not arrive; tried again later."""
    uncertain: int = 0
    """May have arrived; tried again later."""
    dead: int = 0
    expired: int = 0
    notes: tuple[str, ...] = ()
    """A sentence for each thing that a person should know."""
    again: timedelta | None = None
    """More can be sent after this long, when the gap between two messages is over."""


@dataclass(frozen=True, slots=True)
class _Settled:
    """What became of one attempt, and what follows for its lane."""

    delivery: Delivery
    pause: timedelta = _NONE
    """The lane rests for so long."""
    note: str = ""
    """For a person."""
    closed: str = ""
    """Why the channel takes nothing until a person acts."""
    bot: str = ""
    """Whose channels are all closed; empty where it is the one of the delivery."""
    moved: tuple[ChatId, ChatId] | None = None
    """From where to where the chat moved."""
    gone: str = ""
    """Why the message that this one aims at can be changed no more."""


@dataclass(frozen=True, slots=True)
class _Courier:
    """What every lane needs."""

    outlets: Mapping[ChannelName, Outlet]
    store: Store
    clock: Clock
    patience: Patience
    jitter: Jitter


async def deliver(
    outlets: Mapping[ChannelName, Outlet],
    store: Store,
    clock: Clock,
    patience: Patience,
    jitter: Jitter = random.random,
    rewritten: Rewritten = _unchanged,
) -> Delivered:
    """Send until nothing more is due; what could not be sent waits in the store.

    A cancelled send stays in `sending`, where `Store.recover` finds it at the next start.
    Raises `StoreError`.
    """
    courier = _Courier(outlets, store, clock, patience, jitter)
    busy: dict[ChannelName, asyncio.Task[_Settled | None]] = {}
    done: list[_Settled] = []
    notes: list[str] = []
    try:
        while True:
            done += map(_expired, await asyncio.to_thread(store.expire, clock()))
            notes += await asyncio.to_thread(pass_on, outlets, store, clock(), rewritten)
            for head in await asyncio.to_thread(heads, outlets, store, clock(), frozenset(busy)):
                busy[head.channel] = asyncio.create_task(_work(head, courier))
            if not busy:
                return _sum(done, notes, await asyncio.to_thread(_again, courier))
            look = patience.look.total_seconds()
            await asyncio.wait(busy.values(), timeout=look, return_when=asyncio.FIRST_COMPLETED)
            ended = [name for name, task in busy.items() if task.done()]
            done += filter(None, [busy.pop(name).result() for name in ended])
    finally:
        for task in busy.values():
            task.cancel()
        await asyncio.gather(*busy.values(), return_exceptions=True)


async def _work(head: Delivery, courier: _Courier) -> _Settled | None:
    """What came of the next delivery of a lane; a lane that nobody can send to is closed."""
    outlet = courier.outlets.get(head.channel)
    why = outlet.unready if outlet else "config.toml has no such channel"
    if outlet and not why:
        return await _send(head, outlet, courier)
    await asyncio.to_thread(courier.store.close_channel, head.channel, why, courier.clock())
    return None


def _expired(one: Delivery) -> _Settled:
    return _Settled(one, note=f"channel {one.channel}: a message {one.note}")


async def _send(head: Delivery, outlet: Outlet, courier: _Courier) -> _Settled | None:
    """What came of it; None if there was nothing left to send."""
    if await asyncio.to_thread(_merged, head, outlet, courier):
        return None
    attempt = await asyncio.to_thread(begin, head, outlet.chat, courier.store, courier.clock())
    if attempt is None:
        return None
    try:
        found = await find(attempt, outlet.channel, courier.store, courier.clock())
        attempt = replace(attempt, doubt=found is None, repeated=found is None)
        if attempt.repeated and head.severity is not Severity.CRITICAL:
            raise Refused(_UNKNOWN)
        message_id = found or await call(attempt, outlet.channel)
    except Astray as error:
        told = f"channel {head.channel}: {error}"
        settled = _Settled(_sent(attempt, error.message_id, courier), outlet.rest, told)
    except Unchangeable as error:
        settled = _Settled(replace(attempt.delivery, state=State.MERGED, note=str(error)))
    except DeliveryError as error:
        log.warning("%s: %s", head.id, error)
        settled = _failed(error, attempt, courier)
    else:
        outlet.tempo.went_well()
        settled = _Settled(_sent(attempt, message_id, courier), outlet.rest)
    await asyncio.to_thread(_record, settled, courier)
    return settled


def _merged(head: Delivery, outlet: Outlet, courier: _Courier) -> bool:
    """Whether the queue was so long that what is not critical is now told together."""
    if outlet.longest is None or head.severity is Severity.CRITICAL:
        return False
    store, now = courier.store, courier.clock()
    return merge_backlog(head.channel, outlet.channel, store, outlet.rest, outlet.longest, now)


def _sent(attempt: Attempt, message_id: str, courier: _Courier) -> Delivery:
    sent = replace(attempt.delivery, state=State.SENT, note="", message_id=message_id)
    if sent.kind is Kind.EDIT:
        sent = replace(sent, not_before=courier.clock() + courier.patience.edits)
    return sent


def _failed(error: DeliveryError, attempt: Attempt, courier: _Courier) -> _Settled:
    """What becomes of an attempt that failed: one case for each kind of error."""
    trying, patience, jitter = attempt.delivery, courier.patience, courier.jitter()
    pause = patience.pause(trying.attempts, jitter)
    where, why = f"channel {trying.channel}", str(error)
    still = State.UNCERTAIN if attempt.doubt else State.QUEUED
    match error:
        case Gone() if attempt.is_change:
            merged = replace(trying, state=State.MERGED, note=why)
            told = f"{where}: {why}; what is new of its event comes as a new message"
            return _Settled(merged, courier.outlets[trying.channel].gap, told, gone=why)
        case Refused():
            dead = replace(trying, state=State.DEAD, note=why)
            gap = courier.outlets[trying.channel].gap
            return _Settled(dead, gap, f"{where}: a message was given up: {why}")
        case ChannelClosed():
            kept = replace(trying, state=still, note=why)
            bot = courier.outlets[trying.channel].bot if isinstance(error, BotUnknown) else ""
            told = f"{where} takes no messages: {why}"
            return _Settled(kept, closed=why, bot=bot, note=told)
        case ChatMoved():
            # again at once; but a chat that moves at every attempt is a mistake, so then wait
            pause = pause if trying.attempts > 1 else _NONE
            kept = _later(trying, still, why, courier.clock() + pause)
            return _Settled(kept, pause, f"{where}: {why}", moved=(attempt.chat, error.chat))
        case Deferred():
            if error.retry_after is not None:
                courier.outlets[trying.channel].tempo.complained()
                pause = error.retry_after + patience.pause(1, jitter)
            kept = _later(trying, still, why, courier.clock() + pause)
            long = error.retry_after and error.retry_after > patience.longest
            told = f"{where} must wait until {kept.not_before:%d %b %H:%M} UTC: {why}"
            return _Settled(kept, pause, told if long else "")
        case _:  # Uncertain
            answer = max(pause, patience.answer)
            kept = _later(trying, State.UNCERTAIN, why, courier.clock() + answer)
            # a late edit comes between no messages: the lane need not wait for it
            return _Settled(kept, pause if attempt.is_change else answer)


def _later(trying: Delivery, state: State, why: str, not_before: datetime) -> Delivery:
    return replace(trying, state=state, note=why, not_before=not_before)


def _record(settled: _Settled, courier: _Courier) -> None:
    """One transaction: the outcome and what follows from it."""
    store, now, channel = courier.store, courier.clock(), settled.delivery.channel
    with store.transaction():
        store.settle(settled.delivery, now)
        if settled.pause:
            store.pause(channel, now + settled.pause)
        if settled.closed:
            of_bot = {name for name, one in courier.outlets.items() if settled.bot == one.bot != ""}
            for name in sorted({channel} | of_bot):
                store.close_channel(name, settled.closed, now)
        if settled.gone and (target := settled.delivery.target):
            store.gone(target, settled.gone)
        if settled.moved:
            store.moved(*settled.moved)


def _again(courier: _Courier) -> timedelta | None:
    """How long until the first lane has kept its gap and has more to send."""
    gaps = {name: one.rest for name, one in courier.outlets.items() if one.gap}
    soon = courier.clock() + max(gaps.values(), default=_NONE)
    waiting = {head.channel for head in heads(courier.outlets, courier.store, soon, ())}
    return min((gap for name, gap in gaps.items() if name in waiting), default=None)


def _sum(done: Sequence[_Settled], notes: list[str], again: timedelta | None) -> Delivered:
    notes = [*(one.note for one in done if one.note), *notes]
    states = Counter(one.delivery.state for one in done)
    return Delivered(
        sent=states[State.SENT],
        deferred=states[State.QUEUED],
        uncertain=states[State.UNCERTAIN],
        dead=states[State.DEAD],
        expired=states[State.EXPIRED],
        notes=tuple(dict.fromkeys(notes)),
        again=again,
    )
