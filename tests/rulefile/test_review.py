"""A test that somebody asks for is added once, and what a person wrote stays."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watcher.core.watchlist.language import RuleTest
from watcher.errors import ConfigError
from watcher.model import RuleId
from watcher.rulefile import read_watchlist
from watcher.rulefile.review import ReviewFile

ATTACK = RuleId("attack")
LOOK_FOR = """\
    title: Attack
    look_for: [struck]
"""


def no_alert(text, because="not relevant, said amal on 4 Sep"):
    return RuleTest(text, alert=False, line=0, because=because)


@pytest.fixture
def review(tmp_path):
    return ReviewFile(tmp_path / "state" / "review.yaml", [tmp_path / "rules"])


def added(review, text, *tests, rule=ATTACK):
    """The text of the file, which began as `text`, with more tests."""
    review.path.parent.mkdir(exist_ok=True)
    review.path.write_bytes(text.encode())
    for test in tests:
        assert review.add(rule, test)
    return review.path.read_bytes().decode()


def test_the_first_test_makes_the_file_and_its_folder(review):
    assert review.tests() == {}
    assert review.add(ATTACK, no_alert("A match was struck."))
    assert review.name == "state/review.yaml"
    assert review.path.read_text(encoding="utf-8") == (
        "# Tests that people asked for in chats. Run them: watcher test --review\n"
        "# Mend the rule until its test passes, then move the test below tests: of the rule.\n"
        "\n"
        "rules:\n"
        "  attack:\n"
        "    tests:\n"
        '      - no_alert: "A match was struck."\n'
        '        because: "not relevant, said amal on 4 Sep"\n'
    )
    ((test,),) = review.tests().values()
    assert (test.text, test.alert, test.line) == ("A match was struck.", False, 7)


def test_the_same_test_is_added_once(review):
    assert review.add(ATTACK, no_alert("A match was\nstruck."))
    before = review.path.read_bytes()
    assert not review.add(ATTACK, no_alert("A match  was struck.", because="noor too"))
    assert review.path.read_bytes() == before
    assert review.add(ATTACK, RuleTest("A match was struck.", alert=True, line=0))
    assert review.add(RuleId("other"), no_alert("A match was struck."))
    assert [len(tests) for tests in review.tests().values()] == [2, 1]


MINE = """\
# mine
rules:
  other:   # later
    tests:
      - alert: 'It''s struck.'   # why not

  attack:
    # the first of them
    tests:
    - no_alert: Struck oil.
      because: oil

    # the end
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_a_person_wrote_stays(review, ends):
    before = MINE.replace("\n", ends)
    made = added(review, before, no_alert("Lightning struck.", because="amal"))
    new = f'{ends}    - no_alert: "Lightning struck."{ends}      because: amal'
    assert made == before.replace("because: oil", f"because: oil{new}")


@pytest.mark.parametrize(
    "emptied",
    [
        "",
        "# nothing left\n",
        "rules:\n",
        "rules:",
        "rules:\n  attack:\n",
        "rules:\n  attack:\n    tests:\n",
        "rules:\n  attack:\n    tests: # none\n  other:\n    tests:\n    - alert: x y\n",
        "rules:\n  other:\n    tests:\n    - alert: |\n        x\n\n        y\n\n",
    ],
)
def test_where_all_tests_were_moved_out_new_ones_find_their_place(review, emptied):
    made = added(review, emptied, no_alert("Struck oil."), no_alert("Struck gold."))
    assert [one.text for one in review.tests()[ATTACK]] == ["Struck oil.", "Struck gold."]
    lines = iter(made.splitlines())
    assert all(line in lines for line in emptied.splitlines())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "a review file holds rules:"),
        ("rules:\n  attack:\n    test: []\n", "unknown key 'test' (did you mean 'tests'?)"),
        ("rules:\n  attack:\n    tests: [{alert: a, no_alert: b}]\n", "a test has one of alert"),
        ("rules: {attack: {tests: [{alert: a}]}}\n", "only a person can add to attack"),
        ("rules: [\n", "review.yaml:"),
    ],
)
def test_a_file_that_cannot_be_added_to_stays_as_it_is(review, text, said):
    review.path.parent.mkdir()
    review.path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"review\.yaml:\d") as caught:
        review.add(ATTACK, no_alert("Struck oil."))
    assert said in str(caught.value)
    assert review.path.read_text(encoding="utf-8") == text


def test_a_folder_that_cannot_be_written_is_told(review):
    review.path.parent.mkdir()
    review.path.with_name(".review.yaml.new").mkdir()
    with pytest.raises(ConfigError, match="cannot be written"):
        review.add(ATTACK, no_alert("Struck oil."))


def test_a_file_that_is_no_text_is_told(review):
    review.path.parent.mkdir()
    review.path.write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="not UTF-8"):
        review.tests()


def test_a_story_that_is_too_long_for_a_test_is_refused(review):
    with pytest.raises(ConfigError, match="takes no text of 30000 characters"):
        review.add(ATTACK, no_alert("struck" * 5000))
    assert not review.path.exists()


def test_it_never_lies_among_the_rules(tmp_path):
    review = ReviewFile(tmp_path / "state" / "review.yaml", [tmp_path])
    with pytest.raises(ConfigError, match="lies among the rules"):
        review.add(ATTACK, no_alert("Struck oil."))


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.text(min_size=1, max_size=60)
        | st.text(
            "ab'\"\\#:-{}[]&*!|>%@`,? \t\n\r\x07\x85\u2028\u202e\u200cé", min_size=1, max_size=15
        )
        | st.sampled_from(["No", "- a", "a: b", "a #b", "---", "a\n\n\nb\n c", "~", "|-\n x"]),
        min_size=1,
        max_size=3,
    )
)
def test_whatever_the_texts_they_can_be_moved_into_their_rule(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("texts")
    review = ReviewFile(folder / "review.yaml", [])
    taken = [
        text for text in texts if any(map(str.isalnum, text)) and review.add(ATTACK, no_alert(text))
    ]
    if not taken:
        return
    moved = review.path.read_text(encoding="utf-8").replace("  attack:\n", f"  attack:\n{LOOK_FOR}")
    (folder / "rule.yaml").write_text("watchlist: 1\n" + moved, encoding="utf-8")
    (rule,) = read_watchlist([Path(folder / "rule.yaml")]).watchlist.rules
    assert rule.tests == tuple(replace(one, line=one.line + 3) for one in review.tests()[ATTACK])
    kept = ["".join(filter(str.isalnum, one.text)) for one in rule.tests]
    assert kept == ["".join(filter(str.isalnum, one)) for one in taken]
