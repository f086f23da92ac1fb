"""Enough grammar to say how far a cue reaches: clauses, governing verbs, prepositions. Pure.

No parser: function words and punctuation of English and Arabic, as any grammar lists them. All
words are folded, as `watcher.core.text.fold` folds them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from watcher.core.text.tokens import Words, folded_words
from watcher.model import Span


def among(listed: str) -> frozenset[str]:
    """The words of a list, folded, to ask whether a word is among them."""
    return frozenset(folded_words(listed))


RELATIVES = among("when where whose who whom which that الذي التي الذين حين عندما حيث")
"""They hang a clause on a word; what stands in front of the whole sentence holds for it too."""
BARRIERS = (RELATIVES - {"that"}) | among(
    # English: a new clause or a circumstance, in which another verb rules
    "but although though while whereas after before following since because despite until whilst"
    " however once as amid if unless whether lest"
    # Arabic
    " لكن ولكن لكنه لكنها بعد وبعد بعدما عقب إثر قبل وقبل قبيل بينما فيما منذ رغم برغم كما بسبب"
    " نتيجة إذا لو"
)
_REPORTS = among("reports rumours rumors claims أنباء الأنباء تقارير التقارير معلومات المعلومات")
"""What is said behind these belongs to them: “denied reports which spoke of an attack”."""
_GOVERNS_PAST = among(
    "in by from over during behind at amid into despite على في"
    " avenge avenging avenged condemn condemning condemned answer answering investigate punish"
)
"""Before the noun of an act, these speak of one that took place: “killed in the strike”."""
_ANSWERS = among(
    "revenge vengeance retaliation retaliate retaliated responsibility responsible blame blamed"
    " blaming punish punished punishment pay paid price credit compensation accountable"
)
"""“for” behind these looks back as well: “retaliation for the strike”."""
_BEFORE_GERUND = among("by from")
"""“by attacking”, “from attacking” are no acts that took place, but what is meant or forbidden."""
_ANSWER_REACH = 3
_RESPONSIBLE = "مسوول"
"""مسؤوليتها عن: responsible for what took place."""
_DETERMINERS = among(
    "the this that these those a an its their his her such last recent earlier previous any every"
)
_STOPS_NOUN_PHRASE = among("to of and or with about against on out up off that than")
_MODIFIERS = 5
"""Words that may stand between a preposition and its noun: “in the three latest drone strikes”."""

_MODALS = among(
    "will would could may might shall should can must wont wouldnt couldnt cant cannot theyll itll"
    " youll to"
)
_AUXILIARIES = among(
    "be been being is was were are am get got gets have has had having not never also again soon"
    " ever even yet still then already just now both all reportedly allegedly possibly"
)
_ENDS_VERB_PHRASE = BARRIERS | _GOVERNS_PAST | _MODALS
_CHAIN = 6
"""Auxiliaries and adverbs before one verb: “could also soon have been”."""
_IRREGULAR_PASTS = among(
    "struck hit shot fought blew broke flew fell met held took sank sent led left came brought"
    " caught set lost slew drew fled began threw swept tore won drove rose gave overran went shook"
    " burnt slain hurt dead died"
)
_SAYING = among("said told added noted")
_LIGHT_PASTS = among(
    "launched carried conducted mounted staged unleashed waged fired executed suffered repelled"
    " foiled thwarted intercepted condemned survived witnessed saw claimed delivered led made"
    " completed resumed began started continued came withstood"
)
"""With the noun of an act they tell that it took place: “launched a strike”."""
_ED = re.compile(r"\w{2,}[^\We]ed|\w{3,}[^\W_]ed")

_COMMA = 2
_DASH = 5
_AND = 1
"""What it costs a cue to reach across these, in words, besides the word itself."""
_FAR = 99


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence and what stands between them."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    """`gaps[n]` stands between word n and word n + 1."""

    @staticmethod
    def of(words: Words, spans: Sequence[Span]) -> "Sentence":
        """The sentence that consists of `words`, which stand at `spans`."""
        text = words.prepared.original
        gaps = [text[one.end : other.start] for one, other in pairwise(spans)]
        return Sentence(words.texts, tuple(gaps))

    def distance(self, left: int, right: int, *, fronted: bool = False) -> int:
        """What it costs to go from word `left` to word `right`, in words; `_FAR` over a border.

        What is `fronted` holds for relative clauses too: “in 2017, when …”.
        """
        barriers = BARRIERS - RELATIVES if fronted else BARRIERS
        cost = 0
        coordinated = False
        for n in range(left, right):
            step = _gap_cost(self.gaps[n])
            coordinated = coordinated or step > 0
            if n + 1 < right:
                word = self.words[n + 1]
                if word in barriers and self.words[n] not in _REPORTS:
                    return _FAR
                coordinated = coordinated or word in {"and", "or", "then"}
                if coordinated and self.is_past_verb(n + 1) and word not in _SAYING:
                    return _FAR
                step += 1 + (_AND if word == "and" else 0)
            cost += step
            if cost >= _FAR:
                return _FAR
        return cost

    def has_comma(self, left: int, right: int) -> bool:
        """Whether a comma stands between the words `left` and `right`."""
        return any(_gap_cost(gap) for gap in self.gaps[left:right])

    def has_finite_past(self, left: int, right: int) -> bool:
        """Whether a finite past form stands between the words `left` and `right`."""
        return any(self.is_finite_past(n) for n in range(left + 1, right))

    def is_past_verb(self, number: int) -> bool:
        """Whether the word looks like a past tense or participle."""
        word = self.words[number]
        return word in _IRREGULAR_PASTS or bool(_ED.fullmatch(word))

    def is_finite_past(self, number: int) -> bool:
        """A past form that no modal and no infinitive rules: it happened, or is said to have."""
        return self.is_past_verb(number) and self._auxiliary(number) not in _MODALS

    def _auxiliary(self, number: int) -> str:
        for n in range(number - 1, max(-1, number - 1 - _CHAIN), -1):
            word = self.words[n]
            if word not in _AUXILIARIES and not word.endswith("ly"):
                return word
        return ""

    def light_verb(self, noun: int) -> int | None:
        """The past verb that makes the noun an act done: “carried out a first strike”."""
        for n in range(noun - 1, max(-1, noun - 1 - _MODIFIERS), -1):
            if self.words[n] in _LIGHT_PASTS:
                return n if self._auxiliary(n) not in _MODALS else None
            if _gap_cost(self.gaps[n]) or self.words[n] in _ENDS_VERB_PHRASE:
                return None
        return None

    def past_governor(self, noun: int) -> int | None:
        """The preposition that makes the noun an act that took place; None where none does."""
        for n in range(noun - 1, max(-1, noun - 1 - _MODIFIERS), -1):
            word = self.words[n]
            if word in _BEFORE_GERUND and n == noun - 1 and self.words[noun].endswith("ing"):
                return None
            if word in _GOVERNS_PAST or self._looks_back(n, noun):
                return n
            if word in _STOPS_NOUN_PHRASE or word in _MODALS or _gap_cost(self.gaps[n]):
                return None
        return None

    def _looks_back(self, number: int, noun: int) -> bool:
        """Whether the preposition there makes the noun an act that took place."""
        word, before = self.words[number], self.words[max(0, number - _ANSWER_REACH) : number]
        if word == "to":
            return number + 1 < noun and self.words[number + 1] in _DETERMINERS
        if word == "for":
            return not _ANSWERS.isdisjoint(before)
        return word == "عن" and _RESPONSIBLE in "".join(before[-1:])


def _gap_cost(gap: str) -> int:
    if gap == " ":  # as between nine words in ten
        return 0
    marks = set(gap.strip())
    if marks & set(";!?؛؟()[]|•"):
        return _FAR
    if marks & set("–—") or " - " in gap:
        return _DASH
    return _COMMA if marks & set(",،") else 0
