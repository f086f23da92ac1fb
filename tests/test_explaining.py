"""explain and why-not, as a person types them."""

import json
import re
from pathlib import Path

import pytest

from watcher.cli import main

RULES = """
watchlist: 1
names:
  harir: {name: Harir base, type: base}
rules:
  attack:
    title: Attack on a base
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
path = "seeds"
[channels.desk]
kind = "console"
"""
RINGS = "Drones struck the Harir base on Thursday, two officials said.\n"
SILENT = "Drones struck at dawn. The Harir base was quiet.\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    for folder in ("rules", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "rules" / "attack.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "seeds" / "rings.txt").write_text(RINGS, encoding="utf-8")
    (tmp_path / "seeds" / "silent.txt").write_text(SILENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_explain_tells_every_step_of_a_rule_that_rings(desk, capsys):
    assert main(["explain", "attack", "seeds/rings.txt"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("rings: Drones struck the Harir base")
    assert "“Harir base” in line 1, sentence 1 = Harir base" in said
    assert "✓ same event and repeat — ring: new event" in said


def test_why_not_begins_with_what_is_missing(desk, capsys):
    assert main(["why-not", "attack", "seeds/silent.txt"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.endswith(
        "together in one sentence: struck, <base>: names found: 1; struck in sentence 1;"
        " <base> in sentence 2; never in one sentence"
    )


def test_each_of_the_two_points_to_the_other(desk, capsys):
    assert main(["explain", "attack", "seeds/silent.txt"]) == 1
    assert "holds in none of 1 story: try  watcher why-not attack" in capsys.readouterr().err
    assert main(["why-not", "attack", "seeds/rings.txt"]) == 1
    assert "rings in 1 of 1 story: try  watcher explain attack" in capsys.readouterr().err


def test_what_was_told_already_is_known_with_settings(desk, capsys):
    (desk / "config.toml").write_text(CONFIG, encoding="utf-8")
    assert main(["explain", "attack", "seeds/rings.txt"]) == 0
    assert "✓ routing — desk" in capsys.readouterr().out
    assert main(["run", "--once"]) == 0
    capsys.readouterr()
    (desk / "again").mkdir()
    (desk / "again" / "rings.txt").write_text(f"{RINGS}Rain fell.", encoding="utf-8")
    assert main(["why-not", "attack", "again/rings.txt"]) == 0
    assert "same event and repeat: update" in capsys.readouterr().out


def test_of_a_document_that_was_read_it_is_told_what_was_decided_then(desk, capsys):
    (desk / "config.toml").write_text(CONFIG, encoding="utf-8")
    assert main(["run", "--once"]) == 0
    capsys.readouterr()
    assert main(["explain", "attack", "seeds/rings.txt"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("rings: Drones struck the Harir base")
    assert re.search(
        r"✓ read before — on \d+ \w+ 20\d\d \d\d:\d\d: ring, new event; event \w{16}", said
    )
    assert "✓ same event and repeat — ring: new event" in said
    assert main(["why-not", "attack", "seeds/rings.txt"]) == 1


def test_a_rule_that_was_not_in_force_is_judged_as_if_the_document_were_not_read(desk, capsys):
    (desk / "config.toml").write_text(CONFIG, encoding="utf-8")
    assert main(["run", "--once"]) == 0
    rules = RULES.replace("  attack:", "  attack-on-harir:").replace(
        "- alert: Drones", "- alert: They"
    )
    (desk / "rules" / "more.yaml").write_text(
        rules.split("names:")[0] + "rules:" + rules.split("rules:")[1], encoding="utf-8"
    )
    capsys.readouterr()
    assert main(["explain", "attack-on-harir", "seeds/rings.txt"]) == 0
    said = capsys.readouterr().out
    assert "read before" not in said
    assert "✓ same event and repeat — ring: new event" in said


def test_a_machine_reads_json(desk, capsys):
    assert main(["why-not", "attack", "seeds/silent.txt", "--rules", "rules", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told["rings"], told["start"], told["end"]) == (False, 0, len(SILENT.rstrip()))
    assert {"depth", "holds", "what", "why"} == set(told["findings"][0])


def test_of_many_stories_the_nearest_three_are_shown(desk, capsys):
    items = "".join(f"{n}. Rain fell on market number {n} all of Sunday.\n\n" for n in range(1, 7))
    (desk / "seeds" / "digest.txt").write_text(items, encoding="utf-8")
    assert main(["why-not", "attack", "seeds/digest.txt", "--all"]) == 0
    every = capsys.readouterr().out.count("does not ring: ")
    assert every > 3
    assert main(["why-not", "attack", "seeds/digest.txt"]) == 0
    said = capsys.readouterr()
    assert said.out.count("does not ring: ") == 3
    assert f"and {every - 3} stories less near" in said.err


PAGE = "<!doctype html><html><body><nav>Start</nav><article><p>Drones <b>struck</b> the Harir base on Thursday, two officials said. Nobody was hurt, and the road was open again.</p></article></body></html>"
MAIL = f"Subject: Base hit\nFrom: a@radio.example\n\n{RINGS}"
LIST = json.dumps([{"text": SILENT}, {"text": RINGS}])


@pytest.mark.parametrize(
    ("name", "text", "rings"),
    [
        ("a.html", PAGE, "rings: Drones struck the Harir base"),
        ("a.eml", MAIL, "rings: Base hit (line 1)"),
        ("a.json", LIST, "rings: Drones struck the Harir base"),
        ("a.story", RINGS, "rings: Drones struck the Harir base"),
    ],
)
def test_a_file_is_read_as_a_folder_reads_it_whatever_its_kind(desk, capsys, name, text, rings):
    Path("seeds", name).write_text(text, encoding="utf-8")
    assert main(["explain", "attack", f"seeds/{name}"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(rings)
    assert "<" not in said.splitlines()[0]


def test_of_a_list_every_text_is_told_and_what_is_not_read(desk, capsys):
    Path("seeds/a.jsonl").write_text(f"{json.dumps({'text': SILENT})}\nrubbish\n")
    assert main(["why-not", "attack", "seeds/a.jsonl"]) == 0
    assert "a.jsonl: is read, but not line 2: no JSON object" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["explain", "attak", "seeds/rings.txt"], "there is no rule attak (did you mean attack?)"),
        (["explain", "zzz", "seeds/rings.txt"], "there is no rule zzz (watcher check counts"),
        (["why-not", "attack", "seeds/no.txt"], "cannot be read"),
        (["why-not", "attack", "seeds/blob.txt"], "holds no text: save it"),
    ],
)
def test_what_cannot_be_explained_is_told_in_a_sentence(desk, capsys, command, said):
    Path("seeds/blob.txt").write_bytes(bytes(range(256)) * 20)
    assert main(command) == 2
    assert said in capsys.readouterr().err
