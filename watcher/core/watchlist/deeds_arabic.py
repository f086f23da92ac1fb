"""The parties of an Arabic event word: verb before subject before object. Pure.

The basics of word order; what stands otherwise stays unsaid. All words are folded.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from watcher.core.watchlist.clauses import BARRIERS, among
from watcher.core.watchlist.following import Deed
from watcher.core.watchlist.mentions import LISTED, Kind, Mention, Mentions
from watcher.model import ToldAs

_SAYING = among(
    "قال قالت يقول تقول أعلن أعلنت يعلن تعلن أكد أكدت ذكر ذكرت أفاد أفادت زعم زعمت أوضح أوضحت كشف"
    " كشفت صرح صرحت ادعى ادعت نفى نفت ينفي تنفي حذر حذرت يحذر تحذر اتهم اتهمت نقل نقلت أضاف أضافت"
)
_OWN = among(
    "تبنى تبنت يتبنى تتبنى هدد هددت يهدد تهدد توعد توعدت يتوعد تتوعد لوح لوحت يلوح تلوح تعهد تعهدت"
    " نفى نفت ينفي تنفي"
)
"""Verbs of saying whose subject is also the one who acts, or is said to."""
_CARRYING = among(
    "شن شنت يشن تشن نفذ نفذت ينفذ تنفذ أطلق أطلقت يطلق تطلق شنها شنته شنه نفذها نفذته نفذه نفذتها"
    " شنتها أطلقتها أطلقها"
)
_ACCUSING = among("اتهم اتهمت يتهم تتهم حمل حملت يحمل تحمل")
_STRIKING = among(
    "قصف قصفت يقصف تقصف استهدف استهدفت استهدفوا يستهدف تستهدف هاجم هاجمت يهاجم تهاجم ضرب ضربت دمر"
    " دمرت قتل قتلت اعتقل اعتقلت يعتقل تعتقل اغتال اغتالت أسقط أسقطت سيضرب ستضرب ستستهدف سيستهدف"
    " سترد سيرد ستقصف ستهاجم سيهاجم"
)
_OF_OBJECT = among(
    "استهداف قصف ضرب مهاجمة تدمير اغتيال اعتقال باستهداف بقصف بضرب بمهاجمة بتدمير لاستهداف لقصف"
)
"""Verbal nouns: what follows them is what is hit."""
_LEAVING = among("مغادرة بمغادرة لمغادرة")
"""What follows is the place that is left."""
_THEIRS = ("ه", "ها", "هم")
"""Possessive endings: مقاتليها, her fighters, are those of whoever speaks."""
_SUFFERING = among("تعرض تعرضت يتعرض تتعرض تعرضها تعرضه")
_THAT = among("أن إن بأن")
_THAT_IT = among("أنه أنها أنهم إنه إنها إنهم بأنه بأنها بأنهم")
_TOWARDS = among("على ضد باتجاه نحو صوب")
_PLACE = among("في قرب داخل شمال غرب شرق جنوب شمالي غربي شرقي جنوبي محيط")
_STOPS = BARRIERS - among("الذي التي حيث")
_ACTING = LISTED | {Kind.STATE, Kind.OF_STATE, Kind.ARMED, Kind.TROOPS}
_NEXT = 2
"""Words from the noun of an act to its own adjective: “غارات جوية إسرائيلية”."""
_REACH = 16


def is_arabic(word: str) -> bool:
    """Whether a word is in Arabic letters."""
    return "\u0620" <= word[0] <= "\u06ff"


def arabic_deed(mentions: Mentions, first: int, last: int, told_as: ToldAs) -> Deed:
    """The parties of the event in the words `first` to `last`."""
    clause = _Clause(mentions)
    word = clause.words[first]
    verb = word in _STRIKING and not clause.is_governed(first)
    found = clause.verbal(first, last) if verb else clause.nominal(first, last)
    speaker = found.speaker or clause.speaker(first)
    found = replace(found, speaker=speaker if speaker and speaker.kind is not Kind.PLACE else None)
    if found.actor is None and told_as is ToldAs.CLAIMED:
        found = replace(found, actor=found.speaker)
    return found


class _Clause:
    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions
        self.words = mentions.words.texts

    def is_governed(self, number: int) -> bool:
        """Whether the word right before makes the word a noun: “claimed the shelling of”."""
        verb = self._before(number, lambda word: word in _OWN | _CARRYING | _SUFFERING)
        return verb is not None and self._that(verb, number) is None

    def verbal(self, first: int, last: int) -> Deed:
        """A verb: the first party behind it acts, the next is hit."""
        following = [one for one in self._after(last) if one.kind is not Kind.WEAPON]
        place = self._placed(last)
        actor = self._named_before(first)
        if actor is None and following and following[0].kind in _ACTING - {Kind.OF_STATE}:
            actor = following.pop(0)
        hit = [one for one in following if one.kind is not Kind.OF_STATE and one is not place]
        return Deed(actor, hit[0] if hit else None, place if place not in hit[:1] else None)

    def _named_before(self, verb: int) -> Mention | None:
        """The subject that a particle puts before its verb: “said that X struck”."""
        saying = self._before(verb, lambda word: word in _SAYING | _OWN)
        if self._word(verb - 1) in _THAT_IT:
            return None if saying is None else self._subject(saying, verb)
        before = self._mentions.ending(verb - 1)
        if before and before.kind in _ACTING:
            start = self._word(before.first - 1)
            return before if before.first == 0 or start in _THAT else None
        if saying is not None and self._word(verb - 2) in _THAT and self._is_theirs(verb - 1):
            return self._subject(saying, verb)
        return None

    def _is_theirs(self, number: int) -> bool:
        return self._mentions.words.surface(number, number).endswith(_THEIRS)

    def nominal(self, first: int, last: int) -> Deed:
        """A noun: “X's attack on Y”, “X claimed the shelling of Y”, “Y came under attack”."""
        actor = target = speaker = None
        transitive = self.words[first] in _OF_OBJECT or self.words[first][1:] in _OF_OBJECT
        owners = {Kind.OF_STATE} if transitive else _ACTING
        for number, one in enumerate(self._after(last)):
            before = self._word(one.first - 1)
            if one.kind is Kind.WEAPON:
                continue
            if before in {"قبل", "يد"} or before in _CARRYING:
                actor = actor or one
            elif before in _TOWARDS and one.kind is not Kind.OF_STATE:
                target = target or one
            elif number == 0 and self.words[first] in _LEAVING:
                return Deed(place=one)
            elif number == 0 and one.first - last <= _NEXT and one.kind in owners:
                actor = actor or one
            elif transitive and target is None and before not in _PLACE:
                target = one
        suffering = self._before(first, lambda word: word in _SUFFERING)
        if suffering is not None:
            target = target or self._subject(suffering, first)
        governor = self._before(first, lambda word: word in _OWN | _CARRYING | _ACCUSING | _SAYING)
        if governor is not None and suffering is None:
            actor, speaker = self._governed(governor, first, actor)
        return Deed(actor, target, self._placed(last) if target is None else None, speaker)

    def _governed(
        self, verb: int, event: int, actor: Mention | None
    ) -> tuple[Mention | None, Mention | None]:
        """Actor and speaker, where the verb before a noun shows them."""
        word, subject = self.words[verb], self._subject(verb, event)
        if word in _ACCUSING:
            charged = [one for one in self._between(verb, event) if one is not subject]
            return actor or next(iter(charged), None), subject
        owns_up = any("مسوولي" in one for one in self.words[verb:event])
        own = word in _OWN | _CARRYING or owns_up
        direct = self._that(verb, event) is None and word not in among("حذر حذرت يحذر تحذر")
        announces = direct and subject is not None and subject.kind is Kind.GROUP
        if actor is None and (own or announces):
            actor = subject
        return actor, None if word in _CARRYING else subject

    def speaker(self, event: int) -> Mention | None:
        """The subject of the verb of saying before the event, or whom “according to” names."""
        for n, word in enumerate(self.words):
            if word in {"بحسب", "وفق", "حسب"}:
                found = self._mentions.starting(n + 1)
                if found:
                    return found
        saying = self._before(event, lambda word: word in _SAYING | _OWN)
        return None if saying is None else self._subject(saying, event)

    def _subject(self, verb: int, limit: int) -> Mention | None:
        """The first who can act behind a verb, else right before it."""
        that = self._that(verb, limit)
        for one in self._between(verb, limit if that is None else that):
            if one.kind is not Kind.WEAPON:
                return None if one.kind is Kind.OF_STATE else self._qualified(one)
        return self._mentions.ending(verb - 1)

    def _qualified(self, one: Mention) -> Mention | None:
        """An official with the word that says which: مصدر أمني, a security source."""
        if one.kind is not Kind.OFFICIAL:
            return one
        alone = self._word(one.last + 1) in _THAT | _THAT_IT | _STOPS | {""}
        return None if alone else replace(one, last=one.last + 1)

    def _between(self, start: int, end: int) -> Iterator[Mention]:
        for n in range(start + 1, end):
            one = self._mentions.starting(n)
            if one and one.last < end:
                yield one

    def _after(self, last: int) -> list[Mention]:
        found = []
        for n in range(last + 1, min(len(self.words), last + 1 + _REACH)):
            if self.words[n] in _STOPS and self.words[n - 1] != "من":
                break
            one = self._mentions.starting(n)
            if one:
                found.append(one)
        return found

    def _placed(self, last: int) -> Mention | None:
        """Where, if a word of place stands before it."""
        places = {Kind.PLACE, Kind.TARGET, Kind.STATE}
        for one in self._after(last):
            if one.kind in places and self._word(one.first - 1) in _PLACE:
                return one
        return None

    def _that(self, start: int, end: int) -> int | None:
        """Where “that” parts two words."""
        return next((n for n in range(start, end) if self.words[n] in _THAT | _THAT_IT), None)

    def _before(self, number: int, wanted: Callable[[str], bool]) -> int | None:
        """The nearest word before another that is wanted."""
        for n in range(number - 1, max(-1, number - 1 - _REACH), -1):
            if wanted(self.words[n]) or (self.words[n][:1] == "و" and wanted(self.words[n][1:])):
                return n
        return None

    def _word(self, number: int) -> str:
        return self.words[number] if 0 <= number < len(self.words) else ""
