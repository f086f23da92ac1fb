"""The proxy of the settings: which it is, and that feeds and Telegram go through it."""

import pytest

from tests.fake_telegram.fixture import telegram
from tests.journey import Desk
from tests.web.proxy import KNOWN, proxying
from tests.web.server import answer, serving
from watcher.bot_api.secret import redact
from watcher.errors import WatcherError
from watcher.proxied import for_bots, proxy_of
from watcher.settings.model import Settings
from watcher.web.proxy import Proxy

__all__ = ["telegram"]

PUBLIC = "93.184.216.34"
"""An address of the public internet: nothing that the proxy of these tests connects leaves here."""
NEWS = b"""<rss version="2.0"><channel><title>Wire</title>
<item><title>Port</title><description>Two boats shelled the port of Selm.</description></item>
</channel></rss>"""
SOCKS = Proxy("socks5", "10.0.0.9", 1080, *KNOWN)


def named(tmp_path, **keys):
    paths = {"rules": (tmp_path,), "database": tmp_path / "watcher.db"}
    return proxy_of(Settings(**paths, **keys))


def test_it_is_named_in_the_settings_or_by_a_variable(tmp_path, monkeypatch):
    assert named(tmp_path) is None
    assert named(tmp_path, proxy="socks5://10.0.0.9") == Proxy("socks5", "10.0.0.9", 1080)
    monkeypatch.setenv("WATCHER_PROXY", "socks5://amal:p%3Ass%40word@10.0.0.9\n")
    assert named(tmp_path, proxy_env="WATCHER_PROXY") == SOCKS
    assert redact("it said p:ss@word") == "it said [token]"


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("", "set the environment variable WATCHER_PROXY to the address of the proxy"),
        ("canary", "what the environment variable WATCHER_PROXY holds is no address of a proxy"),
    ],
)
def test_nothing_goes_out_past_a_proxy_that_cannot_be_used(tmp_path, monkeypatch, value, what):
    monkeypatch.setenv("WATCHER_PROXY", value)
    with pytest.raises(WatcherError, match=what) as error:
        named(tmp_path, proxy_env="WATCHER_PROXY")
    assert "canary" not in str(error.value)


@pytest.mark.parametrize(
    ("proxy", "server", "way"),
    [
        (None, None, None),
        (SOCKS, None, "socks5://amal:p%3Ass%40word@10.0.0.9:1080"),
        (Proxy("http", "::1", 3128), None, "http://[::1]:3128"),
        (SOCKS, "https://bots.example.org", "socks5://amal:p%3Ass%40word@10.0.0.9:1080"),
        (SOCKS, "http://127.0.0.1:8081", None),
        (SOCKS, "http://[fd00::1]:8081", None),
        (SOCKS, "http://localhost:8081", None),
    ],
)
def test_bots_go_through_it_but_to_a_server_nearby(proxy, server, way):
    assert for_bots(proxy, server) == way


@pytest.mark.parametrize("guarded", [False, True])
def test_feeds_and_telegram_go_through_it_and_it_hears_no_name_of_a_feed(
    tmp_path, telegram, guarded
):
    desk = Desk(tmp_path, telegram)
    port = int(telegram.url.rpartition(":")[2])
    desk.configure(f"http://{PUBLIC}:{port}")
    with serving() as server, proxying("socks5", guarded=guarded) as proxy:
        server.pages["/feed"] = answer(NEWS)
        user, password = KNOWN
        known = f"{user}:{password.replace('@', '%40')}@" if guarded else ""
        desk.environment["WATCHER_PROXY"] = proxy.address.replace("//", f"//{known}")
        settings = desk.config.read_text(encoding="utf-8")
        feed = f'\n[sources.wire]\nkind = "feed"\nurl = "http://{PUBLIC}:{server.port}/feed"\n'
        named = f'proxy_env = "WATCHER_PROXY"\n{settings}{feed}'
        desk.config.write_text(named, encoding="utf-8")
        done = desk.run_once()
        assert done.code == 0, done.said
        (alert,) = telegram.journal("message")
        assert "port of Selm" in alert["text"]
        assert set(proxy.asked) == {(PUBLIC, server.port), (PUBLIC, port)}


def test_an_alert_waits_while_the_proxy_refuses(tmp_path, telegram):
    desk = Desk(tmp_path, telegram)
    port = int(telegram.url.rpartition(":")[2])
    desk.configure(f"http://{PUBLIC}:{port}")
    with proxying("socks5") as proxy:
        named = f'proxy = "{proxy.address}"\n{desk.config.read_text(encoding="utf-8")}'
        desk.config.write_text(named, encoding="utf-8")
        proxy.refused = {PUBLIC}
        desk.seed("boats.txt", "Two boats shelled the port of Selm.")
        down = desk.run_once()
        assert "Traceback" not in down.said
        assert "duty-desk: 1 queued" in desk.watcher("status").out
    assert telegram.journal() == []
