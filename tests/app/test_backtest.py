"""A trial on the past decides what `watcher run` decides."""

from collections import Counter
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.app.newsdesk import ATTACK, attack, desk, heard, paper
from tests.build import NOON, Hands
from watcher.app.backtest import Backtest, backtest
from watcher.app.ingest import ingest
from watcher.core.watchlist.language import Frequency
from watcher.model import Action, Reason
from watcher.ports import Cursor, Poll
from watcher.store import open_store

SECOND = "Two officials said drones struck the Harir base near Erbil on Thursday; five were hurt."
ELSEWHERE = "Rockets struck the Balad base north of Baghdad before dawn, police said."
TAJI = "A drone struck the Taji base on Friday evening, the army said."


class Shelf:
    """A source that gives the documents of one moment."""

    name = "press"

    def __init__(self, *documents):
        self.documents = documents

    def poll(self, cursor, now):
        return Poll(self.documents, Cursor(cursor + "x"))


RULES = {
    "plain": (attack(),),
    "two sources": (attack(min_sources=2),),
    "counted": (attack(at_least=Frequency(stories=2)),),
    "short memory": (attack(repeat_after=timedelta(hours=1)), attack("drone", "drones")),
}
ARRIVALS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from([ATTACK, SECOND, ELSEWHERE, TAJI, "Rain fell."])),
    max_size=8,
)


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(arrivals=ARRIVALS)
def test_it_decides_as_run_decides_poll_by_poll(tmp_path_factory, rules, arrivals):
    asked, clock, verdicts = desk(*rules), Hands(), Counter()
    papers, after = [], 0
    with closing(open_store(tmp_path_factory.mktemp("run") / "watcher.db")) as store:
        for number, (hours, text) in enumerate(arrivals):
            after += hours + 1
            clock.now = NOON + timedelta(hours=after)
            papers.append(paper(text, after=after, id=str(number), origin=f"{number}.txt"))
            verdicts += ingest(Shelf(papers[-1]), asked, store, clock).verdicts
    told = backtest(heard(asked, *papers), asked)
    assert told.verdicts == verdicts
    assert (told.documents, len(told.rings)) == (
        len(papers),
        sum(number for (action, _), number in verdicts.items() if action is Action.RING),
    )


def test_documents_are_decided_in_order_of_arrival_however_they_are_read():
    asked = desk()
    late, early = paper(SECOND, after=2, origin="late"), paper(ATTACK, origin="early")
    told = backtest(heard(asked, late, early), asked)
    assert [one.story.document.origin for one in told.outcomes] == ["early", "late"]
    assert (told.first, told.last) == (early.seen, late.seen)


def test_what_is_older_only_lets_the_desk_know_what_was_told():
    asked = desk()
    papers = paper(ATTACK), paper(ATTACK, after=2, id="again")
    told = backtest(heard(asked, *papers), asked, NOON + timedelta(hours=1))
    assert (told.documents, told.stories, told.rings) == (1, 1, ())
    assert told.verdicts == {(Action.UPDATE, Reason.SAME_EVENT): 1}
    assert told.first == papers[1].seen


def test_of_nothing_nothing_is_told():
    assert backtest([], desk()) == Backtest()


def test_near_misses_are_counted_once_a_document_where_somebody_asks():
    asked = desk()
    papers = [paper("Taji Verhansad came. Taji Verhansad left.", after=n) for n in range(2)]
    assert backtest(heard(asked, *papers), asked).unnamed == {}
    told = backtest(heard(asked, *papers, near_misses=True), asked)
    assert told.unnamed == {"Taji Verhansad": 2}
