"""A rule file is replaced only where all rules are as good with it as before."""

import pytest

from tests.rulefile.test_broken import CASES
from watcher.errors import ConfigError
from watcher.rulebook import Rulebook, load_rules, replace_file
from watcher.settings import read_settings

NAMES = "watchlist: 1\nnames:\n  guard: {name: Harbour Guard}\n  court: {name: Port Court}\n"
RULES = """\
watchlist: 1
rules:
  guard:
    title: The guard
    look_for: [<guard>]
    tests:
      - alert: The Harbour Guard left.
      - no_alert: The Zarqan left.
      - no_alert: The Harbour Guard is wrong about this.
"""
"""Its last test fails before anything is changed."""


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text(
        'rules = ["names.yaml", "rules.yaml"]\n[sources.desk]\nkind = "folder"\npath = "."\n',
        encoding="utf-8",
    )
    return read_settings(config)


def names(settings):
    return [one.name for one in load_rules(settings).watchlist.names]


def test_a_good_edit_is_written_though_another_test_failed_before(settings, tmp_path):
    replace_file(settings, tmp_path / "names.yaml", NAMES.replace("Port Court", "Sea Court"))
    assert names(settings) == ["Harbour Guard", "Sea Court"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (NAMES.replace("name: Port", "nam: Port"), r"names.yaml:4:11: unknown key 'nam'"),
        (NAMES.replace("guard:", "guards:"), r"rules.yaml:5:16: nothing has the id <guard>"),
        (
            NAMES.replace("{name: Harbour Guard}", "{name: Harbour Guard, aliases: [Zarqan]}"),
            "a test of rule guard fails: alerts",
        ),
    ],
)
def test_an_edit_that_breaks_something_anywhere_is_refused_and_not_written(
    settings, tmp_path, text, what
):
    with pytest.raises(ConfigError, match=what):
        replace_file(settings, tmp_path / "names.yaml", text)
    assert (tmp_path / "names.yaml").read_text("utf-8") == NAMES


def test_a_new_file_is_judged_together_with_those_that_are_there(settings, tmp_path):
    new = tmp_path / "more.yaml"
    with pytest.raises(ConfigError, match="the id 'court' is a name here and a name in"):
        replace_file(settings, new, "names:\n  court: {name: Other Court}\n")
    assert not new.exists()
    replace_file(settings, new, "names:\n  judge: {name: Port Judge}\n")
    assert new.exists()


def test_a_file_with_any_mistake_changes_nothing_of_what_is_in_force(settings, tmp_path):
    rulebook = Rulebook(settings)
    before = rulebook.edition
    file = tmp_path / "rules.yaml"
    for text, said in CASES:
        file.write_text(f"{text}\n# {text!r}\n", encoding="utf-8")  # each has another length
        renewal = renewed(rulebook)
        assert not renewal.taken
        assert len(renewal.problems) >= len(said)
        assert rulebook.edition is before
    file.write_text(RULES.replace("The guard", "Guarded"), encoding="utf-8")
    assert renewed(rulebook).taken
    assert [one.title for one in rulebook.edition.watchlist.rules] == ["Guarded"]


def test_a_file_that_is_emptied_takes_no_rules_away(settings, tmp_path):
    rulebook = Rulebook(settings)
    before, file = rulebook.edition, tmp_path / "rules.yaml"
    file.write_text("", encoding="utf-8")
    renewal = renewed(rulebook)
    assert not renewal.taken
    assert [one.place for one in renewal.problems] == [f"{file}:1"]
    assert rulebook.edition is before
    file.write_text("# none any more\n", encoding="utf-8")
    assert renewed(rulebook).taken
    assert rulebook.edition.watchlist.rules == ()


def renewed(rulebook):
    """What came of reading again, once two looks saw the same."""
    while (renewal := rulebook.renew()) is None:
        pass
    return renewal
