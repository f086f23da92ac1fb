"""A file dropped into a folder that is polled once an hour only: its alert comes at once."""

import time

import pytest

from tests.journey import Desk

DAWN = """\
Boats off Selm

At dawn two boats shelled the port of Selm and set a crane alight, the mayor said.
"""
PAGE = """<!doctype html><title>Harbour burns</title><article><h1>Harbour burns</h1>
<p>Two boats shelled the port of Selm; smoke could be seen from the hills, a fisherman said.</p>
<p>The ferries wait in the bay until the quay is open again, which may take a week.</p></article>"""
PATIENCE = 30


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    desk.configure(every="1h")
    return desk


def wait_until_it_prints(running, words):
    until = time.monotonic() + PATIENCE
    while words not in running.out.read_text(encoding="utf-8"):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_new_file_rings_without_waiting_for_the_poll(desk):
    desk.seed("calm.txt", "All was quiet off Selm.")
    with desk.running() as running:
        running.wait_until_it_says("dispatches: 1 document")
        desk.seed("new.txt", DAWN, written=None)
        running.wait_until_it_says("1 alert")
        wait_until_it_prints(running, "Boats off Selm")


def test_a_page_rings_like_a_text(desk):
    desk.seed("calm.txt", "All was quiet off Selm.")
    with desk.running() as running:
        running.wait_until_it_says("dispatches: 1 document")
        desk.seed("new.html", PAGE, written=None)
        running.wait_until_it_says("1 alert")
        wait_until_it_prints(running, "Harbour burns")
