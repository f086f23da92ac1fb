"""The protocol: verbs, bodies, envelopes, tokens, and strictness."""

import httpx
import pytest

DESK = 4711


@pytest.fixture
def api(telegram):
    telegram.add_chat(DESK)
    with httpx.Client(base_url=f"{telegram.url}/bot{telegram.token}", trust_env=False) as client:
        yield client


WAYS = {
    "get": lambda api, p: api.get("/sendMessage", params=p),
    "query of a post": lambda api, p: api.post("/sendMessage", params=p),
    "form": lambda api, p: api.post("/sendMessage", data=p),
    "json": lambda api, p: api.post("/sendMessage", json=p),
    "multipart": lambda api, p: api.post(
        "/sendMessage", files={name: (None, str(value)) for name, value in p.items()}
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_pass_parameters_is_understood(api, telegram, way):
    answer = WAYS[way](api, {"chat_id": DESK, "text": "é 🚀 & ?=", "disable_notification": "true"})
    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert answer.json()["result"]["text"] == "é 🚀 & ?="
    (line,) = telegram.journal()
    assert line["text"] == "é 🚀 & ?="
    assert line["silent"] is True
    assert line["chat"] == DESK
