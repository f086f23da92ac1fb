"""`watcher suggest`, `accept` and `refuse`, as a person calls them."""

import asyncio
import re

import pytest

from tests.journey import Desk, Outcome
from watcher.build import build
from watcher.cli import main
from watcher.rulebook import Rulebook
from watcher.schedule.asking import Asking
from watcher.schedule.jobs import planned
from watcher.settings import read_settings

NAMES = """\
# the harbour
names:
  rostam:   # see the file of 2024
    name: Rostam Farhanzad
  guard: {name: Harbour Guard, type: faction}  # unused
rules:
  rostam:
    title: The elder
    look_for: [<rostam>]
    tests:
      - alert: Rostam Farhanzad met two traders.
      - no_alert: Rain fell.
"""
MET = "On Monday the elder Rostam Verhansad met two traders at the old customs house."
"""Too far off the listed spelling to be found."""
CAPTAIN = "On Tuesday the elder Rostam Verhansad bought a boat from the widow of a captain."


@pytest.fixture
def bare(tmp_path, capsys):
    """A desk whose commands run in this process; nothing was read yet."""

    class Here(Desk):
        def watcher(self, *arguments):
            code = main([*arguments, "--config", str(self.config)])
            return Outcome(code, *capsys.readouterr())

    desk = Here(tmp_path)
    desk.rules(NAMES)
    return desk


@pytest.fixture
def desk(bare):
    bare.seed("monday.txt", MET)
    assert bare.run_once().out == ""
    return bare


def number(told):
    return re.match(r"(\d+): ", told)[1]


def test_a_spelling_is_seen_suggested_accepted_and_rings(desk):
    listed = desk.watcher("suggest")
    lines = listed.out.splitlines()
    assert lines[0].endswith(
        "“Rostam Verhansad”, 1 document, 81% alike: Rostam Farhanzad (rostam)?"
    )
    assert lines[1].strip() == MET
    accepted = desk.watcher("suggest", "accept", number(listed.out))
    file = desk.folder / "rules" / "journey.yaml"
    assert accepted.out == f"{file}: “Rostam Verhansad” is an alias of rostam now\n"
    after = "    name: Rostam Farhanzad\n    aliases: [Rostam Verhansad]\n"
    assert file.read_text("utf-8") == NAMES.replace("    name: Rostam Farhanzad\n", after)
    desk.seed("tuesday.txt", CAPTAIN)
    assert "Rostam Verhansad bought a boat" in desk.run_once().out
    assert desk.watcher("suggest").out == "nothing is written almost like a name\n"


async def jobs_of(watcher):
    return planned(watcher, print, asyncio.Event(), Asking()).get_jobs()


def test_a_running_watcher_looks_for_them_at_night(desk):
    settings = read_settings(desk.config)
    with build(settings, Rulebook(settings)) as built:
        jobs = asyncio.run(jobs_of(built))
        (nightly,) = (one for one in jobs if one.args == (built.suggest,))
        assert "hour='4'" in str(nightly.trigger)
        built.suggest()
        assert [one.miss.example for one in built.store.suggestions()] == [MET]


def test_what_is_refused_is_never_shown_again(desk):
    refused = desk.watcher("suggest", "refuse", number(desk.watcher("suggest").out))
    assert refused.out == "“Rostam Verhansad” is not suggested again\n"
    assert desk.watcher("suggest").out == "nothing is written almost like a name\n"


def test_a_spelling_that_breaks_a_test_is_not_written(desk):
    listed = desk.watcher("suggest").out
    text = NAMES.replace("Rain fell.", "Rain fell on Rostam Verhansad and his boat.")
    file = desk.rules(text)
    refused = desk.watcher("suggest", "accept", number(listed))
    assert refused.code == 2
    assert f"{file}:13:19: a test of" in refused.err
    assert "a test of rule rostam fails: alerts" in refused.err
    assert file.read_text("utf-8") == text
    assert desk.watcher("suggest").out == "nothing is written almost like a name\n"


def test_the_settings_may_be_named_before_the_verb(desk, monkeypatch, tmp_path_factory):
    desk.watcher("suggest")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert main(["suggest", "--config", str(desk.config), "refuse", "1"]) == 0


def test_a_number_that_nothing_has_is_told(desk):
    for verb in ("accept", "refuse"):
        told = desk.watcher("suggest", verb, "99")
        assert told.code == 2
        assert "no suggestion has the number 99" in told.err


def test_a_name_that_is_gone_is_told(desk):
    listed = desk.watcher("suggest").out
    desk.rules(NAMES.replace("rostam", "elder"))
    told = desk.watcher("suggest", "accept", number(listed))
    assert (told.code, told.out) == (2, "")
    assert "no rule file defines rostam any more" in told.err


def test_without_an_archive_nothing_can_be_suggested(bare):
    told = bare.watcher("suggest")
    assert told.code == 2
    assert "there is no archive yet" in told.err
