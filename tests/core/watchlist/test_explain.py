"""The account of a rule: the order of its steps, what was found where, what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import name, rule, story
from watcher.core.watchlist.explain import called, explain, missing
from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Cue,
    InTitle,
    Phrase,
    Raise,
    Ref,
    RuleRef,
    Together,
    Watchlist,
    Within,
)
from watcher.core.watchlist.matcher import Matcher
from watcher.model import EntryId, RuleId, Severity, ToldAs

NAMES = (
    name("badr", "Badr Organization", type=EntryId("faction")),
    name("harir", "Harir Air Base", type=EntryId("base")),
)
CUES = (Cue(ToldAs.POSSIBLE, "possible", "en"), Cue(ToldAs.DENIED, "denied", "en"))
STRIKE, DRILL, FACTION, BASE = map(Ref, map(EntryId, ("strike", "drill", "faction", "base")))
WORDS = {EntryId("strike"): ("strike*", "struck"), EntryId("drill"): ("drill", "exercise")}
STRUCK_BASE = Together((STRIKE, BASE))


def account(text, *look_for, title="", others=(), **kwargs):
    """The findings as “depth sign what: why”, a line each."""
    asked = rule(look_for=look_for or (STRUCK_BASE,), **kwargs)
    watchlist = Watchlist(names=NAMES, words=WORDS, rules=(asked, *others), cues=CUES)
    matcher = Matcher(watchlist)
    reading = matcher.read(story(text, title=title))
    names = {one.id: one for one in NAMES}
    return explain(asked, reading, matcher.evaluation(reading), names)


def lines(findings):
    return [f"{one.depth}{'+' if one.holds else '-'} {one.what}: {one.why}" for one in findings]


def test_a_rule_that_holds_tells_every_step_with_its_quotes():
    told = account("Quiet morning.\nDrones struck Hareer air base.")
    assert lines(told) == [
        "0+ look_for: every one must hold: ",
        "1+ together in one sentence: <strike>, <base>: ",
        "2+ <strike>: “struck” in line 2, sentence 2",
        "2+ <base>: “Hareer air base” in line 2, sentence 2 = Harir Air Base "
        + told[3].why.partition(" = Harir Air Base ")[2],
        "0+ ignore_if and told_as: the rule takes threatened, possible, claimed, reported: ",
        "1+ sentence 2: “struck” is told as reported, nothing says otherwise",
        "0+ severity: medium",
    ]
    assert "(spelling 0." in told[3].why


def test_a_glued_word_is_said_to_be_one():
    told = account("Drones wasstruck near Harir Air Base.", Phrase("struck"))
    assert (
        lines(told)[1] == "1+ struck: “struck” in line 1, sentence 1, out of a glued or torn word"
    )


def test_what_is_found_apart_is_said_to_be_apart():
    told = account("They struck at dawn. The envoy slept. Harir Air Base was quiet.")
    assert [one.holds for one in told] == [False, False, True, True]
    assert told[1].why == (
        "names found: 1; <strike> in sentence 1; <base> in sentence 3; never in one sentence"
    )


def test_paragraphs_and_words_are_named_where_they_are_the_border():
    text = "They struck at dawn.\n\nHarir Air Base was quiet."
    near = account(text, Together((STRIKE, BASE), Within.PARAGRAPH))
    assert near[1].why.endswith(
        "<strike> in paragraph 1; <base> in paragraph 2; never in one paragraph"
    )
    few = account(
        "They struck a bridge far from Harir Air Base.",
        Together((STRIKE, BASE), Within.WORDS, 2, as_written=True),
    )
    assert few[1].what == "together within 2 words, as written: <strike>, <base>"
    assert not few[0].holds


def test_a_missing_part_is_named_and_the_account_ends_there():
    told = account("They struck at dawn.")
    assert lines(told) == [
        "0- look_for: every one must hold: 1 of 1 missing",
        (
            "1- together in one sentence: <strike>, <base>:"
            " names found: 0; <strike> in sentence 1; <base> not found"
        ),
        "2+ <strike>: “struck” in line 1, sentence 1",
        "2- <base>: not found",
    ]


def test_of_alternatives_those_that_hold_are_shown_or_those_that_nearly_do():
    found = account("They struck Harir Air Base.", AnyOf((DRILL, STRIKE)))
    assert [one.what for one in found[1:3]] == ["any of <drill>, <strike>", "<strike>"]
    nearly = account("They struck at dawn.", AnyOf((DRILL, AllOf((STRIKE, DRILL)))))
    assert [(one.what, one.holds) for one in nearly[1:]] == [
        ("any of <drill>, (all of <strike>, <drill>)", False),
        ("all of <strike>, <drill>", False),
        ("<strike>", True),
        ("<drill>", False),
    ]
    assert nearly[1].why == "none of 2 holds"


def test_a_title_is_searched_alone():
    told = account("Base hit\nThey struck at dawn.", InTitle((STRIKE,)), title="Base hit")
    assert lines(told)[1:] == ["1- in the title: <strike>: none of 1 holds"]
    told = account("Strike at dawn\nAll is told.", InTitle((STRIKE,)), title="Strike at dawn")
    assert lines(told)[1:3] == [
        "1+ in the title: <strike>: ",
        "2+ <strike>: “Strike” in line 1, sentence 1",
    ]


def test_a_title_that_stands_elsewhere_holds_without_a_place():
    told = account("All is told.", InTitle((STRIKE,)), title="Strike at dawn")
    assert told[0].holds
    assert lines(told)[1:2] == ["1+ in the title: <strike>: "]


def test_of_what_is_together_a_part_without_a_place_is_said_to_hold():
    near = Together((STRIKE, InTitle((DRILL,)), BASE))
    told = account("They struck at dawn.", near, title="A drill")
    assert told[1].why == (
        "names found: 0; <strike> in sentence 1; in the title: <drill> holds; <base> not found"
    )


def test_another_rule_is_named_with_its_outcome():
    other = rule("other", look_for=(DRILL,))
    told = account("An exercise began.", RuleRef(RuleId("other")), others=(other,))
    assert lines(told)[1] == "1+ rule other: "
    told = account("Nothing began.", RuleRef(RuleId("other")), others=(other,))
    assert lines(told)[1] == "1- rule other: it does not hold"


def test_at_least_shows_each_of_its_parts():
    told = account("A drill, then a strike.", AtLeast(2, (STRIKE, DRILL, BASE)))
    assert [(one.what, one.holds) for one in told[1:5]] == [
        ("at least 2 of <strike>, <drill>, <base>", True),
        ("<strike>", True),
        ("<drill>", True),
        ("<base>", False),
    ]


def test_a_veto_of_the_story_is_quoted_and_ends_the_account():
    told = account("They struck Harir Air Base in a drill.", ignore_story_if=(DRILL,))
    assert lines(told)[-1] == "0- ignore_story_if: “drill” in line 1, sentence 1"
    told = account("They struck Harir Air Base.", ignore_story_if=(DRILL,))
    assert "0+ ignore_story_if: nothing vetoes" in lines(told)


def test_a_veto_of_the_sentence_is_quoted():
    told = account("They struck Harir Air Base in a drill.", ignore_if=(DRILL,))
    assert lines(told)[-1] == ("1- sentence 1: ignore_if vetoes it: “drill” in line 1, sentence 1")
    assert not told[-2].holds


def test_a_veto_without_a_place_is_named_by_its_condition():
    told = account(
        "They struck Harir Air Base.", ignore_story_if=(InTitle((DRILL,)),), title="Drill ends"
    )
    assert lines(told)[-1] == "0- ignore_story_if: in the title: <drill>"


def test_the_cue_that_decides_how_it_is_told_is_quoted():
    told = account("A possible strike on Harir Air Base was denied.", told_as={ToldAs.REPORTED})
    assert lines(told)[-2:] == [
        "0- ignore_if and told_as: the rule takes reported: ",
        "1- sentence 1: “strike” is told as possible by “possible”",
    ]


@pytest.mark.parametrize(
    ("text", "severity", "why"),
    [
        ("They struck Harir Air Base. Badr Organization cheered.", "critical", "+ raise_to critical: “Badr Organization” in line 1, sentence 2 = Badr Organization"),
        ("They struck Harir Air Base.", "medium", "- raise_to critical: not found there"),
        ("They struck Harir Air Base. Badr Organization held a drill.", "medium", "- raise_to critical: unless: “drill” in line 1, sentence 2"),
    ],
)  # fmt: skip
def test_what_raises_the_severity_is_quoted(text, severity, why):
    raised = (Raise(Severity.CRITICAL, (FACTION,), (DRILL,)),)
    told = account(text, raise_to=raised)
    assert lines(told)[-2:] == [f"0+ severity: {severity}", f"1{why}"]


def test_of_many_places_four_are_shown_and_the_rest_counted():
    told = account("They struck. " * 7 + "Harir Air Base.", STRIKE)
    assert told[1].why.endswith("sentence 4; and 3 more")
    apart = account("They struck. " * 7 + "Harir Air Base.")
    assert "<strike> in sentence 1, 2, 3, 4 …" in apart[1].why


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (Phrase("air strike*"), "air strike*"),
        (AnyOf(tuple(map(Phrase, "abcdef"))), "any of a, b, c, d, … 2 more"),
        (Together((STRIKE, BASE), Within.STORY), "together in one story: <strike>, <base>"),
    ],
)
def test_a_condition_reads_as_in_the_rule_file(item, text):
    assert called(item) == text


@given(st.text(alphabet="struck Harir Air Base drill.\n\N{ARABIC LETTER ALEF}\x00", max_size=80))
def test_the_account_agrees_with_the_match(text):
    asked = rule(look_for=(AnyOf((STRUCK_BASE, DRILL)),), ignore_if=(Phrase("air"),))
    matcher = Matcher(Watchlist(names=NAMES, words=WORDS, rules=(asked,), cues=CUES))
    reading = matcher.read(story(text))
    told = explain(asked, reading, matcher.evaluation(reading), {one.id: one for one in NAMES})
    steps = [one.holds for one in told if one.depth == 0]
    assert all(steps) == bool(matcher.match(reading))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("They struck Harir Air Base.", ""),
        ("They struck at dawn.", "together in one sentence: <strike>, <base>: names found: 0; <strike> in sentence 1; <base> not found"),
        ("They struck Harir Air Base in a drill.", "ignore_story_if: “drill” in line 1, sentence 1"),
        ("It was denied that they struck Harir Air Base.", "sentence 1: “struck” is told as denied by “denied”"),
    ],
)  # fmt: skip
def test_what_is_missing_is_one_clause(text, clause):
    assert missing(account(text, ignore_story_if=(DRILL,))) == clause
