"""A person edits rule files while watcher runs: the actual program, on the console."""

import json
import re

import pytest

from tests.journey import RULES, Desk

FLOOD = "  flood:\n    title: Flood\n    look_for: [flooded]\n"
FLOODED = "The lower town was flooded on Monday, fishermen said."
SHELLED = "Two boats shelled the port of Selm on Tuesday, fishermen said."
READ_AGAIN, LEFT = "rules were read again", "rules stay as they were"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_new_rule_rings_without_a_restart(desk):
    with desk.running() as running:
        desk.rules(RULES + FLOOD)
        running.wait_until_it_says(READ_AGAIN)
        desk.seed("flood.txt", FLOODED)
        running.wait_until_it_says("dispatches: 1 document,")
    assert "flooded" in all_told(desk, running)


def all_told(desk, running):
    """What was printed, and what was still owed when it was stopped."""
    return running.stop().out + desk.run_once().out


def test_a_broken_file_is_named_and_the_rules_before_go_on(desk):
    with desk.running() as running:
        path = desk.rules(RULES.replace("title: Attack", "titel: Attack"))
        mistake = f"{path}:14:5: unknown key 'titel' (did you mean 'title'?)"
        assert mistake in running.wait_until_it_says("titel")
        running.wait_until_it_says(LEFT)
        desk.seed("boats.txt", SHELLED)
        running.wait_until_it_says("dispatches: 1 document,")
        status = desk.watcher("status")
        assert f"! rules: {mistake}" in status.out
        assert status.code == 1
        desk.rules(RULES)
        running.wait_until_it_says(READ_AGAIN)
        assert "all is well" in desk.watcher("status").out
    assert "shelled" in all_told(desk, running)


def test_a_rule_whose_test_fails_goes_on_as_it_was(desk):
    with desk.running() as running:
        failing = f"    tests:\n      - alert: {FLOODED}\n"
        path = desk.rules(RULES + failing + FLOOD)
        told = running.wait_until_it_says("a test of rule attack-on-a-port fails")
        assert told.startswith(f"{path}:21:16: ")
        assert "(the rule as it was before stays in force)" in told
        running.wait_until_it_says(READ_AGAIN)
        desk.seed("boats.txt", SHELLED)
        desk.seed("flood.txt", FLOODED)
        wait_for_documents(running, 2)
    out = all_told(desk, running)
    assert "shelled" in out
    assert "flooded" in out


def wait_for_documents(running, number):
    """Until so many were read, in as many polls as it takes."""
    while number > sum(map(int, re.findall(r"(\d+) documents?,", "".join(running.lines)))):
        running.wait_until_it_says("dispatches: ")


def test_no_document_is_lost_or_read_twice_while_rules_change(desk):
    documents = 4
    with desk.running() as running:
        for number in range(documents):
            desk.rules(RULES.replace("Attack on a port", f"Attack, version {number}"))
            desk.seed(f"boat{number}.txt", SHELLED.replace("Two boats", f"Boat {number}"))
            running.wait_until_it_says(READ_AGAIN)
        wait_for_documents(running, documents)
        running.stop()
        status = json.loads(desk.watcher("status", "--json").out)
        assert status["documents"] == documents
        assert sum(one["count"] for one in status["verdicts"]) == documents
