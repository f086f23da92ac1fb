"""Nouns to rows and back. Pure.

Sets and tuples are kept as JSON lists, sets sorted, so that the same noun is always the same row.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping

from watcher.model import (
    AlertId,
    ChannelName,
    ChatId,
    Delivery,
    DeliveryId,
    EntryId,
    Event,
    EventId,
    Figure,
    Kind,
    Match,
    Part,
    RuleId,
    Severity,
    SourceName,
    Span,
    State,
    Story,
    Telling,
    ToldAs,
    Trouble,
    Voice,
)
from watcher.ports import Move, Outcome, Skipped, SourceState, Standing

Row = dict[str, Any]


def story_row(story: Story) -> Row:
    """The span only: the words are the document's."""
    return {
        "id": story.id,
        "document": story.document.id,
        "start": story.span.start,
        "end": story.span.end,
        "title": clean(story.title),
        "date": story.date,
        "date_inferred": story.date_inferred,
        "source": clean(story.source),
        "source_inferred": story.source_inferred,
    }


def match_row(match: Match) -> Row:
    """Evidence as `[start, end, told_as, [names]]`; the rest can be found again in the text."""
    evidence = [
        [one.sentence.start, one.sentence.end, one.told_as, [find.name for find in one.finds]]
        for one in match.evidence
    ]
    return {
        "story": match.story.id,
        "rule": match.rule,
        "severity": match.severity,
        "told_as": match.told_as,
        "evidence": json.dumps(evidence),
    }


def names_of(evidence: str) -> frozenset[EntryId]:
    """The names in the evidence of a match, as `match_row` keeps it."""
    return frozenset(EntryId(name) for *_, names in json.loads(evidence) for name in names)


def sentences_of(evidence: str) -> list[Span]:
    """Where the sentences of the evidence stand, as `match_row` keeps it."""
    return [Span(start, end) for start, end, *_ in json.loads(evidence)]


def event_row(event: Event, at: datetime) -> Row:
    """`at` is when the last story joined it."""
    return {
        "id": event.id,
        "rules": _sorted(event.rules),
        "named": _sorted(event.named),
        "told_as": _sorted(event.told_as),
        "severity": event.severity,
        "tellings": json.dumps([*map(_telling_row, event.tellings)]),
        "voices": json.dumps([*map(_voice_row, event.voices)], ensure_ascii=False),
        "stories": event.stories,
        "rung": event.rung,
        "begun": at,
        "seen": at,
    }


def event_of(row: RowMapping) -> Event:
    """The event as it was recorded last."""
    return Event(
        id=EventId(row["id"]),
        rules=frozenset(map(RuleId, json.loads(row["rules"]))),
        named=frozenset(map(EntryId, json.loads(row["named"]))),
        told_as=frozenset(map(ToldAs, json.loads(row["told_as"]))),
        severity=Severity(row["severity"]),
        tellings=tuple(_telling_of(*one) for one in json.loads(row["tellings"])),
        voices=tuple(_voice_of(*one) for one in json.loads(row["voices"])),
        stories=row["stories"],
        rung=row["rung"],
    )


def _telling_row(telling: Telling) -> list[Any]:
    """The fields in their order; escaped, so that it holds any text."""
    said = sorted(day.isoformat() for day in telling.said)
    day = telling.day and telling.day.isoformat()
    return [sorted(telling.marks), day, said, telling.part]


def _telling_of(marks: list[str], day: str | None, said: list[str], part: str) -> Telling:
    days = frozenset(map(date.fromisoformat, said))
    return Telling(frozenset(marks), date.fromisoformat(day) if day else None, days, Part(part))


def _voice_row(voice: Voice) -> list[Any]:
    """The fields in their order; the moment as a text."""
    figures = [[clean(one.of), one.count, clean(one.text), one.later] for one in voice.figures]
    named = [clean(one) for one in (voice.wire, voice.copy_of)]
    return [
        clean(voice.source),
        voice.told_as,
        voice.seen.isoformat(),
        figures,
        voice.url and clean(voice.url),
        *named,
        voice.signature,
        voice.told_before,
    ]


def _voice_of(  # the fields in their order
    source: str,
    told_as: str,
    seen: str,
    figures: list[tuple[str, int, str, bool]],
    url: str | None,
    wire: str,
    copy_of: str,
    signature: list[int],
    told_before: str | None,
) -> Voice:
    return Voice(
        source,
        ToldAs(told_as),
        datetime.fromisoformat(seen),
        tuple(Figure(*one) for one in figures),
        url,
        wire,
        copy_of,
        tuple(signature),
        ToldAs(told_before) if told_before else None,
    )


def verdict_row(outcome: Outcome, at: datetime) -> Row:
    """What was decided about one story, and about which event."""
    return {
        "story": outcome.story.id,
        "event": outcome.verdict.event.id,
        "rule": outcome.matches[0].rule,
        "at": at,
        "action": outcome.verdict.action,
        "reason": outcome.verdict.reason,
        "detail": clean(outcome.verdict.detail),
        "severity": outcome.severity,
        "headline": clean(outcome.headline),
    }


def delivery_row(delivery: Delivery) -> Row:
    """The whole delivery; `State.SENDING` and all."""
    return {
        "id": delivery.id,
        "channel": delivery.channel,
        "text": clean(delivery.text),
        "severity": delivery.severity,
        "created": delivery.created,
        "not_before": delivery.not_before,
        "expires_at": delivery.expires_at,
        "alert": delivery.alert,
        "attempts": delivery.attempts,
        "state": delivery.state,
        "note": clean(delivery.note),
        "message_id": clean(delivery.message_id),
        "kind": delivery.kind,
        "target": delivery.target,
        "chat": delivery.chat,
        "after": clean(delivery.after),
        "silent": delivery.silent,
    }


def delivery_of(row: RowMapping) -> Delivery:
    """The delivery as it was recorded last."""
    return Delivery(
        id=DeliveryId(row["id"]),
        channel=ChannelName(row["channel"]),
        text=row["text"],
        severity=Severity(row["severity"]),
        created=row["created"],
        not_before=row["not_before"],
        expires_at=row["expires_at"],
        alert=row["alert"] and AlertId(row["alert"]),
        attempts=row["attempts"],
        state=State(row["state"]),
        note=row["note"],
        message_id=row["message_id"],
        kind=Kind(row["kind"]),
        target=row["target"] and DeliveryId(row["target"]),
        chat=row["chat"] and ChatId(row["chat"]),
        after=row["after"],
        silent=row["silent"],
    )


def skipped_text(skipped: Iterable[Skipped]) -> str:
    """What a poll could not read, as JSON."""
    return json.dumps([[one.origin, one.why] for one in skipped])


def source_of(row: RowMapping, documents: int, gaps: Sequence[timedelta]) -> SourceState:
    """How a source is doing; `documents` is how many are kept, `gaps` the times between them."""
    return SourceState(
        name=SourceName(row["name"]),
        last_success=row["last_success"],
        last_failure=row["last_failure"],
        failures=row["failures"],
        note=row["note"],
        documents=documents,
        skipped=tuple(Skipped(*one) for one in json.loads(row["skipped"])),
        next_try=row["next_try"],
        last_news=row["last_news"],
        usual_gap=sorted(gaps)[len(gaps) // 2] if gaps else None,
        longest_gap=max(gaps, default=None),
        told=Standing(row["told"]),
        trouble=Trouble(row["trouble"]) if row["trouble"] else None,
        url=row["url"],
        move=_move_of(row) if row["moved_to"] else None,
    )


def _move_of(row: RowMapping) -> Move:
    told = row["moved_told"] == row["moved_to"]
    return Move(row["moved_to"], row["moved_since"], row["moved_answers"], told)


def clean(text: str) -> str:
    """`text` with lone surrogates, which no UTF-8 column can hold, replaced by `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _sorted(items: Iterable[str]) -> str:
    return json.dumps(sorted(items))
