"""The archive is read whole, in order of arrival, beside whoever writes."""

from contextlib import closing
from datetime import timedelta

import pytest

from tests.build import NOON, document, ingested
from watcher.store import archive, open_store
from watcher.store.archive import archived, how_many


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as opened:
        yield opened


def keep(store, *documents):
    store.add(ingested(documents=documents))


def test_a_document_comes_back_as_it_was(store):
    paper = document(
        "Half a \ud800 letter, عين الأسد.",
        title="Drones",
        published=NOON - timedelta(hours=1),
        url="https://example.org/1",
        origin="example.org",
    )
    keep(store, paper)
    assert [*archived(store.database, NOON)] == [paper]


@pytest.mark.parametrize("batch", [1, 2, 3, 500])
def test_all_come_once_in_order_of_arrival_whatever_is_read_at_once(store, monkeypatch, batch):
    monkeypatch.setattr(archive, "_BATCH", batch)
    hours = [5, 3, 3, 3, 9, 0, 0, 4]
    papers = [
        document("Text.", id=f"{9 - n}", seen=NOON + timedelta(hours=hour))
        for n, hour in enumerate(hours)
    ]
    keep(store, *papers)
    expected = sorted(papers, key=lambda one: one.seen)
    assert [*archived(store.database, NOON)] == expected
    since = NOON + timedelta(hours=3)
    assert [*archived(store.database, since)] == [one for one in expected if one.seen >= since]
    assert how_many(store.database, since) == 6


def test_it_is_read_while_another_one_writes(store, tmp_path):
    keep(store, document("One.", id="1"))
    with closing(open_store(tmp_path / "watcher.db", ours=False)) as reader:
        found = archived(reader.database, NOON)
        with store.transaction():
            keep(store, document("Two.", id="2"))
            assert [one.id for one in found] == ["1"]
        assert [one.id for one in archived(reader.database, NOON)] == ["1", "2"]


def test_the_time_of_arrival_is_looked_up_in_an_index(store):
    with store.database.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT * FROM document WHERE (seen, rowid) > (1, 1) "
            "ORDER BY seen, rowid LIMIT 500"
        ).all()
    assert any("USING INDEX" in row[3] for row in plan)
    assert not any("TEMP B-TREE" in row[3] for row in plan)
