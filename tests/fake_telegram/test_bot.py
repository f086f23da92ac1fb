"""What python-telegram-bot makes of the server's answers."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, error
from telegram.request import HTTPXRequest

DESK = 4711
OLD, NEW = -200, -1001000000200


def library_bot(telegram, read_timeout=5.0):
    """The library's own bot, with nothing of the environment between it and the server."""

    def request():
        return HTTPXRequest(read_timeout=read_timeout, httpx_kwargs={"trust_env": False})

    return Bot(
        telegram.token,
        base_url=f"{telegram.url}/bot",
        request=request(),
        get_updates_request=request(),
    )


def call(telegram, work, read_timeout=5.0):
    """The result of `work(bot)`."""

    async def run():
        async with library_bot(telegram, read_timeout) as bot:
            return await work(bot)

    return asyncio.run(run())


@pytest.fixture
def send(telegram):
    """Send a text to a chat; the library's message or its error."""
    telegram.add_chat(DESK)

    def send(text="Sirens over the port", chat=DESK, read_timeout=5.0, **more):
        return call(telegram, lambda bot: bot.send_message(chat, text, **more), read_timeout)

    return send


def test_a_message_comes_back_whole(telegram, send):
    """Every option that watcher uses goes through the library at once."""
    first = send()
    message = send(
        "<b>Sirens</b> again",
        parse_mode="HTML",
        disable_notification=True,
        reply_parameters=ReplyParameters(first.message_id, allow_sending_without_reply=True),
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Ack", callback_data="1:ack:7")]]),
        disable_web_page_preview=True,
    )
    assert message.text == "Sirens again"
    assert message.entities[0].type == "bold"
    assert message.reply_to_message.message_id == first.message_id
    assert message.reply_markup.inline_keyboard[0][0].callback_data == "1:ack:7"
    assert [line["silent"] for line in telegram.journal()] == [False, True]


def test_a_fault_with_retry_after_is_retry_after(telegram, send, monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    telegram.faults(
        {"method": "sendMessage", "how": "status", "status": 429, "description": "Too Many Requests: retry after 7",
         "parameters": {"retry_after": 7}},
    )  # fmt: skip
    with pytest.raises(error.RetryAfter) as caught:
        send()
    assert caught.value.retry_after.total_seconds() == 7
    assert telegram.journal() == []


def test_an_upgraded_group_tells_its_new_id(telegram, send):
    telegram.add_chat(OLD, "group", standing="migrated", migrated_to=NEW)
    with pytest.raises(error.ChatMigrated) as caught:
        send(chat=OLD)
    assert caught.value.new_chat_id == NEW


@pytest.mark.parametrize(
    ("kind", "standing", "says"),
    [
        ("private", "blocked", "Forbidden: bot was blocked by the user"),
        ("private", "not started", "Forbidden: bot can't initiate conversation with a user"),
        ("private", "deactivated", "Forbidden: user is deactivated"),
        ("group", "kicked", "Forbidden: bot was kicked from the group chat"),
        ("supergroup", "kicked", "Forbidden: bot was kicked from the supergroup chat"),
        ("channel", "kicked", "Forbidden: bot was kicked from the channel chat"),
        ("supergroup", "left", "Forbidden: bot is not a member of the supergroup chat"),
    ],
)
def test_a_closed_chat_is_forbidden(telegram, send, kind, standing, says):
    chat = telegram.add_chat(-5, kind, standing=standing)
    with pytest.raises(error.Forbidden) as caught:
        send(chat=chat)
    assert caught.value.message == says
    assert telegram.journal() == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"chat": -9}, "Chat not found"),
        ({"text": ""}, "Message text is empty"),
        ({"text": "x" * 4097}, "Message is too long"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "Can't parse entities: can't find end tag corresponding to start tag \"b\"",
        ),
        ({"reply_to_message_id": 99}, "Message to be replied not found"),
        ({"message_thread_id": 5}, "Message thread not found"),
    ],
)
def test_a_bad_request_says_what_is_wrong(telegram, send, more, says):
    """The library re-capitalises the server's sentence."""
    with pytest.raises(error.BadRequest) as caught:
        send(**more)
    assert caught.value.message.lower() == says.lower()
    assert telegram.journal() == []


def test_a_lost_answer_is_a_network_error_and_the_message_is_there(telegram, send):
    telegram.faults({"method": "sendMessage", "how": "drop after"})
    with pytest.raises(error.NetworkError):
        send("Sirens")
    assert [line["text"] for line in telegram.journal()] == ["Sirens"]


def test_a_late_answer_is_timed_out_and_the_message_is_there(telegram, send):
    telegram.faults({"method": "sendMessage", "how": "delay after", "seconds": 60})
    with pytest.raises(error.TimedOut):
        send("Sirens", read_timeout=0.5)
    assert [line["text"] for line in telegram.journal()] == ["Sirens"]


def test_a_gateway_page_is_a_network_error(telegram, send):
    telegram.faults({"method": "sendMessage", "how": "html"})
    with pytest.raises(error.NetworkError, match="Bad Gateway"):
        send()


def test_half_an_envelope_is_a_bare_telegram_error(telegram, send):
    telegram.faults({"method": "sendMessage", "how": "cut json"})
    with pytest.raises(error.TelegramError) as caught:
        send("Sirens")
    assert type(caught.value) is error.TelegramError
    assert [line["text"] for line in telegram.journal()] == ["Sirens"]


def test_a_second_poll_ends_the_first_with_a_conflict(telegram):
    telegram.add_chat(DESK)

    async def work(bot):
        async with library_bot(telegram) as other:
            polls = [asyncio.create_task(each.get_updates(timeout=30)) for each in (bot, other)]
            (older,), (newer,) = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
            telegram.add_update(message={"chat": {"id": DESK, "type": "private"}, "text": "/start"})
            return older.exception(), await newer

    trouble, (update,) = call(telegram, work)
    assert isinstance(trouble, error.Conflict)
    assert update.message.text == "/start"


def test_a_wrong_token_is_an_invalid_token(telegram):
    telegram.token = "123456789:wrong"  # noqa: S105 - opens nothing
    with pytest.raises(error.InvalidToken):
        call(telegram, lambda bot: bot.send_message(DESK, "x"))
