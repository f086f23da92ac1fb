"""What people may do about an alert: acknowledge it, mute it, ask why it rang."""

from dataclasses import replace
from datetime import timedelta

from watcher.app.caller import Caller
from watcher.app.owed import write
from watcher.core.alerts.acked import acknowledged, told
from watcher.model import Ack, EventId, Kind, Mute, Muted
from watcher.ports import Rung

MUTE = timedelta(hours=24)
"""How long a mute lasts: a thing forgotten must not stay silent for ever."""


def ack(event: EventId, caller: Caller) -> str:
    """Take notice of `event` in the caller's name, once; its messages say so from now on."""
    store, now, zone = caller.store, caller.now, caller.desk.lexicon.zone
    if not store.ack(event, caller.person.name, now):
        before = store.acked(event)
        return f"{told(before, zone)} already" if before else "This alert is no longer kept"
    caller.did(f"acknowledged event {event}")
    one = Ack(caller.person.name, now)
    if thread := store.thread(event):
        message = acknowledged(thread.message, one, zone)
        store.retell(replace(thread, message=message))
        for name, target in thread.deliveries.items():
            if channel := caller.desk.channels.get(name):
                to, key = (name, channel), f"{event}~acked"
                store.queue(write(key, to, message, now, None, Kind.EDIT, target)[:1])
    return told(one, zone)


def mute(of: Muted, what: str, caller: Caller) -> str:
    """Keep silent about it for a day."""
    until = caller.now + MUTE
    caller.store.mute(Mute(of, what, until, caller.person.name))
    caller.did(f"muted {of} {what}")
    told = f"Muted {of} {what} until {caller.clock(until)}; /unmute {of} {what} ends it"
    return told + which(of, what, caller)


def unmute(of: Muted, what: str, caller: Caller) -> str:
    """Let it ring again."""
    if not caller.store.unmute(of, what):
        return f"{of} {what} is not muted"
    caller.did(f"unmuted {of} {what}")
    return f"{of} {what} rings again{which(of, what, caller)}"


def which(of: Muted, what: str, caller: Caller) -> str:
    """A line that says which event it is, for nobody knows its id; else empty."""
    rung = caller.store.rung(EventId(what)) if of is Muted.EVENT else None
    return f"\n{rung.headline}" if rung else ""


def why(rung: Rung, caller: Caller) -> str:
    """Why an alert rang, in a few words."""
    rule = caller.desk.lexicon.rules.get(rung.rule)
    title = rule.title if rule else "a rule that is gone"
    detail = f" ({rung.detail})" if rung.detail else ""
    return f"{title} [{rung.rule}], {rung.severity.word}: {rung.reason}{detail}"
