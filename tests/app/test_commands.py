"""What people get for their commands."""

from contextlib import closing
from dataclasses import replace

import pytest

from tests.app.newsdesk import ATTACK, attack, reviewing, watching
from tests.app.newsdesk import desk as newsdesk
from tests.app.test_reception import AMAL, NOOR, SAMI, Once
from tests.build import DESK, NOON, Hands
from watcher.app.caller import Caller
from watcher.app.commands import COMMANDS, LONGEST, obey
from watcher.app.ingest import ingest
from watcher.model import ChatId, Muted
from watcher.store import open_store


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield store


@pytest.fixture
def caller(store, tmp_path):
    desk = newsdesk(attack(), attack("quiet", "slept", title="Quiet", off=True), channels=(DESK,))
    both = watching(tmp_path), reviewing(tmp_path)
    return Caller(SAMI, desk, store, NOON, lambda: (), *both, (ChatId("3"),), (DESK,))


@pytest.fixture
def rung(caller, store):
    ingest(Once(), caller.desk, store, Hands())
    return store.rung()


def test_help_lists_what_one_may_do(caller):
    def listed(person):
        lines = obey("/help", replace(caller, person=person)).splitlines()
        return {line.split()[0][1:] for line in lines}

    assert listed(SAMI) == set(COMMANDS)
    assert listed(AMAL) == set(COMMANDS) - {"audit"}
    assert listed(NOOR) == set(COMMANDS) - {"audit", "missed", "mute", "unmute", "watch", "unwatch"}


@pytest.mark.parametrize("text", ["/", "/drop all", "/" + "x" * 5000])
def test_an_unknown_command_names_the_way_to_the_others(caller, text):
    answer = obey(text, caller)
    assert answer.startswith("There is no command /")
    assert "/help" in answer
    assert len(answer) < 100


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_can_answer_whatever_is_written_behind_it(caller, name):
    assert obey(f"/{name} \ud800\x00\u202e", caller).encode()


@pytest.mark.parametrize("text", ["/HELP", "/help@some_bot", "  /help  me ", "/start@some_bot"])
def test_a_command_is_known_however_it_is_written(caller, text):
    assert obey(text, caller) == obey("/help", caller)


def test_status_tells_what_was_read_what_rang_and_what_is_muted(caller, rung):
    obey("/mute attack", caller)
    assert obey("/status", caller).splitlines() == [
        "All is well",
        "1 document read, 1 alert rang",
        "1 message to be sent",
        "Muted: rule attack until 5 Sep 12:00 by sami",
    ]


def test_status_tells_every_trouble(caller):
    troubled = replace(caller, troubles=lambda: ("a feed is silent", "the disk is full"))
    assert obey("/status", troubled).splitlines()[:3] == [
        "2 troubles",
        "· a feed is silent",
        "· the disk is full",
    ]


def test_why_tells_of_the_alert_that_it_answers_or_of_the_last(caller, store, rung):
    last = obey("/why", caller)
    assert last == obey("/why", replace(caller, event=rung.event))
    headline, *rest = last.splitlines()
    assert headline == rung.headline
    assert rest == ["Attack [attack], high: new event", "Rang 4 Sep 12:00", "Source: seed.txt"]
    store.ack(rung.event, "amal", NOON)
    assert obey("/why", caller).splitlines()[-1] == "Acked by amal 12:00"


def test_why_tells_of_a_rule_that_is_gone_and_of_a_story_without_a_source(caller, store, rung):
    bare = replace(caller, desk=newsdesk(attack("other"), channels=(DESK,)))
    assert "a rule that is gone [attack]" in obey("/why", bare)
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE document SET origin = ''")
    assert "Source" not in obey("/why", caller)


def test_why_tells_what_more_was_decided(caller, store, rung):
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE verdict SET detail = 'a second source'")
    assert "new event (a second source)" in obey("/why", caller)


def test_rules_lists_those_in_force(caller):
    assert obey("/rules", caller).splitlines() == [
        "attack: Attack, high",
        "quiet: Quiet, high, off",
    ]


def test_test_tells_what_would_ring_and_stores_nothing(caller, store):
    what, why = obey(f"/test {ATTACK}", caller).splitlines()
    assert what.startswith("ring: ")
    assert what.endswith("(date not stated)")
    assert why == "· rules attack; new event"
    assert store.status().documents == 0
    assert obey("/test All is quiet.", caller) == "No rule holds in this text"
    assert obey("/test", caller) == "Write the text behind the command: /test TEXT"


def test_a_rule_a_name_and_an_event_can_be_muted_and_ring_again(caller, store, rung):
    for what in ("rule attack", "name harir", f"event {rung.event}"):
        which = [rung.headline] if what.startswith("event") else []
        assert obey(f"/mute {what}", caller).splitlines() == [
            f"Muted {what} until 5 Sep 12:00; /unmute {what} ends it",
            *which,
        ]
        assert obey("/status", caller).splitlines()[3:] == [
            f"Muted: {what} until 5 Sep 12:00 by sami",
            *which,
        ]
        assert obey(f"/unmute {what}", caller).splitlines() == [f"{what} rings again", *which]
        assert obey(f"/unmute {what}", caller) == f"{what} is not muted"
    assert store.mutes(NOON) == []
    told = obey("/audit", caller).splitlines()
    assert told[0] == f"4 Sep 12:00 sami unmuted event {rung.event}"
    assert len(told) == 6


def test_an_answer_to_an_alert_mutes_its_event(caller, store, rung):
    answering = replace(caller, event=rung.event)
    obey("/mute", answering)
    assert [(one.of, one.what) for one in store.mutes(NOON)] == [(Muted.EVENT, rung.event)]
    obey("/unmute", answering)
    assert store.mutes(NOON) == []


@pytest.mark.parametrize("command", ["/mute", "/unmute"])
@pytest.mark.parametrize("words", ["", "nothing", "name attack", "rule harir", "event none"])
def test_what_is_not_known_is_not_muted(caller, store, command, words):
    answer = obey(f"{command} {words}", replace(caller, event=None))
    assert answer.startswith(("Reply to an alert", "There is no", f"{words} is not muted"))
    assert store.mutes(NOON) == store.audited(9) == []


def test_an_id_alone_is_a_rule_first(caller, store):
    obey("/mute attack", caller)
    obey("/mute harir", caller)
    assert {(one.of, one.what) for one in store.mutes(NOON)} == {
        (Muted.RULE, "attack"),
        (Muted.NAME, "harir"),
    }
    assert obey("/unmute attack", caller) == "rule attack rings again"


def test_a_long_answer_is_cut_at_a_line_and_says_so(caller):
    rules = [attack(f"rule-{n}", title="Attack " * 9) for n in range(99)]
    answer = obey("/rules", replace(caller, desk=newsdesk(*rules)))
    *lines, last = answer.splitlines()
    assert len(answer) <= LONGEST
    assert last == f"… {99 - len(lines)} lines left out"
    long = replace(caller, troubles=lambda: ("x" * 9000,))
    assert len(obey("/status", long)) <= LONGEST


def test_one_endless_line_is_cut_too(caller):
    endless = replace(caller, desk=newsdesk(attack(title="x" * 9000)))
    assert obey("/rules", endless).endswith("x…")
