"""The whole program, through the door that users take: `main([...])` on real files."""

import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from subprocess import PIPE, STDOUT
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from watcher.cli import main
from watcher.store.lock import only_one

ROOT = Path(__file__).parent.parent
CONFIG = """
rules = ["rules"]
database = "state/watcher.db"
time_zone = "Asia/Baghdad"

[sources.press]
kind = "folder"
path = "seeds"

[channels.desk]
kind = "console"
"""
RULES = """
watchlist: 1
names:
  harir:
    name: Harir base
    type: base
    where: Erbil province
rules:
  attack:
    title: Attack on a base
    severity: high
    look_for:
      - together: [struck, <base>]
    tests:
      - alert: Drones struck Harir base on Sunday.
      - no_alert: Nothing happened at Harir base on Sunday.
"""
STORY = "Drones struck the Harir base on Thursday, two officials said.\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder as a user has it: settings, one rule, one dispatch that is a day old."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "rules" / "attack.yaml").write_text(RULES, encoding="utf-8")
    put(tmp_path / "seeds" / "harir.txt", STORY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path, words):
    """A file that has been still for a while."""
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    os.utime(path, (1_750_000_000, 1_750_000_000))


def test_a_dispatch_that_matches_is_told_once(desk, capsys):
    assert main(["run", "--once"]) == 0
    said = capsys.readouterr()
    assert "HIGH · Attack on a base · Harir base, Erbil province · reported" in said.out
    assert STORY.strip() in said.out
    assert "press: 1 document, 1 story, 1 alert" in said.err
    assert main(["run", "--once"]) == 0
    assert capsys.readouterr().out == ""


def test_a_new_file_rings_in_the_next_run(desk, capsys):
    main(["run", "--once"])
    capsys.readouterr()
    put(desk / "seeds" / "balad.txt", "Rockets struck Harir base on Friday.")
    assert main(["run", "--once"]) == 0
    assert "Rockets struck Harir base on Friday." in capsys.readouterr().out


def test_bad_files_are_skipped_with_a_sentence_and_the_rest_goes_on(desk, capsys):
    put(desk / "seeds" / "empty.txt", b"")
    put(desk / "seeds" / "binary.txt", b"\x00\x01\x02" * 50)
    assert main(["run", "--once"]) == 1
    said = capsys.readouterr()
    assert STORY.strip() in said.out
    assert said.err.count("! source press: empty.txt: is empty\n") == 1
    assert said.err.count("binary.txt: ") == 1
    assert main(["status"]) == 1
    assert "! source press: binary.txt: " in capsys.readouterr().out


def test_a_folder_that_is_missing_fails_with_what_to_do(desk, capsys):
    (desk / "config.toml").write_text(CONFIG.replace('"seeds"', '"elsewhere"'), encoding="utf-8")
    assert main(["run", "--once"]) == 1
    assert "press: " in capsys.readouterr().err
    assert main(["status"]) == 1
    assert "source press failed 1 time in a row" in capsys.readouterr().out


def test_a_mistake_in_the_rules_is_told_with_its_line(desk, capsys):
    (desk / "rules" / "attack.yaml").write_text(RULES.replace("<base>", "<bases>"), "utf-8")
    assert main(["check"]) == 2
    assert "attack.yaml:13:28: " in capsys.readouterr().err
    assert main(["run", "--once"]) == 2


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (
            "send_to: [desk, duty]",
            "12:21: “duty” is not a channel of config.toml (add [channels.duty] there; known there:",
        ),
        ("send_to: [desq]", "12:15: “desq” is not a channel of config.toml (did you mean 'desk'?)"),
        (
            "escalate: {after: 15m, to: rana}",
            "12:32: “rana” is not a person with a channel of config.toml (add [people.rana] there)",
        ),
        (
            "sources: {only: [radio]}",
            "12:22: “radio” is not a source of config.toml (add [sources.radio] there; known there:",
        ),
        (
            "sources: {except: [press, radio]}",
            "12:31: “radio” is not a source of config.toml (add [sources.radio] there; known there:",
        ),
    ],
)
def test_what_nobody_defined_in_the_settings_is_told_where_it_stands(desk, capsys, key, said):
    rules = RULES.replace("severity: high", f"severity: high\n    {key}")
    (desk / "rules" / "attack.yaml").write_text(rules, encoding="utf-8")
    assert main(["check"]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert f"attack.yaml:{said}" in told


def test_what_the_settings_lack_is_told_together_with_all_else(desk, capsys):
    rules = RULES.replace("severity: high", "severity: hihg\n    send_to: [desq]")
    (desk / "rules" / "attack.yaml").write_text(rules, encoding="utf-8")
    (desk / "rules" / "other.yaml").write_text("defaults: {send_to: [desq]}\n", encoding="utf-8")
    assert main(["check"]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert "attack.yaml:11:15: severity: 'hihg' is none of" in first
    assert "other.yaml:1:22: “desq” is not a channel" in second


@pytest.mark.parametrize(
    ("settings", "problems"),
    [
        ("data_base = 'x'\n", ["config.toml:1: unknown", "attack.yaml:11:15: "]),
        ("data_base = 'x'\nrules = ['gone', 1]\n", ["unknown", "config.toml:2: rules must"]),
        ("data_base = 'x'\nrules = 'rules'\n", ["unknown", "config.toml:2: rules must"]),
        ("data_base = \n", ["config.toml:1: this is not TOML"]),
    ],
)
def test_settings_and_rules_are_told_together(desk, capsys, settings, problems):
    rules = RULES.replace("severity: high", "severity: hihg")
    (desk / "rules" / "attack.yaml").write_text(rules, encoding="utf-8")
    (desk / "config.toml").write_text(
        CONFIG.lstrip().replace('rules = ["rules"]\n', settings), encoding="utf-8"
    )
    assert main(["check"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(problems)
    assert all(one in line for one, line in zip(problems, told, strict=True))


def test_the_defaults_of_a_file_are_looked_at_too(desk, capsys):
    rules = f"defaults: {{send_to: [duty]}}\n{RULES}"
    (desk / "rules" / "attack.yaml").write_text(rules, encoding="utf-8")
    assert main(["check"]) == 2
    assert "attack.yaml:1:22: “duty” is not a channel" in capsys.readouterr().err


def test_a_person_who_can_be_reached_is_no_problem(desk):
    rules = RULES.replace("severity: high", "severity: high\n    escalate: {after: 15m, to: rana}")
    (desk / "rules" / "attack.yaml").write_text(rules, encoding="utf-8")
    config = CONFIG + '[people.rana]\nchannel = "desk"\n'
    (desk / "config.toml").write_text(config, encoding="utf-8")
    assert main(["check"]) == 0


def test_check_says_what_there_is(desk, capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("no problems: 1 rule, 1 name, ")


def test_settings_that_are_missing_are_told(desk, capsys):
    assert main(["run", "--once", "--config", "nowhere.toml"]) == 2
    assert "nowhere.toml" in capsys.readouterr().err


def test_advice_is_told_and_stops_nothing(desk, capsys):
    rules = RULES.replace("name: Harir base", "name: Silk")
    (desk / "rules" / "attack.yaml").write_text(rules, encoding="utf-8")
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert "attack.yaml:4:3: advice: “Silk” is an ordinary word too" in said.err
    assert "no problems" in said.out


def test_the_tests_inside_the_rules(desk, capsys):
    assert main(["test"]) == 0
    assert "2 tests passed, 0 failed" in capsys.readouterr().out
    wrong = RULES.replace("- no_alert: Nothing happened", "- no_alert: Drones struck")
    (desk / "rules" / "attack.yaml").write_text(wrong, encoding="utf-8")
    assert main(["test", "rules/attack.yaml"]) == 1
    said = capsys.readouterr().out
    assert "attack.yaml:16:19: attack: alerts, told as reported" in said
    assert "    no_alert: Drones struck at Harir base on Sunday." in said
    assert main(["test", "seeds"]) == 0
    assert "0 tests passed" in capsys.readouterr().out
    assert main(["test", "rules/atack.yaml"]) == 2
    assert "there is no rules/atack.yaml" in capsys.readouterr().err
    main(["run", "--once"])
    assert "a test of rule attack fails" in capsys.readouterr().err


def test_the_results_are_written_as_junit_for_ci(desk, capsys):
    broken = RULES.replace("- alert: Drones struck", "- alert: Drones\x41 missed")
    (desk / "rules" / "attack.yaml").write_text(broken, encoding="utf-8")
    assert main(["test", "--junit", "results.xml"]) == 1
    root = ET.parse(desk / "results.xml").getroot()  # noqa: S314 - our own file
    (suite,) = root
    assert (suite.tag, suite.attrib) == (
        "testsuite",
        {"name": "attack", "tests": "2", "failures": "1"},
    )
    failed, passed = suite
    assert failed.attrib["line"] == "15"
    (why,) = failed
    assert why.attrib["message"].startswith("does not alert: together in one sentence")
    assert list(passed) == []


def test_results_that_cannot_be_written_are_told(desk, capsys):
    assert main(["test", "--junit", "nowhere/results.xml"]) == 2
    assert "nowhere/results.xml: cannot be written: No such file" in capsys.readouterr().err


@pytest.mark.parametrize("sign", ["\f", "\v", "\x1c", "\x07", "\ufffe"])
def test_a_sign_that_xml_does_not_know_spoils_no_results(desk, sign):
    """As in a text that was copied out of a PDF, where a form feed ends a page."""
    (desk / "rules" / "page.txt").write_text(f"Drones missed.{sign}Page 2", encoding="utf-8")
    rules = RULES.replace("- no_alert:", "- alert_in: page.txt\n      - no_alert:")
    (desk / "rules" / "attack.yaml").write_text(rules, encoding="utf-8")
    assert main(["test", "--junit", "results.xml"]) == 1
    ((_, failed, _),) = ET.parse(desk / "results.xml").getroot()  # noqa: S314 - our own file
    assert failed[0].text == "alert: Drones missed.\ufffdPage 2"


def test_tests_run_again_when_a_rule_file_changes(desk):
    with running(desk, "test", "--watch") as lines:
        assert "2 tests passed, 0 failed" in next(lines)
        rules = desk / "rules" / "attack.yaml"
        rules.write_text(
            RULES.replace("- no_alert: Nothing", "- no_alert: They struck; nothing"),
            encoding="utf-8",
        )
        assert "attack.yaml:16:19: attack: alerts" in next(lines)
        next(lines)
        assert "1 test passed, 1 failed" in next(lines)
        rules.write_text(RULES.replace("severity", "severty"), encoding="utf-8")
        assert "attack.yaml:11:5: " in next(lines)


@contextmanager
def running(folder, *command):
    """The program as a user starts it, and the lines that it prints."""
    watcher = [sys.executable, "-m", "watcher", *command]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603 - our own program
        watcher, cwd=folder, env=environment, text=True, stdout=PIPE, stderr=STDOUT
    ) as process:
        try:
            yield iter(process.stdout.readline, "")
        finally:
            process.terminate()


def test_rule_files_can_be_tested_without_settings(desk, capsys):
    (desk / "config.toml").unlink()
    assert main(["test", "rules"]) == 0
    assert "2 tests passed" in capsys.readouterr().out


def test_status_for_people_and_for_machines(desk, capsys):
    main(["run", "--once"])
    capsys.readouterr()
    assert main(["status"]) == 0
    said = capsys.readouterr().out
    assert "ring: 1 (new event)" in said
    assert "channel desk: 1 sent" in said
    assert "all is well" in said
    assert main(["status", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["documents"] == 1
    assert found["needs_a_person"] == []


def test_what_quiet_hours_hold_is_told_and_is_no_trouble(desk, capsys):
    now = datetime.now(ZoneInfo("Asia/Baghdad"))
    begin, end = (f"{now + timedelta(hours=hours):%H:%M}" for hours in (-2, 2))
    config = f'quiet_hours = "{begin}-{end}"\n{CONFIG}'
    (desk / "config.toml").write_text(config, encoding="utf-8")
    main(["run", "--once"])
    said = capsys.readouterr()
    assert "1 held until quiet hours end" in said.err
    assert "HIGH" not in said.out
    assert main(["status"]) == 0
    assert re.search(f"channel desk: 1 held until .* {end}", capsys.readouterr().out)
    main(["status", "--json"])
    (held,) = json.loads(capsys.readouterr().out)["held"]
    assert (held["channel"], held["count"]) == ("desk", 1)


def test_a_second_watcher_is_refused(desk, capsys):
    (desk / "state").mkdir()
    with only_one(desk / "state" / "watcher.db"):
        assert main(["run", "--once"]) == 1
    assert "another watcher" in capsys.readouterr().err


def test_a_corrupt_database_is_refused_and_left_alone(desk, capsys):
    (desk / "state").mkdir()
    database = desk / "state" / "watcher.db"
    database.write_bytes(b"not a database " * 500)
    assert main(["run", "--once"]) == 1
    assert "watcher: " in capsys.readouterr().err
    assert database.read_bytes() == b"not a database " * 500


def test_a_locked_database_is_told_and_nothing_is_lost(desk, capsys):
    main(["run", "--once"])
    put(desk / "seeds" / "more.txt", "Rockets struck Harir base on Friday.")
    locker = sqlite3.connect(desk / "state" / "watcher.db", isolation_level=None)
    locker.execute("begin immediate")
    capsys.readouterr()
    assert main(["run", "--once"]) == 1
    assert "in use by another program" in capsys.readouterr().err
    locker.execute("rollback")
    locker.close()
    assert main(["run", "--once"]) == 0
    assert "Rockets struck Harir base on Friday." in capsys.readouterr().out


TELEGRAM = CONFIG.replace('kind = "console"', 'kind = "telegram"\nchat = "-100123"')


def test_without_its_token_a_channel_keeps_its_alerts(desk, capsys, monkeypatch):
    monkeypatch.delenv("WATCHER_TELEGRAM_TOKEN", raising=False)
    (desk / "config.toml").write_text(TELEGRAM, encoding="utf-8")
    assert main(["run", "--once"]) == 1
    said = capsys.readouterr()
    assert "WATCHER_TELEGRAM_TOKEN" in said.err
    assert said.out == ""
    assert main(["status"]) == 1
    assert "channel desk is not ready" in capsys.readouterr().out
    assert main(["send-test", "desk"]) == 1
    assert "WATCHER_TELEGRAM_TOKEN" in capsys.readouterr().err


def test_a_test_message_arrives_or_the_reason_is_told(desk, capsys):
    assert main(["send-test", "desk"]) == 0
    said = capsys.readouterr()
    assert "A test message from watcher" in said.out
    assert "the test message arrived" in said.err
    assert main(["send-test", "duty"]) == 2
    assert "there is no channel “duty”; known: desk" in capsys.readouterr().err


def feed(monkeypatch, *lines):
    stream = io.BytesIO("\n".join(lines).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream, encoding="utf-8"))


def test_match_answers_one_line_for_each_line(desk, capsys, monkeypatch):
    one = {"doc_id": "1", "text": STORY, "published": "2024-10-04", "other": 1}
    two = {"doc_id": "2", "text": "Nothing.", "title": None, "published": None}
    feed(monkeypatch, json.dumps(one), "", json.dumps(two))
    assert main(["match", "--rules", "rules"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    (mention,) = first["mentions"]
    assert STORY[mention["start"] : mention["end"]] == mention["surface"] == "Harir base"
    assert (mention["name"], mention["how"], mention["score"]) == ("harir", "exact", 1.0)
    assert first["matches"] == [
        {
            "rule": "attack",
            "told_as": "reported",
            "severity": "high",
            "evidence": [[0, len(STORY.strip())]],
        }
    ]
    assert second == {"doc_id": "2", "mentions": [], "matches": []}


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"text": "no id"}',
        '{"doc_id": 1, "text": "a number"}',
        '{"doc_id": "1", "text": "x", "published": "yesterday"}',
        '{"doc_id": "1", "text": "x", "title": 3}',
        '{"doc_id": "1", "text": "half \\ud800"}',
        "[" * 200_000,
    ],
)
def test_match_answers_a_bad_line_and_goes_on(desk, capsys, monkeypatch, line):
    feed(monkeypatch, line, json.dumps({"doc_id": "2", "text": STORY}))
    assert main(["match"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.err)["line"] == 1
    assert json.loads(said.out)["doc_id"] == "2"


def test_events_say_which_documents_tell_the_same(desk, capsys, monkeypatch):
    told = [STORY, f"Again: {STORY}", STORY.replace("Harir", "Halabja")]
    feed(monkeypatch, *(json.dumps({"doc_id": str(n), "text": t}) for n, t in enumerate(told)))
    assert main(["events"]) == 0
    first, again, other = (
        json.loads(line)["events"] for line in capsys.readouterr().out.splitlines()
    )
    assert first == again
    assert len(first) == 1
    assert not set(other) & set(first)


def test_stories_show_how_documents_are_split(desk, capsys):
    assert main(["stories", "seeds/harir.txt"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["file"], row["kind"], row["start"]) == ("seeds/harir.txt", "story", 0)
    assert main(["stories", "seeds/nothing.txt"]) == 1
    assert "nothing.txt: cannot be read" in capsys.readouterr().err
    put(desk / "seeds" / "binary.txt", b"\x00\x01\x02" * 50)
    assert main(["stories", "seeds/binary.txt"]) == 1


def test_the_schema_is_json(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")


def test_wrong_arguments_are_told_with_the_usage(capsys):
    assert main(["run", "--twice"]) == 2
    assert "--twice" in capsys.readouterr().err


def test_every_command_teaches(capsys):
    for command in (
        "run",
        "check",
        "fmt",
        "test",
        "match",
        "events",
        "stories",
        "status",
        "send-test",
        "schema",
    ):
        assert main([command, "--help"]) == 0
        assert "Usage" in capsys.readouterr().out


def test_the_list_of_commands_says_what_each_does_in_full(capsys):
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    _, commands = told.split("Commands:")
    assert "send-test" in commands
    assert "..." not in commands


def test_the_program_says_its_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("watcher 0.")
