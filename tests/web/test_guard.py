"""Where a fetch connects, and how long it waits there."""

import ssl
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from tests.web.server import answer, redirect
from watcher.web.answer import FetchError
from watcher.web.fetch import Fetcher

SOON = timedelta(seconds=0.3)
CERTIFICATE = Path(__file__).with_name("feeds.example.pem")


def to(*addresses):
    """A resolver for which every host has these addresses."""

    def resolve(host, port):
        return addresses

    return resolve


def test_a_private_address_is_refused_before_anything_is_sent(server):
    with pytest.raises(FetchError, match=r"inside a private network \(127.0.0.1\): set allow"):
        Fetcher()(server.url(), {})
    assert server.connections == 0


def test_a_redirect_to_a_private_address_is_refused(server):
    def resolve(host, port):
        return ["127.0.0.1"] if host == "open.example" else ["127.0.0.2"]

    fetch = Fetcher(
        resolve=resolve,
        is_public=lambda address: address == "127.0.0.1",
    )
    server.pages["/"] = redirect(server.url("/secret", host="inside.example"))
    with pytest.raises(FetchError, match=r"private network \(inside.example\)"):
        fetch(server.url(host="open.example"), {})
    assert len(server.heads) == 1


def test_one_private_address_among_public_ones_is_enough_to_refuse(server):
    fetch = Fetcher(
        resolve=to("127.0.0.1", "10.0.0.1"),
        is_public=lambda address: address == "127.0.0.1",
    )
    with pytest.raises(FetchError, match="private network"):
        fetch(server.url(host="both.example"), {})
    assert server.connections == 0


def test_the_address_that_was_checked_is_the_one_that_is_asked(server):
    asked = []

    def rebind(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    server.pages["/"] = answer(b"news")
    fetch = Fetcher(resolve=rebind, is_public=lambda address: address == "127.0.0.1")
    assert fetch(server.url(host="rebind.example"), {}).body == b"news"
    assert asked == ["rebind.example"]
    assert f"Host: rebind.example:{server.port}\r\n".encode() in server.heads[0]


def test_the_next_address_of_a_host_is_tried_when_the_first_does_not_answer(server):
    server.pages["/"] = answer(b"news")
    fetch = Fetcher(allow_private=True, resolve=to("::1", "127.0.0.1"))
    assert fetch(server.url(host="two.example"), {}).body == b"news"


@pytest.mark.parametrize("trouble", [OSError("unknown"), UnicodeError("label too long")])
def test_a_host_that_nobody_knows_is_said_as_such(trouble):
    def resolve(host, port):
        raise trouble

    with pytest.raises(FetchError, match=r"nobody knows the host no\.example"):
        Fetcher(resolve=resolve)("https://no.example/", {})


def test_a_host_without_addresses_is_unknown_too():
    with pytest.raises(FetchError, match="nobody knows the host"):
        Fetcher(resolve=to())("https://no.example/", {})


def test_a_resolver_that_hangs_does_not_hold_the_fetch():
    over = threading.Event()

    def hang(host, port):
        over.wait()
        return []

    try:
        with pytest.raises(FetchError, match=r"the address of slow\.example was not found in time"):
            Fetcher(resolve=hang, deadline=SOON)("http://slow.example/", {})
    finally:
        over.set()


def test_time_that_is_up_is_up_before_connecting(server):
    with pytest.raises(FetchError, match="took longer than 0 seconds"):
        Fetcher(allow_private=True, deadline=timedelta(0))(server.url(), {})
    assert server.connections == 0


@pytest.fixture
def secure(server):
    server.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.tls.load_cert_chain(CERTIFICATE)
    return server


def test_a_secure_host_keeps_its_name_though_its_address_is_asked(secure):
    names = []
    secure.tls.sni_callback = lambda _socket, name, _context: names.append(name)
    secure.pages["/"] = answer(b"news")
    trust = ssl.create_default_context(cafile=CERTIFICATE)
    fetch = Fetcher(allow_private=True, resolve=to("127.0.0.1"), trust=trust)
    url = secure.url(host="feeds.example", scheme="https")
    assert fetch(url, {}).body == b"news"
    assert names == ["feeds.example"]


def test_a_certificate_of_another_host_is_refused(secure):
    trust = ssl.create_default_context(cafile=CERTIFICATE)
    fetch = Fetcher(allow_private=True, resolve=to("127.0.0.1"), trust=trust)
    with pytest.raises(FetchError, match="certificate that is not valid: Hostname mismatch"):
        fetch(secure.url(host="other.example", scheme="https"), {})


def test_a_certificate_that_nobody_vouches_for_is_refused(secure):
    fetch = Fetcher(allow_private=True, resolve=to("127.0.0.1"))
    with pytest.raises(FetchError, match="certificate that is not valid: self"):
        fetch(secure.url(host="feeds.example", scheme="https"), {})
    assert secure.heads == []


def test_a_server_that_does_not_speak_securely_cannot_be_reached(server):
    server.greeting = b"220 mail.example ready\r\n"
    with pytest.raises(FetchError, match=r"cannot be reached: |broke off: "):
        Fetcher(allow_private=True)(server.url(scheme="https"), {})


def test_a_server_silent_on_a_secure_port_is_left_in_time(server):
    server.pages["/"] = answer()
    with pytest.raises(FetchError, match=r"took longer than 0\.3 seconds"):
        Fetcher(allow_private=True, deadline=SOON)(server.url(scheme="https"), {})
