"""What goes wrong on demand, and what the journal knows of it."""

import json

import httpx
import pytest

from tests.fake_telegram.conftest import DESK


@pytest.fixture
def post(telegram):
    """Send one text over a connection of its own."""
    telegram.add_chat(DESK)

    def post(text="x", chat=DESK, timeout=5.0):
        url = f"{telegram.url}/bot{telegram.token}/sendMessage"
        data = {"chat_id": chat, "text": text}
        return httpx.post(url, data=data, timeout=timeout, trust_env=False)

    return post


def texts(telegram):
    return [line["text"] for line in telegram.journal()]


@pytest.mark.parametrize(("how", "accepted"), [("status", []), ("status after", ["x"])])
def test_a_status_comes_in_an_envelope_before_or_after_acceptance(telegram, post, how, accepted):
    telegram.faults({"how": how, "status": 504, "description": "Gateway Timeout"})
    answer = post()
    assert answer.status_code == 504
    assert answer.json() == {"ok": False, "error_code": 504, "description": "Gateway Timeout"}
    assert texts(telegram) == accepted


def test_a_429_tells_how_long_to_wait_in_body_and_header(telegram, post):
    telegram.faults({"how": "status", "status": 429, "parameters": {"retry_after": 3}})
    answer = post()
    assert answer.json()["parameters"] == {"retry_after": 3}
    assert answer.headers["Retry-After"] == "3"


@pytest.mark.parametrize(("how", "accepted"), [("drop before", []), ("drop after", ["x"])])
def test_a_connection_is_cut_before_or_after_acceptance(telegram, post, how, accepted):
    telegram.faults({"how": how})
    with pytest.raises(httpx.RemoteProtocolError):
        post()
    assert texts(telegram) == accepted
    assert [c["status"] for c in telegram.calls()] == [0]


def test_half_an_envelope_comes_with_status_200(telegram, post):
    telegram.faults({"how": "cut json"})
    answer = post()
    assert answer.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert texts(telegram) == ["x"]


@pytest.mark.parametrize(("how", "accepted"), [("html", []), ("html after", ["x"])])
def test_a_gateway_answers_with_a_page(telegram, post, how, accepted):
    telegram.faults({"how": how})
    answer = post()
    assert answer.status_code == 502
    assert answer.headers["Content-Type"] == "text/html"
    assert texts(telegram) == accepted


def test_a_late_answer_leaves_the_message_accepted_at_once(telegram, post):
    telegram.faults({"how": "delay after", "seconds": 60})
    with pytest.raises(httpx.ReadTimeout):
        post(timeout=0.5)
    assert texts(telegram) == ["x"]


def test_a_parked_call_is_not_accepted_yet(telegram, post):
    telegram.faults({"how": "delay before", "seconds": 60})
    with pytest.raises(httpx.ReadTimeout):
        post(timeout=0.5)
    assert texts(telegram) == []


def test_a_parked_call_is_accepted_in_the_end(telegram, post):
    telegram.faults({"how": "delay before", "seconds": 0.05})
    assert post().json()["ok"] is True
    assert texts(telegram) == ["x"]


def test_faults_strike_the_calls_they_name(telegram, post):
    telegram.faults({"how": "status", "method": "sendMessage", "calls": [2, 3]})
    answers = [post(str(n)).status_code for n in range(1, 5)]
    assert answers == [200, 500, 500, 200]
    assert texts(telegram) == ["1", "4"]
    assert telegram.call("getMe").status_code == 200


def test_faults_may_strike_one_chat_only(telegram, post):
    telegram.add_chat(5)
    telegram.faults({"how": "status", "chat": 5})
    assert (post().status_code, post(chat=5).status_code) == (200, 500)


def test_a_new_plan_takes_the_place_of_the_old(telegram, post):
    telegram.faults({"how": "status", "calls": [1]})
    assert post().status_code == 500
    telegram.faults({"how": "status", "calls": [1]})
    assert post().status_code == 500
    telegram.faults()
    assert post().status_code == 200
