"""The promises of `split` as a whole: nothing lost, nothing twice, never a crash."""

import re
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.build import document
from watcher.core.stories.split import split
from watcher.core.text.dates import read_date
from watcher.core.text.lines import ITEM

PARAGRAPH = (
    "The harbour office said on Monday that two ferries had left the northern port before dawn."
)
BLOCKS = [
    "Ferry Service Returns to the Northern Port",
    PARAGRAPH,
    "Crews Reach the Island. Three boats left at noon and came back at night (Port Radio).",
    "1. Ferries Return to Port. Two left (Port Radio). Mills Close in South. None stays (Post).",
    "2) Mills close. The owners gave no reason.",
    "• Snow closes the pass.",
    "3.",
    "October 3, 2023",
    "Tuesday, 3 October",
    "4 May 2031: Crews reached the island with two boats and a doctor.",
    "2031-05-04 06:07 - From: Port Radio",
    "Analysis: The ports are back. More will follow.",
    "Intercepts:",
    "Subscribe to our newsletter",
    "Your Name",
    "Subject:",
    "One town. One voice.",
    "Donate",
    "-----",
    "(Port Radio)",
    "عاجل",
    "قال المتحدث باسم الميناء إن السفن غادرت قبل الفجر؟ ثم عادت مساء (راديو الميناء).",
    "٣ تشرين الأول ٢٠٢٣",
    "\u200f",
]
PAGES = st.lists(
    st.tuples(
        st.sampled_from(BLOCKS), st.sampled_from(["\n", "\n\n", "\n\n\n\n\n", "\r\n", "", " "])
    ),
    max_size=14,
).map(lambda blocks: "".join(block + gap for block, gap in blocks))


def whole(parts):
    return sorted([one.span for one in parts.stories] + [one.span for one in parts.boilerplate])


@given(PAGES | st.text())
@example("\n1.\n\n2.\n")
@example("1.1. x")
@example("-----\nOctober 3, 2023\n")
@example("\x0b\x1c\u2029\ufeff")
def test_every_character_is_in_one_story_or_in_named_boilerplate(text):
    parts = split(document(text))
    spans = whole(parts)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[span.start : span.end].strip() for span in spans)
    assert all(one.why for one in parts.boilerplate)
    left = list(text)
    for span in spans:
        left[span.start : span.end] = "\n" * (span.end - span.start)
    for line in filter(str.strip, re.split(r"[\n\r\x0b\x0c\x85\u2028\u2029]+", "".join(left))):
        marks = ITEM.sub("", line.strip(), count=1)
        assert not marks or read_date(marks, 2024) or read_date(line.strip(), 2024), line


@given(PAGES)
def test_stories_come_in_text_order_and_are_numbered(text):
    stories = split(document(text, id="page")).stories
    assert [one.id for one in stories] == [f"page/{n}" for n in range(1, len(stories) + 1)]
    assert all(a.span.end <= b.span.start for a, b in pairwise(stories))


@pytest.mark.parametrize("blank", ["", " ", "\n\n \t\r\n", "\u2029\x0c"])
def test_a_blank_document_tells_nothing(blank):
    assert split(document(blank)).stories == ()
    assert split(document(blank)).boilerplate == ()


def test_a_title_of_the_source_is_kept_where_the_document_tells_one_story():
    page = f"Ferry Service Returns to the Northern Port\n\n{PARAGRAPH}"
    assert (
        split(document(page, title="As the feed has it")).stories[0].title == "As the feed has it"
    )


def test_a_title_of_the_source_is_not_given_to_every_item_of_a_digest():
    page = "1. Ferries return to the port. Two left.\n2. Mills close in the south. One stays."
    titles = [one.title for one in split(document(page, title="Daily digest")).stories]
    assert titles == ["Ferries return to the port", "Mills close in the south"]


def test_a_large_page_is_split_without_going_back_and_forth():
    page = "\n\n".join(f"{n}. Ferry {n} leaves the port today. It is full." for n in range(1, 900))
    assert len(split(document(page)).stories) == 899


def test_a_clock_that_was_never_set_gives_no_year():
    page = (
        "3 October\n\n1. Ferries return to the port. Two left.\n2. Mills close in town. One stays."
    )
    stories = split(document(page, seen=datetime(1970, 1, 1, tzinfo=UTC))).stories
    assert [one.date for one in stories] == [None, None]
