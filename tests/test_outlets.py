"""The channels that config.toml can describe, from the file to the message."""

import json
import logging
from contextlib import closing

import pytest

from tests.build import NOON
from tests.channels.mailing import mail_server
from tests.channels.posted import HomeServer
from tests.web.server import answer, serving
from watcher.cli.app import main
from watcher.outlets import outlets
from watcher.settings import ChannelSettings
from watcher.store import open_store

SOURCE = '[sources.a]\nkind = "folder"\npath = "x"\n'
VARIABLE = "WATCHER_CANARY"


@pytest.fixture
def server():
    with serving() as server:
        server.pages |= dict.fromkeys(("/canary", "/"), answer(b'{"id": "m1"}'))
        yield server


@pytest.fixture
def described(tmp_path, monkeypatch):
    """Sends a test message to the channel `lines` describe; the exit code."""
    monkeypatch.chdir(tmp_path)

    def send(lines):
        (tmp_path / "config.toml").write_text(f"{SOURCE}[channels.c]\n{lines}", encoding="utf-8")
        return main(["send-test", "c"])

    return send


def test_a_test_message_reaches_a_file_beside_the_settings(described, tmp_path):
    assert described('kind = "file"\npath = "out/alerts.jsonl"\n') == 0
    (line,) = (tmp_path / "out" / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert "A test message from watcher" in json.loads(line)["text"]


def posts(server, kind):
    return f'kind = "{kind}"\nurl = "{server.url("/canary")}"\nsecret_env = "{VARIABLE}"\n'


def test_a_test_message_is_known_not_to_be_an_alert(described, server, monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, "canary")
    with closing(open_store(tmp_path / "state" / "watcher.db")) as store:
        assert described(posts(server, "ntfy")) == 0
        assert list(store.sent()) == [("c", "m1")]


@pytest.mark.parametrize("kind", ["webhook", "ntfy"])
def test_a_test_message_reaches_a_server_and_no_log_learns_the_secret(
    described, server, kind, monkeypatch, caplog
):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv(VARIABLE, "canary")
    assert described(posts(server, kind)) == 0
    assert len(server.bodies) == 1
    assert "canary" not in caplog.text


@pytest.mark.parametrize("kind", ["webhook", "ntfy"])
def test_a_server_that_fails_is_told_without_address_and_secret(
    described, server, kind, monkeypatch, capsys, caplog
):
    monkeypatch.setenv(VARIABLE, "canary")
    server.pages |= dict.fromkeys(("/canary", "/"), answer(b"canary", status="500 canary"))
    assert described(posts(server, kind)) == 1
    said = capsys.readouterr()
    assert "channel c: 127.0.0.1 answers with status 500" in said.err
    assert "canary" not in said.err + said.out + caplog.text


@pytest.mark.parametrize("kind", ["webhook", "ntfy"])
def test_a_secret_that_is_not_set_is_named_and_nothing_is_sent(described, server, kind, capsys):
    assert described(posts(server, kind)) == 1
    assert f"set the environment variable {VARIABLE} to the channel's secret" in (
        capsys.readouterr().err
    )
    assert server.heads == []


@pytest.mark.parametrize(("kind", "value"), [("ntfy", "canary слово"), ("webhook", "can\nary")])
def test_a_secret_that_no_request_can_hold_is_told_at_once(
    described, server, kind, value, monkeypatch, capsys
):
    monkeypatch.setenv(VARIABLE, value)
    assert described(posts(server, kind)) == 1
    said = capsys.readouterr().err
    assert (
        said
        == f"channel c: the environment variable {VARIABLE} holds what is no secret: set it again\n"
    )
    assert server.heads == []


def test_a_webhook_may_be_signed_with_any_text(described, server, monkeypatch):
    monkeypatch.setenv(VARIABLE, "canary слово\n")
    assert described(posts(server, "webhook")) == 0


def test_a_test_message_reaches_a_mailbox(described):
    with mail_server() as boxes:
        server = f'host = "127.0.0.1"\nport = {boxes.port}\ntls = false\n'
        who = 'sender = "w@news.example"\nto = ["a@desk.example"]\n'
        assert described(f'kind = "email"\n{server}{who}') == 0
    assert "A test message from watcher" in boxes.mails[0][1]["Subject"]


@pytest.mark.parametrize(
    ("how", "tls", "implicit"),
    [
        ({}, True, False),
        ({"port": 465}, True, True),
        ({"port": 2465, "tls": "implicit"}, True, True),
        ({"port": 465, "tls": False}, False, False),
    ],
)
def test_port_465_and_whoever_says_so_is_private_from_the_first_byte(how, tls, implicit):
    mail = ChannelSettings(name="c", kind="email", **how)
    server = outlets([mail], lambda: NOON, buttons=False)["c"].channel.server
    assert (server.tls, server.implicit) == (tls, implicit)


def test_a_test_message_goes_through_apprise(described, server, monkeypatch):
    monkeypatch.setenv(VARIABLE, f"json://127.0.0.1:{server.port}/canary")
    assert described(f'kind = "apprise"\nurl_env = "{VARIABLE}"\n') == 0
    assert "A test message from watcher" in json.loads(server.bodies[0])["message"]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("", f"set the environment variable {VARIABLE}"),
        ("nosuch://canary", "Apprise knows no such address"),
        ("json://canary\njson://canary", "more than one address"),
    ],
)
def test_an_address_that_apprise_cannot_use_is_told_at_once(
    described, monkeypatch, capsys, value, why
):
    monkeypatch.setenv(VARIABLE, value)
    assert described(f'kind = "apprise"\nurl_env = "{VARIABLE}"\n') == 1
    said = capsys.readouterr().err
    assert why in said
    assert "canary" not in said


def test_a_test_message_reaches_a_room(described, server, monkeypatch):
    monkeypatch.setenv(VARIABLE, "canary")
    server.pages = HomeServer(server)
    home = f'url = "{server.url("")}"\nroom = "!desk:news.example"\n'
    assert described(f'kind = "matrix"\n{home}secret_env = "{VARIABLE}"\n') == 0
    assert len(server.pages.events) == 1


def test_without_a_secret_a_webhook_is_ready():
    hook = ChannelSettings(name="c", kind="webhook", url="http://127.0.0.1/")
    assert outlets([hook], lambda: NOON, buttons=False)["c"].unready == ""


def test_a_channel_of_telegram_is_as_the_settings_say():
    one = ChannelSettings(name="c", kind="telegram", chat="4711", topic=7, loud=False, protect=True)
    channel = outlets([one], lambda: NOON, buttons=True)["c"].channel
    said = channel.topic, channel.loud, channel.buttons, channel.protect
    assert said == (7, False, True, True)
