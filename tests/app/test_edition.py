"""New rules take effect when their tests pass; otherwise what was in force stays."""

from dataclasses import replace

import pytest

from watcher.app.edition import first_edition, next_edition
from watcher.core.watchlist.language import (
    AnyOf,
    Name,
    Phrase,
    Ref,
    Rule,
    RuleRef,
    RuleTest,
    Watchlist,
)
from watcher.errors import ConfigError

SHELLED = RuleTest("Gunmen shelled the depot.", alert=True, line=5)
QUIET = RuleTest("Rain fell on the depot.", alert=False, line=6, column=19)
DEPOT = Rule("depot", "Depot", (Phrase("shelled"),), tests=(SHELLED, QUIET), file="a.yaml")
PORT = Rule("port", "Port", (Phrase("harbour"),), file="b.yaml")
WIDE = replace(DEPOT, title="Wider", look_for=(Phrase("depot"),))
"""Rings where its test says that it must not."""


def watchlist(*rules, **kwargs):
    return Watchlist(rules=rules, **kwargs)


def in_force(edition):
    return {rule.id: rule.title for rule in edition.watchlist.rules}


def told(edition):
    return [str(one) for one in edition.problems]


def test_rules_whose_tests_pass_take_effect():
    before = first_edition(watchlist(DEPOT))
    after = next_edition(before, watchlist(replace(DEPOT, title="New"), PORT))
    assert in_force(after) == {"depot": "New", "port": "Port"}
    assert told(after) == told(before) == []


def test_at_first_a_rule_whose_test_fails_is_in_force_and_told():
    edition = first_edition(watchlist(WIDE))
    assert in_force(edition) == {"depot": "Wider"}
    assert told(edition) == [
        (
            "a.yaml:6:19: a test of rule depot fails: alerts, told as reported, at “Rain fell on the"
            " depot.” (the rule is in force as it stands)"
        )
    ]


def test_a_rule_whose_test_fails_stays_as_it_was_and_the_others_take_effect():
    before = first_edition(watchlist(DEPOT, PORT))
    after = next_edition(before, watchlist(WIDE, replace(PORT, title="New")))
    assert in_force(after) == {"depot": "Depot", "port": "New"}
    assert told(after) == [
        (
            "a.yaml:6:19: a test of rule depot fails: alerts, told as reported, at “Rain fell on the"
            " depot.” (the rule as it was before stays in force)"
        )
    ]
    assert in_force(next_edition(after, watchlist(WIDE, PORT))) == in_force(before)


def test_a_kept_rule_is_the_one_that_matches():
    before = first_edition(watchlist(DEPOT))
    after = next_edition(before, watchlist(WIDE))
    (rule,) = after.matcher.watchlist.rules
    assert rule is DEPOT


@pytest.mark.parametrize("before", [WIDE, replace(DEPOT, id="other")])
def test_a_rule_that_failed_before_or_is_new_is_taken_as_written(before):
    after = next_edition(first_edition(watchlist(before)), watchlist(replace(WIDE, title="Widest")))
    assert in_force(after) == {"depot": "Widest"}
    assert [one.hint for one in after.problems] == [""]


LISTED = replace(DEPOT, look_for=(Ref("hit"),))


@pytest.mark.parametrize(
    "fresh",
    [
        watchlist(LISTED, words={"hit": ("bombed",)}),
        watchlist(WIDE),
        watchlist(replace(WIDE, look_for=(Phrase("depot"),)), words={"other": ("shelled",)}),
    ],
    ids=["its words changed", "its words are gone", "its list has another name"],
)
def test_where_a_rule_cannot_be_kept_everything_stays(fresh):
    before = first_edition(watchlist(LISTED, words={"hit": ("shelled",)}))
    with pytest.raises(ConfigError, match="a test of rule depot fails"):
        next_edition(before, fresh)


def test_a_rule_that_refers_to_a_rule_that_is_gone_cannot_be_kept():
    both = replace(DEPOT, look_for=(AnyOf((Phrase("shelled"), RuleRef("port"))),))
    before = first_edition(watchlist(both, PORT))
    with pytest.raises(ConfigError):
        next_edition(before, watchlist(WIDE))


def test_a_test_that_failed_before_is_still_told_after_another_edit():
    before = first_edition(watchlist(WIDE))
    after = next_edition(before, watchlist(WIDE, PORT))
    assert [one.line for one in after.problems] == [6]
    assert next_edition(after, watchlist(PORT)).problems == ()
    mended = next_edition(after, watchlist(DEPOT, PORT))
    assert mended.problems == ()
    assert in_force(next_edition(mended, watchlist(WIDE, PORT)))["depot"] == "Depot"


def test_a_rule_is_tried_again_when_what_it_refers_to_changes():
    both = replace(DEPOT, look_for=(RuleRef("port"),))
    shelled = replace(PORT, look_for=(Phrase("shelled"),))
    before = first_edition(watchlist(both, shelled))
    assert told(before) == []
    with pytest.raises(ConfigError, match="a test of rule depot fails"):
        next_edition(before, watchlist(both, PORT))


def test_the_index_of_names_serves_on_while_the_names_are_the_same():
    names = (Name("salt", "Sons of Salt"),)
    before = first_edition(watchlist(DEPOT, names=names))
    assert next_edition(before, watchlist(PORT, names=names)).matcher.names is before.matcher.names
    other = next_edition(before, watchlist(PORT, names=(*names, Name("sea", "Sea of Salt"))))
    assert other.matcher.names is not before.matcher.names
