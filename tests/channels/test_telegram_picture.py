"""A message with a chart is a photo whose caption says the same; nothing is lost or shown twice."""

import asyncio
from contextlib import suppress

import pytest

from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.console import Console
from watcher.channels.markup import HTML, TEXT, rewritten
from watcher.channels.telegram import Telegram
from watcher.errors import ChannelClosed, DeliveryError, Uncertain
from watcher.model import ChatId, Line, Message, Run, Style

DESK, FORUM = 4711, -1_000_000_000_300
CHART = ((0, 2), (1, 1))
MESSAGE = Message(
    (Line((Run("Stories per day", Style.STRONG),)), Line((Run("1 ▁█ 2 · AT&T"),))), chart=CHART
)
CAPTION = "Stories per day\n1 ▁█ 2 · AT&T"


@pytest.fixture
def channel(telegram):
    telegram.add_chat(DESK)
    telegram.add_chat(FORUM, "supergroup", topics=[7])
    inner = Telegram(BotApi(Secret(telegram.token), telegram.url), topic=7)

    def call(verb, *arguments, **how):
        async def run():
            try:
                return await getattr(inner, verb)(*arguments, **how)
            finally:
                await inner.close()

        return asyncio.run(run())

    return call


def chat(number):
    return ChatId(str(number))


def write(message=MESSAGE):
    return Telegram(BotApi(Secret(""))).write(message)


def test_it_arrives_as_a_photo_and_its_caption_tells_it_in_words(telegram, channel):
    (part,) = write()
    assert channel("send", chat(FORUM), part, silent=True) == "1"
    (line,) = telegram.journal()
    assert (line["kind"], line["text"], line["thread"]) == ("photo", CAPTION, 7)
    assert line["silent"]


def test_a_lost_topic_does_not_lose_the_picture(telegram, channel):
    with suppress(DeliveryError):  # which tells of the topic
        channel("send", chat(DESK), *write())
    assert [line["kind"] for line in telegram.journal()] == ["photo"]


def test_where_no_picture_is_taken_the_words_arrive(telegram, channel, caplog):
    telegram.faults(
        {
            "how": "status",
            "method": "sendPhoto",
            "status": 400,
            "description": "IMAGE_PROCESS_FAILED",
        }
    )
    channel("send", chat(FORUM), *write())
    (line,) = telegram.journal()
    assert (line["kind"], line["text"]) == ("message", CAPTION)
    assert "sent once more without the picture" in caplog.text


def test_a_closed_chat_is_told_as_such(telegram, channel):
    with pytest.raises(ChannelClosed):
        channel("send", chat(1), *write())


@pytest.mark.parametrize("how", ["drop after", "drop before"])
def test_a_lost_answer_is_cleared_up(telegram, channel, how):
    (part,) = write()
    first = channel("send", chat(FORUM), "first")
    telegram.faults({"how": how})
    with pytest.raises(Uncertain):
        channel("send", chat(FORUM), part)
    telegram.faults()
    channel("send", chat(FORUM), "later")
    found = channel("find", chat(FORUM), part, first, [(chat(FORUM), first)])
    assert found == ("2" if how == "drop after" else "")
    assert telegram.journal("edit") == []


def test_a_picture_is_no_text_that_is_looked_for(telegram, channel):
    first = channel("send", chat(FORUM), "first")
    channel("send", chat(FORUM), *write())
    channel("send", chat(FORUM), "second")
    assert channel("find", chat(FORUM), "second", first, [(chat(FORUM), first)]) == "3"


def test_what_is_too_long_for_a_caption_is_a_text():
    long = Message((Line((Run("x" * 1025),)),), chart=CHART)
    assert write(long) == ("x" * 1025,)
    assert write(Message((Line((Run("x" * 1024),)),), chart=CHART)) != ("x" * 1024,)


def test_a_console_shows_the_words_whoever_wrote_them():
    assert Console(None).write(MESSAGE) == (CAPTION,)
    (part,) = write()
    assert rewritten(part, HTML, TEXT) == CAPTION
