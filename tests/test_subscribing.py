"""Feeds come from other readers' lists and go to them, through the command line."""

import pytest

from watcher.cli import main
from watcher.settings import read_settings

CONFIG = """# my own words
rules = ["rules"]  # and here

[sources.selm]
kind = "feed"
url = "https://selm.example/rss/?utm_source=x"   # the wire
"""
LIST = """<opml version="2.0"><body>
<outline text="Selm, once more" xmlUrl="http://SELM.example/rss"/>
<outline text="Folder"><outline text="Selm" xmlUrl="https://other.example/rss"/></outline>
<outline text="Inside" xmlUrl="http://192.168.0.9/rss"/>
<outline text="Metadata" xmlUrl="http://169.254.169.254/latest"/>
<outline text="A name inside" xmlUrl="http://printer.local/rss"/>
<outline text="No web" xmlUrl="file:///etc/passwd"/>
<outline text="A&#10;trick" xmlUrl="https://user:secret@a.example/"/>
</body></opml>"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "feeds.opml").write_text(LIST, encoding="utf-8")
    return tmp_path


def watcher(folder, *arguments, config="config.toml"):
    return main([*arguments, "--config", str(folder / config)])


def test_feeds_are_added_behind_what_the_writer_wrote_and_each_is_told(folder, capsys):
    assert watcher(folder, "import", str(folder / "feeds.opml")) == 1
    told = capsys.readouterr().out.splitlines()
    inside = "its address is private; with allow_private it may be added by hand"
    assert told == [
        "left “Selm, once more”: it is there already, as selm",
        "added selm-2 (other.example)",
        f"refused “Inside”: {inside}",
        f"refused “Metadata”: {inside}",
        f"refused “A name inside”: {inside}",
        (
            "refused “No web”: has an address that does not begin with http:// or https://"
            " and a host"
        ),
        "refused “A trick”: has an address with a user name or password in it",
        "1 feed added, 1 there already, 5 refused",
    ]
    added = '\n[sources.selm-2]\nkind = "feed"\nurl = "https://other.example/rss"\n'
    assert (folder / "config.toml").read_text(encoding="utf-8") == CONFIG + added


def test_what_is_exported_is_imported_once(folder, capsys):
    out = folder / "out.opml"
    assert watcher(folder, "export", str(out)) == 0
    assert watcher(folder, "export", str(out)) == 2
    assert "exists: name another file" in capsys.readouterr().err
    assert watcher(folder, "import", str(out)) == 0
    (folder / "new.toml").write_text("", encoding="utf-8")
    assert (folder / "config.toml").read_text(encoding="utf-8") == CONFIG
    (folder / "new.toml").write_text('[sources.a]\nkind = "folder"\npath = "x"\n', encoding="utf-8")
    assert watcher(folder, "import", str(out), config="new.toml") == 0
    _, feed = read_settings(folder / "new.toml").sources
    assert (feed.name, feed.url) == ("selm", "https://selm.example/rss/?utm_source=x")


def test_without_a_file_the_list_is_printed(folder, capsys):
    assert watcher(folder, "export") == 0
    assert '<outline text="selm"' in capsys.readouterr().out


def test_a_file_that_cannot_be_read_or_is_no_list_changes_nothing(folder, capsys):
    assert watcher(folder, "import", str(folder / "none.opml")) == 2
    (folder / "feeds.opml").write_text("<html>", encoding="utf-8")
    assert watcher(folder, "import", str(folder / "feeds.opml")) == 2
    said = capsys.readouterr().err
    assert "none.opml cannot be read: No such file" in said
    assert "feeds.opml is not XML that can be read" in said
    assert watcher(folder, "export", str(folder / "none" / "out.opml")) == 2


def test_settings_that_would_not_be_valid_are_not_written(folder, capsys):
    config = 'sources = { a = { kind = "folder", path = "x" } }\n'
    (folder / "config.toml").write_text(config, encoding="utf-8")
    assert watcher(folder, "import", str(folder / "feeds.opml")) == 2
    assert "this is not TOML" in capsys.readouterr().err
    assert (folder / "config.toml").read_text(encoding="utf-8") == config


def test_settings_that_cannot_be_written_stay(folder, capsys):
    (folder / ".config.toml.new").mkdir()  # where the new text would be written first
    assert watcher(folder, "import", str(folder / "feeds.opml")) == 2
    assert "nothing has changed" in capsys.readouterr().err
    assert (folder / "config.toml").read_text(encoding="utf-8") == CONFIG
