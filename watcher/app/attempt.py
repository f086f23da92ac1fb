"""One call to a channel: what it aims at, and whether it may have been made already.

A change of a message may be repeated without harm. Whatever shows a new message may not: where the
answer to it was lost, the channel is asked first whether it arrived; one that knows a
message by its key is given it again.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.model import ChatId, Delivery, Kind, Line, Message, Run, State, Style
from watcher.ports import Channel, Store

REPEATED = "Possibly repeated: nobody can tell whether this arrived before."


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call to make, as it was recorded."""

    delivery: Delivery
    chat: ChatId
    aim: str
    """The id of the message in this chat that is edited or answered; empty where there is none."""
    doubt: bool
    """Whether a new message may have arrived at an earlier attempt."""
    repeated: bool = False
    """Whether nobody can tell if it arrived, and it is sent again all the same."""

    @property
    def is_change(self) -> bool:
        """Whether no new message will show: an edit of one that stands there."""
        return self.delivery.kind is Kind.EDIT and bool(self.aim)


def begin(head: Delivery, configured: ChatId, store: Store, now: datetime) -> Attempt | None:
    """Record the intent; None if there is nothing left to do.

    What aims at a message in another chat aims at nothing here, and stands by itself. An edit of
    what has no message of its own, or no more, is merged; an answer to it stands by itself too.
    """
    with store.transaction():
        chat = store.chat(configured)
        target = store.delivery(head.target) if head.target else None
        if head.kind is Kind.EDIT and target and target.state is not State.SENT:
            why = f"the message that it would change is {target.state}: {target.note}"
            store.settle(replace(head, state=State.MERGED, note=why), now)
            return None
        trying = replace(head, state=State.SENDING, attempts=head.attempts + 1, chat=chat)
        begun = store.begin(trying, now)
    if begun is None:
        return None
    stands = target and target.state is State.SENT and target.chat == chat
    aim = target.message_id if target and stands else ""
    attempt = Attempt(begun, chat, aim, doubt=head.state is State.UNCERTAIN)
    return replace(attempt, doubt=False) if attempt.is_change else attempt


async def find(attempt: Attempt, channel: Channel, store: Store, now: datetime) -> str | None:
    """See `Channel.find`; what was never tried, or may be sent again, is not looked for."""
    if not attempt.doubt or channel.once:
        return ""
    owed, known = attempt.delivery, await asyncio.to_thread(store.sent)
    after = owed.after or await asyncio.to_thread(_ago, owed, store, now)
    return await channel.find(attempt.chat, owed.text, after, known)


def _ago(owed: Delivery, store: Store, now: datetime) -> str:
    """How long ago it was tried first; this attempt is recorded already."""
    first = min(one.started for one in store.tried(owed.id))
    return f"-{max(0, (now - first).total_seconds()):.0f}"


async def call(attempt: Attempt, channel: Channel) -> str:
    """Make it; the id of the message, if there is a new one. Raises a `DeliveryError`."""
    if attempt.is_change:
        await channel.edit(attempt.chat, attempt.aim, attempt.delivery.text)
        return ""
    owed = attempt.delivery
    text = beneath(owed.text, REPEATED, channel) if attempt.repeated else owed.text
    return await channel.send(attempt.chat, text, attempt.aim, silent=owed.silent, key=owed.id)


def beneath(text: str, words: str, channel: Channel) -> str:
    """`text` with a line of ours, in the channel's own markup: below its head, which stays first.

    Above, where it has but one line.
    """
    line = channel.write(Message((Line((Run(words, Style.QUIET),)),)))[0]
    head, more, rest = text.partition("\n")
    return f"{head}\n{line}\n{rest}" if more else f"{line}\n{text}"
