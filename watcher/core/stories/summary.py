"""Choose the sentences that say what a story is about, in its own words. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from watcher.core.stories.lead import is_title
from watcher.core.text.sentences import sentences
from watcher.core.text.tokens import folded_words
from watcher.model import Evidence, Match, Span, Story

_NEAR = 1_500
_SENTENCES = 4
"""Characters and sentences around the leading one in which its background is sought: what stands
farther off is another matter, as a rule."""
_SHORTEST, _LONGEST = 40, 280
"""Characters of a sentence that adds something and can be read in one glance."""
_NEW = 0.6
"""Share of its words that no sentence shown so far has; below that it repeats."""
_ENOUGH = 2
"""Points that a sentence needs to be shown: one name is none, a number or two names are."""
_MOST_NAMES = 3
_WHOLE = re.compile(r"[.!。…][\"'”’»)\]]*$")
_NUMBER = re.compile(r"\d")
_SMALL = 3
"""Letters of the words that say nothing by themselves."""
_CAPITAL = re.compile(r"(?<=[\w,;]\s)[A-Z][\w’'-]+")
"""A capital inside a sentence: a name, as a rule."""
_SAYS = re.compile(
    r"\b(?:said|told|according to|confirmed|denied|claimed|announced|reported)\b"
    r"|(?:قال|قالت|أعلن|أعلنت|أكد|أكدت|نفى|نفت|بحسب|وفق)\b"
)
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def choose(story: Story, matches: tuple[Match, ...], most: int = 3) -> tuple[Evidence, ...]:
    """At most `most` sentences of evidence that together say most.

    The leading evidence of the loudest match stands first. Then, in text order: whatever names
    somebody not yet named, or tells it another way; and where room is left, the earliest. A
    sentence that only repeats the title is left out while there are others.
    """
    by_sentence = {one.sentence: one for match in reversed(matches) for one in match.evidence}
    pool = [one for _, one in sorted(by_sentence.items()) if not is_title(one, story)]
    chosen = [matches[0].evidence[0]]
    for news_only in (True, False):
        for one in pool:
            known = {other.sentence for other in chosen}
            wanted = one.sentence not in known and (not news_only or _news(one, chosen))
            if wanted and len(chosen) < most:
                chosen.append(one)
    return (chosen[0], *sorted(chosen[1:], key=lambda one: one.sentence))


def context(story: Story, evidence: Evidence) -> Span | None:
    """The sentence that follows `evidence` in its story, to be read with it; None at the end."""
    rest = Span(evidence.sentence.end, story.span.end)
    return next(iter(sentences(story.document.text, rest)), None)


def background(story: Story, shown: tuple[Span, ...], most: int = 2) -> tuple[Span, ...]:
    """At most `most` sentences near the first of `shown` that add names, numbers or who says so.

    In text order, whole and verbatim. What repeats the title or a sentence shown, stands in half a
    quotation, or is very short or long, adds nothing.
    """
    text = story.document.text
    known = set(_words(story.title))
    for one in shown:
        known.update(_words(text[one.start : one.end]))
    others = [one for one in _around(story, shown[0]) if not any(map(one.overlaps, shown))]
    pool = [
        sentence
        for sentence in (_Sentence.of(text, one) for one in others)
        if sentence.words & known or _follows(text, shown, sentence.span)
    ]
    chosen: list[Span] = []
    while pool and len(chosen) < most:
        best = max(pool, key=lambda one: (one.adds(known), -one.span.start))
        if best.adds(known) < _ENOUGH:
            break
        chosen.append(best.span)
        pool.remove(best)
        known |= best.words
    return tuple(sorted(chosen))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence by what it could add."""

    span: Span
    words: frozenset[str]
    names: frozenset[str]
    tells: int
    """Points for a number and for who says so."""

    @staticmethod
    def of(text: str, span: Span) -> "_Sentence":
        sentence = text[span.start : span.end]
        names = folded_words(" ".join(_CAPITAL.findall(sentence)))
        tells = 2 * bool(_NUMBER.search(sentence)) + bool(_SAYS.search(sentence))
        return _Sentence(span, frozenset(_words(sentence)), frozenset(names), tells)

    def adds(self, known: set[str]) -> int:
        """How much it says that is not known; 0 where it mostly repeats."""
        if not self.words or len(self.words - known) < _NEW * len(self.words):
            return 0
        return min(len(self.names - known), _MOST_NAMES) + self.tells


def _around(story: Story, lead: Span) -> list[Span]:
    """The whole sentences of the story near one of them."""
    start = max(story.span.start, lead.start - _NEAR)
    end = min(story.span.end, lead.end + _NEAR)
    text = story.document.text
    found = list(sentences(text, Span(start, end)))
    if start > story.span.start:
        del found[:1]
    here = next((n for n, one in enumerate(found) if one.end > lead.start), 0)
    near = found[max(0, here - _SENTENCES) : here + _SENTENCES + 1]
    title = text.find(story.title, story.span.start) if story.title else -1
    return [one for one in near if one.start != title and _reads_alone(text[one.start : one.end])]


def _follows(text: str, shown: Iterable[Span], one: Span) -> bool:
    """Whether it stands in one paragraph with a sentence shown, and so speaks of the same."""
    gaps = (text[min(one.end, other.end) : max(one.start, other.start)] for other in shown)
    return any("\n\n" not in gap for gap in gaps)


def _reads_alone(sentence: str) -> bool:
    whole = _WHOLE.search(sentence) and not sentence[0].islower()
    balanced = all(sentence.count(a) == sentence.count(b) for a, b in _PAIRS)
    fits = _SHORTEST <= len(sentence) <= _LONGEST
    return bool(whole) and balanced and fits and sentence.count('"') % 2 == 0


def _words(text: str) -> list[str]:
    return [word for word in folded_words(text) if len(word) > _SMALL]


def _news(one: Evidence, chosen: list[Evidence]) -> bool:
    names = {find.name for other in chosen for find in other.finds}
    told = {other.told_as for other in chosen}
    return one.told_as not in told or any(find.name not in names for find in one.finds)
