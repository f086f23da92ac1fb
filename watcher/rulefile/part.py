"""One rule file, read: what it declares, what it means, what it refers to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from watcher.core.watchlist.advice import Doubt
from watcher.core.watchlist.language import Cue, CueSide, Name, Rule
from watcher.model import EntryId, ToldAs
from watcher.rulefile.conditions import ConditionReader
from watcher.rulefile.declared import Ids, declared_ids
from watcher.rulefile.mistakes import note_mistakes, without_mistakes
from watcher.rulefile.names import read_name
from watcher.rulefile.rules import read_rule
from watcher.rulefile.scalars import nearest
from watcher.rulefile.tree import Notes, Spot, Table, Text
from watcher.rulefile.written import WrittenCue, WrittenDefaults, WrittenFile, WrittenRule
from watcher.rulefile.yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Settled:
    """What a file takes from config.toml, by its rules and its defaults, where it stands."""

    channels: tuple[Text, ...]
    people: tuple[Text, ...]
    sources: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one file adds to the watchlist."""

    path: Path
    ids: Ids
    references: tuple[Text, ...]
    """The ids in `<…>`, where they stand."""
    number_references: tuple[Text, ...]
    """Those at which numbers are counted."""
    rule_references: tuple[Text, ...]
    settled: Settled
    names: tuple[Name, ...]
    words: dict[EntryId, tuple[str, ...]]
    rules: tuple[Rule, ...]
    cues: tuple[Cue, ...]
    context: tuple[str, ...]
    silence: frozenset[str]
    """Doubts that are meant so: a word of `Doubt`, or one with `/` and an id behind it."""
    is_lasting: bool
    """Whether the same text will always say this: no test of it stands in another file."""

    def means(self, doubt: Doubt, entry: str) -> bool:
        """Whether the file says that what is doubted of an entry is meant so."""
        return not self.silence.isdisjoint((doubt, f"{doubt}/{entry}"))


def meant_so(hint: str, doubt: Doubt, entry: str) -> str:
    """The hint, and how a file says that it is meant so."""
    return f"{hint}; if it is meant so, silence: [{doubt}/{entry}]"


def read_part(text: str, notes: Notes) -> Part | None:
    """What a file says, so far as it can be understood; None if it is no rule file at all.

    Everything wrong with it is noted.
    """
    tree = read_yaml(text, notes)
    if tree is None and not notes.problems:
        notes.warn(Spot(1), "the file is empty")
    if tree is not None and not isinstance(tree, Table):
        notes.problem(tree, "a rule file holds keys such as names:, words:, rules:")
    if not isinstance(tree, Table):
        return None
    written = _written(tree, notes)
    reader = ConditionReader(notes)
    defaults = written.defaults
    names = tuple(read_name(key, one, defaults, notes) for key, one in written.names.items())
    words = {EntryId(str(key)): reader.words(one) for key, one in written.words.items()}
    rules = tuple(read_rule(key, one, defaults, reader) for key, one in written.rules.items())
    return Part(
        path=notes.path,
        ids=declared_ids(tree),
        names=names,
        words=words,
        rules=rules,
        cues=_cues(written, reader),
        context=reader.phrases(written.context),
        silence=frozenset(_silenced(written, notes)),
        settled=_settled(written),
        references=tuple(reader.references),
        number_references=tuple(reader.number_references),
        rule_references=tuple(reader.rule_references),
        is_lasting=not any(test.alert_in for rule in written.rules.values() for test in rule.tests),
    )


def _written(tree: Table, notes: Notes) -> WrittenFile:
    try:
        return WrittenFile.model_validate(tree, context=notes)
    except ValidationError as error:
        note_mistakes(error, tree, notes)
        unheard = Notes(notes.path)  # all was noted the first time
        return WrittenFile.model_validate(without_mistakes(error, tree), context=unheard)


def _settled(written: WrittenFile) -> Settled:
    both: list[WrittenDefaults | WrittenRule] = [written.defaults, *written.rules.values()]
    sources = [one.sources for one in written.rules.values() if one.sources]
    return Settled(
        channels=tuple(to for one in both for to in one.send_to or ()),
        people=tuple(one.escalate.to for one in both if one.escalate),
        sources=tuple(name for one in sources for name in (*one.only, *one.excepted)),
    )


def _silenced(written: WrittenFile, notes: Notes) -> Iterator[str]:
    for one in written.silence:
        doubt = one.partition("/")[0]
        if doubt in set(Doubt):
            yield one
        else:
            hint = nearest(doubt, [str(known) for known in Doubt], f"one of {', '.join(Doubt)}")
            notes.problem(one, f"{doubt!r} is nothing that watcher check doubts", hint)


def _cues(written: WrittenFile, reader: ConditionReader) -> tuple[Cue, ...]:
    return tuple(
        _cue(told_as, language, side, one, reader)
        for told_as, languages in written.cues.items()
        for language, sides in languages.items()
        for side, entries in sides.items()
        for one in entries
    )


def _cue(
    told_as: ToldAs,
    language: str,
    side: CueSide,
    written: Text | WrittenCue,
    reader: ConditionReader,
) -> Cue:
    if isinstance(written, WrittenCue):
        return Cue(told_as, reader.phrase(written.phrase), language, side, written.reach)
    return Cue(told_as, reader.phrase(written), language, side)
