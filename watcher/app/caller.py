"""Somebody who talks to watcher, and what the commands and buttons need to answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from watcher.app.desk import Desk
from watcher.model import ChannelName, ChatId, Deed, EventId, Person, Role
from watcher.ports import Reviewing, Store, Watching


@dataclass(frozen=True, slots=True)
class Caller:
    """A person whom the settings name, at one moment."""

    person: Person
    desk: Desk
    store: Store
    now: datetime
    troubles: Callable[[], tuple[str, ...]]
    """What needs a person, a sentence each."""
    watching: Watching
    reviewing: Reviewing
    chats: tuple[ChatId, ...]
    """Where they talk: the chat's id, and its @name if it has one."""
    here: tuple[ChannelName, ...]
    """The channels that show in this chat."""
    event: EventId | None = None
    """What the alert is about that a command answers."""
    answered: str = ""
    """The words of the message that a command answers."""
    words: str = ""
    """What stands behind a command."""

    def may(self, role: Role) -> bool:
        """Whether this is allowed to people of `role`."""
        return self.person.role >= role

    @property
    def at_home(self) -> bool:
        """Whether they talk in their own chat with the bot."""
        return self.chats[0] == str(self.person.telegram)

    def did(self, what: str) -> None:
        """Put `what` into the audit."""
        self.store.audit(Deed(self.now, self.person.name, what))

    def clock(self, at: datetime) -> str:
        """`at` as the settings' clocks show it: “5 Sep 09:07”."""
        local = at.astimezone(self.desk.lexicon.zone)
        return f"{local.day} {local:%b %H:%M}"
