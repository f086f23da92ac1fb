"""Each fault of the table of errors, against a strict server whose journal is the judge."""

import asyncio
import socket
from datetime import timedelta

import pytest

from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.chart import with_chart
from watcher.channels.telegram import Telegram, gap
from watcher.errors import Astray, ChannelClosed, ChatMoved, Deferred, Refused, Uncertain
from watcher.model import ChatId

DESK = 4711
FORUM, OLD_GROUP, NEW_GROUP = -1001, -200, -1002
HTML = "<b>Jets</b> over Harir &amp; Erbil"
TEXT = "Jets over Harir & Erbil"
ANSWER = timedelta(seconds=30)


@pytest.fixture
def send(telegram):
    """Send one part; the id of the message, or the error."""
    telegram.add_chat(DESK)

    def send(part=HTML, chat=DESK, token=telegram.token, server=telegram.url, answer=ANSWER, **how):
        channel = Telegram(BotApi(Secret(token), server, answer), **how)

        async def run():
            try:
                return await channel.send(ChatId(str(chat)), part)
            finally:
                await channel.close()

        return asyncio.run(run())

    return send


def accepted(telegram):
    return [line["text"] for line in telegram.journal("message")]


def test_a_message_arrives_as_html_and_its_id_comes_back(telegram, send):
    assert send() == "1"
    (line,) = telegram.journal()
    assert (line["chat"], line["text"], line["silent"]) == (DESK, TEXT, False)
    assert [one["type"] for one in line["entities"]] == ["bold"]


def test_nothing_but_the_message_is_asked_of_the_server(telegram, send):
    """Not even who the bot is: watcher starts, and queues, while Telegram is down."""
    send()
    assert [call["method"].lower() for call in telegram.calls()] == ["sendmessage"]


@pytest.mark.parametrize("protect", [True, False])
@pytest.mark.parametrize("part", [HTML, "<b>open", with_chart("<b>Told</b>", ((1, 2),))])
def test_what_a_channel_protects_cannot_be_passed_on_however_it_goes_out(
    telegram, send, part, protect
):
    send(part, protect=protect)
    (line,) = telegram.journal()
    assert line["protected"] is protect


def test_a_quiet_channel_makes_no_sound(telegram, send):
    send(loud=False)
    assert telegram.journal()[0]["silent"]


def test_a_topic_gets_its_messages(telegram, send):
    telegram.add_chat(FORUM, "supergroup", topics=[7])
    send(chat=FORUM, topic=7)
    assert telegram.journal()[0]["thread"] == 7


def test_the_topic_general_is_where_no_topic_is_named(telegram, send):
    telegram.add_chat(FORUM, "supergroup", topics=[7])
    send(chat=FORUM, topic=1)
    assert telegram.journal()[0]["thread"] == 0
    assert len(telegram.calls()) == 1


def test_a_lost_topic_does_not_lose_the_message_and_is_told(telegram, send):
    telegram.add_chat(FORUM, "supergroup", topics=[7])
    with pytest.raises(Astray, match="topic 8 cannot be used") as caught:
        send(chat=FORUM, topic=8)
    assert (accepted(telegram), telegram.journal()[0]["thread"]) == ([TEXT], 0)
    assert caught.value.message_id == str(telegram.journal()[0]["message_id"])


def test_refused_markup_is_sent_once_as_plain_text(telegram, send, caplog):
    send("<b>Jets</b> over <u>Harir</b> &amp; Erbil")
    assert accepted(telegram) == [TEXT]
    assert telegram.journal()[0]["entities"] == []
    assert "sent once more as plain text" in caplog.text


def test_a_lost_topic_and_refused_markup_together_lose_nothing(telegram, send):
    telegram.add_chat(FORUM, "supergroup", topics=[7])
    telegram.faults(
        {"how": "status", "status": 400, "description": "Bad Request: message thread not found", "calls": [1]},
        {"how": "status", "status": 400, "description": "Bad Request: can't parse entities", "calls": [1]},
    )  # fmt: skip
    with pytest.raises(Astray):
        send(chat=FORUM, topic=8)
    assert accepted(telegram) == [TEXT]


@pytest.mark.parametrize(
    ("part", "why"), [("x" * 4097, "message is too long"), ("<b></b>", "text is empty")]
)
def test_what_is_refused_as_plain_text_too_is_refused(telegram, send, part, why):
    with pytest.raises(Refused) as caught:
        send(part)
    assert why in str(caught.value).lower()
    assert len(telegram.calls()) == 2
    assert accepted(telegram) == []


def test_a_429_is_deferred_for_as_long_as_it_says(telegram, send):
    telegram.faults({"how": "status", "status": 429, "parameters": {"retry_after": 37}})
    with pytest.raises(Deferred) as caught:
        send()
    assert caught.value.retry_after == timedelta(seconds=37)
    assert accepted(telegram) == []


def test_a_429_that_does_not_say_for_how_long_is_deferred(telegram, send):
    telegram.faults({"how": "status", "status": 429, "description": "Too Many Requests"})
    with pytest.raises(Deferred) as caught:
        send()
    assert caught.value.retry_after is None


@pytest.mark.parametrize(
    ("fault", "arrived"),
    [
        ({"how": "status", "status": 500}, False),
        ({"how": "status after", "status": 502}, True),
        ({"how": "status after", "status": 504}, True),
        ({"how": "html"}, False),
        ({"how": "html after"}, True),
        ({"how": "drop before"}, False),
        ({"how": "drop after"}, True),
        ({"how": "cut json"}, True),
    ],
    ids=str,
)
def test_an_answer_that_is_lost_or_broken_leaves_it_uncertain(telegram, send, fault, arrived):
    """Both are seen with each: only the journal knows."""
    telegram.faults(fault)
    with pytest.raises(Uncertain, match="may be there"):
        send()
    assert accepted(telegram) == [TEXT] * arrived
    assert len(telegram.calls()) == 1


def test_an_answer_that_does_not_come_in_time_leaves_it_uncertain(telegram, send):
    telegram.faults({"how": "delay after", "seconds": 60})
    with pytest.raises(Uncertain):
        send(answer=timedelta(seconds=0.5))
    assert accepted(telegram) == [TEXT]


def test_an_answer_that_makes_no_sense_leaves_it_uncertain(send, nonsense):
    with pytest.raises(Uncertain, match="makes no sense"):
        send(server=nonsense)


def test_a_server_that_cannot_be_reached_is_deferred(send):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Deferred, match="cannot be reached") as caught:
            send(server=address)
    assert caught.value.retry_after is None


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        ("private", "blocked"),
        ("private", "not started"),
        ("private", "deactivated"),
        ("group", "kicked"),
        ("supergroup", "left"),
        ("supergroup", "read-only"),
        ("channel", "read-only"),
    ],
)
def test_a_chat_that_takes_nothing_closes_the_channel(telegram, send, kind, standing):
    telegram.add_chat(-5, kind, standing=standing)
    with pytest.raises(ChannelClosed):
        send(chat=-5)
    assert len(telegram.calls()) == 1


@pytest.mark.parametrize("chat", [999, ""])
def test_a_chat_that_is_not_there_closes_the_channel(send, chat):
    with pytest.raises(ChannelClosed, match="check `chat`"):
        send(chat=chat)


def test_a_group_that_was_upgraded_tells_where_it_went(telegram, send):
    telegram.add_chat(OLD_GROUP, "group", standing="migrated", migrated_to=NEW_GROUP)
    with pytest.raises(ChatMoved) as caught:
        send(chat=OLD_GROUP)
    assert caught.value.chat == str(NEW_GROUP)


@pytest.mark.parametrize("token", ["1:wrong", ""])
def test_a_wrong_token_closes_the_channel_and_is_not_shown(send, token):
    with pytest.raises(ChannelClosed, match="set another") as caught:
        send(token=token)
    assert "1:wrong" not in str(caught.value)


@pytest.fixture
def talk(telegram):
    """Call one verb of a channel after the other; what each gave, or the error."""
    telegram.add_chat(DESK)

    def talk(*calls, chat=DESK, **how):
        channel = Telegram(BotApi(Secret(telegram.token), telegram.url, ANSWER), **how)

        async def run():
            try:
                return [await getattr(channel, verb)(ChatId(str(chat)), *a) for verb, *a in calls]
            finally:
                await channel.close()

        return asyncio.run(run())

    return talk


def test_an_answer_stands_below_what_it_answers(telegram, talk):
    talk(("send", "first"), ("send", HTML, "1"))
    first, answer = telegram.journal()
    assert (first["reply_to"], answer["reply_to"], answer["text"]) == (0, 1, TEXT)


@pytest.mark.parametrize("gone", ["7", "🔴 CRITICAL · printed on a console"])
def test_an_answer_to_what_is_gone_arrives_by_itself(telegram, talk, gone):
    talk(("send", HTML, gone))
    (answer,) = telegram.journal()
    assert (answer["text"], answer["reply_to"]) == (TEXT, 0)
    assert len(telegram.calls()) == 1


def test_an_answer_keeps_its_aim_without_topic_and_markup(telegram, talk):
    telegram.add_chat(FORUM, "supergroup", topics=[7])
    broken = "<b>Jets</b> over <u>Harir</b> &amp; Erbil"
    talk(("send", "first"), chat=FORUM, topic=7)
    with pytest.raises(Astray):
        talk(("send", broken, "1"), chat=FORUM, topic=8)
    assert [line["reply_to"] for line in telegram.journal()] == [0, 1]


def test_a_message_is_changed_in_place(telegram, talk):
    talk(("send", "first"), ("edit", "1", HTML))
    _, change = telegram.journal()
    assert (change["kind"], change["message_id"], change["text"]) == ("edit", 1, TEXT)
    assert [one["type"] for one in change["entities"]] == ["bold"]


def test_the_same_change_again_is_no_mistake(telegram, talk):
    assert talk(("send", HTML), ("edit", "1", HTML), ("edit", "1", HTML)) == ["1", None, None]
    assert len(telegram.journal()) == 1


def test_a_change_with_broken_markup_is_made_as_plain_text(telegram, talk, caplog):
    talk(("send", "first"), ("edit", "1", "<b>Jets</b> over <u>Harir</b> &amp; Erbil"))
    assert telegram.journal("edit")[0]["text"] == TEXT
    assert "changed once more as plain text" in caplog.text


@pytest.mark.parametrize("gone", ["7", "printed on a console"])
def test_what_is_gone_cannot_be_changed_and_the_reason_is_said(telegram, talk, gone):
    with pytest.raises(Refused, match=r"was deleted|it was sent elsewhere"):
        talk(("edit", gone, HTML))
    assert telegram.journal() == []


def test_what_somebody_else_wrote_cannot_be_changed(telegram, talk):
    telegram.add_update(message={"chat": {"id": DESK}, "text": "hello"})
    with pytest.raises(Refused, match="not the bot's"):
        talk(("edit", "1", HTML))
    assert len(telegram.calls()) == 1


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ({"how": "status", "status": 429, "parameters": {"retry_after": 9}}, Deferred),
        ({"how": "drop after"}, Uncertain),
        ({"how": "cut json"}, Uncertain),
        ({"how": "status", "status": 401, "description": "Unauthorized"}, ChannelClosed),
    ],
    ids=str,
)
def test_a_change_fails_as_a_message_does(telegram, talk, fault, trouble):
    telegram.faults({**fault, "method": "editMessageText"})
    with pytest.raises(trouble):
        talk(("send", "first"), ("edit", "1", HTML))


def test_a_channel_can_be_used_again_after_it_was_closed(telegram):
    telegram.add_chat(DESK)
    channel = Telegram(BotApi(Secret(telegram.token), telegram.url))

    async def run():
        await channel.close()
        for _ in range(2):
            await channel.send(ChatId(str(DESK)), "words")
            await channel.close()

    asyncio.run(run())
    assert accepted(telegram) == ["words", "words"]


@pytest.mark.parametrize(("chat", "seconds"), [("4711", 1.1), ("-1001", 3.1), ("@iraq_desk", 3.1)])
def test_the_gap_is_what_telegram_allows_a_person_or_a_group(chat, seconds):
    assert gap(ChatId(chat)) == timedelta(seconds=seconds)
