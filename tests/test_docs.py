"""What the documents show is true: commands run, examples load, keys are all told."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from watcher.app.trial import try_rules
from watcher.cli.app import app
from watcher.rulefile import read_watchlist
from watcher.rulefile.schema import schema
from watcher.settings import read_settings
from watcher.settings.model import (
    ChannelSettings,
    PersonSettings,
    RewriterSettings,
    Settings,
    SourceSettings,
)

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_COMMAND = re.compile(r"^\$ (.+)$", re.MULTILINE)


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def commands(page):
    return [line for block in blocks(page, "console") for line in _COMMAND.findall(block)]


@pytest.fixture
def clone(tmp_path):
    """What a user has after cloning, without the code; `watcher` is on the path."""
    for what in ("rules", "seeds"):
        shutil.copytree(ROOT / what, tmp_path / what)
    shutil.copy(ROOT / "config.example.toml", tmp_path)
    return tmp_path


def below(page, comment):
    """What stands in the block below a comment of a page; empty where there is none."""
    found = re.search(
        rf"<!-- {comment} -->\n```text\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL
    )
    return found[1] if found else ""


def run(command, folder, said=""):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(  # noqa: S602 - the commands of our own pages
        command,
        shell=True,
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        input=said,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda p: p.name)
def test_the_commands_of_a_page_run_one_after_the_other(page, clone):
    for number, yaml in enumerate(blocks(page, "yaml")):
        if page.name == "tutorial.md":
            (clone / "rules" / ("mine.yaml" if number == 0 else f"{number}.yaml")).write_text(
                yaml, encoding="utf-8"
            )
    for xml in blocks(page, "xml"):
        (clone / "feeds.opml").write_text(xml, encoding="utf-8")
    if seed := below(page, "seed"):
        (clone / "seeds" / "today.txt").write_text(seed, encoding="utf-8")
    for command in commands(page):
        done = run(command, clone, below(page, "answers"))
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def test_the_rule_files_in_the_documents_load_and_their_tests_pass(tmp_path):
    files = [block for page in PAGES for block in blocks(page, "yaml") if "watchlist: 1" in block]
    assert len(files) >= 2
    for number, text in enumerate(files):
        file = tmp_path / f"{number}.yaml"
        file.write_text(text, encoding="utf-8")
        trials = try_rules(read_watchlist([file]).watchlist)
        assert trials
        assert [f"{one.rule.id}: {one.why}" for one in trials if not one.passed] == []


def keys_of(part):
    """Every key that the schema of rule files names, at any depth."""
    match part:
        case dict():
            inner = part.get("properties", {})
            return {*inner} | {key for one in part.values() for key in keys_of(one)}
        case list():
            return {key for one in part for key in keys_of(one)}
        case _:
            return set()


def test_the_rules_page_tells_of_every_key_of_the_language():
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    keys = keys_of(schema())
    assert {"look_for", "repeat_after", "not_this", "reach"} <= keys
    assert sorted(key for key in keys if not re.search(rf"\b{key}:|`{key}`", page)) == []


def told_commands(command, path=()):
    """Every command that does something, as it is typed, with its options."""
    inner = getattr(command, "commands", {})
    for name, one in inner.items():
        yield from told_commands(one, (*path, name))
    if not inner or command.invoke_without_command:
        yield path, [name for one in command.params for name in one.opts if name[:2] == "--"]


COMMANDS = {path: options for path, options in told_commands(get_command(app)) if path}


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_a_command_and_its_options_are_told(path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = [line for line in readme.split("\n") if line.startswith("| `watcher ")]
    assert [line for line in table if all(re.search(rf"(?<![\w-]){word}\b", line) for word in path)]
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [one for one in COMMANDS[path] if not re.search(rf"{one}\b", pages)] == []


def settings_keys(text, opening):
    """The keys that a text tells of, each with the table that it stands in, by the lines."""
    table = ""
    for line in text.split("\n"):
        if found := opening.match(line):
            table = found["table"] or table
            yield from ((table, key) for key in re.findall(r"\w+", found["keys"] or ""))


def test_the_settings_that_are_told_are_those_that_there_are():
    tables = {
        "": Settings,
        "sources": SourceSettings,
        "channels": ChannelSettings,
        "people": PersonSettings,
        "rewriter": RewriterSettings,
    }
    there = {(table, key) for table, model in tables.items() for key in model.model_fields}
    there -= {("", table) for table in tables} | {(table, "name") for table in tables}
    row = re.compile(r"\| (?:`\[(?P<table>\w+).*?\]` |… )?(?P<keys>`\w+`(?:, `\w+`)*) \|")
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert {*settings_keys(page.split("\n## ")[1], row)} == there
    line = re.compile(r"(?:# )?(?:\[(?P<table>\w+)(?:\.[\w-]+)?\]$|(?P<keys>\w+) = )")
    example = {*settings_keys((ROOT / "config.example.toml").read_text(encoding="utf-8"), line)}
    assert len(example) > 30
    assert example <= there


def test_what_the_example_settings_leave_out_can_be_put_in(tmp_path):
    text = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    whole = re.sub(r"^# (?=\[|\w+ = )", "", text, flags=re.MULTILINE)
    first, again, rest = whole.partition("# Instead of the [channels.duty-desk] above:\n[channels.")
    (tmp_path / "config.toml").write_text(f"{first}[channels.other-{rest}", encoding="utf-8")
    settings = read_settings(tmp_path / "config.toml")
    assert again
    assert {one.kind for one in settings.sources} == {"folder", "feed", "telegram"}
    assert len({one.kind for one in settings.channels}) == 8  # each kind that there is
    assert settings.people
    assert settings.rewriter


def test_links_between_pages_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_changelog_has_a_place_for_what_comes_next():
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_lock_file_pins_everything_and_names_no_address():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^[\w-]+(?:\[[\w,]+\])?==", text, re.MULTILINE)
    assert len(pins) >= 10
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_the_first_lines_that_the_rules_page_shows_are_true(clone):
    said = run("watcher run --once --config config.example.toml", clone)
    shown = [
        line for block in blocks(ROOT / "docs" / "rules.md", "text") for line in block.split("\n")
    ]
    assert shown
    assert set(filter(None, shown)) <= set(said.stdout.split("\n"))
