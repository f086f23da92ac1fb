"""The program as it keeps running: polls, delivers, and stops when it is told to."""

import asyncio
import os
import signal
import sqlite3
from contextlib import contextmanager

import pytest

from watcher.app.ingest import Report
from watcher.build import build
from watcher.errors import StoreError
from watcher.model import SourceName
from watcher.rulebook import Rulebook
from watcher.schedule import run, told
from watcher.settings import read_settings

CONFIG = """
rules = ["rules"]
database = "watcher.db"
admin = "desk"

[sources.press]
kind = "folder"
path = "{folder}"

[channels.desk]
kind = "console"
digest = "07:30"
"""
RULE = """
watchlist: 1
rules:
  attack:
    title: Attack
    look_for: [struck]
    tests:
      - alert: Drones struck at dawn.
      - no_alert: All was quiet at dawn.
"""
RULE_OF_RAIN = """
  rain:
    title: Rain
    look_for: [rain]
"""


@contextmanager
def watcher(folder, seeds="seeds"):
    (folder / "rules").mkdir()
    (folder / "seeds").mkdir()
    (folder / "rules" / "attack.yaml").write_text(RULE, encoding="utf-8")
    (folder / "config.toml").write_text(CONFIG.format(folder=seeds), encoding="utf-8")
    settings = read_settings(folder / "config.toml")
    with build(settings, Rulebook(settings)) as built:
        yield built


def running(built, until):
    """Run until a line for people holds `until`, then SIGTERM; all lines that were told."""
    lines = []

    def tell(line):
        lines.append(line)
        if until in line:
            os.kill(os.getpid(), signal.SIGTERM)

    asyncio.run(run(built, tell))
    return lines


def seed(folder, words):
    file = folder / "seeds" / "a.txt"
    file.write_text(words, encoding="utf-8")
    os.utime(file, (1_750_000_000, 1_750_000_000))


def test_a_source_is_read_at_once_and_a_signal_ends_the_run(tmp_path):
    with watcher(tmp_path) as built:
        seed(tmp_path, "Drones struck at dawn.")
        lines = running(built, "press: 1 document,")
        assert lines[0] == "watching 1 source; stop with Ctrl-C"
        assert lines[-1] == "stopping: finishing what was begun"
        assert built.store.status().documents == 1


def rewrite(folder, text):
    """Change the rule file as editors do: whole, under its own name."""
    draft = folder / "rules" / ".draft"
    draft.write_text(text, encoding="utf-8")
    draft.replace(folder / "rules" / "attack.yaml")


def rules_of(built):
    return [rule.title for rule in built.rulebook.edition.watchlist.rules]


def test_rules_that_changed_are_read_again_while_running(tmp_path):
    with watcher(tmp_path) as built:
        rewrite(tmp_path, RULE.replace("title: Attack", "title: Struck again"))
        lines = running(built, "rules were read again")
        assert "the rules were read again" in lines
        assert rules_of(built) == ["Struck again"]
        assert built.desk.matcher is built.rulebook.edition.matcher
        assert [one.title for one in built.desk.lexicon.rules.values()] == ["Struck again"]


def test_rules_that_cannot_be_read_leave_those_in_force(tmp_path):
    with watcher(tmp_path) as built:
        built.start()
        rewrite(tmp_path, RULE.replace("look_for: [struck]", "look_for: struck"))
        lines = running(built, "rules stay as they were")
        (problem,) = [
            line for line in lines if "attack.yaml:6:15: look_for: must be a list" in line
        ]
        assert rules_of(built) == ["Attack"]
        assert built.store.status().rules.problems == (problem,)
        assert f"rules: {problem}" in built.troubles()
        assert sum(built.store.status().deliveries.values()) == 1


def test_a_rule_whose_test_fails_is_told_and_stays_as_it_was(tmp_path):
    with watcher(tmp_path) as built:
        rewrite(tmp_path, RULE.replace("[struck]", "[dawn]") + RULE_OF_RAIN)
        lines = running(built, "rules were read again")
        assert any("attack.yaml:9:19: a test of rule attack fails" in line for line in lines)
        assert rules_of(built) == ["Attack", "Rain"]


def test_what_is_probably_not_meant_is_told_when_rules_are_read_again(tmp_path):
    with watcher(tmp_path) as built:
        rewrite(tmp_path, RULE + "words:\n  idle: [z]\n")
        lines = running(built, "rules were read again")
        (line,) = [one for one in lines if "no rule and no list uses <idle>" in one]
        assert line.endswith("(warning)")


def test_a_mended_file_is_all_well_again(tmp_path):
    with watcher(tmp_path) as built:
        built.start()
        rewrite(tmp_path, "rules: [\n")
        running(built, "rules stay as they were")
        rewrite(tmp_path, RULE.replace("title: Attack", "title: Mended"))
        running(built, "rules were read again")
        assert built.store.status().rules.problems == ()
        assert rules_of(built) == ["Mended"]


def test_what_was_learned_about_words_is_known_after_a_restart(tmp_path):
    with watcher(tmp_path) as built:
        seed(tmp_path, "Helicopters struck at dawn.")
        running(built, "press: 1 document,")
    with build(built.settings, Rulebook(built.settings)) as again:
        assert "helicopters" in again.desk.matcher.names.resolver


def test_a_source_that_goes_on_failing_is_told_and_the_admin_hears_of_it_once(tmp_path):
    with watcher(tmp_path, seeds="elsewhere") as built:
        for _ in range(3):
            lines = running(built, "trying again later")
            assert any(line.startswith("press: ") for line in lines)
        status = built.store.status()
        assert status.sources[0].failures >= 3
        assert sum(status.deliveries.values()) == 1


class Poison:
    """A source that nobody foresaw."""

    name = SourceName("press")

    def poll(self, cursor, now):
        raise TypeError("of whatever it holds")


def test_a_mistake_of_ours_is_a_failure_of_its_source_not_silence(tmp_path):
    with watcher(tmp_path) as built:
        built.sources = (Poison(),)
        for _ in range(2):
            lines = running(built, "trying again later")
        assert "press: a mistake in watcher keeps it from being read (TypeError)" in lines[1]
        assert built.store.source(SourceName("press")).failures >= 2
        assert "a mistake in watcher" in built.troubles()[0]
        assert len(built.store.letters()) == 1


def test_a_file_that_is_still_being_written_is_read_when_it_is_still(tmp_path):
    with watcher(tmp_path) as built:
        (tmp_path / "seeds" / "new.txt").write_text("Drones struck at dawn.", encoding="utf-8")
        lines = running(built, "press: 1 document,")
        assert "press: 1 document, 1 story, 1 alert" in lines


def test_the_digest_is_owed_and_old_documents_are_forgotten(tmp_path):
    with watcher(tmp_path) as built:
        (channel,) = built.settings.channels
        built.digest(channel)
        built.digest(channel)
        assert sum(built.store.status().deliveries.values()) == 1
        assert built.prune() == 0


def test_a_channel_without_a_digest_is_owed_none(tmp_path):
    with watcher(tmp_path) as built:
        (channel,) = built.settings.channels
        built.digest(channel.model_copy(update={"digest": None}))
        assert sum(built.store.status().deliveries.values()) == 0


def test_what_cannot_be_read_is_told_once(tmp_path):
    with watcher(tmp_path) as built:
        seed(tmp_path, "")
        lines = running(built, ": a.txt: ")
        assert len([line for line in lines if ": a.txt: " in line]) == 1


def test_a_database_that_can_no_longer_be_used_ends_the_run_with_its_sentence(tmp_path):
    with watcher(tmp_path) as built:
        seed(tmp_path, "Drones struck at dawn.")
        with sqlite3.connect(tmp_path / "watcher.db", isolation_level=None) as other:
            other.execute("drop table document")
        other.close()
        with pytest.raises(StoreError):
            running(built, "never said")


def test_a_line_about_a_poll_says_which_messages_grew():
    grown = Report(SourceName("press"), documents=3, stories=4, revised=2, answers=1, unseen=5)
    assert told(grown) == (
        "press: 3 documents, 4 stories, 0 alerts, 1 sent as answers, 2 messages updated, "
        "5 updates without a message"
    )
