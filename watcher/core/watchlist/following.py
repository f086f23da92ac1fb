"""What follows an event word in English: whom it hits, where, by whom. Pure."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from watcher.core.watchlist import english_classes as en
from watcher.core.watchlist.clause import Clause
from watcher.core.watchlist.mentions import LISTED, NAMED, Kind, Mention

_REACH = 22
"""Words behind an event in which its parties are sought; prose keeps them nearer."""
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Deed:
    """The parties of an event; None where the sentence does not show them."""

    actor: Mention | None = None
    target: Mention | None = None
    place: Mention | None = None
    speaker: Mention | None = None


class Role(Enum):
    """What a mention is to the event, by the word before it."""

    NONE = auto()
    ACTOR = auto()
    TARGET = auto()
    PLACE = auto()


@dataclass(frozen=True, slots=True)
class Following:
    """Reads on from an event word."""

    clause: Clause
    word: str
    """The event word."""

    def parties(self, start: int, role: Role, *, noun: bool = False) -> Deed:
        """What follows a verb or noun: what it hits, where, and by whom."""
        clause = self.clause
        found = Deed()
        attributed = stray = False
        n = start
        while n < min(len(clause.words), start + _REACH) and not self._ends(n, start):
            if clause.has_comma(n - 1):
                role = Role.NONE
            one = clause.mentions.starting(n)
            if one is None:
                word = clause.words[n]
                attributed = attributed or word in en.ATTRIBUTED
                stray = stray or (noun and n > start and self._is_stray(n))
                role = self._role(n, start, role, attributed=attributed)
                if stray and role is Role.TARGET:
                    role = Role.NONE
                n += 1
                continue
            whole = clause.whole(one)
            found = self._with(found, whole, role, start)
            n = whole.last + 1
        return found

    def _ends(self, number: int, start: int) -> bool:
        """Whether another clause begins at the word."""
        clause, word = self.clause, self.clause.words[number]
        if number == start:
            return word in en.STOPS and word != "that"
        if clause.is_strong(number - 1) or word in en.STOPS:
            return True
        if word in en.ATTRIBUTED | en.ON_TARGET | en.PRESENT | en.MEETING:
            return False
        return clause.is_verb(number) and not clause.is_reduced(number)

    def _is_stray(self, number: int) -> bool:
        """Whether a noun that is no mention hangs on a preposition: what follows may be its own.

        “An attack in the wake of the war on Gaza” is none on Gaza.
        """
        clause = self.clause
        before = clause.words[number - 1]
        if before in en.DETERMINERS:
            before = clause.word(number - 2)
        word = clause.words[number]
        plain = word not in en.FUNCTION | en.DETERMINERS | en.TIMES | en.ON_TARGET
        return plain and before in en.PREPOSITIONS - en.ON_TARGET

    def _role(self, number: int, start: int, role: Role, *, attributed: bool) -> Role:
        """What a mention behind the word there is to the event."""
        word, before = self.clause.words[number], self.clause.word(number - 1)
        if word == "by":
            other = number > start and not attributed and self._is_other_deed(number - 1)
            return Role.NONE if other else Role.ACTOR
        if word in {"on", "to"} and attributed:
            return Role.ACTOR
        meets = word == "with" and self.clause.word(start - 1) in en.MEETING
        if word in en.ON_TARGET or word == "to" or meets:
            return Role.TARGET
        if word in en.AT_PLACE or (word == "from" and self.word in en.LEAVING):
            return Role.PLACE
        if word in en.OTHERWISE and not (word == "of" and role is Role.TARGET and before):
            return Role.NONE
        return role

    def _is_other_deed(self, number: int) -> bool:
        """Whether “by” belongs to another participle: “a depot used by the militias”."""
        word = self.clause.words[number]
        return word in {"used", "run"} or self.clause.sentence.is_past_verb(number)

    def _with(self, found: Deed, one: Mention, role: Role, floor: int) -> Deed:
        clause = self.clause
        if role is Role.ACTOR and found.actor is None:
            head = clause.head(one, floor)
            return replace(found, actor=head and clause.paired_after(head))
        if clause.qualifies(one) and not (role is Role.PLACE and one.kind is Kind.PLACE):
            return found
        if role is Role.TARGET and one.kind is not Kind.WEAPON:
            vague = found.target and not (found.target.find or found.target.state)
            if found.target is None or (vague and one.find):
                return replace(found, target=clause.head(one, floor))
        if role is Role.PLACE and found.place is None and one.kind in NAMED - LISTED:
            return replace(found, place=one)
        return found


def beside(clause: Clause, first: int, last: int) -> Mention | None:
    """What is made to be hit and named anywhere, else the next place that follows.

    Not the place of whoever speaks.
    """
    words = clause.words
    order = sorted(range(len(words)), key=lambda n: (n < first, abs(n - first)))
    found = [one for n in order if (one := clause.mentions.starting(n))]
    for one in found:
        if one.kind is Kind.TARGET:
            return one
    for one in found:
        placed = clause.word(one.first - 1) in en.AT_PLACE | {"at", "to", "on", "from"}
        said = not en.SAYING.isdisjoint(words[one.last : one.last + _NEAR])
        if one.kind is Kind.PLACE and placed and not said and one.first > last:
            return one
    return None
