"""Articles and the pages they stand on. All places and outlets are made up."""

from datetime import UTC, datetime

import pytest

from tests.build import document
from watcher.core.stories.split import split

BODY = (
    "The harbour office said that two ferries had left the northern port before dawn on that day."
)
MORE = (
    "A spokesman added that a third ferry would follow as soon as the fog had lifted from the bay."
)


def parts(page, **kwargs):
    text = page.strip("\n")
    found = split(document(text, **kwargs))
    besides = [(text[one.span.start : one.span.end], one.why) for one in found.boilerplate]
    return found.stories, besides


def titles(page):
    return [one.title for one in parts(page)[0]]


def test_a_page_without_a_headline_is_one_story_with_its_sub_heads_inside():
    page = f"{BODY}\n{MORE}\nThe Third Ferry\n{BODY}\n“A Good Day”\n{MORE}"
    (story,), besides = parts(page)
    assert (story.text, story.title, besides) == (page, "", [])


def test_the_headline_lies_inside_the_story():
    page = f"Ferries leave the northern port\n\n{BODY}\n\nThe third ferry\n\n{MORE}"
    (story,), _ = parts(page)
    assert (story.text, story.title) == (page, "Ferries leave the northern port")


@pytest.mark.parametrize(
    "above", ["By Ada Marsh", "World", "4 May 2031", "Ada Marsh | 4 May 2031", "2031-05-04 06:07"]
)
def test_a_byline_a_kicker_or_a_date_is_no_headline(above):
    assert titles(f"{above}\n\nFerries leave the port\n\n{BODY}\n\n{MORE}") == [
        "Ferries leave the port"
    ]


def test_a_short_headline_is_taken_where_there_is_no_longer_one():
    assert titles(f"Ferries gone\n\n{BODY}\n\n{MORE}") == ["Ferries gone"]


def test_headings_without_a_text_are_no_title():
    assert titles("Ferries leave the port\n\nThe third ferry waits") == [""]


@pytest.mark.parametrize(
    ("line", "day", "source", "inferred"),
    [
        ("2031-05-04 06:07:08 - From: Port Radio", "2031-05-04", "Port Radio", False),
        ("Source: Port Radio | 4 May 2031, 10:30 a.m. GMT", "2031-05-04", "Port Radio", False),
        ("Published: Sunday, May 4, 2031 at 06:07", "2031-05-04", "", False),
        ("Port Radio - 4 May 2031", "2031-05-04", "Port Radio", True),
        ("Baghdad, 4 May 2031", "2031-05-04", "", False),
        ("أربيل – 4 أيار 2031", "2031-05-04", "", False),
        ("Iraq Radio – 4 May 2031", "2031-05-04", "Iraq Radio", True),
        ("المصدر: راديو الميناء - 4 أيار 2031", "2031-05-04", "راديو الميناء", False),
    ],
)
def test_a_line_above_the_text_says_when_and_by_whom(line, day, source, inferred):
    (story,), _ = parts(f"{line}\n\n{BODY}\n\n{MORE}")
    assert (story.date.isoformat(), story.source, story.source_inferred) == (day, source, inferred)
    assert not story.date_inferred


def test_a_header_is_left_out_but_a_signature_stays():
    assert parts(f"2031-05-04 - From: Port Radio\n\n{BODY}")[1] == [
        ("2031-05-04 - From: Port Radio", "header")
    ]
    signed = f"{BODY}\n\nIsland Rowers' Club, 4 May 2031"
    assert [one.text for one in parts(signed)[0]] == [signed]
    assert [one.text for one in parts(f"Rowers' Club, 4 May 2031\n\n{BODY}")[0]] == [
        f"Rowers' Club, 4 May 2031\n\n{BODY}"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "On 4 May 2031 the ferries left the port and came back.",
        "4 May",
        "Ferries of 4 May 2031 and others are in the port again",
        "Valley, " * 30 + "4 May 2031",
    ],
)
def test_a_line_that_tells_something_is_no_header(line):
    assert parts(f"{line}\n\n{BODY}")[1] == []


@pytest.mark.parametrize(
    ("opening", "source"),
    [
        ("Port News/ ", "Port News"),
        ("Marsa/ Port News/ ", "Port News"),
        ("Marsa / Port News / ", "Port News"),
        ("MARSA (Port News) - ", "Port News"),
        ("MARSA, May 4 (Port News) -- ", "Port News"),
        ("(Port News) — ", "Port News"),
        ("مرسى نيوز/ ", "مرسى نيوز"),
        ("Fog and/or rain: ", ""),
        ("Some say (wrongly) - ", ""),
    ],
)
def test_the_first_words_may_name_the_agency(opening, source):
    (story,), _ = parts(f"Ferries leave the port\n\n{opening}{BODY}\n\n{MORE}")
    assert (story.source, story.source_inferred) == (source, False)


def test_the_last_words_may_name_the_agency():
    (story,), _ = parts(f"{BODY}\n\n{MORE} (Port News)")
    assert (story.source, story.source_inferred) == ("Port News", True)


def test_a_weekday_and_a_day_without_a_year_date_an_article():
    page = f"On Monday, 1 September, the fog lifted from the bay.\n\n{BODY}"
    (story,), _ = parts(page)
    assert (story.date.isoformat(), story.date_inferred) == ("2025-09-01", True)
    published = datetime(2025, 9, 3, tzinfo=UTC)
    assert parts(page, published=published)[0][0].date is None
    assert parts(page, seen=datetime(1970, 1, 1, tzinfo=UTC))[0][0].date is None


def test_a_date_below_the_headline_is_the_articles_date():
    (story,), _ = parts(f"Ferries leave the port\n\n4 May 2031\n\n{BODY}\n\n{MORE}\n\n5 May 2031")
    assert (story.title, story.date.isoformat()) == ("Ferries leave the port", "2031-05-04")
    assert story.text.endswith(MORE)


def test_a_date_without_a_year_takes_the_last_one_and_is_inferred():
    (story,), _ = parts(f"3 December\n\n{BODY}")
    assert (story.date.isoformat(), story.date_inferred) == ("2024-12-03", True)


TWO = ["Ferries leave the northern port", "Mill by the river is closed"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "{}\n\nA boat in fog (Agency)\nA boat in fog (Agency)\nTT\n\n{}\n\nA boat in fog (Agency)\n\n",
            "\n\n\n\n",
        ),
        ("{0}\n{0}\n\n", "\n\n"),
        ("{}\n\n4 May 2031\n\n", "\n\n"),
        ("{}\n\nPort News | 4 May 2031\n\n", "\n\n"),
        ("{}\n\n", "\n\n\n\n\n"),
        ("{}\n\n", "\n\n-----\n\n"),
    ],
)
def test_articles_on_one_page_are_cut_before_each_headline(first, second):
    page = second.join(first.format(title, title) + BODY + "\n\n" + MORE for title in TWO)
    stories, _ = parts(page)
    assert [one.title for one in stories] == TWO
    assert all(one.text.startswith(one.title) and one.text.endswith(MORE) for one in stories)


def test_headers_cut_articles_without_headlines():
    page = "\n\n".join(f"2031-05-0{n} - From: Port News\n\n{BODY}\n\n{MORE}" for n in (4, 5))
    assert [one.date.isoformat() for one in parts(page)[0]] == ["2031-05-04", "2031-05-05"]


def test_a_repeated_headline_glued_to_the_text_before_is_cut_off():
    page = f"{BODY}\n\n{MORE}{TWO[1]}\n\nA boat in fog (Agency)\n\n{TWO[1]}\n\n{BODY}"
    assert [one.text for one in parts(page)[0]] == [
        f"{BODY}\n\n{MORE}",
        f"{TWO[1]}\n\nA boat in fog (Agency)\n\n{TWO[1]}\n\n{BODY}",
    ]


@pytest.mark.parametrize(
    "between",
    ["The third ferry", "The third ferry\n\nThe third ferry waits", "* * *", "4 May 2031"],
)
def test_a_sub_head_opens_no_article(between):
    assert len(parts(f"{TWO[0]}\n\n{BODY}\n\n{between}\n\n{MORE}")[0]) == 1


def test_a_heading_behind_a_gap_without_a_text_opens_no_article():
    assert len(parts(f"{TWO[0]}\n\n{BODY}\n\n\n\n\n\n{TWO[1]}")[0]) == 1


def test_boilerplate_in_the_middle_stays_in_its_story():
    page = f"{BODY}\n\nSubscribe to our newsletter\n\n{MORE}"
    stories, besides = parts(page)
    assert ([one.text for one in stories], besides) == ([page], [])


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("VALLETTA, May 6, 2031 - ", "2031-05-06"),
        ("Valletta, 6 May 2031 – ", "2031-05-06"),
        ("VALLETTA - ", None),
        ("The ferry of 6 May 2031 that nobody had seen for many long days - ", None),
    ],
)
def test_a_dateline_gives_the_day(opening, day):
    (story,), _ = parts(f"Ferries leave the port\n\n{opening}{BODY}\n\n{MORE}")
    assert (story.date and story.date.isoformat()) == day
    assert not story.date_inferred


FERRIES, MILL = "Ferries leave the northern port", "Paper mill closes for good"


def behind(gap, heading=MILL, below=MORE):
    """Whether a heading that stands so behind an article opens another."""
    return titles(f"{FERRIES}\n\n{BODY}\n\n{MORE}{gap}{heading}\n\n{below}\n\n{BODY}") != [FERRIES]


@pytest.mark.parametrize(
    ("gap", "opens"),
    [
        ("\n\n", False),
        ("\n\n\n", False),
        ("\n\n\n\n", True),
        ("\n\n----------\n\n", True),
        ("\n\n- - - -\n\n", False),
    ],
)
def test_a_wide_gap_or_a_rule_parts_two_articles(gap, opens):
    assert behind(gap) is opens


def test_a_gap_is_wide_only_beside_the_usual_ones():
    lines = [FERRIES, BODY, MORE, MILL, MORE, BODY]
    assert titles("\n\n\n\n".join(lines)) == [FERRIES]


@pytest.mark.parametrize(
    ("heading", "opens"),
    [
        ("Paper mill closes", True),
        ("Mill shut", False),
        (f"{MILL}:", False),
        (f"({MILL})", False),
        (f"[{MILL}]", False),
        (f"4. {MILL}", False),
    ],
)
def test_only_what_could_be_a_headline_opens_an_article(heading, opens):
    assert behind("\n\n\n\n", heading) is opens


@pytest.mark.parametrize("below", ["4 May 2031", "Port Radio | 4 May 2031"])
def test_a_headline_above_a_date_or_an_outlet_opens_an_article(below):
    assert titles(f"{FERRIES}\n\n{BODY}\n\n{MILL}\n\n{below}\n\n{MORE}") == [FERRIES, MILL]


def test_a_town_and_a_date_below_a_headline_open_an_article():
    page = "\n\n".join(
        f"{title}\n\nBaghdad, {day} September 2025\n\n{body}\n"
        for title, day, body in [
            ("Garrison loses its radar", 3, "Drones hit the radar of the garrison, a guard said."),
            (
                "Rain floods the market",
                4,
                "Traders moved their goods to higher ground on Thursday.",
            ),
        ]
    )
    told = split(document(page)).stories
    assert [(one.title, one.date.day, one.source) for one in told] == [
        ("Garrison loses its radar", 3, ""),
        ("Rain floods the market", 4, ""),
    ]
