"""The rewriter against a server that answers as models do, and as broken ones do."""

import json
from datetime import timedelta

import pytest

from tests.web.server import answer, serving
from watcher.bot_api.secret import Secret
from watcher.errors import RewriteError
from watcher.rewriter import Rewriter
from watcher.web.fetch import Fetcher

SOON = Fetcher(allow_private=True, deadline=timedelta(seconds=0.5))


@pytest.fixture
def server():
    with serving() as server:
        yield server


def says(text, **kwargs):
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]})
    return answer(body.encode(), content_type="application/json", **kwargs)


def rewriter(server, token=""):
    return Rewriter(SOON, server.url("/v1/"), "small-model", Secret(token))


def test_the_model_is_asked_as_the_api_wants_it(server):
    server.pages["/v1/chat/completions"] = says("  Two were\n hurt. ")
    assert rewriter(server, "canary")("Two people were hurt at dawn.") == "Two were hurt."
    asked = json.loads(server.bodies[0])
    assert asked["model"] == "small-model"
    assert asked["temperature"] == 0
    assert asked["messages"][-1] == {"role": "user", "content": "Two people were hurt at dawn."}
    assert b"Authorization: Bearer canary\r\n" in server.heads[0]


def test_without_a_token_none_is_sent(server):
    server.pages["/v1/chat/completions"] = says("Two were hurt.")
    rewriter(server)("Two people were hurt at dawn.")
    assert b"Authorization" not in server.heads[0]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (answer(b"<html>", content_type="text/html"), "not of OpenAI's form"),
        (answer(b'{"choices": []}'), "not of OpenAI's form"),
        (answer(b'{"choices": 1}'), "not of OpenAI's form"),
        (answer(b"[" * 100_000), "not of OpenAI's form"),
        (says(" \n"), "says nothing"),
        (says(None), "says nothing"),
        (answer(status="401 Unauthorized"), "status 401"),
        (answer(status="503 Busy"), "status 503"),
        (lambda caller: caller.drip(says("slow")), "took longer"),
        (b"garbage\r\n\r\n", "broke off"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_clause(server, page, why):
    server.pages["/v1/chat/completions"] = page
    with pytest.raises(RewriteError, match=why):
        rewriter(server)("Two people were hurt at dawn.")


def test_a_server_that_is_not_there_is_told_in_a_clause():
    away = Rewriter(SOON, "http://127.0.0.1:9/v1", "small-model", Secret("canary"))
    with pytest.raises(RewriteError, match="the rewriter cannot be reached") as caught:
        away("Two people were hurt at dawn.")
    assert "canary" not in repr(away) + str(caught.value)
