"""Servers that misbehave, read as feeds: each ends in time, in bounds and as its own trouble."""

import ssl
import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tests.build import NOON
from tests.faulty.faults import FAULTS, FEED, LIMIT, WAITS
from tests.web.server import answer, serving
from watcher.errors import SourceError
from watcher.model import SourceName, Trouble
from watcher.ports import Cursor
from watcher.sources.feed import Feed
from watcher.web.fetch import Fetcher

START = Cursor("")
LONGEST = 3
"""Seconds after which a fetch counts as hung: six times its deadline."""
HASTY = Fetcher(allow_private=True, deadline=timedelta(seconds=0.5), limit=LIMIT)
WHOLE = FEED + b"</channel></rss>"
CERTIFICATES = {
    "self-signed": Path(__file__).parents[1] / "web" / "feeds.example.pem",
    "expired": Path(__file__).with_name("expired.example.pem"),
}


@pytest.fixture
def server():
    with serving() as server:
        yield server


def poll(url, fetch=HASTY, cursor=START, now=NOON):
    return Feed(SourceName("press"), url, fetch).poll(cursor, now)


def trouble(url, fetch=HASTY):
    """The error of a poll that must fail, and must not hang."""
    with ThreadPoolExecutor(1) as pool, pytest.raises(SourceError) as error:
        pool.submit(poll, url, fetch).result(timeout=LONGEST)
    return error.value


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_in_time_as_its_own_trouble_and_takes_little_room(server, fault):
    page, kind = FAULTS[fault]
    server.pages["/feed"] = page
    tracemalloc.start()
    try:
        assert trouble(server.url("/feed")).trouble is kind
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * LIMIT


@pytest.mark.parametrize("fault", WAITS)
def test_a_server_that_asks_for_time_is_heard(server, fault):
    status, said, kind, wait = WAITS[fault]
    server.pages["/feed"] = answer(status=status, retry_after=said)
    error = trouble(server.url("/feed"))
    obeyed = error.retry_after and min(error.retry_after, timedelta(days=1))
    assert (error.trouble, obeyed) == (kind, wait)


@pytest.mark.parametrize("fault", CERTIFICATES)
def test_a_bad_certificate_is_trouble_of_its_own(server, fault):
    certificate = CERTIFICATES[fault]
    server.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.tls.load_cert_chain(certificate)
    trust = ssl.create_default_context(cafile=certificate if fault == "expired" else None)
    fetch = Fetcher(allow_private=True, resolve=lambda *_: ["127.0.0.1"], trust=trust)
    error = trouble(server.url(host="feeds.example", scheme="https"), fetch)
    assert error.trouble is Trouble.TLS
    assert fault.replace("-", " ") in error.what.replace("-", " ")
    assert server.heads == []


def test_a_name_that_nobody_knows_and_one_that_nobody_finds_are_two_kinds_of_trouble():
    over = threading.Event()

    def unknown(host, port):
        raise OSError("unknown")

    def hangs(host, port):
        over.wait()
        return []

    try:
        for resolve, kind in ((unknown, Trouble.UNREACHABLE), (hangs, Trouble.TIMEOUT)):
            fetch = Fetcher(resolve=resolve, deadline=timedelta(seconds=0.2))
            assert trouble("http://no.example/", fetch).trouble is kind
    finally:
        over.set()


def test_a_server_that_says_not_modified_for_ever_is_found_out_within_a_day(server):
    server.pages["/feed"] = answer(WHOLE, etag='W/"weak"')
    first = poll(server.url("/feed"))
    server.pages["/feed"] = answer(status="304 Not Modified")
    second = poll(server.url("/feed"), cursor=first.cursor)
    assert (second.documents, second.cursor) == ((), first.cursor)
    assert b'If-None-Match: W/"weak"\r\n' in server.heads[-1]
    with pytest.raises(SourceError, match="answers 304"):
        poll(server.url("/feed"), cursor=first.cursor, now=NOON + timedelta(days=1))
    assert b"If-None-Match" not in server.heads[-1]


def test_a_wrong_label_and_a_bad_byte_do_not_spoil_the_rest(server):
    body = WHOLE.replace(b"Harir", "حرير \xff".encode("latin-1", "ignore") + "حرير".encode())
    server.pages["/feed"] = answer(body, content_type="text/xml; charset=iso-8859-1")
    (document,) = poll(server.url("/feed")).documents
    assert "حرير" in document.text


def test_a_healthy_feed_beside_them_is_read_within_its_deadline(server):
    server.pages |= {f"/{number}": page for number, (page, _) in enumerate(FAULTS.values())}
    server.pages["/feed"] = answer(WHOLE)
    healthy = Fetcher(allow_private=True, deadline=timedelta(seconds=2))
    slow = [path for path in server.pages if path != "/feed"]
    with ThreadPoolExecutor(len(slow)) as pool:
        failing = [pool.submit(poll, server.url(path)) for path in slow]
        while not all(one.done() for one in failing):
            assert len(poll(server.url("/feed"), healthy).documents) == 1
    assert all(isinstance(one.exception(), SourceError) for one in failing)
