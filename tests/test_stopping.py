"""The program ends when it is told to, whatever it waits for."""

import threading

import pytest

from tests.journey import ROOT, TOKEN_ENV, Desk
from tests.web.server import serving

FEED = """
[sources.wire]
kind = "feed"
url = "{url}"
allow_private = true
"""
NOBODY_ANSWERS = """
import os, socket

def getaddrinfo(host, *_, **__):
    print("asked for", host, file=sys.stderr, flush=True)
    os.read(os.pipe()[0], 1)

socket.getaddrinfo = getaddrinfo
"""
"""A resolver that never answers, and cannot be interrupted: what a dead name server looks like."""
STRIKE = "At dawn two boats shelled the port of Selm, the mayor said."


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def without_names(desk):
    """No name is ever resolved by the programs of `desk`."""
    (desk.folder / "dead").mkdir()
    (desk.folder / "dead" / "sitecustomize.py").write_text("import sys" + NOBODY_ANSWERS)
    desk.environment["PYTHONPATH"] = f"{desk.folder / 'dead'}:{ROOT}"


def read(desk, url):
    with desk.config.open("a", encoding="utf-8") as config:
        config.write(FEED.format(url=url))


def test_a_server_that_drips_is_not_waited_for(desk):
    asked = threading.Event()

    def drip(caller):
        asked.set()
        caller.drip(b"HTTP/1.1 200 OK\r\n" * 1_000)

    with serving() as server:
        server.pages["/feed"] = drip
        read(desk, server.url("/feed"))
        with desk.running() as running:
            asked.wait()
            end = running.stop()
    assert end.code == 0
    assert "took longer" not in end.said


def test_a_name_server_that_is_dead_is_not_waited_for(desk):
    without_names(desk)
    read(desk, "http://wire.example/feed")
    with desk.running() as running:
        running.wait_until_it_says("asked for wire.example")
        end = running.stop()
    assert end.code == 0
    assert "was not found in time" not in end.said


def test_a_name_server_that_is_dead_keeps_no_alert_waiting_for_ever(desk):
    without_names(desk)
    desk.configure("http://telegram.example")
    desk.environment[TOKEN_ENV] = "4242:abcdefghijklmnopqrstuvwxyz"
    desk.seed("a.txt", STRIKE)
    with desk.running() as running:
        running.wait_until_it_says("telegram.example")
        assert running.stop().code == 0
