"""What was decided about a document is known by the document and a rule."""

from contextlib import closing

import pytest

from tests.build import NOON, event, evidence, ingested, match, outcome, story
from watcher.model import Action, DocumentId, EventId, Reason, RuleId, StoryId
from watcher.ports.judged import Before, Judged
from watcher.store import open_store
from watcher.store.judged import judged

TEXT = "Jets struck a depot near Harir."
DOC, STORY = DocumentId("doc"), StoryId("doc/0")
ATTACK, STRIKE = RuleId("attack"), RuleId("strike")


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield store


def told(about, *rules, id="doc", **kwargs):
    """What was decided about a story in which these rules hold."""
    one = story(TEXT, id=id)
    hits = [match(one, evidence(one, TEXT, "struck"), rule=rule) for rule in rules]
    return outcome(one, *hits, tells=about, **kwargs)


def test_a_story_is_told_under_each_rule_that_held(store):
    store.add(ingested(told(event("e", rules=[ATTACK, STRIKE]), ATTACK, STRIKE)))
    then = Judged(EventId("e"), NOON, Action.RING, Reason.NEW_EVENT, "")
    for rule in (ATTACK, STRIKE):
        before = judged(store.database, DOC, rule)
        assert before == Before({STORY: then}, frozenset({EventId("e")}))


def test_of_several_events_that_in_which_the_rule_led_counts(store):
    first = told(event("e", rules=[ATTACK, STRIKE]), ATTACK, STRIKE)
    store.add(ingested(first, told(event("f", rules=[STRIKE, ATTACK]), STRIKE, ATTACK)))
    assert judged(store.database, DOC, ATTACK).told[STORY].event == "e"
    assert judged(store.database, DOC, STRIKE).told[STORY].event == "f"


def test_an_event_belongs_to_whoever_told_it_first(store):
    store.add(ingested(told(event("e"), ATTACK, id="other")))
    store.add(ingested(told(event("e"), ATTACK, action=Action.UPDATE)))
    before = judged(store.database, DOC, ATTACK)
    assert (before.told[STORY].action, before.began) == (Action.UPDATE, frozenset())
    assert judged(store.database, DocumentId("other"), ATTACK).began == {EventId("e")}


def test_nothing_is_known_of_another_rule_or_document(store):
    store.add(ingested(told(event("e"), ATTACK)))
    assert judged(store.database, DOC, RuleId("other")).told == {}
    assert judged(store.database, DocumentId("other"), ATTACK) == Before()
