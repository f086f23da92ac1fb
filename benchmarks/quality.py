"""`python -m benchmarks.quality FOLDER`: the tables of the labelled benchmark, as Markdown.

FOLDER holds `dev.jsonl` and the rest as its README says, and the judge, `score.py`, which is run
as it is. Passages are never printed: only figures, and the labels of classes and forms.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.page import replace_between

_ROOT = Path(__file__).parent.parent
_PAGE = _ROOT / "docs" / "quality.md"
_START = "<!-- tables: written by `python -m benchmarks.quality FOLDER --write`, do not edit -->"
_END = "<!-- end of tables -->"
_FEW = 5
"""Rows of fewer cases are left out: one case more or less would move them by a fifth."""

Scores = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables; with --write put them into docs/quality.md as well."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of the labelled benchmark")
    parser.add_argument("--write", action="store_true", help="write docs/quality.md as well")
    given = parser.parse_args(arguments)
    text = "\n".join(tables(given.folder))
    print(text)
    if given.write:
        replace_between(_PAGE, _START, _END, text)


def tables(folder: Path) -> Iterator[str]:
    """All tables, as lines of Markdown."""
    names = score(folder, "dev.jsonl", folder / "watchlist")
    yield from _names(names)
    events = score(folder, "dev.jsonl", _ROOT / "rules")
    yield from _events(events)
    yield from _seeds(folder)


def score(folder: Path, documents: str, rules: Path) -> Scores:
    """What the judge says of `watcher match --rules RULES` on `documents`."""
    given = (folder / documents).read_bytes()
    found = _run([sys.executable, "-m", "watcher", "match", "--rules", str(rules)], given)
    predictions = _run([sys.executable, str(folder / "convert.py")], found)
    with TemporaryDirectory() as scratch:
        told, scores = Path(scratch, "told.jsonl"), Path(scratch, "scores.json")
        told.write_bytes(predictions)
        judge = [sys.executable, str(folder / "score.py"), str(folder / documents), str(told)]
        _run([*judge, "--json", str(scores)], b"")
        answer: Scores = json.loads(scores.read_text(encoding="utf-8"))
    return answer


def _run(command: Sequence[str], given: bytes) -> bytes:
    return subprocess.run(
        command, input=given, cwd=_ROOT, stdout=subprocess.PIPE, check=True
    ).stdout


def _names(scores: Scores) -> Iterator[str]:
    traps = scores["name_traps"]
    yield from ("## Names", "", f"Traps hit: {traps['hit']} of {traps['n']}.", "")
    rows = [
        ("overlap", "mentions_overlap"),
        ("exact borders", "mentions_exact"),
        ("named in the document at all", "doc_entity"),
    ]
    yield from _figures("what counts", [(label, scores[key]) for label, key in rows])
    yield from _figures("class of name", _with("class_", scores))
    yield from _figures("phenomenon", _with("tag_", scores))
    yield from (
        "| form of the mention | recall | with exact borders | cases |",
        "|---|---|---|---|",
    )
    for form, row in _with("form_", scores):
        if row["n"] >= _FEW:
            yield f"| {form} | {row['r']:.2f} | {row['r_exact']:.2f} | {row['n']} |"
    yield from ("", "| kind of trap | hit | of |", "|---|---|---|")
    for reason, (hit, count) in sorted(scores["name_traps_by_reason"].items()):
        yield f"| {reason} | {hit} | {count} |"
    yield ""


def _events(scores: Scores) -> Iterator[str]:
    traps = scores["event_traps"]
    yield from ("## Events", "", f"Traps hit: {traps['hit']} of {traps['n']}.", "")
    rows = [(label, row) for label, row in _with("event_", scores) if "f1" in row]
    yield from _figures("type of event", [("all", scores["events"]), *rows])


def _seeds(folder: Path) -> Iterator[str]:
    """The labelled sample dispatches: names, events, stories, and which tell the same event."""
    names = score(folder, "seed_items_gold.jsonl", folder / "watchlist")
    events = score(folder, "seed_items_gold.jsonl", _ROOT / "rules")
    yield from ("## Labelled sample dispatches", "")
    rows = [("names, overlap", names["mentions_overlap"]), ("events", events["events"])]
    yield from _figures("what", rows)
    watcher = [sys.executable, "-m", "watcher"]
    files = sorted(str(file) for file in (folder.parent / "seeds").glob("*.txt"))
    split = _run([*watcher, "stories", *files], b"")
    judged = _run([sys.executable, str(folder / "score_stories.py")], split).decode()
    same = [sys.executable, str(folder / "score_same.py")]
    told = _run([*watcher, "events"], _run([*same, "--documents"], b""))
    judged += _run(same, told).decode()
    # The judges name what was missed by quoting it: only their sums are kept.
    sums = ("stories P", "title ", "date ", "source ", "same event P")
    yield from (f"- {line}" for line in judged.splitlines() if line.startswith(sums))


def _with(prefix: str, scores: Scores) -> list[tuple[str, Any]]:
    return [
        (key.removeprefix(prefix).replace("_", " "), row)
        for key, row in scores.items()
        if key.startswith(prefix) and isinstance(row, dict)
    ]


def _figures(what: str, rows: Sequence[tuple[str, Any]]) -> Iterator[str]:
    yield f"| {what} | precision | recall | F1 | right | false | missed |"
    yield "|---|---|---|---|---|---|---|"
    for label, row in rows:
        if row["tp"] + row["fn"] >= _FEW:
            yield (
                f"| {label} | {row['p']:.3f} | {row['r']:.3f} | {row['f1']:.3f} "
                f"| {row['tp']} | {row['fp']} | {row['fn']} |"
            )
    yield ""


if __name__ == "__main__":
    main()
