"""An editor with a YAML language server completes, checks and explains rule files.

The server comes from npm, once, into a folder of caches; without npm or its registry these tests
are skipped.
"""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.language_server.editor import Editor
from watcher.rulefile.schema import schema
from watcher.rulefile.written import WrittenRule

HERE = Path(__file__).parent
RULES = HERE.parent.parent / "rules"
LINE = "# yaml-language-server: $schema=./watchlist.schema.json\n"
RULE = f"{LINE}rules:\n  raid:\n    title: A raid\n    look_for: [raid]\n    severity: high\n    \n"


def installed():
    """The folder in which the server lies; an attempt that fails says why."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not installed")
    lock = (HERE / "package-lock.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = cache / "watcher-tests" / hashlib.sha256(lock).hexdigest()[:16]
    done = place / "done"
    if not done.exists():
        place.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, place)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0"]
        try:
            subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=25)  # noqa: S603
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"the language server cannot be had from npm: {error}")
        done.touch()
    return place


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    server = installed() / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    folder = tmp_path_factory.mktemp("desk")
    (folder / "watchlist.schema.json").write_text(json.dumps(schema()), encoding="utf-8")
    opened = Editor([shutil.which("node") or "node", str(server), "--stdio"], folder)
    opened.folder = folder
    yield opened
    opened.close()


def written(editor, name, text):
    path = editor.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_of_a_rule_is_offered_but_those_it_has(editor):
    path = written(editor, "complete.yaml", RULE)
    editor.open(path)
    answer = editor.at("completion", path, 6, 4)
    offered = {one["label"] for one in answer["items"]}
    has = {"title", "look_for", "severity"}
    assert offered == set(WrittenRule.model_fields) - has


def test_the_words_of_a_key_are_offered(editor):
    path = written(editor, "words.yaml", RULE.replace("severity: high", "severity: "))
    editor.open(path)
    offered = [one["label"] for one in editor.at("completion", path, 5, 14)["items"]]
    assert offered == ["info", "low", "medium", "high", "critical"]


def test_what_a_key_is_for_is_shown_over_it(editor):
    path = written(editor, "hover.yaml", RULE)
    editor.open(path)
    shown = editor.at("hover", path, 4, 6)["contents"]["value"]
    assert "Every one must hold" in shown


def test_a_sound_file_is_given_no_mistake(editor):
    assert editor.open(written(editor, "sound.yaml", RULE)) == []


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("typo", RULE.replace("severity", "severty"), 5),
        ("word", RULE.replace("high", "hgh"), 5),
        ("kind", RULE.replace("[raid]", "raid"), 4),
        ("missing", RULE.replace("    look_for: [raid]\n", ""), 2),
        ("yaml", RULE.replace("[raid]", "[raid"), 5),
    ],
)
def test_a_mistake_is_marked_in_its_line(editor, name, text, line):
    mistakes = editor.open(written(editor, f"{name}.yaml", text))
    assert line in {one["range"]["start"]["line"] for one in mistakes}


def test_the_rules_that_ship_hold_no_mistake_for_an_editor(editor):
    told = {path.name: editor.open(path) for path in sorted(RULES.rglob("*.yaml"))}
    assert {name: one for name, one in told.items() if one} == {}
