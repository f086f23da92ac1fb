"""What stands between, above and beside the items of a digest, and pages that are none."""

import pytest

from tests.build import document
from tests.core.stories.valley import FERRY, MILL, SNOW, kinds, told
from watcher.core.stories.split import split


@pytest.mark.parametrize(
    "label", ["Analysis:", "Expert Analysis:", "Editor’s note:", "Our Own Assessment :", "تحليل:"]
)
def test_a_digests_own_words_are_a_story_without_a_headline(label):
    page = f"""
Valley Watch

May in the Valley, 2031

May 4, 2031

{label} The north wins and the south loses. That will not change before the autumn.

The second thought is longer and has no headline of its own, as one can see.

{FERRY} (Port Radio).

The mill has closed for good, and the owners gave no reason to anyone (Valley Post).

May 5, 2031

1. {SNOW}.
"""
    stories = split(document(page)).stories
    assert stories[0].text.startswith(label)
    assert stories[0].text.endswith("as one can see.")
    assert (stories[0].title, stories[0].source, stories[0].source_inferred) == (
        "",
        "Valley Watch",
        True,
    )
    assert [one.source for one in stories[1:]] == ["Port Radio", "Valley Post", "Valley Watch"]


def test_a_label_behind_an_item_opens_a_story():
    page = f"May 4, 2031\n\n1. {FERRY}.\n2. {MILL}.\n\nOutlook: Fog is expected in the bay.\n\nMay 5, 2031\n\n1. {SNOW}."
    assert [one.text for one in split(document(page)).stories][2] == (
        "Outlook: Fog is expected in the bay."
    )


def test_what_a_label_introduces_ends_where_an_item_names_its_outlet():
    page = f"""
May 4, 2031

Analysis: The north wins and the south loses.

The mill has closed for good, and the owners gave no reason to anyone (Valley Post).

May 5, 2031

1. {SNOW}.
"""
    assert [one[2] for one in told(page)] == ["", "Valley Post", ""]


def test_section_headings_and_the_page_header_are_named():
    page = f"""
Valley Watch

The Valley in May, 2031

Table of Contents

May 4, 2031

Intercepts:

{FERRY} (Port Radio).

Mills and Money

{MILL} (Valley Post).

Roads

1. {SNOW}.
"""
    assert kinds(page) == [
        ("Valley Watch\n\nThe Valley in May, 2031", "page header"),
        ("Table of Contents", "page navigation"),
        ("Intercepts:", "section heading"),
        ("Mills and Money", "section heading"),
        ("Roads", "section heading"),
    ]


def test_a_menu_between_items_is_left_out():
    page = f"May 4, 2031\n\n1. {FERRY}.\n\nShare on Facebook\n\n2. {MILL}.\n\nMay 5, 2031\n\n1. {SNOW}."
    assert kinds(page) == [("Share on Facebook", "page navigation")]
    assert len(told(page)) == 3


def test_a_diary_gives_each_dated_line_a_day():
    page = """
The strike, day by day

4 May 2031: Two boats left the old quay and did not come back before dark.
May 5, 2031 – The owners of the line said that they would wait for a week.
6 May: The boats came back with all hands and a good catch of fish.
"""
    assert [one[1] for one in told(page)] == ["2031-05-04", "2031-05-05", "2031-05-06"]
    assert all(not one.text[0].isdigit() for one in split(document(page)).stories)


def test_an_article_before_a_digest_is_told_as_an_article():
    page = f"""
How the valley lost its mill

The mill on the river was older than the bridge, and older than the town that lives from it.

What comes next

Nobody knows what comes next, the mayor said on Monday in a speech to the workers.

Valley Watch

May 4, 2031

1. {FERRY}.

May 5, 2031

1. {SNOW}.
"""
    stories = split(document(page)).stories
    assert stories[0].title == "How the valley lost its mill"
    assert stories[0].text.endswith("to the workers.")
    assert len(stories) == 3


def test_a_paragraph_above_a_digest_is_no_page_header():
    page = f"The ferry sank at night.No one drowned, says Valley Watch\n\nMay 4, 2031\n\n1. {FERRY}.\n2. {MILL}."
    assert split(document(page)).stories[0].text.startswith("The ferry sank")


def test_a_headline_above_an_item_that_names_its_outlet_belongs_to_it():
    page = """
Ferry line opens to the isles again
The ferry line to the isles has opened, and two boats will sail each day (Port Radio).

Mill by the river is closed
A paper mill has closed after ninety years and nobody knows the reason (Valley Post).
"""
    assert [one[0] for one in told(page)] == [
        "Ferry line opens to the isles again",
        "Mill by the river is closed",
    ]


def test_a_list_inside_an_article_is_no_digest():
    page = """
What the workers want

The workers of the paper mill have sent a letter to the owners in which they ask for three things, the union said on Monday at a meeting in the town hall that lasted until midnight.

1. Wages paid on the first of each month.
2. A doctor at the mill on every day.

The owners have not answered so far, and the mayor has offered to speak with both sides if they wish.
"""
    assert [one[0] for one in told(page)] == ["What the workers want"]


def test_numbered_sub_heads_do_not_cut_an_article():
    page = """
Three Lessons From the Strike

May 4, 2031

1. Wages

The first lesson is about wages, as the union has said since the start of the year.

2. Doctors

The second lesson is about doctors, who are rare in the valley as elsewhere.
"""
    assert told(page) == [("Three Lessons From the Strike", "2031-05-04", "")]


def test_an_unfinished_first_sentence_too_long_for_a_headline_is_none():
    long = "the valley " * 30
    assert [one[0] for one in told(f"1. So {long} is. It was.\n2. And {long} was. It is.")] == [
        "",
        "",
    ]
