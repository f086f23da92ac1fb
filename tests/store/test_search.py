"""Kept documents are found again by their words, however these are spelt, whatever is asked."""

from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import NOON, document, ingested
from watcher.store import open_store

LATER = NOON + timedelta(days=3)


PAPERS = (
    document("A crane fell in the harbour of Lomé.", id="crane", title="Port news"),
    document("The harbour stayed open; the mayor praised a new crane.", id="mayor"),
    document("زار الوزير مدينة الأنبار مســاءً", id="anbar", seen=LATER),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with closing(open_store(tmp_path_factory.mktemp("store") / "watcher.db")) as opened:
        opened.add(ingested(documents=PAPERS))
        yield opened


def ids(store, asked, since=NOON, limit=10):
    return [hit.document.id for hit in store.search(asked, since, limit)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("crane", ["mayor", "crane"]),
        ("CRANE harbour", ["mayor", "crane"]),
        ("crane fell", ["crane"]),
        ('"new crane"', ["mayor"]),
        ('"crane new"', []),
        ("“new crane” mayor", ["mayor"]),
        ('"new crane', ["mayor"]),
        ("lome", ["crane"]),
        ("port", ["crane"]),
        ("الانبار", ["anbar"]),
        ("مساء", ["anbar"]),
        ("crane OR mayor", []),
        ("cra*", []),
        ("words: crane", []),
        ("", []),
        ('"" - *', []),
    ],
)
def test_words_are_found_folded_and_nothing_but_quotes_is_syntax(store, asked, found):
    assert ids(store, asked) == found


def test_the_newest_come_first_and_old_ones_are_left_out(tmp_path):
    late = document("One more crane.", id="late", seen=LATER)
    with closing(open_store(tmp_path / "watcher.db")) as store:
        store.add(ingested(documents=(*PAPERS, late)))
        assert ids(store, "crane") == ["late", "mayor", "crane"]
        assert ids(store, "crane", limit=1) == ["late"]
        assert ids(store, "crane", since=LATER) == ["late"]


@given(st.text())
def test_whatever_is_asked_gets_an_answer(store, asked):
    store.search(asked, NOON, 5)


@pytest.mark.parametrize(
    "asked", ["\0", "crane\0", "\ud800", '"' * 9, "NEAR(a b)", "a AND (", "^a"]
)
def test_odd_questions_get_an_answer(store, asked):
    assert len(store.search(asked, NOON, 5)) <= 5


def test_what_is_quoted_is_the_original(tmp_path):
    text = f"{'Long words before. ' * 20}The Café Zürich closed.{' Long words after.' * 20}"
    with closing(open_store(tmp_path / "watcher.db")) as store:
        store.add(ingested(documents=[document(text, title="Street news")]))
        (hit,) = store.search("cafe zurich", NOON, 1)
        quoted = text[hit.quoted.start : hit.quoted.end]
        assert "Café Zürich closed" in quoted
        assert len(quoted) < 250
        assert f" {quoted} " in text
        (hit,) = store.search("street", NOON, 1)
        assert hit.quoted.start == 0


def test_a_forgotten_document_leaves_the_index(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        store.add(ingested(documents=[document("A crane fell.", id="old")]))
        store.add(ingested(documents=[document("A crane rose.", id="new", seen=LATER)]))
        assert store.prune(LATER) == 1
        assert ids(store, "crane") == ["new"]
        with store.database.writing() as connection:
            asked = "SELECT count(*) FROM document_words WHERE document_words MATCH 'fell'"
            assert connection.exec_driver_sql(asked).scalar_one() == 0
            connection.exec_driver_sql(
                "INSERT INTO document_words (document_words) VALUES ('integrity-check')"
            )


def test_a_document_folded_otherwise_since_leaves_words_that_lead_nowhere(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        store.add(ingested(documents=[document("A crane fell.", id="old")]))
        with store.database.writing() as connection:
            connection.exec_driver_sql("UPDATE searchable SET checksum = 0")
        assert store.prune(LATER) == 1
        store.add(ingested(documents=[document("A goose rose.", id="new")]))
        assert ids(store, "fell") == []
        assert ids(store, "goose") == ["new"]


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-16", categories=["L", "N", "M", "P", "Z"])))
@pytest.mark.no_cover
def test_every_text_can_be_kept_and_forgotten(tmp_path_factory, text):
    with closing(open_store(tmp_path_factory.mktemp("store") / "watcher.db")) as store:
        store.add(ingested(documents=[document(text)]))
        assert store.prune(LATER) == 1
