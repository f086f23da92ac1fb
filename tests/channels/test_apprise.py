"""Apprise: what it swallows is told, and what it says of a failure is taken at its word."""

import asyncio
import json
import logging
import sys
from datetime import timedelta

import pytest

from tests.channels.posted import FAULTS, asked
from tests.web.server import answer, serving
from watcher.bot_api.secret import Secret, redact
from watcher.channels.apprise import Apprise
from watcher.core.alerts.compose import MARKS
from watcher.errors import Deferred, Uncertain, Unchangeable
from watcher.model import ChatId, Line, Message, Run, Severity

DESK = ChatId("desk")
ALERT = f"{MARKS[Severity.CRITICAL]} CRITICAL · Strike\n  | Jets over عين\nSource"
BIRD = "CaNaRy"
LONG = 60


@pytest.fixture
def server():
    with serving() as server:
        server.pages["/desk"] = answer()
        yield server


def at(server, path="/desk", seconds=LONG, user=f"w:{BIRD}-word@"):
    url = Secret(f"json://{user}127.0.0.1:{server.port}{path}")
    channel = Apprise.at(url)
    assert channel.problem == ""
    return Apprise(channel.service, deadline=timedelta(seconds=seconds))


def send(channel, *args, **how):
    return asyncio.run(channel.send(DESK, *args, **how))


def test_the_first_line_is_the_title_and_the_text_is_ours(server):
    assert send(at(server), ALERT, key="a") == send(at(server), ALERT, key="a")
    headers, said = asked(server)
    assert said["title"] == f"{MARKS[Severity.CRITICAL]} CRITICAL · Strike"
    assert said["message"] == "| Jets over عين\nSource"
    assert headers["user-agent"] == "watcher"


def test_an_answer_looks_like_one(server):
    send(at(server), "one line", "m0")
    assert asked(server)[1]["message"] == "↳ one line"


def test_what_is_too_long_for_the_service_makes_room():
    channel = Apprise.at(Secret("json://127.0.0.1/"))
    endless = Message(tuple(Line((Run("word " * 2_000),), rank=1) for _ in range(9)))
    (part,) = channel.write(endless)
    assert 20_000 < len(part.encode()) <= channel.service.body_maxlen
    assert len(Apprise.at(Secret("")).write(endless)[0].encode()) <= 4_000


def test_nothing_can_be_changed_or_found(server):
    with pytest.raises(Unchangeable):
        asyncio.run(at(server).edit(DESK, "x", ALERT))
    assert asyncio.run(at(server).find(DESK, ALERT, "x", [])) is None
    assert server.heads == []


@pytest.mark.parametrize(("page", "error"), FAULTS)
def test_a_server_that_misbehaves_is_told_for_what_it_is(server, page, error, caplog):
    caplog.set_level(logging.DEBUG)
    server.pages["/desk"] = page
    channel = at(server, seconds=0.4 if callable(page) else LONG)
    with pytest.raises(error) as caught:
        send(channel, ALERT)
    assert type(caught.value) is error
    assert str(caught.value).startswith("JSON")
    assert len(server.bodies) == 1
    said = f"{caught.value}{caught.value.__cause__!r}{channel!r}{redact(caplog.text)}"
    assert BIRD not in said


def test_a_server_that_is_not_there_is_asked_again_later():
    channel = Apprise.at(Secret("json://127.0.0.1:9/"))
    with pytest.raises(Deferred, match="Connection error"):
        send(channel, ALERT)


def test_one_that_is_broken_is_not_asked_again_by_apprise_itself(server):
    server.pages["/desk"] = answer(status="500 Broken")
    server.pages["/desk?"] = server.pages["/desk"]
    with pytest.raises(Uncertain, match="error=500"):
        send(at(server, "/desk?retry=3&wait=0"), ALERT)
    assert len(server.bodies) == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (f"nosuch://{BIRD}", "Apprise knows no such address"),
        (f"{BIRD}", "Apprise knows no such address"),
        (f"slack://{BIRD}", "does not take this address of slack://: "),
        (f"json://127.0.0.1/?{BIRD}0123456789abc", "json:// has no parameter of such a name"),
        ("json://127.0.0.1/?metod=PUT", "has no parameter 'metod'; known: cto, emojis"),
        (f"json://127.0.0.1/ json://{BIRD}", "more than one address"),
        (f"json://127.0.0.1/,json://{BIRD}", "more than one address"),
        (f"slack://T1JJ3T3L2/A1BRTD4JD/{BIRD}IkIxNkbfVvgw/a/b", "leads to 2 places"),
        ("", "no address is set"),
    ],
)
def test_an_address_that_would_fail_in_silence_is_told_without_its_secret(url, why):
    channel = Apprise.at(Secret(url))
    assert why in channel.problem
    assert BIRD not in channel.problem
    assert BIRD.lower() not in channel.problem
    with pytest.raises(Deferred):
        send(channel, ALERT)


@pytest.mark.parametrize("more", ["+X-Key=a", "-q=a", ":more=a", "method=PUT", "verify=no"])
def test_what_the_plugin_knows_is_no_mistake(more):
    assert Apprise.at(Secret(f"json://127.0.0.1/?{more}")).problem == ""


def test_what_the_plugin_calls_private_is_hidden_from_then_on():
    Apprise.at(Secret("slack://T1JJ3T3L2/A1BRTD4JD/Ptarmigan5cIkIxNkbfVvgw/a"))
    assert "Ptarmigan" not in redact("token Ptarmigan5cIkIxNkbfVvgw")


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert "pip install '.[apprise]'" in Apprise.at(Secret("json://127.0.0.1/")).problem


def test_what_apprise_says_is_logged_as_loud_as_the_program_logs(server, caplog):
    caplog.set_level(logging.WARNING)
    send(at(server), ALERT)
    assert caplog.records == []
    server.pages["/desk"] = answer(status="500 Broken")
    with pytest.raises(Uncertain):
        send(at(server), ALERT)
    assert {one.name for one in caplog.records} == {"apprise"}
    loud = len(caplog.records)
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Uncertain):
        send(at(server), ALERT)
    assert len(caplog.records) > 2 * loud


def test_two_that_fail_together_each_have_their_own_reason(server):
    for status in (401, 503):
        server.pages[f"/{status}"] = answer(status=f"{status} So")

    async def both():
        channels = [at(server, f"/{status}") for status in (401, 503)]
        sends = (one.send(DESK, ALERT) for one in channels)
        return await asyncio.gather(*sends, return_exceptions=True)

    first, second = asyncio.run(both())
    assert ("401" in str(first), "503" in str(first)) == (True, False)
    assert ("401" in str(second), "503" in str(second)) == (False, True)


def test_arabic_and_markup_arrive_as_they_are(server):
    text = "ضربة <b>&amp;</b> \\n end"
    send(at(server), text)
    assert json.loads(server.bodies[-1])["message"] == text
