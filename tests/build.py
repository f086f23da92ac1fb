"""Builders: a test says only what it is about, the rest is filled in."""

from datetime import UTC, date, datetime, timedelta

from watcher.core.watchlist.language import Name, Phrase, Rule
from watcher.model import (
    Action,
    ChannelName,
    Delivery,
    DeliveryId,
    Document,
    DocumentId,
    EntryId,
    Event,
    EventId,
    Evidence,
    Find,
    How,
    Match,
    Part,
    Reason,
    RuleId,
    Severity,
    SourceName,
    Span,
    Story,
    StoryId,
    Telling,
    ToldAs,
    Verdict,
    Voice,
)
from watcher.ports import Cursor, Ingested, Outcome

NOON = datetime(2025, 9, 4, 12, tzinfo=UTC)
"""A Thursday."""
DESK = ChannelName("desk")
STRIKE = (Phrase("strike"),)


class Hands:
    """A clock that moves only when told to."""

    def __init__(self, now=NOON):
        self.now = now

    def __call__(self):
        return self.now

    def wait(self, **kwargs):
        self.now += timedelta(**kwargs)


def document(text, *, id="doc", source="press", published=None, seen=NOON, **kwargs):
    return Document(DocumentId(id), SourceName(source), text, seen, published=published, **kwargs)


def story(text, *, id="doc", title="", date=None, told_by="", **kwargs):
    """A story that is the whole of its document."""
    paper = document(text, id=id, **kwargs)
    return Story(
        StoryId(f"{id}/0"), paper, Span(0, len(text)), title=title, date=date, source=told_by
    )


def find(story, surface, name, how=How.EXACT, score=1.0):
    start = story.document.text.index(surface)
    return Find(Span(start, start + len(surface)), EntryId(name), how, score)


def evidence(story, sentence, event, *, told_as=ToldAs.REPORTED, cue=None, finds=()):
    """Evidence in the sentence that has these words; `finds` are (surface, name id)."""
    text = story.document.text
    at = text.index(sentence)

    def span(words):
        start = text.index(words, at)
        return Span(start, start + len(words))

    return Evidence(
        Span(at, at + len(sentence)),
        told_as,
        span(event),
        span(cue) if cue else None,
        tuple(Find(span(surface), EntryId(name), How.EXACT, 1.0) for surface, name in finds),
    )


def match(story, *evidence, rule="attack", severity=Severity.HIGH, numbers=()):
    return Match(RuleId(rule), story, severity, evidence, numbers)


def rule(id="attack", title="Attack", look_for=STRIKE, **kwargs):
    return Rule(RuleId(id), title, look_for, **kwargs)


def name(id, called=None, **kwargs):
    return Name(EntryId(id), called or id, **kwargs)


def telling(*marks, day=date(2025, 9, 4), said=(), part=Part.LEAD):
    """What one passage tells; the day is that of its story."""
    return Telling(frozenset(marks), day, frozenset(said), part)


def event(
    id="event",
    *,
    rules=("attack",),
    names=("harir",),
    tellings=None,
    named=None,
    told_as=(ToldAs.REPORTED,),
    severity=Severity.HIGH,
    sources=("press",),
    stories=1,
    rung=NOON,
):
    """An event of drones that struck what `names` are, unless `tellings` say otherwise."""
    struck = telling("act:attack", "arm:drone", "site:base", *(f"target:{one}" for one in names))
    return Event(
        EventId(id),
        frozenset(map(RuleId, rules)),
        frozenset(map(EntryId, names if named is None else named)),
        frozenset(told_as),
        severity,
        (struck,) if tellings is None else tellings,
        tuple(Voice(source, ToldAs(told_as[0]), NOON) for source in sources),
        stories,
        rung,
    )


def owed(id="a", channel=DESK, *, severity=Severity.MEDIUM, created=NOON, **kwargs):
    """A delivery that is due when it is made."""
    fields = {"text": f"words of {id}", "not_before": created} | kwargs
    fields.setdefault("expires_at", max(created, fields["not_before"]) + timedelta(hours=72))
    return Delivery(DeliveryId(id), channel, severity=severity, created=created, **fields)


def outcome(story, *matches, action=Action.RING, reason=Reason.NEW_EVENT, tells=None, alert=None):
    """What was decided about `matches`; routed to the desk."""
    verdict = Verdict(action, reason, tells or event())
    return Outcome(story, matches, verdict, frozenset({DESK}), alert, f"headline of {story.id}")


def ingested(*outcomes, cursor="1", at=NOON, stories=(), **kwargs):
    """What one poll of “press” changes; documents and stories follow from the outcomes."""
    told = [*(one.story for one in outcomes), *stories]
    papers = {story.document.id: story.document for story in told}
    return Ingested(
        SourceName("press"),
        Cursor(cursor),
        at,
        documents=kwargs.pop("documents", list(papers.values())),
        stories=told,
        outcomes=outcomes,
        **kwargs,
    )
