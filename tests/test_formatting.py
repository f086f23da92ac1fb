"""`watcher fmt` as a person runs it."""

import pytest

from watcher.cli import main

UNTIDY = "words:\n    hit: ['a b']   # said\n"
TIDY = 'words:\n  hit: ["a b"]   # said\n'


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def test_a_file_is_tidied_in_its_place_and_keeps_its_mode(path, capsys):
    path.chmod(0o640)
    assert main(["fmt", str(path)]) == 0
    assert path.read_text("utf-8") == TIDY
    assert path.stat().st_mode & 0o777 == 0o640
    assert capsys.readouterr().out == f"{path}: tidied\n1 file tidied\n"
    assert [one.name for one in path.parent.iterdir()] == ["words.yaml"]
    assert main(["fmt", str(path.parent)]) == 0
    assert capsys.readouterr().out == "all is tidy\n"


def test_a_check_changes_nothing_and_says_what_is_untidy(path, capsys):
    assert main(["fmt", "--check", str(path)]) == 1
    assert path.read_text("utf-8") == UNTIDY
    assert f"{path}: to be tidied" in capsys.readouterr().out


def test_while_a_file_holds_a_problem_none_is_changed(path, capsys):
    broken = path.with_name("broken.yaml")
    broken.write_text("words:\n  hit: hit\n", encoding="utf-8")
    assert main(["fmt", str(path.parent)]) == 2
    assert f"{broken}:2:8: hit: must be a list" in capsys.readouterr().err
    assert path.read_text("utf-8") == UNTIDY


def test_a_file_that_cannot_be_written_is_told(path, capsys):
    path.with_name(".words.yaml.new").mkdir()
    assert main(["fmt", str(path)]) == 2
    assert f"{path}: cannot be written: " in capsys.readouterr().err
    assert path.read_text("utf-8") == UNTIDY


def test_a_link_stays_a_link(path):
    link = path.with_name("link.yaml")
    link.symlink_to(path)
    assert main(["fmt", str(link)]) == 0
    assert link.is_symlink()
    assert path.read_text("utf-8") == TIDY


def test_without_a_file_the_rules_of_the_settings_are_tidied(path, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text(
        'rules = ["words.yaml"]\n[sources.desk]\nkind = "folder"\npath = "."\n', encoding="utf-8"
    )
    assert main(["fmt", "--config", str(config)]) == 0
    assert path.read_text("utf-8") == TIDY
