"""What every channel promises."""

import asyncio
import io

import pytest

from tests.build import NOON
from tests.channels.mailing import mail_server
from tests.channels.posted import POSTER, HomeServer
from tests.channels.posted import Ntfy as NtfyService
from tests.fake_telegram.client import FakeTelegram
from tests.fakes import Wire
from tests.web.server import answer, serving
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.apprise import Apprise
from watcher.channels.console import Console
from watcher.channels.email import Email
from watcher.channels.file import File
from watcher.channels.matrix import Matrix
from watcher.channels.ntfy import Ntfy
from watcher.channels.smtp import MailServer
from watcher.channels.telegram import Telegram
from watcher.channels.webhook import Webhook
from watcher.errors import Unchangeable
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


@pytest.fixture(scope="module")
def web():
    with serving() as web:
        web.pages |= dict.fromkeys(("/hook", "/any"), answer())
        NtfyService(web)
        yield web


@pytest.fixture(scope="module")
def home():
    with serving() as home:
        home.pages = HomeServer(home, room="4711")
        yield home


@pytest.fixture(scope="module")
def boxes():
    with mail_server() as boxes:
        yield boxes


@pytest.fixture(
    params=["console", "telegram", "file", "webhook", "ntfy", "email", "matrix", "apprise", "wire"]
)
def channel(request, server, web, home, boxes, tmp_path):
    """Each implementation, and the fake that stands for them elsewhere."""
    mail = MailServer("127.0.0.1", boxes.port, tls=False)
    made = {
        "console": Console(io.StringIO()),
        "telegram": Telegram(BotApi(Secret(server.token), server.url)),
        "file": File(tmp_path / "alerts.jsonl", lambda: NOON),
        "webhook": Webhook(POSTER, web.url("/hook"), Secret("canary")),
        "ntfy": Ntfy(POSTER, web.url("/desk"), Secret("canary")),
        "email": Email(mail, "w@news.example", ("a@desk.example",), lambda: NOON),
        "matrix": Matrix(POSTER, home.url(), Secret("canary")),
        "apprise": Apprise.at(Secret(f"json://127.0.0.1:{web.port}/any")),
        "wire": Wire(),
    }
    return made[request.param]


WORDS = Message((Line((Run("words"),)),))
NEWER = Message((Line((Run("newer words"),)),))


def work(channel, call):
    """What `call`, which uses the channel, gives."""

    async def run():
        try:
            return await call()
        finally:
            await channel.close()

    return asyncio.run(run())


def send(channel, parts, reply_to=""):
    async def call():
        return [await channel.send(DESK, part, reply_to) for part in parts]

    return work(channel, call)


def test_a_channel_names_its_markup(channel):
    assert channel.markup


def test_what_has_the_same_key_is_one_message_where_a_channel_says_so(channel):
    async def call():
        return [await channel.send(DESK, "words", key=key) for key in ("a", "a", "b")]

    first, again, other = work(channel, call)
    assert channel.once in {True, False}
    if channel.once:
        assert first == again != other


def edit(channel, message_id, part):
    return work(channel, lambda: channel.edit(DESK, message_id, part))


def test_writing_the_same_message_gives_the_same_parts(channel):
    parts = channel.write(NASTY)
    assert parts
    assert parts == channel.write(NASTY)


def test_a_channel_takes_what_it_wrote_whatever_the_news_hold(channel):
    ids = send(channel, channel.write(NASTY))
    assert all(isinstance(one, str) for one in ids)


def test_a_channel_may_be_closed_twice_and_used_again(channel):
    for _ in range(2):
        send(channel, channel.write(WORDS))
    asyncio.run(channel.close())


def test_a_message_can_be_answered_and_has_an_id_to_be_answered_by(channel):
    (first,) = send(channel, channel.write(WORDS))
    assert first
    (answer,) = send(channel, channel.write(NASTY)[:1], first)
    assert answer


@pytest.mark.parametrize("gone", ["999999", "no id of anybody's"])
def test_an_answer_to_what_is_gone_is_shown_all_the_same(channel, gone):
    assert send(channel, channel.write(WORDS), gone)


def test_a_message_can_be_changed_as_often_as_one_likes_or_never(channel):
    """The same change again is no mistake: an answer may have been lost."""
    (first,) = send(channel, channel.write(WORDS))
    can = []
    for part in (*channel.write(NEWER), *channel.write(NEWER), channel.write(NASTY)[0]):
        try:
            edit(channel, first, part)
        except Unchangeable:
            can.append(False)
        else:
            can.append(True)
    assert can in ([True] * 3, [False] * 3)


def look(channel, part, after="", known=()):
    return work(channel, lambda: channel.find(DESK, part, after, known))


def test_a_channel_never_claims_that_a_message_arrived_which_nobody_sent(channel):
    (first,) = send(channel, channel.write(WORDS))
    (part,) = channel.write(NEWER)
    assert not look(channel, part, first, [(DESK, first)])


def test_a_channel_never_denies_a_message_that_arrived(channel):
    (part,) = channel.write(NEWER)
    first, second = send(channel, [*channel.write(WORDS), part])
    assert look(channel, part, first, [(DESK, first)]) in {second, None}
    for after in ("", "-71"):
        assert look(channel, part, after, []) in {second, None}
    assert look(channel, part, "what no channel says", []) in {second, None}
