"""The main job on labelled documents: what a person must hear of is told, in the writer's words.

The documents and labels lie beside the project, not in it; without them these tests are skipped.
"""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from watcher.cli import main

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "gold" / "events.jsonl").exists(),
    reason="the labelled documents are not beside this checkout",
)
CONFIG = """
rules = ["{rules}"]
database = "watcher.db"

[sources.press]
kind = "folder"
path = "seeds"

[channels.duty-desk]
kind = "console"

[channels.analysts]
kind = "console"
"""
WANTED = {"threatened_strike", "actual_attack", "evacuation"}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def labels(name):
    lines = (SHARED / "gold" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def plain(text):
    return re.sub(r"\W+", " ", text).lower().strip()


@pytest.fixture
def told(request, tmp_path, monkeypatch, capsys):
    """The alerts that one document leads to, a text each, and what a second run says."""
    (tmp_path / "seeds").mkdir()
    (file,) = (SHARED / "seeds").glob(f"{request.param}_*.txt")
    shutil.copyfile(file, tmp_path / "seeds" / file.name)
    os.utime(tmp_path / "seeds" / file.name, (1_750_000_000, 1_750_000_000))
    (tmp_path / "config.toml").write_text(CONFIG.format(rules=ROOT / "rules"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["run", "--once"]) == 0
    alerts = re.split(r"\n(?=[🔴🟠🟡🔵⚪])", capsys.readouterr().out)
    assert main(["run", "--once"]) == 0
    return request.param, alerts, capsys.readouterr().out


def telling(event, alerts):
    """The alerts that quote a labelled sentence of the event, or a part of it."""
    sentences = [plain(one["text"]) for one in event["evidence"]]
    found = []
    for alert in alerts:
        quotes = [plain(one.rstrip("…")) for one in re.findall(r"\| (.*)", alert)]
        if any(q and (s in q or q in s) for s in sentences for q in [*quotes, plain(alert)]):
            found.append(alert)
    return found


def missing(item, alerts):
    """What the page gives about the item and no alert repeats."""
    text = plain(" ".join(alerts))
    wanted = [item["title"], item["source"] if not item.get("source_inferred") else None]
    if item["date"]:
        year, month, day = item["date"].split("-")
        wanted.append(f"{int(day)} {MONTHS[int(month) - 1]} {year}")
    return [one for one in wanted if one and plain(one) not in text]


@pytest.mark.parametrize(
    ("told", "share"), [("000", 1), ("002", 1), ("004", 0.5)], indirect=["told"]
)
def test_threats_attacks_and_evacuations_are_told_in_the_words_of_the_source(told, share):
    name, alerts, _ = told
    items = {one["item_id"]: one for one in labels("items.jsonl")}
    events = [
        one
        for one in labels("events.jsonl")
        if one["seed"].startswith(name) and one["type"] in WANTED and one["status"] == "current"
    ]
    missed = []
    for event in events:
        alerts_of_it = telling(event, alerts)
        if not alerts_of_it or missing(items[event["item_id"]], alerts_of_it):
            missed.append(f"{event['item_id']} {event['type']}")
    assert len(events) - len(missed) >= share * len(events), missed


@pytest.mark.parametrize("told", ["000", "001", "002", "003", "004"], indirect=True)
def test_a_second_run_is_silent_and_furniture_rings_nothing(told):
    name, alerts, again = told
    assert again == ""
    (file,) = (SHARED / "seeds").glob(f"{name}_*.txt")
    text = file.read_text(encoding="utf-8")
    for item in labels("items.jsonl"):
        if item["kind"] == "boilerplate" and item["seed"] == file.name:
            furniture = [plain(line) for line in text[item["start"] : item["end"]].splitlines()]
            assert not [
                line for line in furniture if len(line) > 20 and line in plain(" ".join(alerts))
            ]
