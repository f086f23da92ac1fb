"""What a feed held before watcher came is as old as it says; what comes after is new."""

from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest

from tests.build import NOON, Hands
from tests.web.server import answer, serving
from watcher.build import build
from watcher.model import Action, Reason
from watcher.rulebook import Rulebook
from watcher.settings import read_settings

CONFIG = """
rules = ["rules"]
database = "watcher.db"

[sources.wire]
kind = "feed"
url = "{url}"
allow_private = true

[channels.desk]
kind = "console"
"""
RULE = """
watchlist: 1
rules:
  fire:
    title: Fire
    look_for: [burned]
  fall:
    title: Fall
    look_for: [collapsed]
"""
TOWNS = ("Selm", "Harir", "Balad", "Taji", "Qaim", "Anah", "Rawa", "Hit", "Baiji", "Dohuk")


def item(town, *, what="A warehouse burned", days=None):
    date = f"<pubDate>{format_datetime(NOON - timedelta(days=days))}</pubDate>" if days else ""
    link = f"https://wire.example/{town}"
    text = f"{what} in {town}, the mayor said."
    return f"<item><link>{link}</link><description>{text}</description>{date}</item>"


@pytest.fixture
def feed(tmp_path):
    """Publish items, read the feed once, and give the report."""
    clock = Hands()
    with serving() as server:
        (tmp_path / "rules").mkdir()
        (tmp_path / "rules" / "fire.yaml").write_text(RULE, encoding="utf-8")
        config = tmp_path / "config.toml"
        config.write_text(CONFIG.format(url=server.url("/feed")), encoding="utf-8")
        settings = read_settings(config)
        with build(settings, Rulebook(settings)) as built:
            watcher = replace(built, clock=clock)

            def read(*items):
                body = f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>"
                server.pages["/feed"] = answer(body.encode())
                clock.wait(minutes=5)
                return watcher.read(watcher.sources[0])

            yield read


def test_what_was_old_at_the_first_poll_goes_to_the_digest_and_what_was_young_rings(feed):
    old = [item(town, days=9) for town in TOWNS[1:]]
    report = feed(item("Selm", days=0.5), *old, item("Kut", what="A stone bridge collapsed"))
    assert report.documents == 11
    assert report.verdicts[Action.DIGEST, Reason.TOO_OLD] == 9
    assert report.rang == 2


def test_what_comes_later_is_new_whatever_date_it_has(feed):
    feed(item("Selm", days=9))
    assert feed(item("Harir", days=9), item("Selm", days=9)).rang == 1
