"""What every channel promises."""

import asyncio
import io

import pytest

from tests.fake_telegram.client import FakeTelegram
from tests.fakes import Wire
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.console import Console
from watcher.channels.telegram import Telegram
from watcher.model import Block, ChatId, Line, Message, Run, Style

DESK = ChatId("4711")
NASTY = Message(
    (
        Line((Run("<b>AT&T</b> \x00\u202e🚀", Style.STRONG, "https://example.org/?a=1&b=<2>"),)),
        Line((Run("عين الأسد <a href="), Run("x", url="javascript:x")), Block.QUOTE),
        Line((Run("word " * 3000),), Block.QUOTE, rank=1),
        Line((Run("drones " * 3000),)),
        Line((Run("\ud800 seen"),), Block.DETAILS, rank=2),
    )
)


@pytest.fixture(scope="module")
def server():
    with FakeTelegram() as server:
        server.add_chat(int(DESK))
        yield server


@pytest.fixture(params=["console", "telegram", "wire"])
def channel(request, server):
    """Each implementation, and the fake that stands for them elsewhere."""
    match request.param:
        case "console":
            return Console(io.StringIO())
        case "telegram":
            return Telegram(BotApi(Secret(server.token), server.url))
        case _:
            return Wire()


def send(channel, parts):
    async def run():
        try:
            return [await channel.send(DESK, part) for part in parts]
        finally:
            await channel.close()

    return asyncio.run(run())


def test_writing_the_same_message_gives_the_same_parts(channel):
    parts = channel.write(NASTY)
    assert parts
    assert parts == channel.write(NASTY)


def test_a_channel_takes_what_it_wrote_whatever_the_news_hold(channel):
    ids = send(channel, channel.write(NASTY))
    assert all(isinstance(one, str) for one in ids)


def test_a_channel_may_be_closed_twice_and_used_again(channel):
    for _ in range(2):
        send(channel, channel.write(Message((Line((Run("words"),)),))))
    asyncio.run(channel.close())
