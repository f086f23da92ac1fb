"""A webhook: signed, with a key that makes a repeat harmless."""

import asyncio
import hashlib
import hmac

import pytest

from tests.channels.posted import FAULTS, POSTER, asked
from tests.web.server import answer, serving
from watcher.bot_api.secret import Secret
from watcher.channels.webhook import Webhook
from watcher.errors import Uncertain
from watcher.model import ChatId

DESK = ChatId("desk")
ALERT = "🔴 CRITICAL · Strike\nwords"


@pytest.fixture
def server():
    with serving() as server:
        server.pages["/hook"] = answer(b"thanks")
        yield server


def hook(server, signs="canary"):
    return Webhook(POSTER, server.url("/hook"), Secret(signs))


def send(server, *args, **how):
    return asyncio.run(hook(server).send(DESK, *args, **how))


def test_a_message_is_posted_as_json_and_its_id_is_its_key(server):
    message_id = send(server, ALERT, key="a/desk/0")
    headers, said = asked(server)
    assert said == {
        "kind": "send",
        "id": message_id,
        "to": None,
        "silent": False,
        "severity": "critical",
        "text": ALERT,
    }
    assert headers["idempotency-key"] == message_id
    assert headers["content-type"] == "application/json"


def test_the_body_is_signed_with_the_secret(server):
    send(server, ALERT)
    made = hmac.new(b"canary", server.bodies[0], hashlib.sha256).hexdigest()
    assert asked(server)[0]["x-watcher-signature"] == f"sha256={made}"


def test_without_a_secret_nothing_is_signed(server):
    asyncio.run(hook(server, "").send(DESK, ALERT))
    assert "x-watcher-signature" not in asked(server)[0]


def test_what_is_sent_again_has_the_same_key_and_the_same_words(server):
    """The answer is lost after the server has taken the message."""
    server.pages["/hook"] = b""
    with pytest.raises(Uncertain):
        send(server, ALERT, key="a/desk/0")
    server.pages["/hook"] = answer(b"thanks")
    send(server, ALERT, key="a/desk/0")
    send(server, ALERT, key="b/desk/0")
    assert server.bodies[0] == server.bodies[1] != server.bodies[2]
    keys = [asked(server, number)[0]["idempotency-key"] for number in range(3)]
    assert keys[0] == keys[1] != keys[2]


def test_an_answer_and_a_change_name_the_message_they_mean(server):
    first = send(server, ALERT, silent=True)
    send(server, "now claimed", first)
    asyncio.run(hook(server).edit(DESK, first, "newer"))
    said = [asked(server, number)[1] for number in range(3)]
    assert [one["silent"] for one in said] == [True, False, True]
    assert (said[1]["kind"], said[1]["to"]) == ("reply", first)
    assert (said[2]["kind"], said[2]["id"], said[2]["text"]) == ("edit", first, "newer")
    assert said[2]["severity"] is None


@pytest.mark.parametrize(("page", "error"), FAULTS)
def test_a_server_that_misbehaves_gets_no_secret_into_the_error(server, page, error):
    server.pages["/hook"] = page
    with pytest.raises(error) as caught:
        send(server, ALERT)
    assert "canary" not in f"{caught.value}{caught.value.__cause__!r}{hook(server)!r}"
