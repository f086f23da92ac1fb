"""What may count alone, and what belongs to somebody else. Pure.

A part of a name, or a short name, needs company: the full name before it, another name of the
list beside it, or the vocabulary the desk reads for.
"""

from collections.abc import Collection
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
        self.names: Collection[Candidate] = ()
        """Those that stand on their own; the finder tells them when it knows."""
        self._scan = scan
        self._context = context

    @cached_property
    def _is_armed(self) -> bool:
        return not ARMED.isdisjoint(self._scan.said())

    @cached_property
    def _has_place(self) -> bool:
        return not world.PLACES.isdisjoint(self._scan.said())

    @cached_property
    def _has_context(self) -> bool:
        said = list(self._scan.said())
        return self._context.is_in(said, frozenset(said))

    def allows_part(self, one: Candidate, parts: Collection[Candidate]) -> bool:
        """Whether the distinctive part of a name counts here."""
        name = one.form.name
        if any(other.form.name == name and other.start < one.start for other in self.names):
            return True
        return (
            any(other.form.name != name for other in self.names)
            or any(part.form.name != name for part in parts)
            or self._is_armed
            or (one.form.is_person and self._has_place)
        )

    def forbids(self, one: Candidate) -> bool:
        """Whether a whole name does not count in this story after all."""
        return (one.form.needs_company and not self.allows_ordinary(one)) or not self.has_country(
            one
        )

    def allows_ordinary(self, one: Candidate) -> bool:
        """Whether a name made of ordinary words counts here: Peace Line, Gate 9."""
        return (
            any(other.form.name != one.form.name for other in self.names)
            or self._is_armed
            or self._has_place
        )

    def allows_short(self) -> bool:
        """Whether a short name counts in this story."""
        return bool(self.names) or self._is_armed or self._has_place or self._has_context

    def bears_out(self, name: EntryId, index: int, said: Words, start: int) -> bool:
        """Whether initials may stand for `name`: after it, or near the desk's vocabulary.

        They are the word `index` of `said`, and begin at `start` in the story.
        """
        if any(other.form.name == name and other.start < start for other in self.names):
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
        said = list(self._scan.said())
        names = {country} | world.NATIONS[country]
        line = f" {' '.join(said)} "
        return not names.isdisjoint(said) or any(
            f" {world.LONG_NAMES[name]} " in line for name in names & world.LONG_NAMES.keys()
        )
