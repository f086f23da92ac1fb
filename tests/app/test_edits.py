"""Another text of what was read before is known as one, and said to be one."""

from contextlib import closing

import pytest

from tests.app.newsdesk import ATTACK, attack
from tests.app.newsdesk import desk as newsdesk
from tests.build import DESK, NOON, Hands, document, ingested
from watcher.app.edits import marked
from watcher.app.ingest import ingest
from watcher.ports import Cursor, Poll
from watcher.store import open_store

BULLETIN = "The port of Selm is quiet today, and the ferries sail at noon as they always do."


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield store


def paper(text, *, thing="quay", **kwargs):
    return document(text, id=text, thing=thing, **kwargs)


def edited(documents, store):
    return [one.edited for one in marked(documents, store)]


@pytest.mark.parametrize(
    ("before", "after", "is_edit"),
    [
        (paper(ATTACK), paper(f"{ATTACK} Three were hurt."), True),
        (paper(ATTACK), paper(ATTACK.replace("Thursday", "Friday")), True),
        (paper(ATTACK), paper(BULLETIN), False),
        (paper(ATTACK), paper(f"{ATTACK} Three were hurt.", thing="other"), False),
        (paper(ATTACK, thing=""), paper(f"{ATTACK} Three were hurt.", thing=""), False),
    ],
)
def test_what_keeps_its_address_and_most_of_its_words_is_an_edit(store, before, after, is_edit):
    assert edited([before, after], store) == [False, is_edit]
    store.add(ingested(documents=[before]))
    assert edited([after], store) == [is_edit]


def test_the_newest_text_is_the_one_that_was_edited(store):
    first, second = f"{BULLETIN} It rains.", paper(ATTACK, seen=NOON.replace(hour=13))
    store.add(ingested(documents=[paper(first), second]))
    assert edited([paper(f"{ATTACK} Three were hurt.")], store) == [True]


class Press:
    """A source of one document after the other."""

    name = "press"

    def __init__(self, *documents):
        self.documents = documents

    def poll(self, cursor, now):
        read = len(cursor)
        return Poll(self.documents[read : read + 1], Cursor(cursor + "x"))


def test_the_alert_of_an_edit_says_that_it_is_one(store):
    desk = newsdesk(attack(), channels=(DESK,))
    source = Press(paper(BULLETIN), paper(f"{BULLETIN} {ATTACK}"))
    assert ingest(source, desk, store, Hands()).rang == 0
    assert ingest(source, desk, store, Hands()).rang == 1
    (alert,) = store.due(NOON)
    assert "date not stated · edited · press" in alert.text
