"""What may count alone, and what belongs to somebody else. Pure.

A part of a name, or a short name, needs company: the full name before it, another name of the
list beside it, or the vocabulary the desk reads for.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property

from watcher.core.text.tokens import Words
from watcher.core.watchlist import grammar, world
from watcher.core.watchlist.combine import Candidate
from watcher.core.watchlist.context import ARMED, Context
from watcher.core.watchlist.scan import Scan
from watcher.model import EntryId

_NEAR = 6
"""Words between initials and the vocabulary that bears them out."""


class Company:
    """Who else is in the story.

    Most stories need no company, so nothing is looked up before somebody asks.
    """

    def __init__(self, scan: Scan, context: Context) -> None:
        """Look at a story; `context` is what a list says keeps a short name company."""
        self._first: dict[EntryId, int] = {}
        """Where each name that stands on its own begins first."""
        self._scan = scan
        self._context = context

    def meet(self, names: Iterable[Candidate]) -> None:
        """Hear which names stand on their own, in place of those heard of before."""
        self._first = {}
        for one in names:
            self._first[one.form.name] = min(one.start, self._first.get(one.form.name, one.start))

    @cached_property
    def _is_armed(self) -> bool:
        return not ARMED.isdisjoint(self._scan.said())

    @cached_property
    def _has_place(self) -> bool:
        return not world.PLACES.isdisjoint(self._scan.said())

    @cached_property
    def _said(self) -> list[str]:
        return list(self._scan.said())

    @cached_property
    def _has_context(self) -> bool:
        return self._context.is_in(self._said, frozenset(self._said))

    def allows_part(self, one: Candidate, parts: AbstractSet[EntryId]) -> bool:
        """Whether the distinctive part of a name counts here; `parts` are names that have some."""
        return (
            self._stands_before(one.form.name, one.start)
            or self._has_other(one.form.name)
            or parts > {one.form.name}
            or self._is_armed
            or (one.form.is_person and self._has_place)
        )

    def _stands_before(self, name: EntryId, start: int) -> bool:
        return name in self._first and self._first[name] < start

    def _has_other(self, name: EntryId) -> bool:
        return len(self._first) > (name in self._first)

    def forbids(self, one: Candidate) -> bool:
        """Whether a whole name does not count in this story after all."""
        return (one.form.needs_company and not self.allows_ordinary(one)) or not self.has_country(
            one
        )

    def allows_ordinary(self, one: Candidate) -> bool:
        """Whether a name made of ordinary words counts here: Peace Line, Gate 9."""
        return self._has_other(one.form.name) or self._is_armed or self._has_place

    def allows_short(self) -> bool:
        """Whether a short name counts in this story."""
        return bool(self._first) or self._is_armed or self._has_place or self._has_context

    def bears_out(self, name: EntryId, index: int, said: Words, start: int) -> bool:
        """Whether initials may stand for `name`: after it, or near the desk's vocabulary.

        They are the word `index` of `said`, and begin at `start` in the story.
        """
        if self._stands_before(name, start):
            return True
        is_headline = all(
            said.surface(near, near).isupper()
            for near in (index - 1, index + 1)
            if 0 <= near < len(said)
        )
        around = said.texts[max(0, index - _NEAR) : index + _NEAR + 1]
        return not is_headline and any(word in ARMED or word in grammar.KINDS for word in around)

    def has_country(self, one: Candidate) -> bool:
        """Whether the country that the form lacks is named elsewhere, and no other stands here."""
        country = one.form.missing
        if not country:
            return True
        names = {country} | world.NATIONS[country]
        if not names.isdisjoint(self._said):
            return True
        line = f" {' '.join(self._said)} "
        return any(
            f" {world.LONG_NAMES[name]} " in line for name in names & world.LONG_NAMES.keys()
        )
