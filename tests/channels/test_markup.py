"""What one kind of channel wrote, in the markup of another."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.channels.strict_html import read, units
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.console import Console
from watcher.channels.harmless import harmless
from watcher.channels.markup import HTML, TEXT, rewritten
from watcher.channels.telegram import Telegram
from watcher.channels.telegram_html import LIMIT
from watcher.model import Block, Line, Message, Run, Style

TELEGRAM, CONSOLE = Telegram(BotApi(Secret(""))), Console(io.StringIO())
MESSAGE = Message(
    (
        Line((Run("🔴 CRITICAL · Strike", Style.STRONG),)),
        Line((Run("AT&T <said>"),), Block.QUOTE),
    )
)


def test_what_was_written_for_telegram_is_plain_on_a_console():
    (html,) = TELEGRAM.write(MESSAGE)
    assert rewritten(html, HTML, TEXT) == "🔴 CRITICAL · Strike\nAT&T <said>"


def test_what_was_written_for_a_console_is_good_html():
    (text,) = CONSOLE.write(MESSAGE)
    html = rewritten(text, TEXT, HTML)
    assert html == "🔴 CRITICAL · Strike\n  | AT&amp;T &lt;said&gt;"
    assert read(html)[0] == text


def test_what_says_nothing_stays_so():
    assert rewritten("", TEXT, HTML) == ""


def test_text_stays_text():
    assert rewritten("<b>", TEXT, TEXT) == "<b>"


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1))
def test_whatever_was_written_is_accepted_and_none_of_it_is_lost_while_there_is_room(lines):
    lines = ["first", *(harmless(line) for line in lines)]
    seen, _ = read(rewritten("\n".join(lines), TEXT, HTML))
    assert seen.replace("\u2068", "").replace("\u2069", "") == "\n".join(lines)


@pytest.mark.parametrize("text", ["word " * 3_000, "a line of words\n" * 1_000])
def test_what_is_too_long_is_cut(text):
    seen, _ = read(rewritten(text, TEXT, HTML))
    assert units(seen) <= LIMIT
