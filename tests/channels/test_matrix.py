"""Messages in a room of Matrix: one per transaction, changed and answered in place."""

import asyncio

import pytest

from tests.channels.posted import FAULTS, POSTER, HomeServer, asked
from tests.web.server import answer, serving
from watcher.bot_api.secret import Secret
from watcher.channels.matrix import Matrix
from watcher.errors import Uncertain
from watcher.model import ChatId, Line, Message, Run

ROOM = ChatId("!desk:news.example")
ALERT = "🔴 CRITICAL · Strike\n  | عين"


@pytest.fixture
def server():
    with serving() as server:
        server.pages = HomeServer(server)
        yield server


def room(server, **how):
    return Matrix(POSTER, server.url("/"), Secret("canary"), **how)


def send(server, *args, loud=True, **how):
    return asyncio.run(room(server, loud=loud).send(ROOM, *args, **how))


def test_a_message_is_put_into_the_room_and_has_its_id(server):
    assert send(server, ALERT) == "$e0"
    headers, said = asked(server)
    assert server.heads[0].startswith(b"PUT /_matrix/client/v3/rooms/")
    assert headers["authorization"] == "Bearer canary"
    assert said == {"msgtype": "m.text", "body": ALERT}


def test_what_shall_make_no_sound_is_a_notice(server):
    send(server, ALERT, silent=True)
    send(server, ALERT, loud=False)
    assert [asked(server, n)[1]["msgtype"] for n in range(2)] == ["m.notice", "m.notice"]


def test_what_is_sent_again_is_the_message_that_is_there(server):
    """The answer is lost after the server has taken it."""
    server.pages.lose = True
    with pytest.raises(Uncertain):
        send(server, ALERT, key="a/desk/0")
    server.pages.lose = False
    assert send(server, ALERT, key="a/desk/0") == "$e0"
    assert send(server, ALERT, key="b/desk/0") == "$e1"
    assert len(server.pages.events) == 2


def test_an_answer_names_what_it_answers_if_that_is_a_message(server):
    first = send(server, ALERT)
    send(server, "now claimed", first)
    send(server, "more", "no id of anybody's")
    assert asked(server, 1)[1]["m.relates_to"] == {"m.in_reply_to": {"event_id": first}}
    assert "m.relates_to" not in asked(server, 2)[1]


def test_a_change_takes_the_place_of_the_message_also_back_to_what_it_was(server):
    first = send(server, ALERT)
    for part in ("newer", ALERT, "newer"):
        asyncio.run(room(server).edit(ROOM, first, part))
    assert asked(server)[1] == {
        "msgtype": "m.notice",
        "body": "* newer",
        "m.new_content": {"msgtype": "m.notice", "body": "newer"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": first},
    }
    assert len(server.pages.events) == 4


def test_what_is_too_long_for_a_room_is_cut(server):
    (part,) = room(server).write(Message((Line((Run('"\\ ' * 30_000),)),)))
    first = send(server, part)
    asyncio.run(room(server).edit(ROOM, first, part))
    assert part.endswith("…")


@pytest.mark.parametrize(("page", "error"), FAULTS)
def test_a_server_that_misbehaves_gets_no_token_into_the_error(server, page, error):
    server.pages.page = page
    with pytest.raises(error) as caught:
        send(server, ALERT)
    assert "canary" not in f"{caught.value}{caught.value.__cause__!r}{room(server)!r}"


def test_an_answer_that_is_not_matrixs_proves_nothing(server):
    server.pages.page = answer(b"{}")
    with pytest.raises(Uncertain, match="not how Matrix answers"):
        send(server, ALERT)
