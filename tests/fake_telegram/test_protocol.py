"""The protocol: verbs, bodies, envelopes, tokens, and strictness."""

import threading

import httpx
import pytest

from tests.fake_telegram.conftest import DESK


@pytest.fixture
def api(shared):
    with httpx.Client(base_url=f"{shared.url}/bot{shared.token}/", trust_env=False) as client:
        yield client


WAYS = {
    "get": lambda api, p: api.get("sendMessage", params=p),
    "query of a post": lambda api, p: api.post("sendMessage", params=p),
    "form": lambda api, p: api.post("sendMessage", data=p),
    "json": lambda api, p: api.post("sendMessage", json=p),
    "multipart": lambda api, p: api.post(
        "sendMessage", files={name: (None, str(value)) for name, value in p.items()}
    ),
    "chunks": lambda api, p: api.post(
        "sendMessage",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        content=iter(str(httpx.QueryParams(p)).encode().partition(b"&")),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_pass_parameters_is_understood(api, shared, way):
    answer = WAYS[way](api, {"chat_id": DESK, "text": "é 🚀 & ?=", "disable_notification": "true"})
    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert answer.json()["result"]["text"] == "é 🚀 & ?="
    line = shared.journal()[-1]
    assert (line["text"], line["silent"], line["chat"]) == ("é 🚀 & ?=", True, DESK)


def test_get_me_tells_who_the_bot_is(api):
    found = api.get("getMe").json()
    assert found["ok"] is True
    assert found["result"]["is_bot"] is True
    assert found["result"]["id"] == 123456789


def test_method_names_may_be_spelled_in_any_case(api):
    assert api.get("getme").json()["ok"] is True


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("/bot123456789:wrong/getMe", 401, "Unauthorized"),
        ("/botwrong/getMe", 404, "Not Found"),
        ("/getMe", 404, "Not Found"),
        ("/", 404, "Not Found"),
        ("/_nothing", 404, "Not Found"),
    ],
)
def test_a_wrong_token_or_path_is_refused(api, path, code, says):
    answer = api.get(httpx.URL(api.base_url, path=path))
    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": says}


def test_an_unknown_method_is_refused(api):
    answer = api.get("sendTelegram")
    assert answer.status_code == 404
    assert answer.json()["description"] == "Not Found: method not found"


@pytest.mark.parametrize("parameter", ["disable_web_page_preview", "silent", "photo"])
def test_a_parameter_that_the_method_does_not_have_is_refused(api, shared, parameter):
    """Stricter than Telegram, which ignores it: a misspelled option must not pass unseen."""
    before = len(shared.journal())
    answer = api.post("sendMessage", data={"chat_id": DESK, "text": "x", parameter: "1"})
    assert answer.status_code == 400
    assert answer.json()["description"] == (
        f'Bad Request: unknown parameter "{parameter}" of sendMessage'
    )
    assert len(shared.journal()) == before


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"chat_id": 1, "text": "\\ud800"}'),
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/x-www-form-urlencoded", b"text=%FF"),
        ("application/x-www-form-urlencoded", b"text=\xff"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(api, kind, body):
    answer = api.post("sendMessage", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 400
    assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


def test_other_verbs_are_refused(api):
    assert api.delete("getMe").status_code == 405


def test_every_call_is_counted_with_its_status(telegram):
    telegram.add_chat(DESK)
    telegram.call("sendMessage", chat_id=DESK, text="x")
    telegram.call("sendMessage", chat_id=DESK, text="")
    telegram.call("getMe")
    assert [c["status"] for c in telegram.calls("sendMessage")] == [200, 400]
    assert len(telegram.calls()) == 3


@pytest.mark.parametrize(
    "mistake",
    [
        lambda t: t.add_chat(1, "privat"),
        lambda t: t.add_chat(1, standing="asleep"),
        lambda t: t.add_chat(1, topic=3),
        lambda t: t.faults({"how": "explode"}),
        lambda t: t.faults({"how": "status", "metod": "getMe"}),
        lambda t: t.add_update(message={"chat": {"id": -99}}),
    ],
)
def test_a_test_that_misspells_its_wish_is_told(shared, mistake):
    with pytest.raises(ValueError, match="Bad Request"):
        mistake(shared)


def test_a_test_may_wait_for_what_is_still_to_come(telegram):
    telegram.add_chat(DESK)
    telegram.faults({"how": "delay before", "seconds": 0.2})
    url = f"{telegram.url}/bot{telegram.token}/sendMessage"
    sender = threading.Thread(
        target=httpx.get,
        args=[url],
        kwargs={"params": {"chat_id": DESK, "text": "late"}, "trust_env": False},
    )
    sender.start()
    assert [line["text"] for line in telegram.wait_for(1, "message")] == ["late"]
    sender.join()
    with pytest.raises(TimeoutError, match="late"):
        telegram.wait_for(2, patience=0.1)


def test_a_server_may_come_back_at_its_old_address(telegram):
    telegram.add_chat(DESK)
    telegram.call("sendMessage", chat_id=DESK, text="x")
    url = telegram.url
    telegram.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/_health", trust_env=False)
    telegram.start()
    assert telegram.url == url
    assert telegram.journal() == []
