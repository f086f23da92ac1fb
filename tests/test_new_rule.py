"""A rule from five answers: it loads, it has tests, and nothing that exists is changed."""

import io

import pytest

from watcher.app.trial import try_rules
from watcher.cli import main
from watcher.rulefile import read_watchlist

NAMES = """
watchlist: 1
names:
  harir:
    name: Harir Air Base
    type: base
  tower-22:
    name: Tower 22
    short_names: [T-22]
"""
ANSWERS = ["Crossing closed", "closed, shut down, إغلاق", "crossing, Harir air base, T-22, <base>", "high", "The crossing at Rabia was closed: nobody knows why.", "The crossing is open."]  # fmt: skip


@pytest.fixture
def desk(tmp_path, monkeypatch):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "names.yaml").write_text(NAMES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def answer(monkeypatch):
    return lambda *lines: monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))


def test_five_answers_make_a_rule_whose_tests_pass(desk, answer, capsys):
    answer(*ANSWERS)
    assert main(["new", "rule"]) == 0
    said = capsys.readouterr().out
    assert "no_alert: passes" in said
    assert "go to all channels" in said
    watchlist = read_watchlist([desk / "rules"]).watchlist
    (rule,) = watchlist.rules
    assert (rule.id, rule.title, rule.severity.word) == (
        "crossing-closed",
        "Crossing closed",
        "high",
    )
    assert [one.passed for one in try_rules(watchlist)] == [True, True]
    assert watchlist.words["crossing-closed-deed"] == ("closed", "shut down", "إغلاق")
    written = (desk / "rules" / "crossing-closed.yaml").read_text("utf-8")
    assert "{any: [<harir>, <tower-22>, <base>, <crossing-closed-place>]}" in written


def test_a_test_that_fails_is_told_with_the_reason_and_the_file_kept(desk, answer, capsys):
    answer(*ANSWERS[:4], "The crossing at Rabia is quiet.", ANSWERS[5])
    assert main(["new", "rule"]) == 1
    said = capsys.readouterr().out
    assert "alert: fails: does not alert: together in one sentence" in said
    assert "watcher test rules/crossing-closed.yaml" in said
    assert (desk / "rules" / "crossing-closed.yaml").exists()


def test_answers_that_make_no_rule_leave_no_file(desk, answer, capsys):
    answer(ANSWERS[0], "at*", *ANSWERS[2:])
    assert main(["new", "rule"]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert [one.name for one in (desk / "rules").iterdir()] == ["names.yaml"]


def test_a_second_rule_of_the_same_title_has_a_name_of_its_own(desk, answer):
    for _ in range(2):
        answer(*ANSWERS)
        assert main(["new", "rule"]) == 0
    assert {one.id for one in read_watchlist([desk / "rules"]).watchlist.rules} == {
        "crossing-closed",
        "crossing-closed-2",
    }


def test_a_loudness_that_does_not_exist_is_asked_again(desk, answer, capsys):
    answer(*ANSWERS[:3], "loud", *ANSWERS[3:])
    assert main(["new", "rule"]) == 0
    assert "one of info, low, medium, high, critical" in capsys.readouterr().err


def test_an_id_that_does_not_exist_is_asked_again_and_no_answer_lost(desk, answer, capsys):
    answer(*ANSWERS[:2], "crossing, <bse>", *ANSWERS[2:])
    assert main(["new", "rule"]) == 0
    assert "nothing has the id <bse> (did you mean 'base'?)" in capsys.readouterr().err
    answer("Second", ANSWERS[1], "<zzzzzzzz>", *ANSWERS[2:])
    assert main(["new", "rule"]) == 0
    assert "nothing has the id <zzzzzzzz>\n" in capsys.readouterr().err


def test_a_file_in_the_way_is_left_alone(desk, answer, capsys):
    (desk / "mine").mkdir()
    (desk / "mine" / "crossing-closed.yaml").write_text("mine", encoding="utf-8")
    answer(*ANSWERS)
    assert main(["new", "rule", "--into", "mine"]) == 2
    assert "give the rule another title" in capsys.readouterr().err
    assert (desk / "mine" / "crossing-closed.yaml").read_text("utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_told(desk, answer, capsys):
    (desk / "mine").write_text("a file", encoding="utf-8")
    answer(*ANSWERS)
    assert main(["new", "rule", "--into", "mine/rules"]) == 2
    assert "crossing-closed.yaml: cannot be written: Not a directory" in capsys.readouterr().err


def test_what_yaml_would_misread_is_quoted(desk, answer):
    answer("Yes: # no", 'say "x", !all, 1.10', "'quoted', [list]", "low", "Say “x” to 'quoted' - now.", "@nobody: {}")  # fmt: skip
    assert main(["new", "rule"]) in {0, 1}
    (rule,) = read_watchlist([desk / "rules"]).watchlist.rules
    assert rule.title == "Yes: # no"
    assert rule.tests[1].text == "@nobody: {}"


def test_editors_find_the_schema_from_where_the_new_rule_stands(desk, answer):
    answer(*ANSWERS)
    assert main(["new", "rule"]) == 0
    answer("Second", *ANSWERS[1:])
    assert main(["new", "rule", "--into", "rules/desk"]) == 0
    first = (desk / "rules" / "crossing-closed.yaml").read_text(encoding="utf-8")
    second = (desk / "rules" / "desk" / "second.yaml").read_text(encoding="utf-8")
    line = "# yaml-language-server: $schema="
    assert first.startswith(f"{line}./watchlist.schema.json\n")
    assert second.startswith(f"{line}../watchlist.schema.json\n")
