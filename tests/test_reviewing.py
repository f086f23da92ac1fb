"""The tests that people asked for in chats, run as a person types it."""

import pytest

from tests.test_explaining import CONFIG, RULES
from watcher.cli import main

REVIEW = """\
rules:
  attack:
    tests:
      - no_alert: Lightning struck Harir base on Sunday.
        because: weather
      - alert: Drones struck Harir base at dawn.
"""


@pytest.fixture
def review(tmp_path, monkeypatch):
    for folder in ("rules", "seeds", "state"):
        (tmp_path / folder).mkdir()
    (tmp_path / "rules" / "attack.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "state" / "review.yaml"


def test_a_test_that_fails_says_why_and_one_that_passes_where_it_belongs(review, capsys):
    review.write_text(REVIEW, encoding="utf-8")
    assert main(["test", "--review", "--junit", "results.xml"]) == 1
    passed, failed, text, count = capsys.readouterr().out.splitlines()
    assert passed.endswith("review.yaml:6:16: attack: passes: move it to rules/attack.yaml:6")
    assert "review.yaml:4:19: attack: alerts, told as reported, at “Lightning struck" in failed
    assert text == "    no_alert: Lightning struck Harir base on Sunday."
    assert count == "1 test passed, 1 failed"
    assert main(["test", "--review", "seeds"]) == 0
    assert "0 tests passed" in capsys.readouterr().out


def test_without_a_review_file_there_is_nothing_to_run(review, capsys):
    assert main(["test", "--review"]) == 0
    assert capsys.readouterr().out == "0 tests passed, 0 failed\n"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("attack", "atack", "review.yaml:4: there is no rule atack (did you mean 'attack'?)"),
        ("no_alert", "no_alarm", "review.yaml:4:9: unknown key 'no_alarm'"),
    ],
)
def test_a_mistake_in_it_is_told_with_its_place(review, capsys, before, after, said):
    review.write_text(REVIEW.replace(before, after), encoding="utf-8")
    assert main(["test", "--review"]) == 2
    assert said in capsys.readouterr().err
