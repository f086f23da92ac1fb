"""`watcher search`, `backup` and `restore`, as a person calls them."""

import json
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.build import document, ingested
from watcher.cli import main
from watcher.store import open_store

CONFIG = """
database = "watcher.db"
[sources.press]
kind = "folder"
path = "press"
[channels.desk]
kind = "console"
"""


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """Runs a command in a folder with settings; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(CONFIG)

    def called(*arguments):
        code = main(arguments)
        return code, *capsys.readouterr()

    return called


@pytest.fixture
def kept(call, tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        paper = document(
            "The ferry \x1b[31m\nsank off Zadar.",
            title="Ferry",
            seen=datetime.now(UTC),
            url="https://example.org/ferry",
        )
        store.add(ingested(documents=[paper]))
    return call


def test_a_search_shows_when_who_what_and_where(kept):
    code, out, _ = kept("search", "zadar sank")
    first, quote, place = out.splitlines()
    assert code == 0
    assert first.endswith("· press · Ferry")
    assert quote == "  “The ferry [31m sank off Zadar.”"
    assert place == "  https://example.org/ferry"


def test_a_search_says_what_was_edited(kept, tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        paper = document("The ferry was saved.", id="later", seen=datetime.now(UTC), edited=True)
        store.add(ingested(documents=[paper]))
    _, out, _ = kept("search", "saved")
    assert out.splitlines()[0].endswith("· edited · press")


def test_a_search_gives_json(kept):
    code, out, _ = kept("search", '"off zadar"', "--json")
    assert code == 0
    assert json.loads(out)["url"] == "https://example.org/ferry"


def test_a_search_that_finds_nothing_says_so(kept):
    assert kept("search", "train")[:2] == (1, "nothing since 30d holds all of that\n")
    assert kept("search", "train", "--json")[:2] == (1, "")


def test_a_search_says_what_is_wrong_with_the_question(call, tmp_path):
    assert call("search", "ferry")[0::2] == (
        2,
        "there is no archive yet (watcher.db): start `watcher run`\n",
    )
    open_store(tmp_path / "watcher.db").close()
    code, _, err = call("search", "ferry", "--since", "soon")
    assert code == 2
    assert "such as 12h, 30d or 8w" in err


def test_a_backup_is_made_and_put_back(kept):
    assert kept("backup", "copy.db")[:2] == (0, "copy.db is a whole copy of watcher.db\n")
    code, _, err = kept("backup", "copy.db")
    assert code == 1
    assert "exists already" in err
    code, out, _ = kept("restore", "copy.db")
    assert code == 0
    assert out == "watcher.db is as in copy.db; the former database is watcher.db.replaced-1\n"
    assert kept("search", "ferry")[0] == 0
