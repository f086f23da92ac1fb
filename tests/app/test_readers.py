"""Documents are read side by side, and nobody can tell by the result."""

import os
import signal
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, islice
from zoneinfo import ZoneInfo

import pytest

from tests.app.newsdesk import ATTACK, desk, heard, paper, task
from tests.build import NOON
from watcher.app import readers
from watcher.app.readers import Reader, read_all
from watcher.errors import WatcherError


def news(number):
    return paper(f"{ATTACK} Number {number}." if number % 5 == 0 else f"Rain fell. {number}.")


def test_what_a_document_tells_is_heard_with_its_moment_and_source():
    (one,) = heard(desk(), paper(ATTACK, after=3, source="wire"))
    assert (one.at, one.source, one.stories) == (paper("", after=3).seen, "wire", 1)
    (happening,) = one.happenings
    assert happening.rules == {"attack"}


def test_several_processes_hear_what_one_hears_in_the_same_order():
    papers = [news(number) for number in range(150)]
    assert [*read_all(papers, task(desk()), cores=2)] == heard(desk(), *papers)


def test_documents_are_asked_for_as_they_are_needed():
    asked = []
    endless = (asked.append(number) or news(number) for number in count())
    few = read_all(endless, task(desk()), cores=2)
    assert len([*islice(few, 3)]) == 3
    few.close()
    assert len(asked) < 400


def test_a_few_documents_are_not_worth_another_process(monkeypatch):
    monkeypatch.setattr(readers, "ProcessPoolExecutor", None)
    assert len([*read_all([news(1), news(2)], task(desk()), cores=8)]) == 2


class Poison:
    """Ends the process that unpacks it."""

    def __reduce__(self):
        return os._exit, (1,)


def test_a_process_that_is_lost_is_told_in_a_sentence():
    papers = [*(news(number) for number in range(80)), Poison()]
    with pytest.raises(WatcherError, match="try again with --cores 1"):
        list(read_all(papers, task(desk()), cores=2))


class WhatItHears:
    """Unpacked where it is read: a document whose text says which signals are blocked there."""

    def __reduce__(self):
        return _blocked, ()


def _blocked():
    return paper("SIGINT" if signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()) else "")


def test_ctrl_c_is_for_the_one_that_started_the_others():
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    papers = [*(news(number) for number in range(80)), WhatItHears()]
    *_, last = read_all(papers, task(desk()), cores=2)
    assert last.stories == 1  # its text is not blank
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


def test_a_process_has_one_reader_for_all_its_batches():
    readers._begin(task(desk()))
    (one,) = readers._read([paper(ATTACK)])
    assert one == Reader(task(desk())).read(paper(ATTACK))


@pytest.mark.parametrize(
    ("text", "arrived"),
    [
        (f"2 September 2025\n\n{ATTACK}", datetime(2025, 9, 2, 12, tzinfo=UTC)),
        (f"2 September 2031\n\n{ATTACK}", NOON),
        (ATTACK, NOON),
    ],
)
def test_an_old_file_arrived_on_the_day_it_bears_but_never_after_it_was_found(text, arrived):
    (one,) = heard(desk(), paper(text), by_own_date=True)
    assert one.at == arrived
    assert {each.story.document.seen for each in one.happenings} == {arrived}


def test_an_old_file_arrived_at_noon_where_the_reader_is():
    far = ZoneInfo("Pacific/Auckland")
    text = f"2 September 2025\n\n{ATTACK}"
    one = Reader(replace(task(desk(), by_own_date=True), zone=far)).read(paper(text))
    assert one.at.astimezone(far).replace(tzinfo=None) == datetime(2025, 9, 2, 12)  # noqa: DTZ001
    assert one.at.tzinfo is UTC
