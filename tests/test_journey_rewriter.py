"""The rewriter of config.toml, from the settings to the alert, against a server on loopback."""

import json
import os

import pytest

from tests.app.test_rewriting import BEHIND, QUOTE, SHORT
from tests.web.server import answer, serving
from watcher.cli import main

RULES = """
watchlist: 1
names:
  harir: {name: Harir base, type: base}
rules:
  attack:
    title: Attack
    look_for:
      - together: [struck, <base>]
    tests:
      - alert: Drones struck Harir base on Sunday.
      - no_alert: Nothing happened at Harir base on Sunday.
"""
CONFIG = """
[sources.press]
kind = "folder"
path = "seeds"
[channels.desk]
kind = "console"
[rewriter]
url = "{url}"
model = "small"
token_env = "MODEL_TOKEN"
timeout = "5s"
"""


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.fixture
def desk(tmp_path, monkeypatch, server):
    for folder in ("rules", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "rules" / "attack.yaml").write_text(RULES, encoding="utf-8")
    news = tmp_path / "seeds" / "news.txt"
    news.write_text(f"{QUOTE} {BEHIND}\n", encoding="utf-8")
    os.utime(news, (1_700_000_000, 1_700_000_000))
    (tmp_path / "config.toml").write_text(CONFIG.format(url=server.url("/v1")), encoding="utf-8")
    monkeypatch.setenv("MODEL_TOKEN", "canary-of-the-model")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_alert_carries_the_shorter_background(desk, server, capsys):
    said = json.dumps({"choices": [{"message": {"content": SHORT}}]}).encode()
    server.pages["/v1/chat/completions"] = answer(said)
    assert main(["run", "--once"]) == 0
    shown = capsys.readouterr()
    assert f"{SHORT} (shortened by a machine)" in shown.out
    assert QUOTE in shown.out
    assert b"Bearer canary-of-the-model" in server.heads[0]
    assert "canary" not in shown.out + shown.err
    assert b"canary" not in (desk / "state" / "watcher.db").read_bytes()


def test_a_machine_that_fails_costs_nothing_but_a_warning(desk, server, capsys, caplog):
    server.pages["/v1/chat/completions"] = answer(status="500 Broken")
    assert main(["run", "--once"]) == 0
    assert BEHIND in capsys.readouterr().out
    assert "the rewriter answers with status 500" in caplog.text
