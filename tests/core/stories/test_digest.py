"""The items of a digest in the many ways they are written."""

from datetime import date

import pytest

from tests.build import document
from tests.core.stories.valley import FERRY, MILL, SNOW, kinds, told
from watcher.core.stories.split import split


@pytest.mark.parametrize(
    "mark", ["  {n}. ", "{n}) ", "({n}) ", "[{n}] ", "{n}- ", "{n} – ", "• ", "- ", "* ", "▪ "]
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_items_start_at_their_mark_whatever_it_looks_like(mark, between):
    items = [f"{one} (Port Radio)." for one in (FERRY, MILL, SNOW)]
    page = "May 4, 2031\n\n" + between.join(
        mark.format(n=n) + one for n, one in enumerate(items, 1)
    )
    text = [one.text for one in split(document(page)).stories]
    assert text == items
    assert {one[1:] for one in told(page)} == {("2031-05-04", "Port Radio")}


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("May 4, 2031", "2031-05-04"),
        ("Sunday, 4 May 2031", "2031-05-04"),
        ("4th of May 2031", "2031-05-04"),
        ("2031-05-04", "2031-05-04"),
        ("04.05.2031", "2031-05-04"),
        ("## 4 May 2031 ##", "2031-05-04"),
        ("٤ أيار ٢٠٣١", "2031-05-04"),
        ("الأحد 4 مايو/أيار 2031", "2031-05-04"),
    ],
)
def test_the_day_of_an_item_is_the_heading_above_it(heading, day):
    page = f"{heading}\n\n1. {FERRY}.\n2. {MILL}.\n\nMay 5, 2031\n\n1. {SNOW}."
    assert [one[1] for one in told(page)] == [day, day, "2031-05-05"]


def test_a_heading_without_a_year_takes_it_from_the_header_and_is_marked_inferred():
    page = f"Valley Watch\n\nThe valley in May 2031\n\nMay 4\n\n1. {FERRY}.\n\nMay 5\n\n1. {MILL}."
    stories = split(document(page)).stories
    assert [one.date for one in stories] == [date(2031, 5, 4), date(2031, 5, 5)]
    assert all(one.date_inferred for one in stories)


def test_without_a_year_anywhere_the_last_such_day_is_taken():
    page = f"September 3\n\n1. {FERRY}.\n\nDecember 5\n\n1. {MILL}."
    assert [one[1] for one in told(page)] == ["2025-09-03", "2025-12-05"]
    assert [one[1] for one in told(f"December 5\n\n1. {FERRY}.\n2. {MILL}.")] == ["2024-12-05"] * 2


def test_an_outlet_may_stand_behind_the_headline_or_behind_the_text():
    page = """
1. Ferry line opens (Port Radio). Two boats will sail each day.
2. Paper mill closes. The owners gave no reason (Valley Post).
3. Snow shuts the pass. Ploughs are on their way. (The Hill Gazette).
4. Choir wins prize. It sang for an hour. Source: Hill Gazette
5. Bridge is shut. Engineers of the Road Works Office (RWO).
6. Bakers walk out. The reason is not known.
"""
    assert told(page) == [
        ("Ferry line opens", None, "Port Radio"),
        ("Paper mill closes", None, "Valley Post"),
        ("Snow shuts the pass", None, "The Hill Gazette"),
        ("Choir wins prize", None, "Hill Gazette"),
        ("Bridge is shut", None, ""),
        ("Bakers walk out", None, ""),
    ]


def test_items_without_numbers_start_at_their_headlines():
    page = f"""
May 4, 2031

{FERRY}.

{MILL}, and the town is shocked.

More is expected tomorrow, a spokesman for the owners said on the steps of the mill.

May 5, 2031

{SNOW}.
"""
    assert told(page) == [
        ("Ferry Line Opens to Northern Isles", "2031-05-04", ""),
        ("Paper Mill Closes After Ninety Years", "2031-05-04", ""),
        ("Snow Shuts Mountain Pass for a Week", "2031-05-05", ""),
    ]


def test_headlines_on_their_own_line_belong_to_the_text_below():
    page = """
4 May 2031

Ferry line opens to the isles

Two boats will sail each day, the port said in a note to the press.

Paper mill closes for good

The owners gave no reason, and the workers were told by post.

5 May 2031

Snow shuts the mountain pass

Ploughs are on their way from the valley, the road office said.
"""
    stories = split(document(page)).stories
    assert [one.title for one in stories] == [
        "Ferry line opens to the isles",
        "Paper mill closes for good",
        "Snow shuts the mountain pass",
    ]
    assert all(one.text.startswith(one.title) for one in stories)


def test_an_item_that_has_named_its_outlet_is_over():
    page = """
The ferry line to the isles has opened, and two boats will sail each day (Port Radio).

A paper mill has closed after ninety years and nobody knows the reason (Valley Post).

Snow has shut the mountain pass and ploughs are on their way up (Hill Gazette).
"""
    assert [one[2] for one in told(page)] == ["Port Radio", "Valley Post", "Hill Gazette"]


def test_two_items_under_one_number_are_cut_where_the_second_headline_starts():
    page = f"1. {FERRY} (Port Radio). {MILL} (Valley Post).\n2. {SNOW} (Hill Gazette)."
    assert told(page) == [
        ("Ferry Line Opens to Northern Isles", None, "Port Radio"),
        ("Paper Mill Closes After Ninety Years", None, "Valley Post"),
        ("Snow Shuts Mountain Pass for a Week", None, "Hill Gazette"),
    ]


def test_two_items_in_small_letters_are_cut_as_well():
    page = """
1. Ferry line opens. Two boats will sail each day (Port Radio). Paper mill closes. The owners gave no reason (Valley Post).
2. Snow shuts the pass. Ploughs are on their way (Hill Gazette).
"""
    assert [one[0] for one in told(page)] == [
        "Ferry line opens",
        "Paper mill closes",
        "Snow shuts the pass",
    ]


def test_two_items_with_outlets_behind_their_headlines_are_cut_as_well():
    page = """
1. Ferry line opens (Port Radio). Two boats will sail. Paper mill closes (Valley Post). No reason is known.
2. Snow shuts the pass (Hill Gazette). Ploughs are on their way.
"""
    assert [one[2] for one in told(page)] == ["Port Radio", "Valley Post", "Hill Gazette"]


def test_an_outlet_in_the_middle_of_an_item_does_not_cut_it():
    page = f"""
1. {FERRY} (Port Radio). The first boat is said to leave at six in the morning.
2. {MILL} (Valley Post).
"""
    assert len(told(page)) == 2


def test_a_number_glued_behind_the_item_before_opens_the_next():
    page = f"1. {FERRY} (Port Radio). 2. {MILL} (Valley Post). 3) {SNOW}.\n4. Choir wins. It sang."
    assert [one[0] for one in told(page)] == [
        "Ferry Line Opens to Northern Isles",
        "Paper Mill Closes After Ninety Years",
        "Snow Shuts Mountain Pass for a Week",
        "",
    ]


def test_other_numbers_inside_an_item_do_not_open_one():
    page = f"1. {FERRY} since 12. Isles are glad. 7. May is the date.\n2. {MILL}."
    assert len(told(page)) == 2


def test_hard_wrapped_items_stay_whole():
    page = """
May 4, 2031

  1. Ferry Line Opens to Northern Isles. Two boats will sail each day
     from the old quay, the port said in a note to the press (Port
     Radio).
  2. Paper Mill Closes After Ninety Years. The owners, who bought it on
     19. May, gave no reason to the workers, who were told by post (Valley
     Post).
"""
    assert [one[2] for one in told(page)] == ["Port Radio", "Valley Post"]


def test_a_number_at_the_start_of_a_line_may_go_on_with_the_sentence():
    page = f"1. {FERRY}.\n2. The mill, which the owners bought on May\n19. June saw it shut.\n3. {SNOW}."
    assert len(told(page)) == 3


def test_a_numbered_headline_keeps_the_paragraph_below():
    page = """
May 4, 2031

1. Ferry line opens to the northern isles

Two boats will sail each day, the port said in a note to the press.

(Port Radio)

2. Paper mill closes after ninety years

The owners gave no reason, and the workers were told of it by post.
(Valley Post)
"""
    assert told(page) == [
        ("Ferry line opens to the northern isles", "2031-05-04", "Port Radio"),
        ("Paper mill closes after ninety years", "2031-05-04", "Valley Post"),
    ]


def test_a_number_alone_on_its_line_opens_the_item_below():
    page = f"May 4, 2031\n\n1.\n\n{FERRY}.\n\n2.\n\n{MILL}.\n\nMay 5, 2031\n\n1.\n\n{SNOW}."
    assert [one[0] for one in told(page)] == [
        "Ferry Line Opens to Northern Isles",
        "Paper Mill Closes After Ninety Years",
        "Snow Shuts Mountain Pass for a Week",
    ]


def test_an_arabic_digest_is_read_like_any_other():
    page = """
نشرة الوادي

٤ أيار ٢٠٣١

١. افتتاح خط العبارات إلى الجزر. ستبحر سفينتان كل يوم (راديو الميناء).
٢. إغلاق مصنع الورق في المدينة. لم يذكر المالكون السبب (بريد الوادي).

5 أيار 2031

1- الثلوج تغلق الطريق الجبلي. الجرافات في الطريق (صحيفة التل).
"""
    assert told(page) == [
        ("افتتاح خط العبارات إلى الجزر", "2031-05-04", "راديو الميناء"),
        ("إغلاق مصنع الورق في المدينة", "2031-05-04", "بريد الوادي"),
        ("الثلوج تغلق الطريق الجبلي", "2031-05-05", "صحيفة التل"),
    ]


@pytest.mark.parametrize(
    ("between", "opens"),
    [
        ("Paper mill shut\n\nThe owners gave no reason for it and left.", True),
        # Two words are a sub-head, and brackets are a remark.
        ("Mill shut\n\nThe owners gave no reason for it and left.", False),
        ("(see the map below)", False),
        ("[all dates are local]", False),
    ],
)
def test_a_heading_between_items_opens_one_if_it_could_be_a_headline(between, opens):
    page = f"May 4, 2031\n\n1. {FERRY}.\n\n{between}\n\n2. {SNOW}."
    assert len(told(page)) == (3 if opens else 2)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Harbour news\n", "section heading"),
        ("Harbour:", "section heading"),
        ("News of the harbour and town:", "section heading"),
        ("All news of the harbour and town:", ""),
    ],
)
def test_a_few_words_above_items_head_a_section(heading, kind):
    page = f"May 4, 2031\n\n{heading}\n1. {FERRY}.\n2. {MILL}."
    assert kinds(page) == ([(heading.strip(), kind)] if kind else [])
    assert len(told(page)) == (2 if kind else 3)


@pytest.mark.parametrize(
    ("page", "count"),
    [
        (f"1. {FERRY}. 2. {MILL}. 3. {SNOW}.", 3),
        # The next number of the list, and no other, opens the next item.
        (f"2. {FERRY}. 3. {MILL}. 5. {SNOW}.", 2),
        (f"• {FERRY}. 2. {MILL}.\n• {SNOW}.", 2),
        (f"3 May: {FERRY}.\n4 May: {MILL}.\n5 May: {SNOW}.", 3),
    ],
)
def test_items_run_together_are_cut_at_the_next_number(page, count):
    assert len(told(page)) == count
