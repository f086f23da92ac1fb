"""The doors of the house: what the application needs from the outside world.

Whatever satisfies a protocol fits; nothing has to inherit from it. Each protocol has one
contract test that every implementation must pass.
"""

from watcher.ports.doors import Channel, Clock, Cursor, Poll, Rewrite, Skipped, Source
from watcher.ports.pairing import Invitation, Pairing
from watcher.ports.people import Bot, Hearing, Post, Press, Rung, Said, Update
from watcher.ports.records import Hit, Ingested, Outcome, Tried
from watcher.ports.reviewing import Reviewing
from watcher.ports.status import Archive, Move, RulesState, SourceState, Standing, Status
from watcher.ports.store import Store
from watcher.ports.suggesting import Suggesting, Suggestion
from watcher.ports.watching import Watch, Watching

__all__ = [
    "Archive",
    "Bot",
    "Channel",
    "Clock",
    "Cursor",
    "Hearing",
    "Hit",
    "Ingested",
    "Invitation",
    "Move",
    "Outcome",
    "Pairing",
    "Poll",
    "Post",
    "Press",
    "Reviewing",
    "Rewrite",
    "RulesState",
    "Rung",
    "Said",
    "Skipped",
    "Source",
    "SourceState",
    "Standing",
    "Status",
    "Store",
    "Suggesting",
    "Suggestion",
    "Tried",
    "Update",
    "Watch",
    "Watching",
]
