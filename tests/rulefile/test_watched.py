"""What is watched is written into a file of its own, in which all that people wrote stays."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.errors import ConfigError
from watcher.model import ChannelName, EntryId
from watcher.ports import Watch
from watcher.rulefile.tidy import tidy
from watcher.rulefile.tree import Notes
from watcher.rulefile.watched import watches, with_watch, without_watch

PATH = Path("watched.yaml")
DESK, OTHER = ChannelName("desk"), ChannelName("other")
GUARD = Watch(EntryId("watched-guard"), "Harbour Guard", date(2025, 9, 11), (DESK,))
HARIR = Watch(EntryId("harir"), "", date(2025, 9, 5), (DESK, OTHER))
COMMENTED = """\
# ours: do not delete
watchlist: 1   # the first version
about: 'Harbours'

names:
  # asked for by the night desk
  watched-guard:  # since spring
    name: "Harbour Guard"
    aliases: [the Guard]  # short

# rules of our own stand first
rules:
  own:
    title: 'Boats'
    look_for: [boat*]   # any
  watch-watched-guard:
    title: Watched name
    severity: high  # louder
    look_for: [<watched-guard>]
    send_to:
      [desk]  # only us
    active:
      until: 2025-09-11   # a week
    # the end
"""


def test_a_file_is_begun_and_ends_as_it_began():
    begun = with_watch("", PATH, GUARD)
    both = with_watch(begun, PATH, HARIR)
    assert watches("", PATH) == ()
    assert watches(both, PATH) == (GUARD, HARIR)
    one = without_watch(both, PATH, "watched-guard")
    assert watches(one, PATH) == (HARIR,)
    empty = without_watch(one, PATH, "harir")
    assert watches(empty, PATH) == ()
    assert watches(with_watch(empty, PATH, GUARD), PATH) == (GUARD,)
    assert without_watch(empty, PATH, "harir") == empty


def test_what_is_written_is_tidy():
    made = with_watch(with_watch("", PATH, GUARD), PATH, HARIR)
    assert tidy(made, Notes(PATH)) == made


def test_a_new_term_and_another_chat_change_nothing_else():
    longer = Watch(GUARD.name, GUARD.spelling, date(2026, 1, 2), (DESK, OTHER))
    assert with_watch(COMMENTED, PATH, longer) == COMMENTED.replace(
        "2025-09-11", "2026-01-02"
    ).replace("[desk]", "[desk, other]")


def test_a_list_of_lines_is_replaced_as_a_whole():
    text = COMMENTED.replace("[desk]  # only us", "- desk\n      - third\n    # and then")
    made = with_watch(text, PATH, Watch(GUARD.name, GUARD.spelling, GUARD.until, (OTHER,)))
    assert made == text.replace("- desk\n      - third", "[other]")


def test_more_is_added_behind_what_stands_there():
    made = with_watch(COMMENTED, PATH, HARIR)
    assert set(COMMENTED.splitlines()) < set(made.splitlines())
    assert watches(made, PATH) == (GUARD, HARIR)
    assert without_watch(made, PATH, "harir") == COMMENTED


def test_only_the_lines_of_the_entry_go():
    gone = without_watch(COMMENTED, PATH, "watched-guard")
    assert (
        gone
        == """\
# ours: do not delete
watchlist: 1   # the first version
about: 'Harbours'

  # asked for by the night desk

# rules of our own stand first
rules:
  own:
    title: 'Boats'
    look_for: [boat*]   # any
    # the end
"""
    )


@given(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)
    | st.text("ab'\"\\#:-{}[]&*!|>%@`,?~= ", min_size=1)
    | st.sampled_from(["No", "1.10", "null", "2025-09-04", "- a", "a: b", "a #b", "---", "..."])
)
def test_whatever_the_name_it_reads_as_it_was_written_or_it_is_refused(name):
    spelled = " ".join(name.split())
    one = Watch(GUARD.name, spelled, GUARD.until, (DESK,))
    try:
        made = with_watch(COMMENTED.replace("watched-guard", "other"), PATH, one)
    except ConfigError:
        return
    assert watches(made, PATH)[-1] == one
    assert without_watch(made, PATH, GUARD.name) == COMMENTED.replace("watched-guard", "other")


def test_plain_names_are_not_refused():
    for name in ("Karsava", "al-Ḥarīr", "حرير", 'O\'Brien "Bob"', "No", "1.10", "a: b", "#a"):
        one = Watch(GUARD.name, name, GUARD.until, (DESK,))
        assert watches(with_watch("", PATH, one), PATH) == (one,)


def test_line_ends_of_other_systems_stay():
    windows = COMMENTED.replace("\n", "\r\n")
    made = with_watch(windows, PATH, HARIR)
    assert made.count("\r\n") == made.count("\n")
    assert without_watch(made, PATH, "harir") == windows


def test_a_rule_of_that_shape_which_never_ends_is_not_watched():
    endless = COMMENTED.replace("    active:\n      until: 2025-09-11   # a week\n", "")
    assert watches(endless, PATH) == ()


@pytest.mark.parametrize(
    "text",
    [
        "watchlist: 1\nrules: {watch-harir: {title: a, look_for: [<harir>], active: {until: 2025-01-01}}}\n",
        "watchlist: 1\nrules:\n  watch-harir:\n    title: a\n    look_for: [<harir>]\n",
        "{watchlist: 1}\n",
    ],
    ids=["in one line", "without an end", "all in braces"],
)
def test_what_only_a_person_can_change_is_left_to_one(text):
    with pytest.raises(ConfigError, match="edit the file by hand"):
        with_watch(text, PATH, HARIR)


def test_an_entry_in_one_line_is_left_to_a_person():
    text = "watchlist: 1\nrules: {watch-harir: {title: a, look_for: [<harir>], active: {until: 2025-01-01}}, b: {title: b, look_for: [b]}}\n"
    with pytest.raises(ConfigError, match="edit the file by hand"):
        without_watch(text, PATH, "harir")


@pytest.mark.parametrize("text", ["rulez: 1\n", "watchlist: 1\nnames:\n  a: {}\n", "- a\n"])
def test_a_broken_file_is_told(text):
    with pytest.raises(ConfigError):
        watches(text, PATH)
