import copy
import io
import json
import logging
import pickle
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.bot_api.secret import (
    HIDDEN,
    Redact,
    Secret,
    fingerprint,
    hide_parts,
    redact,
    secret_in,
)

TOKEN = "123456789:" + "AbCd-_9" * 5
SECRET = Secret("a word of its own form")


@pytest.mark.parametrize("show", [str, repr, "{}".format, "{:>40}".format, "%s".__mod__, ascii])
def test_a_secret_does_not_show_itself(show):
    assert "word" not in show(SECRET)


def test_a_secret_shows_itself_to_who_asks_by_name():
    assert SECRET.reveal() == "a word of its own form"
    assert SECRET
    assert not Secret("")


@pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_secret_is_not_copied(copied):
    with pytest.raises(TypeError):
        copied(SECRET)


@given(st.text(), st.text())
def test_no_token_survives(before, after):
    assert TOKEN not in redact(f"{before} {TOKEN} {after}")


def test_a_token_inside_an_address_is_hidden_and_the_rest_stays():
    text = f"POST https://api.telegram.org/bot{TOKEN}/sendMessage"
    assert redact(text) == f"POST https://api.telegram.org/bot{HIDDEN}/sendMessage"
    assert redact("at 12:45 on port 8080:http") == "at 12:45 on port 8080:http"


def test_what_is_named_is_hidden_whatever_its_form():
    assert redact("that is a word of its own form.") == f"that is {HIDDEN}."
    assert not Secret("")
    assert redact("nothing") == "nothing"


@pytest.mark.parametrize("write", [str, quote, json.dumps, repr, lambda one: repr(one.encode())])
def test_what_is_named_is_hidden_however_it_is_written(write):
    value = "p/w 'ü' \"q\" \\ % \n end"
    Secret(value)
    text = f"before {write(value)} behind"
    assert "end" not in redact(text)
    assert redact(text).startswith("before ")
    assert redact(text).endswith(" behind")


def test_one_secret_that_begins_another_leaves_nothing_of_it():
    Secret("quail")
    Secret("quail-of-the-steppe")
    assert redact("quail-of-the-steppe, quail") == f"{HIDDEN}, {HIDDEN}"


def test_what_is_too_short_to_keep_anybody_out_is_no_secret():
    Secret("abc")
    assert redact("abc") == "abc"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://news.example/rss?lang=en&q=Erbil", "https://news.example/rss?lang=en&q=Erbil"),
        ("https://news.example/2025/rss.xml", "https://news.example/2025/rss.xml"),
        ("https://news.example/?apikey=heron", "https://news.example/?apikey=[token]"),
        ("https://news.example/?Token=st%6Frk", "https://news.example/?Token=[token]"),
        ("https://w:osprey@news.example/", "https://w:[token]@news.example/"),
        (
            "https://hooks.example/services/T0001/B4ZsEk20xQ9mJw7u/x",
            "https://hooks.example/services/T0001/[token]/x",
        ),
        ("https://news.example/?u=9f8e7d6c5b4a3210", "https://news.example/?u=[token]"),
        (
            "https://news.example/air-base-struck-again",
            "https://news.example/air-base-struck-again",
        ),
        ("", ""),
    ],
)
def test_the_parts_of_an_address_that_prove_who_asks_are_hidden(url, shown):
    hide_parts(url)
    assert redact(url) == shown
    assert "stork" not in redact("as it was: stork" if "st%6F" in url else "")


@pytest.mark.parametrize("url", ["http://[::1", "http://news.example:port/?key=x", "?token=%"])
def test_an_address_that_is_none_has_no_parts(url):
    hide_parts(url)


def test_a_secret_comes_without_the_line_break_of_its_file(monkeypatch):
    monkeypatch.setenv("WATCHER_CANARY", " a kestrel\n")
    assert secret_in("WATCHER_CANARY").reveal() == "a kestrel"
    assert not secret_in("WATCHER_CANARY_2")
    assert not secret_in(None)


def test_a_fingerprint_tells_addresses_apart_and_does_not_show_them():
    one, other = map(fingerprint, ("https://x.example/?key=1", "https://x.example/?key=2"))
    assert one == fingerprint("https://x.example/?key=1") != other
    assert one.isalnum()


@pytest.fixture
def log():
    """A logger, and what it has written so far."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redact())
    logger = logging.Logger("test")  # noqa: LOG001 - known to nobody else
    logger.addHandler(handler)
    return logger, stream.getvalue


def test_a_log_line_hides_tokens_in_its_words_and_in_what_is_filled_in(log):
    logger, written = log
    logger.warning("%s asked with %s: 100%%", "who", f"bot{TOKEN}")
    logger.warning("a word of its own form")
    assert written() == f"who asked with bot{HIDDEN}: 100%\n{HIDDEN}\n"


def test_a_traceback_hides_tokens_too(log):
    logger, written = log
    try:
        int(f"bad address /bot{TOKEN}/getMe")
    except ValueError:
        logger.exception("failed", stack_info=True)
    assert TOKEN not in written()
    assert f"bad address /bot{HIDDEN}/getMe" in written()
    assert "Stack (most recent call last)" in written()


def test_a_record_that_two_handlers_write_is_hidden_in_both(log):
    logger, written = log
    other = io.StringIO()
    handler = logging.StreamHandler(other)
    handler.addFilter(Redact())
    logger.addHandler(handler)
    logger.warning("%s", TOKEN)
    assert (written(), other.getvalue()) == (f"{HIDDEN}\n", f"{HIDDEN}\n")
