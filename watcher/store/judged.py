"""What was decided about a document when it was read. Only reads."""

import json

from sqlalchemy import func, select

from watcher.model import Action, DocumentId, EventId, Reason, RuleId, StoryId
from watcher.ports.judged import Before, Judged
from watcher.store.database import Database
from watcher.store.tables import events, matches, stories, verdicts


def judged(database: Database, document: DocumentId, rule: RuleId) -> Before:
    """What became of `document` under `rule`; nothing where it was not read, or is forgotten.

    Of a story that tells several events, the one in which the rule led counts before those in which
    it was among others.
    """
    mine = select(stories.c.id).where(stories.c.document == document)
    held = (matches.c.story == verdicts.c.story) & (matches.c.rule == rule)
    chosen = (
        select(verdicts, events.c.rules)
        .join(matches, held)
        .join(events, events.c.id == verdicts.c.event)
        .where(verdicts.c.story.in_(mine))
        .order_by(verdicts.c.rule == rule, verdicts.c.number)
    )
    first = select(func.min(verdicts.c.number)).group_by(verdicts.c.event)
    begun = select(verdicts.c.event).where(verdicts.c.story.in_(mine), verdicts.c.number.in_(first))
    with database.reading() as connection:
        rows = connection.execute(chosen).all()
        began = frozenset(map(EventId, connection.scalars(begun)))
    told = {
        StoryId(row.story): Judged(
            EventId(row.event), row.at, Action(row.action), Reason(row.reason), row.detail
        )
        for row in rows
        if rule in json.loads(row.rules)
    }
    return Before(told, began)
