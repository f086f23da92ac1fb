"""Make somebody known by a code: the owner hands it over, they say it to the bot, once.

Only the digest of a code is kept. A code that does not hold is no different from silence: nothing
is changed, and a stranger who says one is answered as any stranger is.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from watcher.model import Deed, Person, Role
from watcher.ports import Clock, Invitation, Store

OPEN = timedelta(minutes=10)
"""How long a code holds."""
_SIGN = "p_"
"""Begins a code, so that nobody takes it for a word."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those that cannot be taken for one another."""
_LENGTH = 12
"""59 bits: nobody guesses that, however long the code held."""
_MOST_WRONG = 5
"""Wrong codes of one account within `OPEN`; after them none of it is looked at for a while."""
_MOST_ACCOUNTS = 10_000
"""Whose wrong codes are remembered at once; where there are more, no code is taken."""


@dataclass(slots=True)
class Tries:
    """The wrong codes that were said lately, by account."""

    wrong: dict[int, list[datetime]] = field(default_factory=dict)

    def may(self, user: int, now: datetime) -> bool:
        """Whether a code of `user` is looked at."""
        fresh = {who: [at for at in said if now - at < OPEN] for who, said in self.wrong.items()}
        self.wrong = {who: said for who, said in fresh.items() if said}
        return len(self.wrong) < _MOST_ACCOUNTS and len(self.wrong.get(user, ())) < _MOST_WRONG

    def failed(self, user: int, now: datetime) -> None:
        """`user` said a code that does not hold."""
        self.wrong.setdefault(user, []).append(now)


def invite(name: str, role: Role, store: Store, clock: Clock) -> str:
    """A code for somebody who is to be called `name`, or by their account where that is empty."""
    now = clock()
    code = _SIGN + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    with store.transaction():
        store.invite(Invitation(_digest(code), name, role, now + OPEN), now)
        whom = name or "somebody"
        store.audit(Deed(now, "command line", f"made a pairing code for {whom}, {role.word}"))
    return code


def code_in(text: str) -> str:
    """The code that somebody says with “/start CODE”; empty if it is none."""
    word, _, code = text.strip().partition(" ")
    is_start = word.partition("@")[0].lower() == "/start"
    return code.strip().lower() if is_start and code.isascii() else ""


def admit(code: str, user: int, tries: Tries, store: Store, now: datetime) -> Person | None:
    """Whoever `user` is from now on, if the code holds; None if nothing changed."""
    if not tries.may(user, now):
        return None
    digest = _digest(_SIGN + code.removeprefix(_SIGN))
    found = store.invitation(digest, now)
    if found is None:
        tries.failed(user, now)
        return None
    person = Person(found.name or f"telegram-{user}", user, found.role)
    store.pair(digest, person)
    store.audit(Deed(now, person.name, f"was paired, {person.role.word}"))
    return person


def remove(name: str, store: Store, clock: Clock) -> bool:
    """Whether somebody of this name had been paired; they are a stranger from now on."""
    with store.transaction():
        gone = store.unpair(name)
        if gone:
            store.audit(Deed(clock(), "command line", f"removed {name}"))
    return gone


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()
