"""What becomes of a message that was posted, told by how the server answers."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON
from tests.channels.posted import FAULTS, POSTER
from tests.web.server import answer, serving
from watcher.channels.posting import field, stable, wished
from watcher.errors import Deferred
from watcher.web.answer import Fetched


@pytest.fixture
def server():
    with serving() as server:
        yield server


def post(url):
    return asyncio.run(POSTER.post(url, {}, b"words"))


@pytest.mark.parametrize(("page", "error"), FAULTS)
def test_each_fault_is_told_for_what_it_is_and_never_names_the_whole_address(server, page, error):
    server.pages["/canary?key=canary"] = page
    with pytest.raises(error, match=r"127\.0\.0\.1") as caught:
        post(server.url("/canary?key=canary"))
    assert type(caught.value) is error
    assert "canary" not in str(caught.value)
    assert len(server.bodies) == 1


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/canary", "http://127.0.0.1:99999/canary", "http://a b/canary"]
)
def test_what_was_never_asked_did_not_arrive(url):
    with pytest.raises(Deferred) as caught:
        post(url)
    assert "canary" not in str(caught.value)


def test_a_server_may_ask_to_wait(server):
    server.pages["/"] = answer(status="429 Many", retry_after="7")
    with pytest.raises(Deferred) as caught:
        post(server.url())
    assert caught.value.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("9" * 40, timedelta(days=1)),
        ("Thu, 04 Sep 2025 12:00:30 GMT", timedelta(seconds=30)),
        ("Thu, 04 Sep 2025 11:00:00 GMT", timedelta(0)),
        ("Thu, 04 Sep 2035 11:00:00 GMT", timedelta(days=1)),
        ("Thu, 04 Sep 2025 12:00:30 -0000", None),
        ("-5", None),
        ("", None),
        ("soon", None),
    ],
)
def test_the_wish_is_read_as_seconds_or_as_a_date(said, wait):
    assert datetime(2025, 9, 4, 12, tzinfo=UTC) == NOON
    assert wished(said, NOON) == wait


@given(st.text())
def test_no_wish_breaks_anything(said):
    assert wished(said, NOON) is None or wished(said, NOON) >= timedelta(0)


def test_a_key_stays_the_same_and_without_one_none_is_like_another():
    assert stable("a/desk/0") == stable("a/desk/0") != stable("a/desk/1")
    assert stable("") != stable("")
    assert stable("مكتب 🚀").isalnum()
    assert stable("مكتب 🚀").isascii()


@pytest.mark.parametrize("body", [b"", b"[1]", b'{"id": 7}', b"[" * 100_000, b"{}", b"\xff"])
def test_an_answer_that_makes_no_sense_has_no_field(body):
    assert field(Fetched(200, body=body), "id") == ""


def test_an_answer_has_a_field():
    assert field(Fetched(200, body=b'{"id": "x"}'), "id") == "x"
