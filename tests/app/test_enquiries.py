"""What people may look up: the archive, a digest before its time, what waits to be sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.app.newsdesk import ATTACK, OTHER, attack, paper
from tests.app.newsdesk import desk as newsdesk
from tests.app.test_commands import caller, store
from tests.app.test_reception import NOOR
from tests.build import DESK, NOON, Hands, document, ingested, owed
from watcher.app.commands import LONGEST, obey
from watcher.app.ingest import ingest
from watcher.model import Severity, State
from watcher.ports import Cursor, Poll

__all__ = ["caller", "store"]

WEEK = timedelta(weeks=1)
LOUD = attack("loud", "burned", title="Fire", severity=Severity.CRITICAL)
FIRE = "The Balad base burned on Thursday, two officials said."


class Papers:
    """A source that gives all it has at once."""

    name = "press"

    def __init__(self, *documents):
        self.documents = documents

    def poll(self, cursor, now):
        return Poll(self.documents, Cursor("1"))


def read(caller, *documents, now=NOON):
    ingest(Papers(*documents), caller.desk, caller.store, Hands(now))


def test_search_shows_when_who_what_and_where(caller, store):
    read(caller, paper(ATTACK, title="Harir\n  struck", url="https://press.example/1"))
    assert obey("/search officials HARIR", caller).splitlines() == [
        "4 Sep 2025 12:00 · press · Harir struck",
        f"“{ATTACK}”",
        "https://press.example/1",
    ]


def test_search_names_no_place_where_there_is_none(caller, store):
    read(caller, paper(ATTACK))
    assert len(obey("/search officials", caller).splitlines()) == 2


def test_search_says_that_there_is_more(caller):
    read(caller, *(paper(f"{ATTACK} {n}", after=-n) for n in range(9)))
    *hits, last = obey("/search struck", caller).splitlines()
    assert len(hits) == 10
    assert last == "… and older ones: `watcher search` lists them"


@pytest.mark.parametrize("words", ["", "volcano", '"officials struck"', "* OR (", "\x00"])
def test_search_that_finds_nothing_says_so(caller, words):
    read(caller, paper(ATTACK), paper("The volcano slept.", after=-24 * 31, id="old"))
    nothing = "Nothing in the last 30 days holds all of that"
    asks = "Write words behind the command: /search TEXT"
    assert obey(f"/search {words}", caller) == (nothing if words else asks)


def test_digest_tells_what_today_brought_on_local_clocks(caller, store):
    read(caller, paper(FIRE, title="yesterday"), now=NOON - timedelta(hours=13))
    read(caller, paper(ATTACK))
    later = replace(caller, now=NOON + timedelta(hours=1))
    title, line = obey("/digest", later).splitlines()
    assert title == "Digest of 4 Sep 2025: 1 rang"
    assert line == store.rung().headline
    tomorrow = replace(caller, now=NOON + timedelta(days=1))
    assert obey("/digest", tomorrow) == "Digest of 5 Sep 2025: nothing matched."


def test_digest_has_one_title_however_long_and_each_line_once(caller):
    rules = (attack(), attack("other", title="Other", send_to=(DESK, OTHER)))
    both = replace(caller, desk=newsdesk(*rules), here=(DESK, OTHER))
    towns = [f"The Harir base was struck in {one} on {day}." for one in "AB" for day in range(9)]
    read(both, *(paper(one, id=one) for one in towns))
    title, *lines = obey("/digest", replace(both, now=NOON + timedelta(hours=1))).splitlines()
    assert title.startswith("Digest of 4 Sep 2025: ")
    assert not any(one.startswith("Digest") for one in lines)


def test_digest_is_that_of_the_chat(caller):
    read(caller, paper(ATTACK))
    elsewhere = replace(caller, here=(OTHER,), now=NOON + timedelta(hours=1))
    assert obey("/digest", elsewhere) == "Digest of 4 Sep 2025: nothing matched."


def test_backlog_lists_what_waits_the_loudest_first_and_what_is_not_due(caller, store):
    burning = replace(caller, desk=newsdesk(attack(), LOUD, channels=(DESK,)))
    read(burning, paper(ATTACK), paper(FIRE))
    waiting = obey("/backlog", burning).splitlines()
    assert waiting[0] == "2 alerts to be sent"
    assert [one.split(":")[0] for one in waiting[1:]] == ["· critical", "· high"]
    early = replace(burning, now=NOON - timedelta(minutes=1))
    assert obey("/backlog", early).splitlines()[0] == "2 alerts not due yet"


def test_backlog_counts_what_a_burst_tells_together(caller):
    papers = (
        document(f"Harir base was struck near town{n}.", id=f"{n}", published=NOON - n * WEEK)
        for n in range(9)
    )
    patient = replace(caller, desk=newsdesk(attack(max_age=40 * WEEK), channels=(DESK,)))
    read(patient, *papers)
    count, *lines = obey("/backlog", patient).splitlines()
    assert count == "9 alerts to be sent"
    assert (len(lines), sum(one.endswith(" (and 3 more)") for one in lines)) == (6, 1)


def test_backlog_is_empty_once_all_was_sent_and_in_other_chats(caller, store):
    read(caller, paper(ATTACK))
    assert obey("/backlog", replace(caller, here=(OTHER,))) == "No alert waits to be sent here"
    (due,) = store.due(NOON)
    store.settle(replace(due, state=State.SENT, attempts=1, message_id="1"), NOON)
    assert obey("/backlog", caller) == "No alert waits to be sent here"


@pytest.mark.parametrize("command", ["/search struck", "/digest", "/backlog"])
def test_a_reader_may_ask_and_no_answer_is_too_long(caller, command):
    asking = replace(caller, person=NOOR, now=NOON + timedelta(hours=1))
    long = " ".join(["very"] * 200)
    papers = (
        document(f"Harir base {n} was struck {long}.", id=f"{n}", title=f"{n} {long}")
        for n in range(40)
    )
    read(asking, *papers)
    assert 0 < len(obey(command, asking)) <= LONGEST


def test_nothing_is_changed_by_asking(caller, store):
    store.add(ingested(deliveries=[owed("a")]))
    for command in ("/search struck", "/digest", "/backlog"):
        obey(command, caller)
    assert store.audited(9) == []
    assert store.due(NOON) == [owed("a")]
