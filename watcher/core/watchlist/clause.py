"""Noun phrases, verbs and their subjects in an English sentence, by word order. Pure.

No parser: function words, punctuation and mentions. Words are known by their number.
"""

from dataclasses import replace

from watcher.core.watchlist import english_classes as en
from watcher.core.watchlist.clauses import Sentence
from watcher.core.watchlist.mentions import LISTED, NAMED, Kind, Mention, Mentions

_BACK = 30
"""Words to the left in which a subject or verb is sought."""
_DEEP = 5
"""Verbs that a pronoun or infinitive may hang on, one on the other."""
_MODIFIERS = 5
"""Words of a noun phrase before its noun."""
_MODIFYING = frozenset({Kind.OF_STATE, Kind.ARMED, Kind.TROOPS, Kind.OFFICIAL})
"""Before another noun these only qualify it: “Military intelligence”."""


class Clause:
    """Answers who is the subject of a verb, and where noun phrases begin and end."""

    def __init__(self, mentions: Mentions) -> None:
        """The mentions of one sentence."""
        self.mentions = mentions
        self.sentence = Sentence.of(mentions.words, mentions.spans)
        self.words = mentions.words.texts

    # --- subjects ---

    def subject(self, verb: int, depth: int = 0) -> Mention | None:
        """The subject of the verb at `verb`, over auxiliaries, infinitives and pronouns."""
        n = verb - 1
        if self.word(n) == "to" and self.word(n - 1) in en.BE:
            n -= 1
        while n >= 0 and (self.words[n] in en.AUXILIARIES or self.words[n].endswith("ly")):
            n -= 1
        if n < 0 or depth > _DEEP or self.is_strong(n):
            return None
        word = self.words[n]
        gerund = self.words[verb].endswith("ing") and self.mentions.ending(n) is None
        if gerund or word in en.AND or word in {"to", "of", "on", "by"}:
            return self._subject_of_governor(n, depth)
        if word in en.PRONOUNS - en.RELATIVES or word in en.POSSESSIVES:
            return self._subject_before(n, depth)
        return self._phrase_ending(n - 1 if word in en.RELATIVES else n, depth)

    def _subject_before(self, number: int, depth: int) -> Mention | None:
        """The subject of the verb before a word."""
        verb = self.verb_before(number)
        return None if verb is None else self.subject(verb, depth + 1)

    def _subject_of_governor(self, number: int, depth: int) -> Mention | None:
        """Of “X threatened to strike”, “X's plan to strike”, “let X strike”, “accused X of”."""
        verb = self.verb_before(number)
        held = number - 1 if self.word(number - 1) in en.DETAINING else verb
        if held is not None and self.words[held] in en.CHARGING | en.DETAINING:
            if self.is_passive(held, held):
                return self.subject(held, depth + 1)
            behind = held == number - 1
            charged = self.mentions.ending(held - 1) if behind else self.first_from(held + 1)
            return charged and self.head(charged)
        let = self.mentions.ending(number - 1)
        if let and (verb is None or self.words[verb] in en.LETTING):
            return self.head(let)
        return None if verb is None else self.subject(verb, depth + 1)

    def verb_before(self, number: int) -> int | None:
        """The nearest verb before a word, in the same sentence part."""
        for n in range(number - 1, max(-1, number - 1 - _BACK), -1):
            if self.is_strong(n):
                return None
            if self.is_verb(n):
                return n
        return None

    # --- noun phrases ---

    def _phrase_ending(self, number: int, depth: int) -> Mention | None:
        """The head of the noun phrase that ends at a word: its first noun, not what hangs on it.

        A group behind “of” stands for the people before it: “fighters of Badr”.
        """
        attached: Mention | None = None
        n = tail = number
        while n >= 0 and number - n < _BACK and (n == number or not self.is_strong(n)):
            one = self.mentions.ending(n)
            if one is None:
                if self._stops_phrase(n):
                    n = tail = self._before_insertion(n, number)
                    attached = None
                    continue
                if self.words[n] in en.PREPOSITIONS | en.TIMES | en.REDUCED:
                    tail = n - 1
                n -= 1
                tail = n if self.is_border(n) else tail
                continue
            if one.last < tail and one.kind in _MODIFYING:
                one = replace(one, kind=Kind.OFFICIAL, last=tail)
            start = self.phrase_start(one)
            owner, before = self.head(one), self.word(start - 1)
            if before in en.INSERTED or self._is_object(start, number):
                n = tail = self._before_insertion(start - 1, number)
                continue
            if before not in en.PREPOSITIONS:
                return self._resolved(attached or owner, start, depth)
            if before in en.BELONGING and owner and owner.kind in LISTED and not attached:
                attached = owner
            n = tail = start - 2
        return attached

    def _stops_phrase(self, number: int) -> bool:
        word = self.words[number]
        inserted = word in en.INSERTED and self.has_comma(number - 1)
        verb = self.is_verb(number) and not self.is_reduced(number)
        return word in en.STOPS or inserted or verb

    def _is_object(self, start: int, end: int) -> bool:
        """Whether the phrase is the object of a verb in an insertion that a comma closes."""
        return start > 0 and self.has_comma(end) and self.is_verb(start - 1)

    def _before_insertion(self, number: int, end: int) -> int:
        """The word before “, which …,” or “, hosting …,”; -1 where nothing is inserted."""
        if not self.has_comma(end):
            return -1
        for n in range(number, max(0, number - _BACK), -1):
            if self.words[n] in en.RELATIVES | en.INSERTED and self.has_comma(n - 1):
                return n - 1
        return -1

    def _resolved(self, one: Mention | None, start: int, depth: int) -> Mention | None:
        """Whom “its fighters” belong to, where a verb before shows it."""
        named = one is not None and bool(one.find or one.state)
        if named or self.word(start) not in en.POSSESSIVES:
            return one and self.paired(one)
        return self._subject_before(start, depth) or one

    def phrase_start(self, one: Mention, floor: int = 0) -> int:
        """The first word of the noun phrase of a mention: its determiner or first modifier."""
        n = one.first
        while n > floor and one.first - n <= _MODIFIERS:
            word = self.words[n - 1]
            verb = self.is_verb(n - 1) and not self.is_hyphenated(n - 1)
            infinitive = word in en.PRESENT and self.word(n - 2) in en.AUXILIARIES | {"to"}
            if self.is_border(n - 1) or self.is_strong(n - 1) or verb or infinitive:
                break
            if word in en.FUNCTION | en.ON_TARGET | en.TIMES | en.INSERTED:
                break
            n -= 1
            if word in en.DETERMINERS:
                break
        return n

    def head(self, one: Mention, floor: int = 0) -> Mention | None:
        """Who stands behind a noun: a group or state that owns it; None for a bare weapon.

        The noun phrase as it is written, where it names nobody.
        """
        if one.kind in NAMED:
            return one
        start = self.phrase_start(one, floor)
        for n in range(one.first - 1, start - 1, -1):
            owner = self.mentions.ending(n)
            if owner is None:
                continue
            if owner.kind in LISTED and one.kind is not Kind.THING:
                return owner
            if owner.state and one.kind in {Kind.TROOPS, Kind.WEAPON}:
                return owner
        first = start + (self.words[start] in en.DETERMINERS)
        alone = first == one.last
        nobody = alone and (one.kind is Kind.OFFICIAL or self.words[first] in en.NOBODY)
        if nobody or one.kind in {Kind.WEAPON, Kind.OF_STATE}:
            return None
        return replace(one, first=first, last=self._with_office(one.last))

    def _with_office(self, last: int) -> int:
        """The last word of “Ministry of Defence”."""
        if self.word(last + 1) == "of" and last + 2 < len(self.words):
            unnamed = self.mentions.starting(last + 2) is None
            capital = self.mentions.words.surface(last + 2, last + 2)[:1].isupper()
            return last + 2 if unnamed and capital else last
        return last

    def paired(self, one: Mention) -> Mention:
        """“Israel or the United States”: nobody is left out of a pair."""
        n = one.first - 1
        if self.word(n) in en.DETERMINERS:
            n -= 1
        other = self.mentions.ending(n - 1)
        if self.word(n) not in en.AND or other is None or other.kind not in NAMED:
            return one
        before = self.word(other.first - 1)
        owner = before in en.OWNING and other.kind in LISTED
        if before in en.PREPOSITIONS and not owner:
            return one
        return replace(other, pair=(self.words[n], one))

    def paired_after(self, one: Mention) -> Mention:
        """The same to the right: “by Badr and the Nujaba”."""
        n = one.last + 2
        if self.word(n) in en.DETERMINERS:
            n += 1
        other = self.mentions.starting(n)
        if self.word(one.last + 1) not in en.AND or other is None or other.kind not in NAMED:
            return one
        return replace(one, pair=(self.words[one.last + 1], other))

    def whole(self, one: Mention) -> Mention:
        """A noun phrase from its first mention to its last: “American military bases”."""
        if one.find:
            return one
        last = one
        n = one.last + 1
        while n < len(self.words) and n - last.last <= _MODIFIERS and not self.is_border(n - 1):
            following = self.mentions.starting(n)
            if following is None and (self._ends_noun(n) or self.is_verb(n)):
                break
            if following and following.find:
                return following
            last = following or last
            n = (following.last if following else n) + 1
        return last

    def _ends_noun(self, number: int) -> bool:
        return self.words[number] in en.FUNCTION | en.DETERMINERS | en.TIMES

    def first_from(self, number: int) -> Mention | None:
        """The noun phrase that begins at a word, or right behind its modifiers."""
        for n in range(number, min(len(self.words), number + _MODIFIERS)):
            one = self.mentions.starting(n)
            if one:
                return self.whole(one)
            if self.words[n] in en.FUNCTION or self.is_border(n):
                return None
        return None

    def qualifies(self, one: Mention) -> bool:
        """Whether a state or a possessor only qualifies a noun that is no mention."""
        after = self.word(one.last + 1)
        if after == "s" and self.gap(one.last) in {"'", "’"}:
            return True
        adjective = one.kind is Kind.OF_STATE or one.state in en.ADJECTIVE_STATES
        follows = bool(after) and not self.is_border(one.last)
        return adjective and follows and not self._ends_noun(one.last + 1)

    # --- words ---

    def word(self, number: int) -> str:
        """The word at a number; empty outside the sentence."""
        return self.words[number] if 0 <= number < len(self.words) else ""

    def is_verb(self, number: int) -> bool:
        """Whether the word is a verb of the listed classes or looks like a past form."""
        word = self.words[number]
        if number in self.mentions.named:
            return False
        listed = word in en.SPEAKING or word in en.CARRYING or word in en.SUFFERING - en.BE
        past = self.sentence.is_past_verb(number) and word not in en.ADJECTIVES
        return (listed or past) and not self.is_hyphenated(number)

    def is_passive(self, first: int, last: int) -> bool:
        """Whether a form of “be” rules the verb, or “by” follows it."""
        n = first - 1
        be = en.BE
        while n >= 0 and (self.words[n] in en.AUXILIARIES - be or self.words[n].endswith("ly")):
            n -= 1
        past = self.sentence.is_past_verb(first) or self.words[first] in en.IRREGULAR_PARTICIPLES
        return past and (self.word(n) in be or self.word(last + 1) == "by")

    def is_reduced(self, number: int) -> bool:
        """Whether the participle hangs on the noun before it."""
        return self.words[number] in en.REDUCED and self.word(number + 1) in en.PREPOSITIONS

    def is_hyphenated(self, number: int) -> bool:
        """Whether the word is part of a compound: “Iran-backed”."""
        return self.gap(number - 1) in {"-", "‑"} or self.gap(number) in {"-", "‑"}

    def gap(self, number: int) -> str:
        """What stands between a word and the next."""
        gaps = self.sentence.gaps
        return gaps[number] if 0 <= number < len(gaps) else ""

    def has_comma(self, number: int) -> bool:
        """Whether a comma follows the word."""
        return "," in self.gap(number)

    def is_border(self, number: int) -> bool:
        """Whether a mark parts a word from the next."""
        return bool(set(self.gap(number).strip()) - set("-‑’'`.“”\""))

    def is_strong(self, number: int) -> bool:
        """Whether a mark behind the word ends the clause."""
        gap = self.gap(number)
        return " - " in gap or bool(set(gap) & set(";:!?|—–•"))
