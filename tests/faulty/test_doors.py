"""Every spelling of a private address, against a sentinel that must never be hit."""

from datetime import timedelta

import pytest

from tests.web.proxy import proxying
from tests.web.server import redirect, serving
from watcher.model import Trouble
from watcher.web.address import is_public
from watcher.web.answer import FetchError, NotAsked
from watcher.web.fetch import Fetcher
from watcher.web.guard import resolve
from watcher.web.proxy import Proxy

SOON = timedelta(seconds=1)
SPELLINGS = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7F.0.0.1",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0177.0x0.1",
    "127.000.000.001",
    "0",
    "0.0.0.0",  # noqa: S104
    "127.8.8.8",
    "localhost",
    "LOCALHOST",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "127%2e0%2e0%2e1",
    "127.0.0.1%00.open.example",
    "127.0.0.1%09",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1%25lo]",
    "[::1%25lo]",
    "inside.example",
    "mapped.example",
    "both.example",
    "user@127.0.0.1",
    "open.example@127.0.0.1",
    "open.example:80@127.0.0.1",
    "127.0.0.1\\@open.example",
    "open.example\\@127.0.0.1",
    "open.example\\.127.0.0.1",
    "127.0.0.1\t",
    "127.0.0.1\r\nHost: open.example",
    "\uff11\uff12\uff17.0.0.1",
]
NAMES = {
    "inside.example": ["127.0.0.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "both.example": ["2606:2800:220:1::248", "127.0.0.1"],
    "open.example": ["127.0.0.1"],
}


def directory(host, port):
    """What these names mean; the system's own reading of every way to write a number."""
    if host in NAMES:
        return NAMES[host]
    if host.endswith(".example"):
        raise OSError("unknown")
    return resolve(host, port)


class FirstDoorOpen:
    """Lets the first address pass, as if it were public; then judges as watcher does."""

    def __init__(self):
        self.asked = 0

    def __call__(self, address):
        self.asked += 1
        return self.asked == 1 or is_public(address)


@pytest.fixture
def sentinel():
    with serving() as server:
        yield server


@pytest.fixture
def open_door():
    with serving() as server:
        yield server


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_a_private_address_is_asked(sentinel, spelling):
    fetch = Fetcher(resolve=directory, deadline=SOON)
    url = f"http://{spelling}:{sentinel.port}/"
    with pytest.raises(FetchError) as error:
        fetch(url, {})
    with pytest.raises(NotAsked):
        fetch.post(url, {}, b"words")
    assert error.value.trouble in {Trouble.REFUSED, Trouble.UNREACHABLE}
    assert sentinel.connections == 0


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_proxy_is_asked_for_one(sentinel, spelling):
    with proxying("http") as proxy:
        way = Proxy("http", "127.0.0.1", proxy.port)
        fetch = Fetcher(resolve=directory, deadline=SOON, proxy=way)
        with pytest.raises(FetchError):
            fetch(f"http://{spelling}:{sentinel.port}/", {})
    assert (proxy.connections, sentinel.connections) == (0, 0)


@pytest.mark.parametrize("spelling", [one for one in SPELLINGS if "\n" not in one])
def test_no_redirect_to_such_a_spelling_is_followed(sentinel, open_door, spelling):
    location = f"//{spelling}:{sentinel.port}/".encode().decode("latin-1")
    open_door.pages["/"] = redirect(location)
    fetch = Fetcher(resolve=directory, deadline=SOON, is_public=FirstDoorOpen())
    with pytest.raises(FetchError) as error:
        fetch(open_door.url(host="open.example"), {})
    assert error.value.trouble in {Trouble.REFUSED, Trouble.UNREACHABLE}
    assert (open_door.connections, sentinel.connections) == (1, 0)


def test_a_name_that_turns_private_between_two_hops_is_refused(sentinel, open_door):
    open_door.pages["/"] = redirect(sentinel.url(host="open.example"))
    door = FirstDoorOpen()
    fetch = Fetcher(resolve=directory, deadline=SOON, is_public=door)
    with pytest.raises(FetchError, match=r"private network \(open\.example\)"):
        fetch(open_door.url(host="open.example"), {})
    assert (door.asked, open_door.connections, sentinel.connections) == (2, 1, 0)


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "dict", "ldap", "data", "jar:http"])
def test_no_other_scheme_is_spoken(sentinel, scheme):
    with pytest.raises(FetchError) as error:
        Fetcher(allow_private=True)(f"{scheme}://127.0.0.1:{sentinel.port}/", {})
    assert error.value.trouble is Trouble.REFUSED
    assert sentinel.connections == 0


def test_the_sentinel_would_be_hit_by_a_fetch_that_may(sentinel):
    sentinel.pages["/"] = b""
    for spelling in ("127.0.0.1", "inside.example"):
        with pytest.raises(FetchError, match="broke off"):
            Fetcher(allow_private=True, resolve=directory)(sentinel.url(host=spelling), {})
    assert sentinel.connections == 2
