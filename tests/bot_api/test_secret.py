import copy
import io
import logging
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.bot_api.secret import HIDDEN, Redact, Secret, redact

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
    assert redact("that is a word of its own form.", [SECRET]) == f"that is {HIDDEN}."
    assert redact("nothing", [Secret("")]) == "nothing"


@pytest.fixture
def log():
    """A logger, and what it has written so far."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redact([SECRET]))
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
