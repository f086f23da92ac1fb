import pytest

from tests.build import document
from watcher.core.stories.boilerplate import boilerplate
from watcher.core.stories.split import split
from watcher.core.stories.units import Unit
from watcher.model import Span

BODY = (
    "The harbour office said that two ferries had left the northern port before dawn on that day."
)


def besides(page):
    parts = split(document(page))
    return [(page[one.span.start : one.span.end], one.why) for one in parts.boilerplate]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Please donate today", "donation appeal"),
        ("Your support keeps us going.", "donation appeal"),
        ("تبرعوا الآن", "donation appeal"),
        ("Sign up for the daily newsletter", "subscription"),
        ("To subscribe, enter your e-mail.", "subscription"),
        ("اشترك في النشرة البريدية", "subscription"),
        ("Please fill in this form", "form"),
        ("Your e-mail address will not be published.", "form"),
        ("Your Name *", "form"),
        ("Listen to this article", "page navigation"),
        ("Back to top", "page navigation"),
        ("Facebook Twitter WhatsApp", "page navigation"),
        ("Read also: Ferries leave the port", "page navigation"),
        ("اقرأ أيضا: السفن تغادر الميناء", "page navigation"),
        ("Advertisement", "advertisement"),
        ("© 2031 Port News. All rights reserved.", "notice of rights"),
        ("جميع الحقوق محفوظة لراديو الميناء", "notice of rights"),
        ("==========", "rule"),
        ("Listen to this story. Share on Facebook. Print. Two minutes.", "page navigation"),
    ],
)
def test_furniture_above_or_below_a_story_is_named(line, why):
    assert besides(f"{BODY}\n\n{line}") == [(line, why)]
    assert besides(f"{line}\n\n{BODY}") == [(line, why)]
    assert besides(line) == [(line, why)]


@pytest.mark.parametrize(
    "line",
    [
        "Support our troops, president says",
        "Register to vote by Monday, commission tells citizens",
        "Subscribers of the phone company are cut off",
        "Donated flour reaches the island",
        "Copyright dispute ends in a fire",
        "Return to home villages is slow, mayors say",
        "Share of oil money grows",
        "More popular marches are planned",
        "Your voice is heard, the judge told them",
        "Donate blood now. Two killed.",
        "اشترك في الهجوم ثلاثة مسلحين",
        "استمع إلى شهادات السكان",
        "Subscribe, the minister said, " + "or be cut off " * 25,
        "Listen to this story of a boat that " + "went far and " * 12 + "sank.",
    ],
)
def test_news_that_opens_like_furniture_is_kept(line):
    assert besides(f"{line}\n\n{BODY}") == []


def test_slogans_beside_an_appeal_go_with_it():
    page = f"{BODY}\nOne town. One voice.\nYour donation keeps it loud.\nClick here to donate"
    assert besides(page) == [(page[len(BODY) + 1 :], "donation appeal")]


def test_slogans_alone_are_kept():
    assert besides(f"{BODY}\n\nOne town. One voice.") == []


def test_the_labels_of_a_form_go_with_it():
    form = "Topic:\n\nYour Name\n\nTown of birth\n\nWord File:\n\nHeard of us how"
    page = f"{BODY}\n\n{form}"
    assert besides(page) == [(form, "form")]


def test_a_heading_before_a_form_is_kept():
    page = f"{BODY}\n\nThe harbour office\n\nYour Name"
    assert besides(page) == [("Your Name", "form")]


def test_a_menu_above_a_story_goes_with_its_known_entries():
    page = f"Menu\n\nWeather\n\nSearch\n\nFerries leave the port\n\n{BODY}"
    assert besides(page) == [("Menu\n\nWeather\n\nSearch", "page navigation")]


def test_dates_and_items_behind_furniture_are_no_labels():
    page = f"{BODY}\n\nShare on Facebook\n\n• Boats gone\n\n4 May 2031"
    assert besides(page) == []


def test_neighbours_of_two_kinds_are_named_apart():
    page = f"{BODY}\n\nScroll to top\n\nSign up now"
    assert besides(page) == [("Scroll to top", "page navigation"), ("Sign up now", "subscription")]


NEWS = "The harbour office said that two ferries had left the port before dawn."
APPEAL = "Subscribe to our newsletter."


def taken(*lines):
    """The lines of a page that are boilerplate, by number."""
    at, page = 0, []
    for line in lines:
        page.append(Unit(Span(at, at + len(line)), line))
        at += len(line) + 2
    return sorted(boilerplate(page))


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        # Slogans before an appeal, as many as there are; of up to three words.
        ((NEWS, "One town. One voice.", "Ask us. Help us.", APPEAL, NEWS), [1, 2, 3]),
        (("One town. One voice.", APPEAL, NEWS), [0, 1]),
        (("One big town. One voice.", APPEAL, NEWS), [0, 1]),
        (("One town for all. One voice.", APPEAL, NEWS), [1]),
        (("One town.", APPEAL, NEWS), [1]),
        # Labels between two appeals, if they are few and nothing else stands there.
        ((APPEAL, "Town", "Street", APPEAL, NEWS), [0, 1, 2, 3]),
        ((APPEAL, "Town", "Street", "House", APPEAL, NEWS), [0, 4]),
        ((APPEAL, "Town", NEWS, APPEAL, NEWS), [0, 3]),
        ((NEWS, "Town", APPEAL, "Street", APPEAL, NEWS), [2, 3, 4]),
        # Labels behind the last appeal, and what leads to it.
        ((NEWS, APPEAL, "Town", "Street"), [1, 2, 3]),
        ((NEWS, "Town", "Street:", "House:", APPEAL), [2, 3, 4]),
        (("Street:", "House:", APPEAL), [0, 1, 2]),
        ((NEWS, "Town", "Street"), []),
        ((APPEAL, "Town", NEWS, "Street"), [0]),
        # More than half of the sentences of a paragraph, the others short.
        ((f"{APPEAL} Sign up now. One town.", NEWS), [0]),
        ((f"{APPEAL} One town.", NEWS), []),
        ((f"{APPEAL} Sign up now. {NEWS}", NEWS), []),
    ],
)
def test_what_stands_beside_an_appeal_goes_with_it_if_it_tells_nothing(lines, numbers):
    assert taken(*lines) == numbers
