"""Buttons travel with the text that they belong to."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake_telegram.fixture import telegram
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.buttons import apart, with_buttons
from watcher.channels.markup import HTML, TEXT, rewritten
from watcher.channels.telegram import Telegram
from watcher.channels.telegram_html import plain
from watcher.model import ChatId, EventId, Line, Message, Run

__all__ = ["telegram"]

EVENT, CHAT = EventId("0123456789abcdef"), ChatId("4711")
LINK = "https://news.example/a?b=1&c=“d”"


def message(text="Jets over Harir", event=EVENT, link=LINK):
    return Message((Line((Run(text),)),), event=event, link=link)


def channel(server=None, token="", buttons=True):
    return Telegram(BotApi(Secret(token), server), buttons=buttons)


def labels(rows):
    return [[label for label, _ in row] for row in rows]


@given(st.text(), st.text(max_size=30))
def test_text_and_buttons_come_apart_as_they_were_put_together(text, link):
    (part,) = channel().write(message(f"a{text}", link=link))
    shown, rows = apart(part)
    assert (shown,) == channel(buttons=False).write(message(f"a{text}", link=link))
    assert labels(rows) == [["Ack", "Mute 24 h"], ["Why?", "Source"], ["Not relevant"]]
    assert plain(part) == plain(shown)
    assert rewritten(part, HTML, TEXT) == plain(shown)


def test_a_text_without_buttons_is_left_alone():
    assert apart("a <b>b</b>") == ("a <b>b</b>", [])
    assert apart(channel().write(message(event=None))[0])[1] == []
    assert channel().write(Message(())) == ()


@pytest.mark.parametrize(
    "link", ["", "ftp://a.example/", "javascript:alert(1)", "http://", "http://a b/"]
)
def test_a_source_without_an_address_on_the_web_is_asked_for(link):
    (_, (_, source), _) = apart(channel().write(message(link=link))[0])[1]
    assert source == ("Source", f"1:source:{EVENT}")


def test_only_the_first_part_has_buttons():
    first, *others = channel().write(
        Message(tuple(Line((Run("x " * 200),)) for _ in range(40)), event=EVENT)
    )
    assert apart(first)[1]
    assert [apart(one)[1] for one in others] == [[]] * len(others)
    assert others


def test_the_server_takes_the_buttons_with_a_message_an_edit_and_the_search_for_it(telegram):
    telegram.add_chat(int(CHAT))
    desk = channel(telegram.url, telegram.token)
    before, after = (desk.write(message(text))[0] for text in ("before", "after"))

    async def run():
        first = await desk.send(CHAT, before)
        second = await desk.send(CHAT, before)
        await desk.edit(CHAT, first, after)
        found = await desk.find(CHAT, before, first, ())
        await desk.close()
        return second, found

    second, found = asyncio.run(run())
    assert found == second
    sent, _, edit = telegram.journal()
    assert (sent["text"], edit["text"]) == ("before", "after")
    assert sent["keyboard"] == edit["keyboard"]
    assert sent["keyboard"]["inline_keyboard"][1][1]["url"] == LINK


def test_refused_markup_loses_the_buttons_and_not_the_message(telegram):
    telegram.add_chat(int(CHAT))
    desk = channel(telegram.url, telegram.token)

    async def run():
        await desk.send(CHAT, with_buttons("a <b>broken", EVENT, ""))
        await desk.edit(CHAT, "1", with_buttons("a <i>broken, too", EVENT, ""))
        await desk.close()

    asyncio.run(run())
    assert [line["text"] for line in telegram.journal()] == ["a broken", "a broken, too"]
