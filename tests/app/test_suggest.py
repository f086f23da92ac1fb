"""Spellings that almost are a name, gathered from what is kept."""

from contextlib import closing

import pytest

from tests.build import NOON, document, name, rule
from watcher.app.suggest import missed, suggest
from watcher.core.watchlist.language import Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.store import open_store

MATCHER = Matcher(
    Watchlist(names=(name("rostam", "Rostam Farhanzad"), name("taji", "Taji")), rules=(rule(),))
)
MET = "Rain fell. On Monday the elder Rostam Verhansad met two traders. Then it was dry."


def papers(*texts):
    return [document(text, id=str(number)) for number, text in enumerate(texts)]


def told(*texts):
    return [(one.surface, one.documents, one.example) for one in missed(papers(*texts), MATCHER)]


def test_a_spelling_is_counted_by_documents_and_shown_in_its_first_sentence():
    again = "Rostam Verhansad spoke. Rostam Verhansad left."
    assert told(MET, again, "Snow.") == [
        ("Rostam Verhansad", 2, "On Monday the elder Rostam Verhansad met two traders.")
    ]


def test_of_a_longer_run_of_capitals_the_sentence_is_that_of_the_run():
    assert told("Late Rostam Verhansad Fighters met.") == [
        ("Rostam Verhansad", 1, "Late Rostam Verhansad Fighters met.")
    ]


def test_a_long_sentence_is_cut_around_the_spelling():
    ((_, _, example),) = told(f"{'There, ' * 60}Rostam Verhansad met {'traders, ' * 60}and left.")
    assert "Rostam Verhansad met" in example
    assert len(example) <= 200


def test_a_sentence_of_several_lines_is_shown_on_one():
    ((_, _, example),) = told("The elder\nRostam Verhansad\nmet two traders.")
    assert example == "The elder Rostam Verhansad met two traders."


@pytest.mark.parametrize("text", ["", "Rustam Ferhanzad met.", "Rain fell."])
def test_what_is_found_or_nothing_like_a_name_is_not_suggested(text):
    assert told(text) == []


def test_so_many_spellings_are_counted_and_no_more(monkeypatch):
    monkeypatch.setattr("watcher.app.suggest._MOST", 1)
    assert [one[0] for one in told(MET, "Later Xostam Farhanzad fell.")] == ["Rostam Verhansad"]


def test_only_the_most_frequent_are_suggested(monkeypatch):
    monkeypatch.setattr("watcher.app.suggest._OFFERED", 1)
    assert [one[0] for one in told("Xostam Farhanzad fell.", MET, MET)] == ["Rostam Verhansad"]


def test_what_was_looked_for_is_kept(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        suggest(papers(MET), MATCHER, store, lambda: NOON)
        (one,) = store.suggestions()
        assert (one.miss.surface, one.found) == ("Rostam Verhansad", NOON)
        suggest([], MATCHER, store, lambda: NOON)
        assert store.suggestions() == []
