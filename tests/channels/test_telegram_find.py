"""A lost answer: did the message arrive? The journal knows, and the channel must agree."""

import asyncio

import pytest

from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.telegram import Telegram
from watcher.errors import ChannelClosed, Uncertain
from watcher.model import ChatId

DESK, OTHER, GROUP = 4711, 4712, -31
FORUM, CHANNEL = -1_000_000_000_300, -1_000_000_000_301
HTML = "<b>Jets</b> over Harir &amp; Erbil"


@pytest.fixture
def channel(telegram):
    """A channel that closes its connections after each call, as no loop outlives one here."""
    telegram.add_chat(DESK)
    telegram.add_chat(OTHER)
    telegram.add_chat(GROUP, "group")
    telegram.add_chat(FORUM, "supergroup", topics=[7])
    telegram.add_chat(CHANNEL, "channel")
    inner = Telegram(BotApi(Secret(telegram.token), telegram.url))

    class Once:
        def __getattr__(self, verb):
            def call(chat, *arguments):
                async def run():
                    try:
                        return await getattr(inner, verb)(ChatId(str(chat)), *arguments)
                    finally:
                        await inner.close()

                return asyncio.run(run())

            return call

    return Once()


def lose(telegram, channel, chat=DESK, part=HTML, how="drop after"):
    """Send one part; the answer is lost."""
    telegram.faults({"how": how})
    with pytest.raises(Uncertain):
        channel.send(chat, part)
    telegram.faults()


def known(*messages):
    return [(ChatId(str(chat)), one) for chat, one in messages]


@pytest.mark.parametrize("chat", [DESK, GROUP, FORUM, CHANNEL])
def test_what_arrived_is_found_and_nothing_is_sent_or_changed(telegram, channel, chat):
    first = channel.send(chat, "first")
    lose(telegram, channel, chat)
    assert channel.find(chat, HTML, first, known((chat, first))) == "2"
    assert [line["kind"] for line in telegram.journal()] == ["message", "message"]


@pytest.mark.parametrize("chat", [DESK, GROUP, FORUM, CHANNEL])
def test_what_did_not_arrive_is_proven_to_be_missing(telegram, channel, chat):
    first = channel.send(chat, "first")
    lose(telegram, channel, chat, how="drop before")
    assert channel.find(chat, HTML, first, known((chat, first))) == ""
    assert len(telegram.journal()) == 1


def test_messages_to_other_people_share_the_numbers_and_are_passed_over(telegram, channel):
    """More of them than are needed to prove that one is missing."""
    first = channel.send(DESK, "first")
    others = [(chat, channel.send(chat, "to others")) for chat in (OTHER, OTHER, GROUP, OTHER)]
    lose(telegram, channel)
    later = channel.send(OTHER, "later")
    all_known = known((DESK, first), *others, (OTHER, later))
    assert channel.find(DESK, HTML, first, all_known) == "6"


def test_what_did_not_arrive_between_messages_to_others_is_missing(telegram, channel):
    first = channel.send(DESK, "first")
    lose(telegram, channel, how="drop before")
    later = [(OTHER, channel.send(OTHER, "later")) for _ in range(4)]
    assert channel.find(DESK, HTML, first, known((DESK, first), *later)) == ""


def test_a_supergroup_counts_alone(telegram, channel):
    """The same numbers elsewhere are other messages."""
    first = channel.send(FORUM, "first")
    elsewhere = [(chat, channel.send(chat, "elsewhere")) for chat in (DESK, CHANNEL, DESK, CHANNEL)]
    lose(telegram, channel, FORUM)
    assert channel.find(FORUM, HTML, first, known((FORUM, first), *elsewhere)) == "2"


def test_what_other_kinds_of_channels_sent_has_no_number_here(telegram, channel):
    first = channel.send(DESK, "first")
    lose(telegram, channel)
    printed = ("duty-desk", "🔴 CRITICAL · printed on a console")
    assert channel.find(DESK, HTML, first, known((DESK, first), printed, ("@desk", "2"))) == "2"


def test_what_people_write_between_is_passed_over(telegram, channel):
    first = channel.send(DESK, "first")
    for _ in range(4):
        telegram.add_update(message={"chat": {"id": DESK}, "text": "hello?"})
    lose(telegram, channel)
    assert channel.find(DESK, HTML, first, known((DESK, first))) == "6"


def test_what_strangers_write_elsewhere_is_no_proof_that_it_is_missing(telegram, channel):
    """However much they wrote since the last message: it was heard, and takes no call."""
    first = channel.send(DESK, "first")
    write(telegram, OTHER, 60)
    lose(telegram, channel)
    heard = [(OTHER, str(number)) for number in range(2, 62)]
    assert channel.find(DESK, HTML, first, known((DESK, first), *heard)) == "62"


def test_a_part_that_was_sent_as_plain_text_is_found(telegram, channel):
    broken = "<b>Jets</b> over <u>Harir</b> &amp; Erbil"
    first = channel.send(DESK, "first")
    assert channel.send(DESK, broken) == "2"
    assert channel.find(DESK, broken, first, known((DESK, first))) == "2"
    assert len(telegram.journal()) == 2


def test_after_so_many_numbers_nobody_can_tell(telegram, channel):
    first = channel.send(DESK, "first")
    for _ in range(60):
        telegram.add_update(message={"chat": {"id": DESK}, "text": "hello?"})
    assert channel.find(DESK, HTML, first, known((DESK, first))) is None


def test_trouble_on_the_way_is_told(telegram, channel):
    first = channel.send(DESK, "first")
    telegram.add_chat(DESK, standing="blocked")
    with pytest.raises(ChannelClosed):
        channel.find(DESK, HTML, first, known((DESK, first)))


def test_what_is_in_doubt_elsewhere_is_no_proof_that_this_one_is_missing(telegram, channel):
    """A cut cable loses the answers of many chats at once, and they share their numbers."""
    first = channel.send(DESK, "first")
    for _ in range(25):
        lose(telegram, channel, OTHER)
    lose(telegram, channel)
    doubts = [(OTHER, "")] * 25
    assert channel.find(DESK, HTML, first, known((DESK, first), *doubts, (DESK, ""))) == "27"


PICTURE = f"{HTML}\x1e[[1, 2], [3, 4]]"
BUTTONS = f'{HTML}\x1d[[["Ack", "1:ack:e"]]]'


@pytest.mark.parametrize("part", [HTML, PICTURE, BUTTONS], ids=["text", "picture", "buttons"])
@pytest.mark.parametrize("chat", [DESK, GROUP, FORUM, CHANNEL])
def test_the_first_message_of_a_chat_is_found_and_nothing_is_changed(telegram, channel, chat, part):
    lose(telegram, channel, chat, part)
    assert channel.find(chat, part, "-71", [(ChatId(str(chat)), "")]) == "1"
    assert telegram.journal("edit") == []
    assert stands(telegram) == [1]


@pytest.mark.parametrize("chat", [DESK, GROUP, FORUM, CHANNEL])
def test_the_first_message_that_did_not_arrive_is_proven_to_be_missing(telegram, channel, chat):
    lose(telegram, channel, chat, how="drop before")
    assert channel.find(chat, HTML, "-71", []) == ""
    assert stands(telegram) == []


def test_the_first_message_is_found_among_what_people_write(telegram, channel):
    write(telegram, FORUM, 20)
    lose(telegram, channel, FORUM)
    write(telegram, FORUM, 4)
    assert channel.find(FORUM, HTML, "-71", []) == "21"


def test_a_message_from_before_it_was_tried_proves_that_the_first_is_missing(telegram, channel):
    write(telegram, FORUM, 20, date=1_700_000_000)
    lose(telegram, channel, FORUM, how="drop before")
    write(telegram, FORUM, 2)
    assert channel.find(FORUM, HTML, "-71", []) == ""
    assert len(telegram.calls("sendMessage")) == 1 + 1 + 3


@pytest.mark.parametrize("after", ["-71", "", "printed on a console"])
def test_where_all_of_it_is_newer_nobody_can_tell(telegram, channel, after):
    lose(telegram, channel, FORUM)
    write(telegram, FORUM, 20)
    assert channel.find(FORUM, HTML, after, []) is None
    assert stands(telegram) == [1]


def test_an_older_message_of_ours_from_before_our_memory_stays_as_it_is(telegram, channel):
    channel.send(FORUM, "of another life")
    lose(telegram, channel, FORUM)
    assert channel.find(FORUM, HTML, "-71", []) == "2"
    assert telegram.journal("edit") == []


def test_what_is_known_is_passed_over_without_a_line(telegram, channel):
    lose(telegram, channel)
    later = [(OTHER, channel.send(OTHER, "later")) for _ in range(9)]
    assert channel.find(DESK, HTML, "-71", known(*later)) == "1"
    assert len(telegram.calls("sendMessage")) == 1 + 9 + 2


def test_a_topic_that_is_gone_does_not_keep_us_from_looking(telegram):
    telegram.add_chat(FORUM, "supergroup", topics=[9])
    lost = Telegram(BotApi(Secret(telegram.token), telegram.url), topic=7)

    async def run():
        try:
            return await lost.find(ChatId(str(FORUM)), HTML, "-71", [])
        finally:
            await lost.close()

    assert asyncio.run(run()) == ""


def test_a_line_that_cannot_be_taken_away_costs_nothing_else(telegram, channel):
    lose(telegram, channel)
    telegram.faults({"how": "status", "status": 400, "method": "deleteMessage"})
    assert channel.find(DESK, HTML, "-71", []) == "1"


def write(telegram, chat, number, **more):
    for _ in range(number):
        telegram.add_update(message={"chat": {"id": chat}, "text": "hello?", **more})


def stands(telegram):
    """The numbers of our messages that were not taken away."""
    gone = {line["message_id"] for line in telegram.journal("delete")}
    shown = [line["message_id"] for line in telegram.journal("message", "photo")]
    return [one for one in shown if one not in gone]
