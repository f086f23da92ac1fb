"""What goes through a proxy: to checked addresses only, in time, and with a sentence if not."""

import ssl
from datetime import timedelta
from pathlib import Path

import pytest

from tests.web.proxy import KNOWN, proxying
from tests.web.server import answer, redirect
from watcher.model import Trouble
from watcher.web.answer import FetchError, NotAsked
from watcher.web.fetch import Fetcher
from watcher.web.proxy import Proxy

CERTIFICATE = Path(__file__).with_name("feeds.example.pem")
KINDS = ["http", "socks5"]
OPEN, SIXTH = "198.51.100.7", "2001:db8::7"
NAMES = {"feeds.example": [OPEN], "six.example": [SIXTH], "inside.example": ["127.0.0.1"]}
SOON = timedelta(seconds=0.5)
LONG = timedelta(seconds=30)


def directory(host, port):
    return NAMES.get(host, [host])


def through(proxy, deadline=LONG, user="", password="", **more):
    way = Proxy(proxy.kind, "127.0.0.1", proxy.port, user, password)
    is_public = {OPEN, SIXTH}.__contains__
    return Fetcher(resolve=directory, is_public=is_public, proxy=way, deadline=deadline, **more)


@pytest.fixture(params=KINDS)
def proxy(request):
    with proxying(request.param) as proxy:
        yield proxy


@pytest.mark.parametrize(("host", "address"), [("feeds.example", OPEN), ("six.example", SIXTH)])
def test_the_proxy_hears_the_address_that_was_checked_and_the_server_its_name(
    proxy, server, host, address
):
    server.pages["/"] = answer(b"news")
    assert through(proxy)(server.url(host=host), {}).body == b"news"
    assert proxy.asked == [(address, server.port)]
    assert f"Host: {host}:{server.port}".encode() in server.heads[0]


def test_a_secure_page_is_checked_as_ever(proxy, server):
    server.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.tls.load_cert_chain(CERTIFICATE)
    server.pages["/"] = answer(b"news")
    trust = ssl.create_default_context(cafile=CERTIFICATE)
    url = server.url(host="feeds.example", scheme="https")
    assert through(proxy, trust=trust)(url, {}).body == b"news"
    assert proxy.asked == [(OPEN, server.port)]
    with pytest.raises(FetchError, match="Hostname mismatch"):
        through(proxy, trust=trust)(url.replace("feeds", "six"), {})


@pytest.mark.parametrize("kind", KINDS)
def test_a_proxy_that_knows_us_lets_us_through_and_others_not(server, kind):
    server.pages["/"] = answer(b"news")
    url = server.url(host="feeds.example")
    with proxying(kind, guarded=True) as proxy:
        user, password = KNOWN
        assert through(proxy, user=user, password=password)(url, {}).body == b"news"
        for wrong in ({}, {"user": user, "password": "canary"}):
            with pytest.raises(NotAsked) as error:
                through(proxy, **wrong).post(url, {}, b"words")
            assert error.value.trouble is Trouble.UNREACHABLE
            assert (
                str(error.value)
                == (
                    f"cannot be reached: the proxy {proxy.address} wants another name and password:"
                    " put its address into proxy_env"
                )
                or not wrong
            )
            assert "canary" not in str(error.value)
    assert len(server.heads) == 1


def test_where_one_address_is_refused_the_next_is_tried(proxy, server, monkeypatch):
    monkeypatch.setitem(NAMES, "both.example", [SIXTH, OPEN])
    server.pages["/"] = answer(b"news")
    proxy.refused = {SIXTH}
    assert through(proxy)(server.url(host="both.example"), {}).body == b"news"
    assert [address for address, _ in proxy.asked] == [SIXTH, OPEN]
    proxy.refused = {SIXTH, OPEN}
    with pytest.raises(FetchError, match=f"the proxy {proxy.address} .*{OPEN}"):
        through(proxy)(server.url(host="both.example"), {})


def test_what_is_near_is_asked_directly_and_else_not_at_all(proxy, server):
    server.pages["/"] = answer(b"news")
    url = server.url(host="inside.example")
    assert through(proxy, allow_private=True)(url, {}).body == b"news"
    with pytest.raises(FetchError, match="private network"):
        through(proxy)(url, {})
    server.pages["/"] = redirect(url)
    with pytest.raises(FetchError, match="private network"):
        through(proxy)(server.url(host="feeds.example"), {})
    assert proxy.asked == [(OPEN, server.port)]
    assert len(server.heads) == 2


def hang(connection, closing):
    closing.wait(10)


def drip(connection, closing):
    while not closing.wait(0.01):
        connection.sendall(b"H")


def pour(connection, closing):
    while not closing.is_set():
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 4096)


def saying(words):
    def say(connection, closing):
        connection.recv(4096)
        connection.sendall(words)

    return say


FAULTS = {
    "hangs": hang,
    "drips": drip,
    "pours": pour,
    "hangs up": saying(b""),
    "talks nonsense": saying(b"\xff" * 99 + b"\r\n\r\n"),
    "ends in the middle": saying(b"HTTP/1.1 2"),
    "says more than it was asked": saying(b"HTTP/1.1 200 OK\r\n\r\nmore"),
    "is no gateway": saying(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 502 Bad Gateway\r\n\r\n"),
    "ends in the middle of SOCKS": saying(b"\x05\x00\x05\x00\x00\x01\x7f"),
    "has an address of no kind": saying(b"\x05\x00\x05\x00\x00\x09\x01a\x00\x50"),
    "fails for no reason": saying(b"\x05\x00\x05\x01\x00\x01" + bytes(6)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_proxy_that_misbehaves_is_left_in_time_and_nothing_was_sent(proxy, server, fault):
    proxy.fault = FAULTS[fault]
    with pytest.raises(NotAsked) as error:
        through(proxy, SOON).post(server.url(host="feeds.example"), {}, b"words")
    assert error.value.trouble in {Trouble.UNREACHABLE, Trouble.TIMEOUT}
    assert server.connections == 0


def test_a_proxy_that_is_not_there_is_named(server):
    with proxying("socks5") as gone:
        fetch, address = through(gone), gone.address
    with pytest.raises(FetchError, match=f"the proxy {address} does not answer"):
        fetch(server.url(host="feeds.example"), {})


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://proxy.example", "http://proxy.example:8080"),
        ("socks5://u:p@[::1]:9/", "socks5://[::1]:9"),
        ("socks5://127.0.0.1", "socks5://127.0.0.1:1080"),
    ],
)
def test_the_address_of_a_proxy_is_shown_without_its_password(address, shown):
    assert str(Proxy.at(address)) == shown
    assert "p" not in repr(Proxy.at(address)).partition("port")[2]


def test_name_and_password_are_read_as_they_were_meant():
    way = Proxy.at("http://amal:p%3Ass%40word@proxy.example:3128")
    assert (way.user, way.password) == KNOWN


@pytest.mark.parametrize(
    "address",
    [
        "https://proxy.example",
        "socks5h://proxy.example",
        "proxy.example:8080",
        "http://",
        "http://proxy.example/path",
        "http://proxy.example:99999",
        "http://[::1",
        f"http://u:{'p' * 256}@proxy.example",
    ],
)
def test_what_is_no_address_of_a_proxy_is_refused_and_not_repeated(address):
    with pytest.raises(ValueError, match=r"^(is no|holds)") as error:
        Proxy.at(address)
    assert "example" not in str(error.value)


def test_a_proxy_that_only_the_environment_names_is_not_used(proxy, server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.address)
    server.pages["/"] = answer(b"news")
    fetch = Fetcher(allow_private=True)
    assert fetch(server.url(), {}).body == b"news"
    assert proxy.connections == 0
