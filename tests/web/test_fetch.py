"""Asking servers that behave, and servers that do not."""

import gzip
import zlib
from datetime import timedelta

import pytest

from tests.web.server import answer, redirect, serving
from watcher.web.answer import FetchError, NotAsked
from watcher.web.fetch import Fetcher

SOON = timedelta(seconds=0.3)

lab = Fetcher(allow_private=True)
hasty = Fetcher(allow_private=True, deadline=SOON)


def head(server):
    """The last request's headers, names in small letters."""
    lines = server.heads[-1].decode("latin-1").split("\r\n")[1:-2]
    return {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}


def test_an_answer_has_status_headers_body_and_address(server):
    server.pages["/feed?x=1"] = answer(b"news", etag='W/"1"', last_modified="yesterday")
    fetched = lab(server.url("/feed?x=1#part"), {})
    assert (fetched.status, fetched.body) == (200, b"news")
    assert (fetched.headers["etag"], fetched.headers["last-modified"]) == ('W/"1"', "yesterday")
    assert fetched.url == server.url("/feed?x=1#part")


def test_who_posts_learns_whether_anything_left(server):
    server.pages["/cut"] = b""
    with pytest.raises(FetchError, match="broke off") as cut:
        lab.post(server.url("/cut"), {}, b"words")
    assert not isinstance(cut.value, NotAsked)
    with pytest.raises(NotAsked, match="cannot be reached"):
        lab.post("http://127.0.0.1:9/", {}, b"words")
    with pytest.raises(NotAsked, match="private network"):
        Fetcher().post(server.url("/cut"), {}, b"words")


@pytest.mark.parametrize(("method", "body"), [("POST", b"words"), ("PUT", b"words"), ("GET", None)])
def test_what_is_sent_is_not_redirected_whatever_the_method(server, method, body):
    server.pages["/"] = redirect("/elsewhere")
    assert lab.post(server.url(), {}, body, method).status == 302
    assert server.heads[-1].startswith(f"{method} / ".encode())
    assert server.bodies == ([body] if body else [])


def test_watcher_says_who_it_is_and_what_it_can_unpack(server):
    server.pages["/"] = answer()
    lab(server.url(), {"Accept": "text/xml"})
    sent = head(server)
    assert sent["user-agent"].split("/")[0] == "watcher"
    assert sent["host"] == f"127.0.0.1:{server.port}"
    assert (sent["accept"], sent["accept-encoding"]) == ("text/xml", "gzip, deflate")


def test_headers_go_and_come_byte_for_byte(server):
    odd = 'W/"é\xa0÷"'
    server.pages["/"] = answer(etag=odd)
    assert lab(server.url(), {"If-None-Match": odd}).headers["etag"] == odd
    assert head(server)["if-none-match"] == odd


def test_a_header_cannot_carry_another_one(server):
    server.pages["/"] = answer()
    with pytest.raises(FetchError):
        lab(server.url(), {"If-None-Match": '"1"\r\nX-Evil: yes'})
    assert server.heads == []


@pytest.mark.parametrize("status", ["304 Not Modified", "404 Not Found", "503 Slow Down"])
def test_the_page_of_another_status_is_not_read(server, status):
    server.pages["/"] = lambda caller: caller.pour(
        answer(status=status, retry_after=60, content_encoding="br", content_length=10**9) + b"no"
    )
    fetched = lab(server.url(), {})
    assert (fetched.status, fetched.body) == (int(status[:3]), b"")
    assert fetched.headers["retry-after"] == "60"


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(b"news" * 99, mtime=0), "gzip"),
        (gzip.compress(b"news" * 99, mtime=0), "X-GZip"),
        (zlib.compress(b"news" * 99), "deflate"),
        (zlib.compress(b"news" * 99)[2:-4], "deflate"),
        (b"news" * 99, "identity"),
    ],
)
def test_packed_answers_are_unpacked(server, packed, encoding):
    server.pages["/"] = answer(packed, content_encoding=encoding)
    assert lab(server.url(), {}).body == b"news" * 99


def test_a_redirect_is_followed_and_the_final_address_told(server):
    server.pages["/old"] = redirect("/خبر".encode().decode("latin-1"), "301 Moved Permanently")
    server.pages["/%D8%AE%D8%A8%D8%B1"] = redirect(server.url("/new"), "308 Permanent Redirect")
    server.pages["/new"] = answer(b"news")
    fetched = lab(server.url("/old"), {"If-None-Match": '"1"'})
    assert (fetched.body, fetched.url) == (b"news", server.url("/new"))
    assert head(server)["if-none-match"] == '"1"'


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [
        ([], ""),
        (["301 Moved", "308 Moved"], "/2"),
        (["301 Moved", "302 Found", "301 Moved"], "/1"),
        (["307 For Now", "308 Moved"], ""),
    ],
)
def test_a_page_has_moved_as_far_as_permanent_redirects_lead(server, statuses, moved_to):
    for number, status in enumerate(statuses):
        server.pages[f"/{number}"] = redirect(f"/{number + 1}", status)
    server.pages[f"/{len(statuses)}"] = answer(b"news")
    told = lab(server.url("/0"), {}).moved_to
    assert told == (server.url(moved_to) if moved_to else "")


def test_a_redirect_that_leads_nowhere_is_an_answer(server):
    server.pages["/"] = answer(status="302 Found")
    assert lab(server.url(), {}).status == 302


def test_a_circle_of_redirects_ends(server):
    server.pages["/"] = redirect("/")
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        lab(server.url(), {})
    assert len(server.heads) == 6


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "//user@127.0.0.1/",
        "http:\\\\127.0.0.1\\",
        "http://[::1/",
        "//127.0.0.1:99999/",
        "/\x85",
    ],
)
def test_a_redirect_out_of_the_web_is_refused(server, location):
    server.pages["/"] = redirect(location)
    with pytest.raises(FetchError, match="address"):
        lab(server.url(), {})
    assert len(server.heads) == 1


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (lambda caller: caller.drip(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 999), "took longer"),
        (lambda caller: caller.drip(b"\r\n" * 999), "took longer|broke off"),
        (lambda caller: caller.drip(answer(b"x" * 999)), "took longer"),
        (lambda caller: (caller.send(answer(content_length=9)), caller.drip(b"")), "took longer"),
        (lambda caller: caller.drip(b""), "took longer"),
        (lambda caller: caller.pour(b"HTTP/1.1 100 Continue\r\n\r\n"), "took longer"),
        (lambda caller: caller.pour(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 99), "broke off"),
        (answer(b"cut", content_length=9), "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nnews", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnews", "broke off"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "broke off"),
        (b"", "broke off"),
        (
            answer(gzip.compress(b"news" * 99, mtime=0)[:-9], content_encoding="gzip"),
            "broke off in the",
        ),
        (answer(b"\x1f\x8bnonsense", content_encoding="gzip"), "sends a damaged answer"),
        (answer(b"x", content_encoding="gzip"), "sends a damaged answer|broke off"),
        (answer(b"\x1b\x00", content_encoding="br"), "packed as 'br', which"),
        (answer(b"", content_encoding="gzip, gzip"), "packed as 'gzip, gzip', which"),
    ],
)
def test_a_server_that_misbehaves_is_left_in_time_with_a_sentence(server, page, why):
    server.pages["/"] = page
    with pytest.raises(FetchError, match=why):
        hasty(server.url(), {})


def test_an_endless_answer_is_left_at_the_limit(server):
    server.pages["/"] = lambda caller: (
        caller.send(b"HTTP/1.1 200 OK\r\n\r\n"),
        caller.pour(b"x" * 65_536),
    )
    with pytest.raises(FetchError, match="sends more than 1,000,000 bytes"):
        Fetcher(allow_private=True, limit=1_000_000)(server.url(), {})


def test_a_bomb_is_unpacked_only_up_to_the_limit(server):
    bomb = gzip.compress(bytes(50_000_000), compresslevel=9)
    server.pages["/"] = answer(bomb, content_encoding="gzip")
    with pytest.raises(FetchError, match="sends more than 1,000,000 bytes"):
        Fetcher(allow_private=True, limit=1_000_000)(server.url(), {})


def test_a_body_as_large_as_the_limit_is_whole(server):
    server.pages["/plain"] = answer(b"x" * 1000)
    server.pages["/packed"] = answer(gzip.compress(b"x" * 1000), content_encoding="gzip")
    small = Fetcher(allow_private=True, limit=1000)
    assert small(server.url("/plain"), {}).body == small(server.url("/packed"), {}).body


def test_nothing_listens_is_said_as_such():
    with serving() as server:
        url = server.url()
    with pytest.raises(FetchError, match="cannot be reached: "):
        lab(url, {})


def test_a_body_is_posted_once_with_its_length(server):
    server.pages["/say"] = answer(b"heard")
    posted = lab.post(server.url("/say"), {"Content-Type": "text/plain"}, "اقرأ".encode())
    assert (posted.status, posted.body) == (200, b"heard")
    assert server.heads[-1].startswith(b"POST /say HTTP/1.1\r\n")
    assert head(server)["content-type"] == "text/plain"
    assert server.bodies == ["اقرأ".encode()]


def test_what_no_header_can_hold_is_not_sent(server):
    with pytest.raises(NotAsked) as caught:
        lab.post(server.url(), {"Authorization": "Bearer слово"}, b"words")
    assert "слово" not in str(caught.value)
    assert server.heads == []


def test_a_post_is_not_redirected_and_ends_in_time(server):
    server.pages["/"] = redirect("/elsewhere")
    assert lab.post(server.url(), {}, b"x").status == 302
    server.pages["/"] = lambda caller: caller.drip(answer(b"slow"))
    with pytest.raises(FetchError, match="took longer"):
        hasty.post(server.url(), {}, b"x")
    assert len(server.bodies) == 2


def test_a_post_does_not_reach_a_private_address(server):
    with pytest.raises(FetchError, match="private network"):
        Fetcher().post(server.url(), {}, b"x")
    assert server.connections == 0
