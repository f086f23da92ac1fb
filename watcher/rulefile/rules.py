"""What the rules of one file mean, with the defaults of that file."""

from collections.abc import Iterator
from typing import TypeVar

from watcher.core.watchlist.language import Escalation, Frequency, Raise, Rule, RuleTest
from watcher.model import ChannelName, RuleId, Severity, SourceName
from watcher.rulefile.conditions import ConditionReader
from watcher.rulefile.files import read_news
from watcher.rulefile.tree import Notes, Text
from watcher.rulefile.written import (
    WrittenActive,
    WrittenDefaults,
    WrittenEscalation,
    WrittenFrequency,
    WrittenRule,
    WrittenSources,
    WrittenTest,
)

_Value = TypeVar("_Value")
_PLAIN = Rule(RuleId(""), "", ())
"""The defaults of the language, which hold where neither rule nor file say otherwise."""


def read_rule(
    key: Text, written: WrittenRule, defaults: WrittenDefaults, reader: ConditionReader
) -> Rule:
    """The rule under `key`."""
    counted = written.count.numbers_near if written.count else ()
    sources = written.sources or WrittenSources()
    active = written.active or WrittenActive()
    severity = _first(written.severity, defaults.severity, _PLAIN.severity)
    return Rule(
        id=RuleId(str(key)),
        title=str(written.title),
        look_for=reader.conditions(written.look_for),
        severity=severity,
        send_to=tuple(ChannelName(str(to)) for to in _first(written.send_to, defaults.send_to, [])),
        max_age=_first(written.max_age, defaults.max_age, _PLAIN.max_age),
        repeat_after=_first(written.repeat_after, defaults.repeat_after, _PLAIN.repeat_after),
        min_sources=_first(written.min_sources, defaults.min_sources, _PLAIN.min_sources),
        at_least=_frequency(written.at_least),
        quiet_hours=_first(written.quiet_hours, defaults.quiet_hours, _PLAIN.quiet_hours),
        escalate=_escalation(written.escalate or defaults.escalate),
        told_as=_PLAIN.told_as if written.told_as is None else frozenset(written.told_as),
        ignore_if=reader.conditions(written.ignore_if),
        ignore_story_if=reader.conditions(written.ignore_story_if),
        raise_to=tuple(_raises(written, severity, reader)),
        numbers_near=reader.numbers_near(counted),
        sources_only=frozenset(SourceName(str(name)) for name in sources.only),
        sources_except=frozenset(SourceName(str(name)) for name in sources.excepted),
        languages=frozenset(sources.languages),
        active_from=active.since,
        active_until=active.until,
        off=written.off,
        note=str(written.note or ""),
        tests=tuple(read_test(one, reader.notes) for one in written.tests),
        file=str(reader.notes.path),
        line=key.line,
    )


def _first(own: _Value | None, of_file: _Value | None, otherwise: _Value) -> _Value:
    if own is not None:
        return own
    return otherwise if of_file is None else of_file


def _frequency(written: WrittenFrequency | None) -> Frequency | None:
    if written is None:
        return None
    return Frequency(written.stories or 0, written.sources or 0, written.within)


def _escalation(written: WrittenEscalation | None) -> Escalation | None:
    return Escalation(written.after, str(written.to)) if written else None


def _raises(written: WrittenRule, severity: Severity, reader: ConditionReader) -> Iterator[Raise]:
    for key, one in written.raise_to.items():
        to = Severity[key.upper()]
        if to <= severity:
            what = f"raise_to {key} does nothing: the rule is {severity.word} already"
            reader.notes.warn(key, what)
        yield Raise(to, reader.conditions(one.any), reader.conditions(one.unless))


def read_test(written: WrittenTest, notes: Notes) -> RuleTest:
    """A test of a rule; a file that it names and that cannot be read is noted."""
    told = written.told
    return RuleTest(
        text=str(told) if written.alert_in is None else read_news(told, notes),
        alert=written.no_alert is None,
        line=told.line,
        column=told.column,
        severity=written.severity,
        told_as=written.told_as,
        evidence=str(written.evidence or ""),
        because=str(written.because or ""),
        stories=written.stories,
    )
