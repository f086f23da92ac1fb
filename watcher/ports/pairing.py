"""People who became known by a code that they were given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from watcher.model import Person, Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who gives the code may do what is promised here, once."""

    digest: str
    """Of the code, which itself is kept nowhere."""
    name: str
    """What they are called from then on; empty for a name made of their account."""
    role: Role
    until: datetime


class Pairing(Protocol):
    """Keeps invitations and whoever took one. Part of `Store`."""

    def invite(self, invitation: Invitation, now: datetime) -> None:
        """From now on; those that ran out are forgotten."""

    def invitation(self, digest: str, now: datetime) -> Invitation | None:
        """The one of this code; None if there is none, or it ran out."""

    def invites(self, now: datetime) -> bool:
        """Whether there is any that did not run out."""

    def pair(self, digest: str, person: Person) -> None:
        """`person` is known from now on, and the invitation is used up.

        In place of whoever had this account, or this name, before.
        """

    def person(self, telegram: int) -> Person | None:
        """Who was paired with this account; None if nobody was."""

    def paired(self) -> Sequence[Person]:
        """Everybody who was paired, by name."""

    def unpair(self, name: str) -> bool:
        """Nobody of this name is known any more; False if nobody was."""
