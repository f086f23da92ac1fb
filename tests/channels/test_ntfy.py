"""Notifications: as loud as the alert is grave, and looked for after a lost answer."""

import asyncio

import pytest

from tests.channels.posted import FAULTS, POSTER, asked
from tests.channels.posted import Ntfy as Service
from tests.web.server import answer, serving
from watcher.bot_api.secret import Secret
from watcher.channels.ntfy import Ntfy
from watcher.core.alerts.compose import MARKS
from watcher.errors import Uncertain, Unchangeable
from watcher.model import ChatId, Line, Message, Run, Severity

DESK = ChatId("desk")
ALERT = "🔴 CRITICAL · Strike\n  | Jets over عين\nSource"


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.fixture
def service(server):
    return Service(server)


def topic(server, **how):
    return Ntfy(POSTER, server.url("/desk"), Secret("canary"), **how)


def send(server, *args, loud=True, **how):
    return asyncio.run(topic(server, loud=loud).send(DESK, *args, **how))


def find(server, part, after, known=()):
    return asyncio.run(topic(server).find(DESK, part, after, known))


def test_the_first_line_is_the_title_and_the_severity_a_tag(server, service):
    assert send(server, ALERT) == "m0"
    headers, said = asked(server)
    assert said == {
        "topic": "desk",
        "title": "🔴 CRITICAL · Strike",
        "message": "| Jets over عين\nSource",
        "priority": 5,
        "tags": ["critical"],
    }
    assert headers["authorization"] == "Bearer canary"


def test_without_a_token_none_is_sent(server, service):
    open_to_all = Ntfy(POSTER, server.url("/desk/"), Secret(""))
    asyncio.run(open_to_all.send(DESK, ALERT))
    assert "authorization" not in asked(server)[0]


@pytest.mark.parametrize("severity", Severity)
def test_the_graver_the_louder_and_silence_makes_no_sound(server, service, severity):
    part = f"{MARKS[severity]} words"
    send(server, part)
    send(server, part, silent=True)
    send(server, part, loud=False)
    loud, silent, hushed = (asked(server, number)[1]["priority"] for number in range(3))
    assert loud == {"INFO": 2, "LOW": 2, "MEDIUM": 3, "HIGH": 4, "CRITICAL": 5}[severity.name]
    assert silent == hushed == 2


def test_what_has_one_line_or_an_endless_first_one_has_no_title(server, service):
    send(server, "Digest")
    send(server, "word " * 100 + "\nmore")
    assert ["title" in one for one in service.taken] == [False, False]
    assert (service.taken[0]["message"], service.taken[0]["priority"]) == ("Digest", 3)


def test_what_ntfy_would_make_a_file_is_cut(server):
    (part,) = topic(server).write(Message((Line((Run("عين " * 3_000),)),)))
    assert len(part.encode()) < 4_000
    assert part.endswith("…")


def test_an_answer_says_so(server, service):
    send(server, ALERT, "m0")
    assert service.taken[0]["title"] == "↳ 🔴 CRITICAL · Strike"
    assert service.taken[0]["priority"] == 5


def test_an_update_sends_nothing_and_says_so(server, service):
    with pytest.raises(Unchangeable, match="a notification cannot be changed"):
        asyncio.run(topic(server).edit(DESK, "m0", ALERT))
    assert server.heads == []


@pytest.mark.parametrize("reply_to", ["", "m0"])
def test_what_arrived_although_the_answer_was_lost_is_found(server, service, reply_to):
    first = send(server, "first")
    service.lose = True
    with pytest.raises(Uncertain):
        send(server, ALERT, reply_to)
    assert find(server, ALERT, first, [(DESK, first)]) == "m1"
    assert find(server, ALERT, "m1") == ""
    assert find(server, ALERT, first, [(DESK, "m1")]) == ""
    assert b"Authorization: Bearer canary" in server.heads[-1]


def test_where_ntfy_remembers_too_little_nobody_can_tell(server, service):
    send(server, ALERT)
    assert find(server, ALERT, "") is None
    assert find(server, ALERT, "older") is None


@pytest.mark.parametrize(("page", "error"), FAULTS)
def test_a_server_that_misbehaves_gets_no_token_into_the_error(server, page, error):
    server.pages["/"] = page
    with pytest.raises(error) as caught:
        send(server, ALERT)
    assert "canary" not in f"{caught.value}{caught.value.__cause__!r}{topic(server)!r}"


def test_an_answer_that_is_not_ntfys_proves_nothing(server):
    server.pages["/"] = answer(b"<html>welcome to the hotel</html>")
    with pytest.raises(Uncertain, match="not how ntfy answers"):
        send(server, ALERT)
