"""The door of the room: reading a story, and asking the rules about it."""

import dataclasses
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import document, name, rule, story
from watcher.core.watchlist.language import Phrase, Ref, Together, Watchlist, Within
from watcher.core.watchlist.matcher import Matcher
from watcher.model import Span, Story, StoryId, ToldAs

STRIKE = rule("strike", look_for=(Phrase("strike"),))
ENVOY = rule("envoy", look_for=(Phrase("envoy"),))


def matcher(*rules, names=()):
    return Matcher(Watchlist(names=names, rules=rules))


def test_finds_and_phrases_count_in_the_document():
    text = "Another story. A strike on Harir base."
    paper = document(text)
    second = Story(StoryId("doc/1"), paper, Span(15, len(text)))
    reading = matcher(STRIKE, names=[name("harir", "Harir base")]).read(second)
    assert [text[find.span.start : find.span.end] for find in reading.finds] == ["Harir base"]
    assert [text[span.start : span.end] for span in reading.phrases["strike"]] == ["strike"]
    assert [text[span.start : span.end] for span in reading.sentences] == [
        "A strike on Harir base."
    ]


def test_lists_that_hold_each_other_many_times_are_read_once():
    lists = {f"w{n}": (f"<w{n - 1}>", f"<w{n - 1}>") for n in range(1, 2_000)} | {"w0": ("ship",)}
    ships = rule("ships", look_for=(Ref("w1999"),))
    made = Matcher(Watchlist(words=lists, rules=(ships,)))
    assert [one.rule for one in made.match(made.read(story("The ship left.")))] == ["ships"]


def test_nothing_outside_the_story_is_found():
    text = "A strike. The envoy left."
    first = Story(StoryId("doc/0"), document(text), Span(0, 9))
    assert [
        one.rule for one in matcher(STRIKE, ENVOY).match(matcher(STRIKE, ENVOY).read(first))
    ] == ["strike"]


def test_matches_come_in_the_order_of_the_rules():
    for rules in ((STRIKE, ENVOY), (ENVOY, STRIKE)):
        one = matcher(*rules)
        found = one.match(one.read(story("The envoy saw a strike.")))
        assert [match.rule for match in found] == [rule.id for rule in rules]


def test_a_rule_that_is_off_is_skipped():
    off = dataclasses.replace(STRIKE, off=True)
    one = matcher(off, ENVOY)
    assert [match.rule for match in one.match(one.read(story("A strike, an envoy.")))] == ["envoy"]


def test_a_rule_that_looks_for_nothing_never_holds():
    one = matcher(rule("empty", look_for=()))
    assert one.match(one.read(story("A strike."))) == ()


def test_the_caller_may_say_the_day():
    past = rule("past", look_for=(Phrase("strike"),), told_as=frozenset({ToldAs.PAST}))
    one = matcher(past)
    reading = one.read(story("A strike in 2019.", date=date(2019, 3, 1)))
    assert one.match(reading) == ()
    assert one.match(reading, date(2025, 1, 1)) != ()


def test_a_sentence_and_a_paragraph_are_known_by_where_they_begin():
    text = "One. Two.\nThree."
    reading = matcher(STRIKE).read(story(text))
    assert reading.sentence(Span(6, 7)) == Span(5, 9)
    assert reading.paragraph(Span(12, 13)) == Span(10, 16)


def test_white_space_before_the_first_sentence_belongs_to_the_story():
    reading = matcher(STRIKE).read(story("  One."))
    assert reading.sentence(Span(0, 1)) == Span(0, 6)


def test_the_neighbours_of_a_sentence_reach_from_the_one_before_to_the_one_after():
    reading = matcher(STRIKE).read(story("One. Two. Three. Four."))
    assert reading.neighbours(Span(5, 9)) == Span(0, 16)
    assert reading.neighbours(Span(0, 4)) == Span(0, 9)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=120) | st.text(
    "a strike.\n,“” (!", max_size=60
)


@given(TEXTS, TEXTS)
def test_any_text_is_read_and_matched_without_a_crash(text, title):
    near = rule("near", look_for=(Together((Phrase("a*"), Phrase("strike")), Within.WORDS, 5),))
    one = matcher(STRIKE, near, names=[name("harir", "Harir base")])
    told = story(text, title=title)
    for match in one.match(one.read(told)):
        for evidence in match.evidence:
            assert told.span.covers(evidence.sentence)
            assert told.span.covers(evidence.event)


def test_evidence_says_which_words_were_glued_or_torn():
    text = "Another story. Thestrike, a strike and a str-\nike on Harir base."
    paper = document(text)
    second = Story(StoryId("doc/1"), paper, Span(15, len(text)))
    watching = matcher(STRIKE)
    (match,) = watching.match(watching.read(second))
    (evidence,) = match.evidence
    shown = [text[span.start : span.end] for span in evidence.words]
    assert shown == ["strike", "strike", "str-\nike"]
    assert evidence.glued == (evidence.words[0], evidence.words[2])


def test_words_glued_to_a_name_of_the_list_are_found():
    watching = matcher(STRIKE, names=[name("harir", "Kordan")])
    (match,) = watching.match(watching.read(story("A Kordanstrike was seen.")))
    assert match.evidence[0].glued


PARTS = st.permutations(
    [
        "A strike hit Harir base. ",
        "Thestrike was long. ",
        "The envoy spoke to Hamza al-Zubaydi.\n\n",
        "Zubaydi left for the Harir base, and a str-\nike followed. ",
        "قصف قاعدة الحبانية. ",
    ]
)
LISTED = [
    name("harir", "Harir base", aliases=("قاعدة الحبانية",)),
    name("zubaydi", "Hamza al-Zubaydi", type="person"),
]


@settings(deadline=None)
@given(PARTS)
def test_a_story_split_between_sentences_loses_no_find_and_no_phrase(parts):
    """But for what needs company: lone parts of names count by what else a story says."""
    watching = matcher(STRIKE, ENVOY, names=LISTED)
    whole = watching.read(story("".join(parts)))
    at, apart, phrases = 0, set(), set()
    for part in parts:
        reading = watching.read(story(part))
        apart |= {(find.name, find.span.shifted(at)) for find in reading.finds}
        phrases |= {
            (one, span.shifted(at)) for one in reading.phrases for span in reading.phrases[one]
        }
        at += len(part)
    together = {(find.name, find.span) for find in whole.finds}
    assert together - apart <= {
        one for one in together if whole.story.document.text[one[1].start :].startswith("Zubaydi")
    }
    assert apart <= together
    assert phrases == {(one, span) for one in whole.phrases for span in whole.phrases[one]}


@settings(deadline=None)
@given(
    st.lists(
        st.permutations(["A strike on Harir base.", "Thestrike.", "Hamza Zubaydi spoke."]),
        max_size=3,
    )
)
def test_the_order_of_documents_changes_no_reading(orders):
    warm = matcher(STRIKE, names=LISTED)
    for order in orders:
        for text in order:
            cold = matcher(STRIKE, names=LISTED).read(story(text))
            assert warm.read(story(text)) == cold
