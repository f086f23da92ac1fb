"""Receive what people say to watcher: keep it, handle it once, answer it.

What is heard is kept before it is handled, and what follows from it is one transaction with the
mark that it was: a crash loses nothing and does nothing twice. Only an answer may be lost.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from watcher.app.answers import MUTE, ack, mute, why
from watcher.app.caller import Caller
from watcher.app.commands import obey
from watcher.app.desk import Desk
from watcher.app.pairing import Tries, admit, code_in
from watcher.app.posts import Postbox, settle
from watcher.app.review import irrelevant
from watcher.core.alerts.buttons import Verb, read
from watcher.errors import DeliveryError, StoreError
from watcher.model import ChannelName, ChatId, EventId, Muted, Person, Role
from watcher.ports import (
    Bot,
    Clock,
    Post,
    Press,
    Reviewing,
    Rung,
    Said,
    Store,
    Update,
    Watching,
)

log = logging.getLogger(__name__)

REFUSAL = "This bot answers only people whom its owner has named."
_MOST_REFUSED = 10_000
"""Strangers that are remembered, so that each is refused once."""
_LONGEST_POPUP = 200
_NEEDS = dict.fromkeys((Verb.ACK, Verb.MUTE, Verb.WRONG), Role.EDITOR)


@dataclass(frozen=True, slots=True)
class Reception:
    """Who may ask, where, and what is needed to answer."""

    people: Mapping[int, Person]
    """Whom the settings name, by the id of their account; the store knows who was paired."""
    channels: Mapping[ChannelName, ChatId]
    """Where alerts go, as the settings say it."""
    desk: Callable[[], Desk]
    store: Store
    clock: Clock
    troubles: Callable[[], tuple[str, ...]]
    watching: Watching
    reviewing: Reviewing
    refused: set[int] = field(default_factory=set)
    tries: Tries = field(default_factory=Tries)
    postbox: Postbox | None = None
    """Whose posts are read; None where nobody's are."""


async def receive(bot: Bot, reception: Reception) -> None:
    """Ask `bot` once what people said, and answer it, and what was left over from before.

    Raises a `DeliveryError` if the bot cannot be asked, and `StoreError`.
    """
    await _handle_all(bot, reception)
    store, after = reception.store, await asyncio.to_thread(reception.store.heard, bot.name)
    updates = await bot.ask(after)
    if updates:
        await asyncio.to_thread(store.hear, bot.name, updates, reception.clock())
        await _handle_all(bot, reception)


async def _handle_all(bot: Bot, reception: Reception) -> None:
    store = reception.store
    for update in await asyncio.to_thread(store.unhandled, bot.name):
        happened, answer = await asyncio.to_thread(_handle, update, bot, reception)
        try:
            if answer and isinstance(happened, Press):
                await bot.answer(happened, answer)
            elif answer and isinstance(happened, Said):
                number = await bot.say(happened, answer)
                if answer != REFUSAL:  # strangers change nothing
                    at = reception.clock()
                    await asyncio.to_thread(store.answered, happened.chats, number, at)
        except DeliveryError as error:
            log.warning("update %d was handled, its answer was lost: %s", update.number, error)


def _handle(update: Update, bot: Bot, reception: Reception) -> tuple[Press | Said | None, str]:
    """What happened, and the answer to it; empty for none."""
    try:
        happened = bot.read(update.raw)
    except ValueError as error:
        log.warning("update %d was skipped: %s", update.number, error)
        reception.store.handled(bot.name, update.number, str(error))
        return None, ""
    failed = "a mistake in watcher: please report what its log says"
    try:
        with reception.store.transaction():
            if isinstance(happened, Post) and reception.postbox:
                answer = settle(happened, update.number, bot, reception.postbox, reception.store)
            else:
                answer = _answer(happened, reception)
                reception.store.handled(bot.name, update.number)
        failed = ""
    except StoreError:
        failed = ""
        raise
    finally:
        if failed:  # else it would stand in the way of all that come after it
            reception.store.handled(bot.name, update.number, failed)
    return happened.said if isinstance(happened, Post) else happened, answer


def _answer(happened: Press | Said | Post | None, reception: Reception) -> str:
    if happened is None or isinstance(happened, Post):
        return ""
    if isinstance(happened, Said) and not happened.text.startswith("/"):
        return ""
    here = _here(happened, reception)
    own = happened.chats[0] == str(happened.user)
    if own and isinstance(happened, Said) and (welcome := _welcome(happened, reception)):
        return welcome
    person = reception.people.get(happened.user) or reception.store.person(happened.user)
    if person is None or not (here or own):
        return _refuse(happened.user, reception)
    caller = Caller(
        person,
        reception.desk(),
        reception.store,
        reception.clock(),
        reception.troubles,
        reception.watching,
        reception.reviewing,
        happened.chats,
        here,
    )
    if isinstance(happened, Press):
        return _press(happened, caller)[:_LONGEST_POPUP]
    event, answered = _event(happened, reception), happened.answered
    return obey(happened.text, replace(caller, event=event, answered=answered))


def _welcome(said: Said, reception: Reception) -> str:
    """What is said to somebody whose code holds; empty for all others."""
    code = code_in(said.text)
    if not code or said.user in reception.people:  # what the settings say of them holds
        return ""
    person = admit(code, said.user, reception.tries, reception.store, reception.clock())
    if person is None:
        return ""
    return f"Welcome, {person.name}: you are {person.role.word} here. /help lists what you may ask"


def _here(happened: Press | Said, reception: Reception) -> tuple[ChannelName, ...]:
    """The channels whose alerts go to this chat."""
    return tuple(
        name
        for name, chat in reception.channels.items()
        if not {chat, reception.store.chat(chat)}.isdisjoint(happened.chats)
    )


def _refuse(user: int, reception: Reception) -> str:
    """Once: nobody shall make the bot talk."""
    if user in reception.refused or len(reception.refused) >= _MOST_REFUSED:
        return ""
    reception.refused.add(user)
    return REFUSAL


def _event(said: Said, reception: Reception) -> EventId | None:
    """What the alert is about that a message answers."""
    events = (reception.store.event_of(chat, said.answers) for chat in said.chats if said.answers)
    return next((one for one in events if one), None)


def _press(press: Press, caller: Caller) -> str:
    asked = read(press.data)
    rung = caller.store.rung(asked[1]) if asked else None
    if asked is None or rung is None:
        return "This alert is no longer known"
    needs = _NEEDS.get(asked[0], Role.READER)
    if not caller.may(needs):
        return f"This button is for people of role {needs.word}"
    if not (caller.at_home or caller.store.went(rung.event, caller.chats)):
        return "This alert did not go to this chat"
    return _done(asked[0], rung, caller)


def _done(verb: Verb, rung: Rung, caller: Caller) -> str:
    match verb:
        case Verb.ACK:
            return ack(rung.event, caller)
        case Verb.MUTE:
            mute(Muted.EVENT, rung.event, caller)
            until = caller.clock(caller.now + MUTE)
            return f"Muted until {until}, unless it gets louder. The whole rule: /mute {rung.rule}"
        case Verb.WHY:
            return why(rung, caller)
        case Verb.WRONG:
            return irrelevant(rung, caller)
        case _:
            return rung.source or "Its source has no address"
