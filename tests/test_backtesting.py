"""backtest, as a person types it, and its page as a browser shows it."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from watcher.cli import main

RULES = """
watchlist: 1
names:
  harir: {name: Harir base, type: base}
  balad: {name: Balad base, type: base}
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
CONFIG = """
database = "state/watcher.db"
[sources.press]
kind = "folder"
path = "press"
[channels.desk]
kind = "console"
"""
STORIES = {
    "first.txt": "2 March 2025\n\nDrones struck the Harir base on Sunday, two officials said.\n",
    "again.txt": "2 March 2025\n\nOfficials said drones struck the Harir base on Sunday.\n",
    "other.txt": "5 March 2025\n\nMissiles hit and struck the Balad base, <b>police</b> said.\n",
    "quiet.txt": "5 March 2025\n\nRain fell on the markets of the capital all day.\n",
}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    for folder in ("rules", "edited", "press"):
        (tmp_path / folder).mkdir()
    (tmp_path / "rules" / "attack.yaml").write_text(RULES, encoding="utf-8")
    edited = RULES.replace("severity: high", "severity: critical").replace("  balad:", "  # balad:")
    (tmp_path / "edited" / "attack.yaml").write_text(edited, encoding="utf-8")
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    for name, text in STORIES.items():
        (tmp_path / "press" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(capsys, *arguments):
    assert main(["backtest", *arguments]) == 0
    return capsys.readouterr()


def test_files_are_tried_on_the_days_they_bear(desk, capsys):
    said = asked(capsys, "press").out
    assert said.startswith(
        "4 documents, 4 stories, 2 Mar 2025 to 5 Mar 2025: 2 alerts, 0.5 a day\n"
    )
    assert re.search(r"^attack +2 +1 +· +· +·$", said, re.MULTILINE)
    assert re.search(r"^2025-03-02 +1 +· +1 ", said, re.MULTILINE)
    assert re.search(r"^update: same event within repeat_after +1$", said, re.MULTILINE)
    assert not (desk / "state").exists()


def test_the_archive_is_tried_as_run_saw_it_and_left_as_it_is(desk, capsys):
    assert main(["run", "--once"]) == 0
    before = (desk / "state" / "watcher.db").read_bytes()
    capsys.readouterr()
    said = asked(capsys).out
    today = datetime.now(UTC).date().isoformat()
    assert said.startswith("4 documents, 4 stories, ")
    assert re.search(rf"^{today} +2 ", said, re.MULTILINE)
    assert (desk / "state" / "watcher.db").read_bytes() == before


def test_what_is_older_than_since_is_not_counted(desk, capsys):
    assert main(["run", "--once"]) == 0
    capsys.readouterr()
    assert asked(capsys, "--since", "1h").out.startswith("4 documents")
    assert asked(capsys, "--since", "0h").out == "no documents\n"


def test_an_edit_says_what_it_loses_and_changes_and_why(desk, capsys):
    said = asked(capsys, "press", "--compare", "edited").out
    assert "the edit: 0 gained, 1 lost, 1 changed" in said
    lost, changed = said.partition("the edit")[2].split("\n- ")[1].split("\n~ ")
    assert "attack: together in one sentence: struck, <base>" in lost
    assert "attack: high → critical" in changed


def test_all_alerts_are_shown_where_somebody_asks(desk, capsys):
    for number in range(12):
        text = f"{number + 1} April 2025\n\nDrones struck the Balad base, no {number} said.\n"
        (desk / "press" / f"{number}.txt").write_text(text, encoding="utf-8")
    edit = ("press", "--compare", "edited")
    few, every = asked(capsys, *edit).out, asked(capsys, *edit, "--all").out
    told, lost = few.split("the edit:")
    assert "the last 10 of " in told
    assert told.count("🟠 HIGH") == lost.count("\n- 🟠 HIGH") == 10
    assert re.search(r"^- and \d more lost; --all shows them$", lost, re.MULTILINE)
    assert "more lost" not in every
    assert every.count("🟠 HIGH") > 20


def test_a_machine_reads_json(desk, capsys):
    (line,) = asked(capsys, "press", "--json", "--compare", "edited").out.splitlines()
    told = json.loads(line)
    assert (told["documents"], told["stories"]) == (4, 4)
    assert told["by_rule"] == {"attack": {"ring": 2, "update": 1}}
    assert told["by_day"] == {"2025-03-02": {"high": 1}, "2025-03-05": {"high": 1}}
    assert [one["rule"] for one in told["rings"]] == ["attack", "attack"]
    assert {what: len(found) for what, found in told["edit"].items()} == {
        "gained": 0,
        "lost": 1,
        "changed": 1,
    }
    assert told["edit"]["changed"][0]["why"] == "high → critical"


def test_a_file_that_is_named_twice_is_tried_once(desk, capsys):
    told = json.loads(asked(capsys, "press", "press/first.txt", "press", "--json").out)
    assert told["documents"] == 4


def test_a_single_file_can_be_tried_without_any_edit(desk, capsys):
    told = json.loads(asked(capsys, "press/first.txt", "--json").out)
    assert (told["documents"], told["edit"]) == (1, None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "soon"], "--since soon: a number and h, d or w, such as 12h, 30d or 8w"),
        ([], "there is no archive yet"),
        (["nowhere.txt"], "cannot be read"),
        (["blob.txt"], "holds no text: save it"),
        (["press", "--compare", "nowhere"], "cannot read nowhere"),
        (["press", "--html", "nowhere/page.html"], "there is no folder nowhere"),
        (["press", "--html", "press"], "press: cannot be written"),
        (["press", "--cores", "0"], "Invalid value"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(desk, capsys, arguments, said):
    (desk / "blob.txt").write_bytes(bytes(range(256)) * 20)
    assert main(["backtest", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_what_cannot_be_read_is_told(desk, capsys):
    (desk / "press" / "page.pdf").write_bytes(b"%PDF-1.7 and no more")
    (desk / "press" / "all.zip").write_bytes(b"PK\x03\x04")
    told = asked(capsys, "press").err
    assert "all.zip: " in told
    assert "page.pdf: " in told


def test_a_name_that_almost_matched_is_offered_as_an_alias(desk, capsys):
    rules = RULES.replace("  harir:", "  rostam: {name: Rostam Farhanzad, type: person}\n  harir:")
    (desk / "rules" / "attack.yaml").write_text(rules, encoding="utf-8")
    for number in range(2):
        text = f"{number + 3} March 2025\n\nRostam Verhansad came to the city {number}.\n"
        (desk / "press" / f"visit {number}.txt").write_text(text, encoding="utf-8")
    asked(capsys, "press", "--html", "page.html")
    page = (desk / "page.html").read_text(encoding="utf-8")
    assert "<td>0.81</td><td>2</td>" in page
    assert "rostam:\n    aliases: [Rostam Verhansad]" in page


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_shows_the_page_and_finds_nothing_to_complain_of(desk, capsys):
    asked(capsys, "press", "--compare", "edited", "--html", "page.html")
    shown = subprocess.run(  # noqa: S603 - the browser of this machine, on a page of ours
        [
            CHROMIUM,
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            f"--user-data-dir={desk / 'profile'}",
            *("--enable-logging=stderr", "--window-size=400,800", "--dump-dom"),
            (desk / "page.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "CONSOLE" not in shown.stderr
    assert shown.stdout.count("<rect") == 2
    assert "<td>2</td>" in shown.stdout
    assert "1 lost" in shown.stdout
    assert "&lt;b&gt;police&lt;/b&gt;" in shown.stdout
