"""Files that are read again say what they say now; what did not change is kept."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watcher.errors import ConfigError
from watcher.rulefile import RuleFiles, read_watchlist

NAMES = "names:\n  salt:\n    name: Sons of Salt\n"
RULE = "rules:\n  r:\n    title: T\n    look_for: [x]\n    tests:\n      - alert_in: page.txt\n"


def test_names_of_a_file_that_did_not_change_are_the_same_objects(tmp_path):
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    (tmp_path / "words.yaml").write_text("words:\n  hit: [hit]\n", encoding="utf-8")
    files = RuleFiles([tmp_path])
    before = files.read().watchlist
    (tmp_path / "words.yaml").write_text("words:\n  hit: [struck]\n", encoding="utf-8")
    after = files.read().watchlist
    assert after.names[0] is before.names[0]
    assert after.words == {"hit": ("struck",)}


def test_a_test_in_another_file_is_read_again(tmp_path):
    (tmp_path / "rules.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "page.txt").write_text("x", encoding="utf-8")
    files = RuleFiles([tmp_path])
    files.read()
    (tmp_path / "page.txt").write_text("y", encoding="utf-8")
    assert files.read().watchlist.rules[0].tests[0].text == "y"


def test_a_problem_stays_told_until_it_is_mended(tmp_path):
    (tmp_path / "names.yaml").write_text(NAMES.replace("name:", "nam:"), encoding="utf-8")
    files = RuleFiles([tmp_path])
    for _ in range(2):
        with pytest.raises(ConfigError) as caught:
            files.read()
        assert [one.line for one in caught.value.problems] == [2, 3]
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    assert files.read().watchlist.names[0].name == "Sons of Salt"


CONTENTS = [
    "",
    NAMES,
    NAMES.replace("salt:", "pepper:"),
    "names: [\n",
    "words:\n  hit: [hit]\n  idle: [z]\n",
    "rules:\n  r:\n    title: T\n    look_for: [<hit>]\n",
    "rules:\n  r:\n    title: T\n    look_for: [<salt>, {rule: s}]\n",
    "rules:\n  s:\n    title: S\n    look_for: [{rule: r}]\n",
    "defaults: {severity: low}\nrules:\n  s:\n    title: S\n    look_for: [y]\n",
]
EDITS = st.lists(
    st.tuples(st.sampled_from(["a.yaml", "b.yaml", "c.yaml"]), st.sampled_from([None, *CONTENTS])),
    max_size=8,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_whatever_was_read_before_the_files_say_what_they_say_now(tmp_path, edits):
    for old in tmp_path.iterdir():
        old.unlink()
    files = RuleFiles([tmp_path])
    for name, content in edits:
        if content is None:
            (tmp_path / name).unlink(missing_ok=True)
        else:
            (tmp_path / name).write_text(content, encoding="utf-8")
        assert said(files.read) == said(lambda: read_watchlist([tmp_path]))


def said(read):
    try:
        return read()
    except ConfigError as error:
        return error.problems
