"""What a store keeps of documents that may be edited."""

from datetime import timedelta

from tests.build import NOON, document, ingested


def paper(text, thing, *, after=0, **kwargs):
    return document(text, id=text, thing=thing, seen=NOON + timedelta(hours=after), **kwargs)


def test_the_newest_kept_text_of_each_thing_is_found(store):
    papers = [paper("newer", "a", after=2), paper("older", "a"), paper("other", "b")]
    store.add(ingested(documents=[*papers, paper("nowhere", "")]))
    assert store.earlier(["a", "b", "c"]) == {"a": "newer", "b": "other"}
    assert store.earlier(["b"] * 1_200) == {"b": "other"}
    assert store.earlier([]) == store.earlier([""]) == {}


def test_a_document_comes_back_with_what_it_is_a_text_of(store):
    one = paper("Boats left the quay.", "a", edited=True)
    store.add(ingested(documents=[one]))
    (hit,) = store.search("quay", NOON - timedelta(days=1), 5)
    assert hit.document == one
