"""Which answers may hold a feed, and what kind of trouble the others are."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.app.standing import pause
from watcher.model import Trouble
from watcher.sources.answered import good, new_address, retry_after
from watcher.web.answer import Fetched, FetchError

NOW = datetime(2025, 9, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CHALLENGE = b"<!DOCTYPE html><script>window._cf_chl_opt={}</script>"
LOGIN = b"\xef\xbb\xbf\n<HTML><form><input name='p' TYPE='password'></form>"


@pytest.mark.parametrize("status", [200, 203, 226])
@pytest.mark.parametrize("body", [b"<rss/>", b"<html>words", b"not html, type=password"])
def test_what_may_hold_a_feed_passes_unchanged(status, body):
    answer = Fetched(status, body=body)
    assert good(answer, NOW) is answer


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Fetched(401), Trouble.PASSWORD),
        (Fetched(403), Trouble.FORBIDDEN),
        (Fetched(403, {"cf-mitigated": "challenge"}), Trouble.CHALLENGE),
        (Fetched(404), Trouble.NOT_FOUND),
        (Fetched(410), Trouble.GONE),
        (Fetched(429), Trouble.TOO_OFTEN),
        (Fetched(500), Trouble.SERVER),
        (Fetched(520), Trouble.SERVER),
        (Fetched(302), Trouble.STATUS),
        (Fetched(304), Trouble.STATUS),
        (Fetched(418), Trouble.STATUS),
        (Fetched(200, body=b""), Trouble.EMPTY),
        (Fetched(200, body=b" \r\n"), Trouble.EMPTY),
        (Fetched(200, body=LOGIN), Trouble.PASSWORD),
        (Fetched(200, body=CHALLENGE), Trouble.CHALLENGE),
    ],
)
def test_each_answer_of_no_use_has_its_kind_of_trouble(answer, trouble):
    with pytest.raises(FetchError) as error:
        good(answer, NOW)
    assert error.value.trouble is trouble


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("0", timedelta(0)),
        ("90", timedelta(seconds=90)),
        (" 0000000090 ", timedelta(seconds=90)),
        ("90000", timedelta(hours=25)),
        ("9" * 5_000, None),
        ("9" * 15, None),
        ("Fri, 05 Sep 2025 12:05:00 GMT", timedelta(minutes=5)),
        ("Fri, 05 Sep 2025 12:05:00 -0000", timedelta(minutes=5)),
        ("Fri, 05 Sep 2025 15:05:00 +0300", timedelta(minutes=5)),
        ("Fri, 05 Sep 2025 11:00:00 GMT", timedelta(0)),
        ("Sat, 05 Sep 2026 12:00:00 GMT", 365 * DAY),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
    ],
)
def test_a_wish_to_be_left_alone_is_read_in_both_forms(said, wait):
    assert retry_after({"retry-after": said}, NOW) == wait
    with pytest.raises(FetchError) as error:
        good(Fetched(503, {"retry-after": said}), NOW)
    assert error.value.retry_after == wait


@pytest.mark.parametrize(
    ("moved_to", "shown"),
    [
        ("", ""),
        ("https://new.example/feed.xml", "https://new.example/feed.xml"),
        ("https://new.example/feed?key=1&b=2", "https://new.example/feed?…"),
        (f"https://new.example/{'a' * 480}", f"https://new.example/{'a' * 480}"),
        (f"https://new.example/{'a' * 481}", ""),
    ],
)
def test_where_a_feed_lives_now_is_told_without_what_may_be_a_key(moved_to, shown):
    assert new_address(Fetched(200, moved_to=moved_to)) == shown


@given(
    st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{1,6} \d\d:\d\d [+-]\d{1,6}")
)
def test_whatever_it_says_it_is_a_wait_that_can_be_obeyed_or_nothing(said):
    wait = retry_after({"retry-after": said}, NOW)
    assert wait is None or wait >= timedelta(0)
    assert NOW + pause(1, timedelta(minutes=2), wait, 0.5) <= NOW + DAY
