"""What may count alone, and what belongs to somebody else. Pure.

A part of a name, or a short name, needs company: the full name before it, another name of the
list beside it, or the vocabulary the desk reads for.
"""

from collections.abc import Collection

from watcher.core.watchlist import grammar, world
from watcher.core.watchlist.arabic import is_arabic, stems
from watcher.core.watchlist.combine import Candidate
from watcher.core.watchlist.context import ARMED, Context
from watcher.core.watchlist.stream import Stream
from watcher.model import EntryId, Find

_NEAR = 6
"""Words between initials and the vocabulary that bears them out."""


class Company:
    """Who else is in the story."""

    def __init__(self, made: Stream, context: Context) -> None:
        """Look at a story; `context` is what a list says keeps a short name company."""
        self.finds: Collection[Find] = ()
        """Those that stand on their own; the finder tells them when it knows."""
        self._context = context
        self._texts = made.texts
        self.said = set(made.texts).union(made.source.texts)
        """The words of the story, in Arabic script their stems too."""
        if not made.source.prepared.text.isascii():
            self.said.update(
                stem.text for text in set(made.texts) if is_arabic(text) for stem in stems(text)
            )
        self._is_armed = not ARMED.isdisjoint(self.said)
        self._has_place = not world.PLACES.isdisjoint(self.said)

    def allows_part(self, one: Candidate, others: Collection[Candidate], made: Stream) -> bool:
        """Whether the distinctive part of a name counts here."""
        start = made.span(one.first, one.last).start
        if any(find.name == one.form.name and find.span.start < start for find in self.finds):
            return True
        names = {find.name for find in self.finds} | {other.form.name for other in others}
        return names > {one.form.name} or self._is_armed or (one.form.is_person and self._has_place)

    def forbids(self, one: Candidate) -> bool:
        """Whether a whole name does not count in this story after all."""
        return (one.form.needs_company and not self.allows_ordinary(one)) or not self.has_country(
            one
        )

    def allows_ordinary(self, one: Candidate) -> bool:
        """Whether a name made of ordinary words counts here: Peace Line, Gate 9."""
        others = {find.name for find in self.finds} - {one.form.name}
        return self._is_armed or self._has_place or bool(others)

    def allows_short(self) -> bool:
        """Whether a short name counts in this story."""
        return (
            self._is_armed
            or self._has_place
            or bool(self.finds)
            or self._context.is_in(self._texts, self.said)
        )

    def bears_out(self, name: EntryId, index: int, made: Stream) -> bool:
        """Whether initials may stand for `name`: after it, or near the desk's vocabulary."""
        said = made.source
        start = said.span(index, index).start
        if any(find.name == name and find.span.start < start for find in self.finds):
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
        return not country or not ({country} | world.NATIONS[country]).isdisjoint(self.said)
