from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import find, name, story
from watcher.core.stories.passages import passages, telling, tellings, tellings_at
from watcher.model import Part, Span

DAY = date(2025, 9, 4)
"""A Thursday."""
NAMES = {
    one.id: one
    for one in (
        name("harir", type="base"),
        name("badr", type="faction"),
        name("erbil", type="place"),
        name("army", type="force"),
        name("katyusha", type="weapon"),
        name("thing"),
    )
}


def told(text, *finds, day=DAY):
    """The marks of a text that is one passage; `finds` are (surface, name id)."""
    one = story(text)
    found = [find(one, surface, id_) for surface, id_ in finds]
    return telling(one, one.span, Part.LEAD, found, NAMES, day)


def marks(text, *finds, day=DAY):
    return told(text, *finds, day=day).marks


def parts(text):
    return [(text[span.start : span.end], part) for span, part in passages(story(text))]


def test_a_headline_goes_with_the_sentence_behind_it_and_the_rest_stands_alone():
    text = "Rockets Hit Harir Base. Two rockets fell on it. Nobody was hurt."
    assert parts(text) == [
        ("Rockets Hit Harir Base. Two rockets fell on it.", Part.LEAD),
        ("Nobody was hurt.", Part.BODY),
    ]


def test_without_a_headline_the_first_sentence_leads():
    assert parts("Two rockets fell on Harir. Nobody was hurt.") == [
        ("Two rockets fell on Harir.", Part.LEAD),
        ("Nobody was hurt.", Part.BODY),
    ]


def test_the_title_of_a_story_is_a_headline_in_any_letters():
    text = "Rockets hit Harir base\n\nTwo rockets fell on it. Nobody was hurt."
    told = [
        text[span.start : span.end]
        for span, _ in passages(story(text, title="Rockets hit Harir base"))
    ]
    assert told == ["Rockets hit Harir base\n\nTwo rockets fell on it.", "Nobody was hurt."]


def test_a_headline_alone_is_a_lead():
    assert parts("Rockets Hit Harir Base") == [("Rockets Hit Harir Base", Part.LEAD)]


@pytest.mark.parametrize("opening", ["Analysis: ", "Expert analysis – ", "Opinion | ", "تحليل: "])
def test_every_sentence_of_a_comment_may_tell_another_event(opening):
    text = f"{opening}the raids go on. The court is late."
    assert [part for _, part in parts(text)] == [Part.COMMENT, Part.COMMENT]


def test_a_short_story_is_also_read_as_a_whole_and_a_comment_or_a_long_one_never():
    short = "Rockets fell on Tuesday. A drone fell too."
    lead, body, whole = tellings(story(short), [], NAMES, DAY)
    assert whole.part is Part.WHOLE
    assert whole.marks == lead.marks | body.marks
    assert whole.said == {date(2025, 9, 2)}
    for other in ("Rockets fell.", f"Analysis: it goes on. {short}", short * 40):
        assert Part.WHOLE not in {one.part for one in tellings(story(other), [], NAMES, DAY)}


def test_an_event_word_leads_to_its_passage():
    text = "Rockets fell on Tuesday. A drone fell too."
    one = story(text)
    first = tellings_at(Span(8, 12), one, [], NAMES, DAY)
    assert [telling.part for telling in first] == [Part.LEAD, Part.WHOLE]
    at = text.index("drone")
    (second,) = tellings_at(Span(at, at + 5), one, [], NAMES, DAY)
    assert second.part is Part.BODY
    assert "arm:drone" in second.marks
    (alone,) = tellings_at(Span(0, 4), story("Rockets fell."), [], NAMES, DAY)
    assert alone.part is Part.LEAD
    (outside,) = tellings_at(Span(90, 99), story("Rockets fell."), [], NAMES, DAY)
    assert outside.part is Part.LEAD


def test_names_of_the_list_are_marked_by_what_they_are():
    text = "Badr and the army sent a Katyusha to the Harir base and a thing near Erbil."
    surfaces = ("Badr", "army", "Katyusha", "Harir base", "thing", "Erbil")
    ids = ("badr", "army", "katyusha", "harir", "thing", "erbil")
    found = marks(text, *zip(surfaces, ids, strict=True))
    assert {
        "who:badr",
        "force:army",
        "weapon:katyusha",
        "target:harir",
        "target:thing",
        "place:erbil",
    } <= found
    assert not {one for one in found if one.startswith("name:")}
    assert "site:base" in found, "a kind of place counts inside a name too"


def test_a_city_in_the_name_of_a_place_says_where_it_is_but_not_in_that_of_a_group():
    assert "place:baghdad" in marks("The embassy in Baghdad.", ("embassy in Baghdad", "erbil"))
    assert "place:baghdad" not in marks("Baghdad Club spoke.", ("Baghdad Club", "badr"))


def test_a_drill_is_marked():
    assert "time:played" in marks("The exercise simulated rockets on the base.")


def test_a_name_that_left_the_list_is_a_target():
    assert "target:gone" in marks("They hit Tower.", ("Tower", "gone"))


def test_words_side_by_side_are_a_pair_and_so_is_a_site_with_its_place():
    assert "pair:cris drug" in marks("The drug crisis grows.")
    assert "pair:damascus hospital" in marks("A hospital in Damascus burnt.")
    assert "pair:erbil hospital" in marks("The Erbil hospital burnt.", ("Erbil", "erbil"))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Jets struck the depot.", "act:attack"),
        ("Iraq fears that jets strike.", "act:attack ahead"),
        ("Rockets landed in the camp.", "act:attack"),
        ("Three planes bombed the depot in May.", "act:attack"),
        ("The depot burns should jets strike.", "act:attack ahead"),
    ],
)
def test_an_attack_has_happened_or_lies_ahead(text, act):
    assert {one for one in marks(text) if one.startswith("act:")} == {act}


def test_a_weapon_without_a_place_is_no_attack():
    assert "act:attack" not in marks("The factory builds rockets.")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Five ISIS members fled.", "number:5 person"),
        ("Five fighters fled.", "number:5 person"),
        ("Two drones fell.", "number:2 drone"),
        ("The court issued 34 warrants.", "number:34 warrant"),
        ("They paid $2.3 million.", "number:2300000"),
        ("Police seized a wanted member of the group.", "number:1 person"),
    ],
)
def test_numbers_are_marked_with_what_they_count(text, number):
    assert number in marks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rockets fell on the camp, two officials said.",
        "Rockets fell on the camp, three officers with knowledge of it told reporters.",
        "Rockets fell on the camp, two diplomats, who asked not to be named, said.",
    ],
)
def test_how_many_say_it_is_no_number_of_the_event(text):
    assert not {one for one in marks(text) if one.startswith("number:")}


def test_people_are_marked_as_such():
    people = {"amiri": name("amiri", type="person"), **NAMES}
    one = story("Badr said that Amiri left.")
    finds = [find(one, "Badr", "badr"), find(one, "Amiri", "amiri")]
    found = telling(one, one.span, Part.LEAD, finds, people, DAY).marks
    assert {"who:badr", "who:amiri", "person:amiri"} <= found
    assert "person:badr" not in found


def test_what_is_vague_or_no_person_is_no_number():
    found = marks("Hundreds of men saw a part of the wall.")
    assert not {one for one in found if one.startswith("number:")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rockets fell on Tuesday.", {date(2025, 9, 2)}),
        ("Rockets fell on 3 September.", {date(2025, 9, 3)}),
        ("Rockets fell on 3 September 2024.", {date(2024, 9, 3)}),
        ("Rockets have fallen since 3 September.", set()),
        ("Rockets fell on 3 December.", set()),
        ("Envoys will meet on Tuesday.", set()),
        ("Rockets fell.", set()),
    ],
)
def test_the_days_it_happened_on_are_those_the_passage_says(text, said):
    assert told(text).said == said


AGO = {
    "The visit came two days after rockets fell on the camp.": 2,
    "He flew to Amman a day after drones were shot down near the camp.": 1,
    "Hours after rockets fell on the camp, he flew to Amman.": 0,
    "He flew to Amman on Tuesday, a week after rockets fell on the camp.": 9,
    "Rockets fell on the camp three days ago.": 3,
    "Rockets fell on the camp two weeks ago, a guard said.": 14,
    "He promised on Tuesday to find whoever fired rockets at the camp five days ago.": 5,
    "They said on Tuesday that their men had fired rockets at the camp a day earlier.": 3,
    "Rockets fell on the camp a day earlier.": 1,
    "Minister vows to answer attack\n\nHe swore to find whoever fired rockets three days ago.": 3,
    "Rockets fell on the camp three days ago, a guard said on Thursday.": 3,
    "Three days ago, rockets fell on the camp.": 3,
    "وتأتي الزيارة بعد يومين من سقوط صواريخ على المعسكر": 2,
    "سقطت صواريخ على المعسكر قبل ثلاثة أيام": 3,
}


@pytest.mark.parametrize(("text", "days"), AGO.items())
def test_what_is_told_again_is_told_of_its_own_day_or_the_one_before(text, days):
    assert told(text).said == {DAY - timedelta(days=days), DAY - timedelta(days=days + 1)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rockets fell on the camp two days after drones had hit it.", set()),
        ("Rockets fell on the camp on Tuesday, a day after drones hit it.", {date(2025, 9, 2)}),
        ("On Tuesday, a day after drones hit the camp, rockets fell on it.", {date(2025, 9, 2)}),
        ("Two days after drones hit the camp rockets fell on it.", set()),
        ("The envoy came two days after the vote.", set()),
        ("The envoy will come two days after rockets fell on the camp.", set()),
        ("Rockets fell many days after the vote.", set()),
        (
            "Rockets fell on the camp, he said on Tuesday of a night two days ago.",
            {date(2025, 9, 2)},
        ),
        ("سقطت صواريخ قبل يومين من التصويت", set()),
        ("Rockets fell on a camp that was hit three days ago.", set()),
        ("Rockets fell on the camp where he was born a week ago.", set()),
        ("He was born three days ago.", set()),
    ],
)
def test_what_follows_an_attack_is_of_its_own_day(text, said):
    """Swallowing it would be worse than telling the older one twice."""
    assert told(text).said == said


@pytest.mark.parametrize(
    "text",
    [
        "Amman condemned the rocket attack on the camp.",
        "They were accused on Tuesday of firing rockets at the camp.",
        "They denied on Tuesday that they had fired rockets at the camp.",
        "Men blamed for attack\n\nThey were accused on Tuesday of firing rockets at the camp.",
        "أدانت الحكومة الهجوم على المعسكر",
    ],
)
def test_what_is_judged_happened_lately(text):
    assert told(text).said == {DAY - timedelta(days=days) for days in range(4)}


@pytest.mark.parametrize(
    "text",
    [
        "Amman condemned Tuesday's rocket attack on the camp.",
        "Amman condemned the rocket attack on the camp on Tuesday.",
        "Rockets fell on the camp on Tuesday, and Amman condemned it.",
    ],
)
def test_unless_its_day_stands_beside_it(text):
    assert told(text).said == {date(2025, 9, 2)}


@pytest.mark.parametrize(
    "text",
    [
        "Amman condemned the 2020 rocket attack on the camp.",
        "Two days ago Amman recalled the rocket attack on the camp in 2020.",
    ],
)
def test_an_attack_of_another_year_is_not_of_these_days(text):
    found = told(text)
    assert (found.said, "time:past" in found.marks) == (set(), True)


def test_the_weekday_of_what_came_after_is_not_that_of_the_attack():
    found = marks("He flew to Amman on Tuesday, a week after rockets fell on the camp.")
    assert not {one for one in found if one.startswith("weekday:")}


def test_without_a_day_of_the_story_nobody_knows_when_that_was():
    assert told("The visit came two days after rockets fell on it.", day=None).said == set()


def test_the_weekday_is_known_also_where_the_week_is_not():
    assert "weekday:1" in marks("Rockets fell on Tuesday.", day=None)
    assert "weekday:1" in marks("Rockets fell on Tuesday.")
    undated = told("Rockets fell yesterday.", day=None)
    assert (undated.said, undated.day) == (set(), None)
    assert not {one for one in undated.marks if one.startswith("weekday:")}


@pytest.mark.parametrize(
    "text",
    ["Rockets fell five years ago.", "Rockets fell in 2003.", "On the anniversary rockets fell."],
)
def test_what_looks_back_is_marked(text):
    assert "time:past" in marks(text)
    assert "time:past" not in marks("Rockets fell.")


@given(st.text(max_size=200))
def test_any_text_can_be_told_and_loses_nothing(text):
    one = story(text)
    kept = {at for span, _ in passages(one) for at in range(span.start, span.end)}
    assert all(at in kept or letter.isspace() for at, letter in enumerate(text))
    for telling_ in tellings(one, [], NAMES, DAY - timedelta(1)):
        assert all(":" in mark for mark in telling_.marks)
