"""The parties of an English event word: its subject, its object, who speaks. Pure."""

from dataclasses import dataclass, replace

from watcher.core.watchlist import english_classes as en
from watcher.core.watchlist.clause import Clause
from watcher.core.watchlist.following import Deed, Following, Role, beside
from watcher.core.watchlist.mentions import LISTED, Kind, Mention, Mentions
from watcher.core.watchlist.speakers import speaker
from watcher.model import ToldAs

_ACTING = LISTED | {Kind.STATE, Kind.OF_STATE, Kind.ARMED, Kind.TROOPS}
_HIT = frozenset({Kind.TARGET, Kind.THING, Kind.PLACE})
_OWN = en.THREATENING | en.SAYING | en.CLAIMING
"""Their subject speaks of its own deed."""
_PHRASE = 8
"""Words of a noun phrase before the event: “the deadliest Turkish drone and artillery …”."""
_NEAR = 5
_HEADLINE = 8
"""So many words may lack articles and prepositions and be English all the same."""


def deed(mentions: Mentions, first: int, last: int, told_as: ToldAs) -> Deed:
    """The parties of the event in the words `first` to `last`; none in other languages."""
    words = mentions.words.texts
    if len(words) > _HEADLINE and en.ENGLISH.isdisjoint(words):
        return Deed()
    return _Event(Clause(mentions), first, last).read(told_as)


@dataclass(frozen=True, slots=True)
class _Event:
    """An event word in its clause."""

    clause: Clause
    first: int
    last: int

    def read(self, told_as: ToldAs) -> Deed:
        """The parties; a speaker acts where it is the own deed that is claimed or threatened."""
        word = self._word
        found = self._verbal() if self._is_verbal() else self._nominal()
        verb = word
        if word in en.THREATENING | en.WARNING:
            found = replace(found, speaker=found.actor)
        if found.speaker is None:
            telling, verb = speaker(self.clause, self.first, self.last)
            found = replace(found, speaker=telling)
        if told_as is not ToldAs.DENIED and self._is_denied():
            found = replace(found, actor=None)  # it took place, and they say that it was not them
        elif found.actor is None and self._is_own_deed(found.speaker, verb, told_as):
            found = replace(found, actor=found.speaker)
        if found.target is None and found.place is None:
            found = replace(found, place=beside(self.clause, self.first, self.last))
        return found

    def _following(self, start: int, role: Role, *, noun: bool = False) -> Deed:
        return Following(self.clause, self._word).parties(start, role, noun=noun)

    @property
    def _word(self) -> str:
        return self.clause.words[self.first]

    def _is_own_deed(self, speaker: Mention | None, verb: str, told_as: ToldAs) -> bool:
        if speaker is None or speaker.kind in {Kind.OFFICIAL, Kind.TROOPS}:
            return False
        vows = verb in en.THREATENING or speaker.kind in {Kind.GROUP, Kind.ARMED}
        return told_as is ToldAs.CLAIMED or (told_as is ToldAs.THREATENED and vows)

    def _is_denied(self) -> bool:
        verb = self.clause.verb_before(self.first)
        return verb is not None and self.clause.words[verb] in en.DENYING

    def _is_outlook(self) -> bool:
        """Whether the event is what awaits its subject: “will not be safe”, “will pay”."""
        words = self.clause.words[self.first : self.last + 1]
        if not en.PAYING.isdisjoint(words):
            return True
        return len(words) > 1 and words[0] in en.AUXILIARIES and not en.BE.isdisjoint(words)

    def _is_verbal(self) -> bool:
        """Whether the event word is a verb here, and no noun."""
        clause, word, before = self.clause, self._word, self.clause.word(self.first - 1)
        after = clause.word(self.last + 1)
        if word in en.THREATENING | en.WARNING | en.DYING or self._is_outlook():
            return True
        if clause.is_hyphenated(self.first):
            return False
        if word.endswith("ing") and before not in en.DETERMINERS:
            return after not in en.PREPOSITIONS - {"at", "on"}
        if before == "to" or self._has_auxiliary():
            return True
        if clause.sentence.is_past_verb(self.first):
            return before not in en.DETERMINERS
        subject = clause.mentions.ending(self.first - 1) is not None
        headed = subject or before in en.RELATIVES | en.PRONOUNS
        opens = after in en.DETERMINERS or clause.mentions.starting(self.last + 1) is not None
        return word in en.PRESENT and headed and (opens or after.isdecimal())

    def _has_auxiliary(self) -> bool:
        n = self.first - 1
        while n > 0 and self.clause.words[n].endswith("ly"):
            n -= 1
        return self.clause.word(n) in en.AUXILIARIES

    # --- the event as a verb and as a noun ---

    def _verbal(self) -> Deed:
        """A verb: its subject acts, or is hit where the verb is passive."""
        clause, word = self.clause, self._word
        subject = clause.subject(self.first)
        leaves = not en.LEAVING.isdisjoint(clause.words[self.first : self.last + 1])
        right = self._following(self.last + 1, Role.PLACE if leaves else Role.TARGET)
        bare = right.target is None and clause.sentence.is_past_verb(self.first)
        after = clause.word(self.last + 1)
        taken = word in en.SEIZING and (not after or after in en.PREPOSITIONS | en.TIMES)
        hit = subject is not None and (subject.kind in _HIT or word in en.HURTING or taken)
        passive = clause.is_passive(self.first, self.last) or word in en.DYING
        if passive or (bare and hit) or self._is_outlook():
            return replace(right, target=subject or right.target)
        if word in en.DEFENDING:
            return replace(right, target=subject if hit else right.target)
        return right if hit or subject is None else replace(right, actor=subject)

    def _nominal(self) -> Deed:
        """A noun: “X's attack on Y”, “X launched an attack on Y”, “Y came under attack by X”."""
        word = self._word
        of_object = word in en.OBJECT_OF or word.endswith("ing")
        opens = of_object and self.clause.word(self.last + 1) == "of"
        right = self._following(
            self.last + 1 + opens, Role.TARGET if opens else Role.NONE, noun=True
        )
        start, owner, struck = self._phrase()
        governed = self._governed(start)
        found = Deed(
            owner or right.actor or governed.actor,
            right.target or struck or governed.target,
            right.place,
            governed.speaker,
        )
        verb = self._verb_after()
        if found.target is None and verb is not None:
            return replace(found, target=self._following(verb + 1, Role.TARGET).target)
        return found

    def _phrase(self) -> tuple[int, Mention | None, Mention | None]:
        """The word before the noun phrase, whose deed it is, and what stands in it as target."""
        clause = self.clause
        inside = clause.mentions.starting(self.first)
        owner = inside if inside and (inside.state or inside.kind in LISTED) else None
        struck = None
        n = self.first - 1
        while n >= 0 and self.first - n <= _PHRASE and not clause.is_border(n):
            one = clause.mentions.ending(n)
            if one:
                if one.kind in _ACTING and not self._is_ambiguous(one):
                    one = clause.paired(one)
                    owner = owner or one
                elif one.kind in {Kind.TARGET, Kind.PLACE}:
                    struck = struck or one
                n = one.first - 1
                continue
            word = clause.words[n]
            if word in en.FUNCTION or clause.is_verb(n):
                break
            if word in en.POSSESSIVES and owner is None:
                verb = clause.verb_before(n)
                owner = None if verb is None else clause.subject(verb)
            n -= 1
        return n, owner, struck

    def _is_ambiguous(self, one: Mention) -> bool:
        """Whether a state before a noun may be where it happened: “the Baghdad attack”."""
        possessor = self.clause.word(one.last + 1) == "s"
        return one.kind is Kind.STATE and not possessor and one.state not in en.ADJECTIVE_STATES

    def _governed(self, number: int) -> Deed:
        """The parties that the words before a noun phrase show; `number` is the last of them."""
        clause = self.clause
        word = clause.word(number)
        if word in {"under", "behind"} and number:
            subject = clause.subject(number - 1)
            return Deed(target=subject) if word == "under" else Deed(actor=subject)
        verb = clause.verb_before(number + 1)
        if verb is None:
            return Deed()
        said, subject = clause.words[verb], clause.subject(verb)
        if word in {"for", "of"} and said in en.CHARGING:
            return Deed(actor=self._following(verb + 1, Role.TARGET).target, speaker=subject)
        if not en.OWNING_UP.isdisjoint(clause.words[verb : number + 1]):
            return Deed(actor=subject, speaker=subject if said in _OWN else None)
        return Deed() if word in en.PREPOSITIONS - {"out"} else self._object_of(said, subject)

    def _object_of(self, verb: str, subject: Mention | None) -> Deed:
        """The parties, where the noun of an act is the object of a verb."""
        if verb in en.CARRYING:
            return Deed(actor=subject, speaker=subject if verb in _OWN else None)
        if verb in en.ANNOUNCING:
            armed = subject is not None and subject.kind in {Kind.GROUP, Kind.ARMED}
            return Deed(actor=subject if armed else None, speaker=subject)
        return Deed(target=subject) if verb in en.SUFFERING else Deed()

    def _verb_after(self) -> int | None:
        """The verb of which the event is the subject: “a bomb killed”."""
        clause = self.clause
        for n in range(self.last + 1, min(len(clause.words), self.last + 1 + _NEAR)):
            if clause.is_border(n - 1) or clause.words[n] in en.STOPS | en.BE:
                return None
            if clause.is_verb(n):
                return None if clause.words[n] in en.SPEAKING else n
        return None
