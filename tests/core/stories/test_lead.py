from datetime import date

import pytest

from tests.build import evidence, match, name, story
from watcher.core.stories.lead import is_title, led

NAMES = {
    one.id: one
    for one in (
        name("harir", type="base"),
        name("badr", type="faction"),
        name("kh", type="faction"),
        name("aah", type="faction"),
        name("erbil", type="place"),
        name("minister", type="person"),
    )
}
FAR = "After a long week of talks about the budget and the weather in the north of the country, "


def leads(*sentences, title="", day=None):
    """Which of the sentences leads; each is its text and the names found in it."""
    text = " ".join(one for one, _ in sentences)
    told = story(f"{FAR}nobody spoke. {text}", title=title, date=day)
    found = match(
        told,
        *(
            evidence(told, one, "struck", finds=[(n.title(), n) for n in n_])
            for one, n_ in sentences
        ),
    )
    best = led(found, NAMES).evidence
    assert sorted(best, key=lambda one: one.sentence) == list(found.evidence)
    return told.text[best[0].sentence.start : best[0].sentence.end]


@pytest.mark.parametrize(
    ("best", "other"),
    [
        pytest.param(("Drones struck Harir.", ["harir"]), ("Drones struck.", []), id="a target"),
        pytest.param(("Badr struck first.", ["badr"]), ("Somebody struck.", []), id="a group"),
        pytest.param(
            ("Badr struck Harir.", ["badr", "harir"]),
            ("Drones struck Harir.", ["harir"]),
            id="both",
        ),
        pytest.param(("They struck 16 sites.", []), ("They struck.", []), id="a number"),
        pytest.param(("They struck.", []), (f"{FAR}they struck.", []), id="a main clause"),
    ],
)
def test_a_sentence_that_says_more_leads_wherever_it_stands(best, other):
    assert leads(best, other) == best[0]
    assert leads(other, best) == best[0]


def test_what_looks_back_to_another_year_does_not_lead():
    news, back = ("They struck a deal.", []), ("They struck 450 sites until March 2023.", [])
    assert leads(back, news) == back[0]
    back = ("They struck 450 sites in March 2023.", [])
    assert leads(back, news, day=date(2025, 3, 12)) == news[0]
    assert leads(back, news, day=date(2023, 4, 1)) == back[0]
    assert leads(back, news) == back[0]


def test_of_equals_the_earlier_leads():
    first = ("Badr, Kh and Aah struck.", ["badr", "kh", "aah"])
    assert leads(("Badr and Kh struck.", ["badr", "kh"]), first) == "Badr and Kh struck."


def test_towns_and_officials_say_no_more():
    town = ("They struck Erbil as the Minister watched.", ["erbil", "minister"])
    assert leads(("They struck.", []), town) == "They struck."


@pytest.mark.parametrize("above", ["", "Base Hit\n\n", "Base Hit\n\nERBIL, 4 March - "])
def test_the_sentence_that_opens_a_story_says_more_below_title_and_dateline(above):
    told = story(f"{above}They struck. {FAR}nobody spoke. Others struck 9 sites.", title="Base Hit")
    first = evidence(told, "They struck.", "struck")
    second = evidence(told, "Others struck 9 sites.", "struck")
    assert led(match(told, first, second), NAMES).evidence == (first, second)


def test_a_repetition_of_the_title_leads_only_where_it_is_alone():
    told = story("Badr Struck Harir. They struck.", title="Badr Struck Harir")
    title = evidence(told, "Badr Struck Harir.", "Struck", finds=[("Badr", "badr")])
    body = evidence(told, "They struck.", "struck")
    assert led(match(told, title, body), NAMES).evidence == (body, title)
    assert led(match(told, title), NAMES).evidence == (title,)


@pytest.mark.parametrize(
    ("sentence", "repeats"),
    [
        ("Badr Struck Harir Again.", True),
        ("Badr struck Harir again (Al Nahar).", True),
        ("Badr struck.", True),
        ("Badr.", False),
        ("Struck Harir Aga", False),
        ("Badr struck Harir again at noon.", False),
        ("...", False),
    ],
)
def test_a_sentence_repeats_the_title_with_at_least_half_of_its_words(sentence, repeats):
    told = story(f"{sentence} They struck.", title="Badr Struck Harir Again", told_by="Al Nahar")
    one = evidence(told, sentence, sentence[:3])
    assert is_title(one, told) is repeats


def test_where_there_is_no_title_nothing_repeats_it():
    told = story("Badr struck.")
    assert not is_title(evidence(told, told.text, "struck"), told)
