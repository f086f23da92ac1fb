"""From conditions as written to the frozen types, keeping note of everything they refer to."""

import re
from collections.abc import Iterable

from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    InTitle,
    Phrase,
    Ref,
    RuleRef,
    Together,
    Within,
)
from watcher.core.watchlist.patterns import check_pattern
from watcher.core.watchlist.phrases import is_pattern
from watcher.model import EntryId, RuleId
from watcher.rulefile.slips import shorten
from watcher.rulefile.tree import Notes, Text
from watcher.rulefile.written_conditions import (
    WrittenAll,
    WrittenAny,
    WrittenAtLeast,
    WrittenCondition,
    WrittenInTitle,
    WrittenRuleRef,
    WrittenTogether,
)

_REFERENCE = re.compile(r"<([^<>]*)>")
_OPERATOR = re.compile(r"\s(?:AND|OR|\|+|&&)\s")
"""As search engines have them. Words that are written so, all in capitals, are a phrase."""
_SEPARATOR = re.compile("[;،؛|]| / ")
_STAR_AFTER = 4
"""Letters a word must have before its `*`: `war*` would find warm, warn, warehouse."""


class ConditionReader:
    """Reads the conditions, phrases and references of one file."""

    def __init__(self, notes: Notes) -> None:
        """What is wrong goes to `notes`; the references are checked once all files are read."""
        self.notes = notes
        self.references: list[Text] = []
        """The ids in `<…>`, where they stand."""
        self.number_references: list[Text] = []
        """Those at which numbers are counted."""
        self.rule_references: list[Text] = []

    def conditions(self, written: Iterable[WrittenCondition]) -> tuple[Condition, ...]:
        """The conditions of a list, in order."""
        return tuple(self._condition(one) for one in written)

    def words(self, written: Iterable[Text]) -> tuple[str, ...]:
        """The entries of a list of words; `<id>` stays as it is."""
        return tuple(self._word(one) for one in written)

    def numbers_near(self, written: Iterable[Text]) -> tuple[str, ...]:
        """As `words`, for the words at which a rule counts numbers."""
        before = len(self.references)
        words = self.words(written)
        self.number_references += self.references[before:]
        return words

    def phrases(self, written: Iterable[Text]) -> tuple[str, ...]:
        """Texts that stand for themselves only."""
        return tuple(self.phrase(one) for one in written)

    def phrase(self, text: Text) -> str:
        """A phrase or a `/pattern/`, checked."""
        if what := _wrong_with(text):
            self.notes.problem(text, *what)
        elif not is_pattern(text):
            warn_of_separator(text, self.notes)
        return str(text)

    def _word(self, text: Text) -> str:
        if found := _REFERENCE.fullmatch(text):
            self.references.append(_inside(found[1], text))
            return str(text)
        return self.phrase(text)

    def _condition(self, written: WrittenCondition) -> Condition:
        match written:
            case Text():
                return self._text(written)
            case WrittenRuleRef():
                self.rule_references.append(written.rule)
                return RuleRef(RuleId(str(written.rule)))
            case WrittenTogether():
                within, words = written.within or (Within.SENTENCE, 0)
                return Together(self.conditions(written.together), within, words, written.order)
            case _:
                return self._group(written)

    def _group(
        self, written: WrittenAny | WrittenAll | WrittenAtLeast | WrittenInTitle
    ) -> Condition:
        if isinstance(written, WrittenAny):
            return AnyOf(self.conditions(written.any))
        if isinstance(written, WrittenAll):
            return AllOf(self.conditions(written.all))
        if isinstance(written, WrittenAtLeast):
            return AtLeast(written.at_least, self.conditions(written.of))
        return InTitle(self.conditions(written.in_title))

    def _text(self, text: Text) -> Condition:
        if found := _REFERENCE.fullmatch(text):
            self.references.append(_inside(found[1], text))
            return Ref(EntryId(found[1]))
        return Phrase(self.phrase(text))


def warn_of_separator(text: Text, notes: Notes) -> None:
    """Note a sign that other writing separates with, and YAML does not."""
    if found := _SEPARATOR.search(text):
        notes.warn(
            text,
            f"{text!r} is one phrase",
            f"between two entries stands , and no {found[0].strip()}",
        )


def _inside(id_: str, reference: Text) -> Text:
    return Text(id_, reference.line, reference.column)


def _wrong_with(text: str) -> tuple[str, str] | None:
    """What is wrong with a phrase, and what to type instead; None for a good one."""
    if text.startswith("/"):
        return _wrong_pattern(text)
    if _REFERENCE.search(text):
        what = f"{text!r} mixes words and a reference"
        return what, "a reference stands alone; combine with together: [...]"
    if text.startswith("<") or text.endswith(">"):
        return f"{text!r} is only half of a reference", f"write <{text.strip('<> ')}>"
    if (found := _OPERATOR.search(text)) and not text.replace(found[0], "").isupper():
        what = f"{text!r} is one phrase: {found[0].strip()} combines nothing"
        return what, "write {any: [...]} where one is enough, {all: [...]} for every one"
    if not folded_words(text):
        return f"{text!r} holds no letter or digit", ""
    return _wrong_star(text)


def _wrong_pattern(text: str) -> tuple[str, str] | None:
    if not is_pattern(text):
        return f"{text!r} begins a pattern that no / ends", "/pattern/"
    what = check_pattern(text[1:-1])
    return (f"the pattern {shorten(text)} cannot be used: {what}", "RE2 syntax") if what else None


def _wrong_star(text: str) -> tuple[str, str] | None:
    stem, star, rest = text.partition("*")
    if not star:
        return None
    if rest or not stem[-1:].isalnum():
        return f"{text!r} has a * that is not at the end of its last word", "write the variants out"
    if len(folded_words(stem)[-1]) < _STAR_AFTER:
        return f"{text!r} has a * after fewer than four letters", "write the variants out"
    return None
