"""Where watcher may go."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.web.address import checked, follow, is_inside, is_public
from watcher.web.answer import FetchError


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::248"])
def test_the_public_internet_is_open(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_everything_else_is_closed(address):
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_no_way_of_putting_a_v4_address_in_v6_opens_a_door(v4):
    for form in ("::{}", "::ffff:{}", "::ffff:0:{}", "64:ff9b::{}"):
        assert not is_public(form.format(v4))
    first, second = f"{int(v4):08x}"[:4], f"{int(v4):08x}"[4:]
    assert not is_public(f"2002:{first}:{second}::1")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://news.example/feed?a=b@c#d", "news.example"),
        ("HTTP://NEWS.example:8080", "news.example"),
        ("https://أخبار.example/خبر", "xn--igbicxr.example"),
        ("http://[2606:2800:220:1::248]/", "2606:2800:220:1::248"),
    ],
)
def test_an_ordinary_address_is_taken(url, host):
    assert checked(url).raw_host.decode() == host


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/feed",
        "//news.example/feed",
        "file:///etc/passwd",
        "gopher://news.example/",
        "javascript:alert(1)",
        "http:",
        "http:///feed",
        "http://user@news.example/",
        "http://:secret@news.example/",
        "http://news.example\\@127.0.0.1/",
        "http://news.example/a b",
        "http://news.example/\r\nHost: 127.0.0.1",
        "http://news.example/\0",
        "http://news.example/\u202e",
        "http://news.example/\u3000",
        "\thttp://news.example/",
        "http://[::1",
        "http://news.example:port/",
        "http://news.example:65536/",
        "http://" + "a" * 64 + ".\u00fc/",
        "http://news.example/" + "a" * 4096,
    ],
)
def test_an_address_with_tricks_is_refused(url):
    with pytest.raises(FetchError, match="address"):
        checked(url)


@given(st.text())
def test_any_text_is_an_address_of_the_web_or_refused(text):
    for ask in (checked, lambda text: follow(httpx.URL("http://news.example/"), text)):
        try:
            found = ask(text)
        except FetchError:
            continue
        assert found.scheme in ("http", "https")
        assert found.host
        assert not found.userinfo


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("10.1.2.3", True),
        ("[::1]", True),
        ("localhost", True),
        ("printer.LOCAL.", True),
        ("2130706433", True),
        ("8.8.8.8", False),
        ("selm.example", False),
    ],
)
def test_a_host_may_tell_by_its_name_that_it_is_private(host, inside):
    assert is_inside(host) is inside
