"""Each form of look_for, and what decides after it."""

import dataclasses
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import name, rule, story
from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Cue,
    CueSide,
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

STRIKE, IRAQ, ENVOY = Phrase("strike*"), Phrase("Iraq"), Phrase("envoy")
FACTION = Ref(EntryId("faction"))
CUES = (
    Cue(ToldAs.THREATENED, "threatened", "en"),
    Cue(ToldAs.POSSIBLE, "possible", "en"),
    Cue(ToldAs.DENIED, "denied", "en"),
    Cue(ToldAs.PAST, "years ago", "en", CueSide.AROUND),
)
NAMES = (
    name("badr", "Badr Organization", type=EntryId("faction"), tags=(EntryId("iri"),)),
    name("nujaba", "Harakat al-Nujaba", type=EntryId("faction")),
    name("harir", "Harir"),
)


def matches(text, *rules, words=None, **kwargs):
    lists = {EntryId(key): entries for key, entries in (words or {}).items()}
    matcher = Matcher(Watchlist(names=NAMES, words=lists, rules=rules, cues=CUES))
    reading = matcher.read(story(text, **kwargs))
    return matcher.match(reading)


def only(text, *look_for, words=None, title="", **kwargs):
    """The one match of a rule that takes whatever way of telling; None where it does not hold."""
    fields = {"told_as": frozenset(ToldAs)} | kwargs
    found = matches(text, rule(look_for=look_for, **fields), words=words, title=title)
    return found[0] if found else None


def quotes(match):
    text = match.story.document.text
    return [text[one.sentence.start : one.sentence.end] for one in match.evidence]


def events(match):
    text = match.story.document.text
    return [text[one.event.start : one.event.end] for one in match.evidence]


TWO = "A strike hit Iraq. The envoy left; Badr Organization stayed."


@pytest.mark.parametrize(
    ("look_for", "expected"),
    [
        ((STRIKE,), ["strike"]),
        ((STRIKE, ENVOY), ["strike"]),
        ((ENVOY, STRIKE), ["envoy"]),
        ((STRIKE, Phrase("king")), None),
        ((FACTION,), ["Badr Organization"]),
        ((Ref(EntryId("badr")),), ["Badr Organization"]),
        ((Ref(EntryId("iri")),), ["Badr Organization"]),
        ((Ref(EntryId("harir")),), None),
        ((Ref(EntryId("unknown")),), None),
        ((AnyOf((Phrase("king"), ENVOY)),), ["envoy"]),
        ((AnyOf((STRIKE, ENVOY)),), ["strike", "envoy"]),
        ((AllOf((ENVOY, STRIKE)),), ["envoy"]),
        ((AllOf((ENVOY, Phrase("king"))),), None),
        ((AtLeast(2, (STRIKE, Phrase("king"), ENVOY)),), ["strike"]),
        ((AtLeast(3, (STRIKE, Phrase("king"), ENVOY)),), None),
        ((Together((STRIKE, IRAQ)),), ["strike"]),
        ((Together((IRAQ, STRIKE)),), ["Iraq"]),
        ((Together((STRIKE, ENVOY)),), None),
        ((Together((STRIKE, ENVOY), Within.PARAGRAPH),), ["strike"]),
        ((Together((STRIKE, ENVOY), Within.STORY),), ["strike"]),
        ((Together((STRIKE, FACTION), Within.STORY),), ["strike"]),
        ((Together((STRIKE, IRAQ), as_written=True),), ["strike"]),
        ((Together((IRAQ, STRIKE), as_written=True),), None),
        ((Together((STRIKE, IRAQ), Within.WORDS, words=1),), ["strike"]),
        ((Together((STRIKE, IRAQ), Within.WORDS, words=0),), None),
        ((Together((STRIKE, ENVOY), Within.WORDS, words=3),), ["strike"]),
        ((Together((STRIKE, STRIKE)),), None),
        ((Together((STRIKE, AllOf((Phrase("hit"), IRAQ)))),), ["strike"]),
        ((Together((STRIKE, AllOf((Phrase("hit"), ENVOY)))),), None),
        ((Together((STRIKE, AnyOf((ENVOY, IRAQ)))),), ["strike"]),
        ((IRAQ, Together((ENVOY, Phrase("left")))), ["envoy"]),
        ((IRAQ, AnyOf((Phrase("king"), Together((ENVOY, FACTION))))), ["envoy"]),
        ((Together((Together((STRIKE, Phrase("hit"))), IRAQ)),), ["strike"]),
    ],
)
def test_every_item_must_hold_and_the_first_names_the_event(look_for, expected):
    match = only(TWO, *look_for)
    assert (match and events(match)) == expected


def test_words_between_are_counted_from_each_event_word():
    match = only("A strike, far away a strike in Iraq.", Together((STRIKE, IRAQ), Within.WORDS, 1))
    assert [one.event.start for one in match.evidence] == [21]


def test_paragraphs_are_borders_where_the_rule_says_paragraph():
    text = "A strike hit Harir.\n\nThe envoy left."
    assert only(text, Together((STRIKE, ENVOY), Within.PARAGRAPH)) is None
    assert only(text, Together((STRIKE, ENVOY), Within.STORY)) is not None


def test_finds_of_one_together_do_not_overlap():
    text = "The Badr Organization struck."
    assert only(text, Together((FACTION, Phrase("Badr")))) is None
    assert only(text + " Badr Organization and Badr.", Together((FACTION, Phrase("Badr"))))


def test_a_list_of_words_may_name_other_lists_and_names():
    words = {"hit": ("struck", "<strike>"), "strike": ("strike", "<hit>", "<faction>")}
    match = only("A strike. Badr Organization struck.", Ref(EntryId("hit")), words=words)
    assert events(match) == ["strike", "Badr Organization"]


def test_each_sentence_that_tells_the_event_is_evidence():
    match = only("A strike on Iraq. No news. Iraq saw two strikes.", Together((STRIKE, IRAQ)))
    assert quotes(match) == ["A strike on Iraq.", "Iraq saw two strikes."]


def test_evidence_shows_names_and_words_of_its_sentence_only():
    match = only("Harir: a strike in Iraq. Badr Organization denied it.", STRIKE, IRAQ)
    (one,) = match.evidence
    text = match.story.document.text
    assert [find.name for find in one.finds] == ["harir"]
    assert [text[word.start : word.end] for word in one.words] == ["strike", "Iraq"]


def test_ignore_if_vetoes_the_sentence_and_ignore_story_if_the_story():
    text = "A strike at school. A strike on Iraq."
    assert quotes(only(text, STRIKE, ignore_if=(Phrase("school"),))) == ["A strike on Iraq."]
    assert only(text, STRIKE, ignore_story_if=(Phrase("school"),)) is None


def test_told_as_is_judged_at_each_event_word():
    text = "Badr Organization threatened a strike but jets strike now."
    wanted = frozenset({ToldAs.REPORTED})
    match = only(text, STRIKE, told_as=wanted)
    assert [one.event.start for one in match.evidence] == [text.rindex("strike")]
    assert only(text, STRIKE).told_as is ToldAs.THREATENED
    assert only(text, STRIKE, told_as=frozenset({ToldAs.PAST})) is None


def test_evidence_quotes_the_cue():
    match = only("No news. They denied a strike.", STRIKE)
    (one,) = match.evidence
    assert match.story.document.text[one.cue.start : one.cue.end] == "denied"


def test_without_told_as_all_but_denied_and_past_is_wanted():
    assert matches("They denied a strike.", rule(look_for=(STRIKE,))) == ()
    assert matches("A strike hit it ten years ago.", rule(look_for=(STRIKE,))) == ()
    assert matches("A possible strike.", rule(look_for=(STRIKE,)))


def test_the_past_is_judged_against_the_day_of_the_story():
    look = rule(look_for=(STRIKE,), told_as=frozenset({ToldAs.PAST}))
    text = "A strike in 2019 broke it."
    published = datetime(2025, 5, 1, tzinfo=UTC)
    assert matches(text, look, published=published)
    assert matches(text, look, date=date(2019, 5, 1), published=published) == ()
    assert matches(text, look) == ()


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("A strike on Iraq. It is imminent.", Severity.CRITICAL),
        ("Imminent, it says. A strike on Iraq.", Severity.CRITICAL),
        ("A strike on Iraq. Far off. It is imminent.", Severity.LOW),
        ("A strike on Iraq. It is not imminent.", Severity.LOW),
        ("A strike on Iraq, minor.", Severity.LOW),
        ("A strike on Iraq, loud.", Severity.HIGH),
    ],
)
def test_raise_to_looks_at_the_evidence_and_its_neighbours_and_only_raises(text, severity):
    lines = (
        Raise(Severity.CRITICAL, (Phrase("imminent"),), (Phrase("not imminent"),)),
        Raise(Severity.HIGH, (Phrase("loud"),)),
        Raise(Severity.INFO, (Phrase("minor"),)),
    )
    assert only(text, STRIKE, severity=Severity.LOW, raise_to=lines).severity is severity


def test_numbers_of_the_event_before_are_not_of_this_one():
    text = "A strike hit the depot a day after 16 sites were hit."
    assert only(text, STRIKE, numbers_near=("sites",)).numbers == ()


@pytest.mark.parametrize(
    ("counted", "number"),
    [("drones", []), ("hours", ["ten hours"])],
)
def test_how_long_it_took_is_a_number_only_of_a_rule_that_counts_time(counted, number):
    text = "The strike of drones went on for ten hours."
    match = only(text, STRIKE, numbers_near=(counted,))
    assert [text[one.start : one.end] for one in match.numbers] == number


def test_numbers_beside_the_words_that_the_rule_counts():
    text = "A strike on 16 oil sites in Iraq, said 3 men who had come a very long way. 9 sites."
    match = only(text, STRIKE, numbers_near=("sites", "targets"))
    assert [text[one.start : one.end] for one in match.numbers] == ["16 oil sites"]


def test_a_rule_may_ask_whether_another_holds():
    strike = rule("strike", look_for=(STRIKE,))
    both = rule("both", look_for=(RuleRef(RuleId("strike")), ENVOY))
    assert [one.rule for one in matches(TWO, both, strike)] == ["both", "strike"]
    assert events(matches(TWO, both, strike)[0]) == ["strike"]
    assert [one.rule for one in matches("The envoy left.", both, strike)] == []


def test_a_rule_that_asks_for_itself_or_for_none_does_not_hold():
    itself = rule("self", look_for=(AnyOf((RuleRef(RuleId("self")), Phrase("king"))),))
    none = rule("none", look_for=(RuleRef(RuleId("nobody")), STRIKE))
    assert matches("A strike of a queen.", itself, none) == ()
    assert [one.rule for one in matches("A king.", itself, none)] == ["self"]


def test_a_title_inside_the_story_is_evidence_where_it_stands():
    match = only("Strike on Iraq\n\nThe envoy left.", InTitle((STRIKE,)), title="Strike on Iraq")
    assert quotes(match) == ["Strike on Iraq"]
    assert only("Envoys met\n\nA strike.", InTitle((STRIKE,)), title="Envoys met") is None


def test_a_title_that_stands_elsewhere_lets_the_first_sentence_speak():
    match = only("The envoy left. Iraq waits.", InTitle((STRIKE,)), title="Strike on Iraq")
    assert quotes(match) == ["The envoy left."]
    assert events(match) == [""]
    match = only("The envoy left.", ENVOY, InTitle((STRIKE, FACTION)), title="Badr Organization")
    assert events(match) == ["envoy"]
    assert only("The envoy left.", InTitle((STRIKE,)), title="Calm") is None
    assert only("A strike; the envoy left.", InTitle((STRIKE,)), title="Calm") is None
    assert only("The envoy left.", InTitle((STRIKE,))) is None


def test_a_title_that_stands_elsewhere_is_no_event_word():
    match = only("The envoy left.", Together((InTitle((STRIKE,)), ENVOY)), title="A strike")
    assert match is None


def test_an_empty_story_matches_nothing():
    assert matches("", rule(look_for=(STRIKE,))) == ()


def test_a_story_without_a_sentence_still_quotes_something():
    match = only(" ", InTitle((STRIKE,)), title="A strike")
    assert [(one.sentence.start, one.sentence.end) for one in match.evidence] == [(0, 1)]


def test_a_rule_that_could_go_on_for_ever_stops():
    text = "strike " * 400
    many = Together(tuple(AnyOf((STRIKE, Phrase("strike"))) for _ in range(12)), Within.STORY)
    greedy = AtLeast(20, tuple(Phrase(f"strike{'*' * (n % 2)}") for n in range(40)))
    assert only(text, many) is not None
    assert only("strike " * 8, many) is None
    assert only(text, greedy) is not None


CONDITIONS = st.recursive(
    st.sampled_from([STRIKE, IRAQ, ENVOY, FACTION, RuleRef(RuleId("0")), RuleRef(RuleId("1"))]),
    lambda inner: st.one_of(
        *(
            st.builds(kind, st.lists(inner, min_size=1, max_size=3).map(tuple))
            for kind in (AnyOf, AllOf, InTitle)
        ),
        st.builds(AtLeast, st.integers(1, 3), st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(
            Together,
            st.lists(inner, min_size=1, max_size=3).map(tuple),
            st.sampled_from(Within),
            st.integers(0, 9),
            st.booleans(),
        ),
    ),
    max_leaves=6,
)
STORIES = st.lists(
    st.sampled_from(
        ["a strike", "Iraq", "the envoy", "Badr Organization", ". ", "\n\n", "denied", ","]
    ),
    max_size=12,
).map(" ".join)


@given(st.lists(CONDITIONS, min_size=1, max_size=3), STORIES, STORIES)
def test_any_rules_and_any_story_give_evidence_inside_the_story(looks, text, title):
    rules = [rule(str(n), look_for=(look,)) for n, look in enumerate(looks)]
    for match in matches(text, *rules, title=title):
        for one in match.evidence:
            assert match.story.span.covers(one.sentence)
            assert one.sentence.start <= one.event.start <= one.sentence.end
            assert one.told_as not in {ToldAs.DENIED, ToldAs.PAST}


@given(st.lists(CONDITIONS, min_size=3, max_size=5), STORIES)
def test_a_match_depends_on_no_rule_but_those_it_refers_to(looks, text):
    rules = [rule(str(n), look_for=(look,)) for n, look in enumerate(looks)]
    together = matches(text, *rules)
    alone = [match for one in rules[2:] for match in matches(text, *rules[:2], one)]
    for match in together:
        if match.rule not in {"0", "1"}:
            assert match in alone or dataclasses.replace(match) in alone
