"""Say why a rule holds on a story or keeps silent: each condition, and what was found for it. Pure.

The order is that of `evaluate` and of docs/rules.md: look_for, ignore, told_as, severity. A step
that fails ends the account, as it ends the evaluation: what stands behind it was not looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from watcher.core.text.plural import many
from watcher.core.watchlist.evaluate import Evaluation
from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    InTitle,
    Name,
    Phrase,
    Ref,
    Rule,
    RuleRef,
    Together,
    Within,
)
from watcher.core.watchlist.reading import Reading, inside
from watcher.core.watchlist.vocabulary import leaves
from watcher.model import EntryId, Find, How, Severity, Span, ToldAs

_SHOWN = 4
"""Places shown of what is found often; the others are counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition, judged."""

    depth: int
    """0 for a step of the order, more for its parts."""
    holds: bool
    what: str
    """The condition, as a person would read it in the rule file."""
    why: str = ""
    """What was found for it and where, or what is missing."""


def explain(
    rule: Rule, reading: Reading, evaluation: Evaluation, names: Mapping[EntryId, Name]
) -> tuple[Finding, ...]:
    """Every step that was taken for `rule` on the story, up to the first that fails.

    The rule holds if the last finding of depth 0 does. `names` are the names of the watchlist.
    """
    account = _Account(rule, reading, evaluation, names)
    findings: list[Finding] = []
    for step in (account.look_for, account.ignore_story, account.told_as, account.severity):
        told = tuple(step())
        findings += told
        if told and not told[0].holds:
            break
    return tuple(findings)


def missing(findings: Sequence[Finding]) -> str:
    """The first condition that failed and why, as one clause; empty where the rule holds."""
    steps = [number for number, one in enumerate(findings) if one.depth == 0]
    failed = next((number for number in steps if not findings[number].holds), None)
    if failed is None:
        return ""
    end = next((number for number in steps if number > failed), len(findings))
    parts = (one for one in findings[failed + 1 : end] if not one.holds and one.why)
    first = next(parts, findings[failed])
    return f"{first.what}: {first.why}"


class _Account:
    """The steps of one rule on one story."""

    def __init__(
        self,
        rule: Rule,
        reading: Reading,
        evaluation: Evaluation,
        names: Mapping[EntryId, Name],
    ) -> None:
        self._rule = rule
        self._reading = reading
        self._evaluation = evaluation
        self._names = names
        self._finds = {(find.name, find.span): find for find in reading.finds}

    def look_for(self) -> Iterator[Finding]:
        """Each item, and what was found for it anywhere in the story."""
        parts = [self._judged(item, self._reading.whole, 1) for item in self._rule.look_for]
        missing = sum(not part[0].holds for part in parts)
        why = f"{missing} of {len(parts)} missing" if missing else ""
        yield Finding(0, not missing, "look_for: every one must hold", why)
        yield from chain.from_iterable(parts)

    def ignore_story(self) -> Iterator[Finding]:
        """What vetoes the story; nothing where the rule has no such key."""
        if self._rule.ignore_story_if:
            yield self._veto("ignore_story_if", self._rule.ignore_story_if, self._reading.whole, 0)

    def told_as(self) -> Iterator[Finding]:
        """The sentences with an event word: a veto, or how each tells it."""
        told = [
            (sentence, *self._sentence(sentence, places))
            for sentence, places in self._evaluation.event_words(self._rule).items()
        ]
        holds = any(taken for _, taken, _ in told)
        wanted = ", ".join(one for one in ToldAs if one in self._rule.told_as)
        yield Finding(0, holds, f"ignore_if and told_as: the rule takes {wanted}")
        for sentence, taken, why in told:
            yield Finding(1, taken, f"sentence {self._number(sentence)}", why)

    def _sentence(self, sentence: Span, places: Sequence[Span]) -> tuple[bool, str]:
        """Whether a sentence is evidence, and why."""
        veto = self._veto("ignore_if", self._rule.ignore_if, sentence, 1)
        if not veto.holds:
            return False, f"ignore_if vetoes it: {veto.why}"
        judged = [(place, *self._evaluation.told_as(sentence, place)) for place in places]
        taken = [one for one in judged if one[1] in self._rule.told_as]
        place, label, cue = (taken or judged)[0]
        by = f" by “{self._words(cue)}”" if cue else ", nothing says otherwise"
        return bool(taken), f"“{self._words(place)}” is told as {label}{by}"

    def severity(self) -> Iterator[Finding]:
        """The rule's own severity, and what raises it."""
        match = self._evaluation.match(self._rule.id)
        evidence, severity = (match.evidence, match.severity) if match else ((), Severity.INFO)
        yield Finding(0, match is not None, "severity", severity.word)
        near = [self._reading.neighbours(one.sentence) for one in evidence]
        for line in self._rule.raise_to:
            what = f"raise_to {line.severity.word}"
            found = [why for window in near if (why := self._found(line.any, window))]
            unless = [why for window in near if (why := self._found(line.unless, window))]
            why = (f"unless: {unless[0]}" if unless else found[0]) if found else "not found there"
            yield Finding(1, bool(found) and not unless, what, why)

    def _veto(self, key: str, items: Sequence[Condition], window: Span, depth: int) -> Finding:
        found = self._found(items, window)
        return Finding(depth, not found, key, found or "nothing vetoes")

    def _found(self, items: Iterable[Condition], window: Span) -> str:
        """The first of the conditions that holds in `window`, with its place; empty if none."""
        for item in items:
            hold = next(self._evaluation.holding.within(item, window), None)
            if hold is not None:
                return self._places(hold) or called(item)
        return ""

    def _judged(self, item: Condition, window: Span, depth: int) -> list[Finding]:
        """One condition with its parts below it."""
        holds = self._evaluation.holding.is_true((item,), window)
        match item:
            case Phrase() | Ref():
                return [Finding(depth, holds, called(item), self._leaf(item, window))]
            case AnyOf() | InTitle():
                where = self._reading.title or Span(window.start, window.start)
                inner = where if isinstance(item, InTitle) else window
                return self._choice(item, inner, depth, holds=holds)
            case AllOf() | AtLeast() | Together():
                why = self._apart(item, window) if isinstance(item, Together) and not holds else ""
                parts = (self._judged(one, window, depth + 1) for one in item.items)
                return [Finding(depth, holds, called(item), why), *chain.from_iterable(parts)]
            case _:
                return [Finding(depth, holds, called(item), "" if holds else "it does not hold")]

    def _choice(
        self, item: AnyOf | InTitle, window: Span, depth: int, *, holds: bool
    ) -> list[Finding]:
        """Of many alternatives those that hold are shown; if none does, those that nearly do."""
        parts = [self._judged(one, window, depth + 1) for one in item.items]
        found = [part for part in parts if any(one.holds for one in (part[:1] if holds else part))]
        why = "" if holds else f"none of {len(parts)} holds"
        return [Finding(depth, holds, called(item), why), *chain.from_iterable(found)]

    def _leaf(self, item: Phrase | Ref, window: Span) -> str:
        places = inside(self._evaluation.holding.places(item), window)
        return self._places(places) or "not found"

    def _apart(self, item: Together, window: Span) -> str:
        """How many names there are, where each part stands, and that they are apart."""
        names = len({find.name for find in self._reading.finds})
        told = [f"names found: {names}", *(self._where(one, item, window) for one in item.items)]
        if all(self._evaluation.holding.is_true((one,), window) for one in item.items):
            told.append(f"never {_nearness(item)}")
        return "; ".join(told)

    def _where(self, part: Condition, whole: Together, window: Span) -> str:
        """In which sentences or paragraphs a part of something together stands."""
        holding = self._evaluation.holding
        places = [hold[0] for hold in holding.within(part, window) if hold]
        if places:
            return f"{called(part)} in {self._units(whole.within, places)}"
        return f"{called(part)} {'holds' if holding.is_true((part,), window) else 'not found'}"

    def _units(self, within: Within, places: Sequence[Span]) -> str:
        """The sentences or paragraphs in which the places lie, by number."""
        units = self._reading.sentences
        unit, of = "sentence", self._reading.sentence
        if within is Within.PARAGRAPH:
            units, unit, of = self._reading.paragraphs, "paragraph", self._reading.paragraph
        numbers = sorted({units.index(of(place)) + 1 for place in places if of(place) in units})
        shown = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if len(numbers) > _SHOWN else "")
        return f"{unit} {shown}"

    def _places(self, places: Sequence[Span]) -> str:
        shown = "; ".join(map(self._place, places[:_SHOWN]))
        more = len(places) - _SHOWN
        return f"{shown}; and {more} more" if more > 0 else shown

    def _place(self, place: Span) -> str:
        line = self._reading.story.document.text.count("\n", 0, place.start) + 1
        number = self._number(self._reading.sentence(place))
        where = f"“{self._words(place)}” in line {line}, sentence {number}"
        if place in self._reading.glued:
            where += ", out of a glued or torn word"
        find = next((one for one in self._finds.values() if one.span == place), None)
        return f"{where}{self._same(find)}" if find else where

    def _same(self, find: Find) -> str:
        """How a name was recognised, where it is not written as listed."""
        name = self._names[find.name].name
        if find.how is How.EXACT:
            return f" = {name}"
        return f" = {name} ({find.how} {find.score:.2f}: {find.why})"

    def _number(self, sentence: Span) -> int:
        sentences = self._reading.sentences
        return sentences.index(sentence) + 1 if sentence in sentences else 1

    def _words(self, span: Span) -> str:
        return " ".join(self._reading.story.document.text[span.start : span.end].split())


def called(item: Condition) -> str:
    """A condition as a person would write it in a rule file, in one line."""
    match item:
        case Phrase():
            told = item.text
        case Ref():
            told = f"<{item.id}>"
        case RuleRef():
            told = f"rule {item.id}"
        case AnyOf():
            told = f"any of {_list(item.items)}"
        case AllOf():
            told = f"all of {_list(item.items)}"
        case AtLeast():
            told = f"at least {item.count} of {_list(item.items)}"
        case InTitle():
            told = f"in the title: {_list(item.items)}"
        case _:
            told = f"together {_nearness(item)}: {_list(item.items)}"
    return told


def _list(items: Sequence[Condition]) -> str:
    shown = [f"({called(one)})" if _is_group(one) else called(one) for one in items[:_SHOWN]]
    more = len(items) - _SHOWN
    return ", ".join([*shown, f"… {more} more"] if more > 0 else shown)


def _is_group(item: Condition) -> bool:
    return len(tuple(leaves((item,)))) > 1


def _nearness(item: Together) -> str:
    order = ", as written" if item.as_written else ""
    if item.within is Within.WORDS:
        return f"within {many(item.words, 'word')}{order}"
    return f"in one {item.within}{order}"
