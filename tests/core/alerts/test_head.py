import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import evidence, match, name, story
from watcher.core.alerts.head import LONGEST, WISHED, beginning, counted, first_line, flat
from watcher.model import Severity, Span, ToldAs

NAMES = {
    one.id: one
    for one in (
        name("badr", "Badr", type="faction"),
        name("nujaba", "Harakat al-Nujaba", type="faction", short_names=("HHN",)),
        name("amiri", "Hadi al-Amiri", type="person", aliases=("al-Amiri", "العامري")),
        name("minister", "Mohammed Latif al-Basri", type="person", aliases=("al-Basri", "البصري")),
        name("taji", "Camp Taji", type="base", where="Baghdad"),
        name("airport", "Erbil airport", type="port", where="Erbil"),
        name("erbil", "Erbil", type="place"),
        name("region", "Kurdistan Region", type="place", short_names=("KRG",)),
    )
}
SURFACES = {
    "Badr": "badr",
    "Harakat al-Nujaba": "nujaba",
    "Nujaba group": "nujaba",
    "Hadi al-Amiri": "amiri",
    "the minister": "minister",
    "Camp Taji": "taji",
    "Erbil airport": "airport",
    "Erbil": "erbil",
    "northern Iraq": "region",
    "بدر": "badr",
    "التاجي": "taji",
}


def head(text, event, told_as=ToldAs.REPORTED, *, title="Attack", numbers=(), cue=None):
    told = story(text)
    finds, rest = [], text
    for words in sorted(SURFACES, key=len, reverse=True):
        if words in rest:
            finds.append((words, SURFACES[words]))
            rest = rest.replace(words, "")
    one = evidence(told, text, event, told_as=told_as, cue=cue, finds=finds)
    spans = [Span(at := text.index(words), at + len(words)) for words in numbers]
    line = first_line(match(told, one, numbers=tuple(spans)), title, NAMES)
    assert line.startswith("🟠 HIGH · ")
    return line.removeprefix("🟠 HIGH · ")


@pytest.mark.parametrize(
    ("text", "event", "told_as", "line"),
    [
        (
            "Badr struck Camp Taji, police said.",
            "struck",
            ToldAs.REPORTED,
            "Attack · Badr → Camp Taji, Baghdad · reported by police",
        ),
        (
            "Badr said it struck Camp Taji.",
            "struck",
            ToldAs.CLAIMED,
            "Attack · Camp Taji, Baghdad · claimed by Badr",
        ),
        (
            "Badr threatened to strike Camp Taji.",
            "strike",
            ToldAs.THREATENED,
            "Attack · Camp Taji, Baghdad · threatened by Badr",
        ),
        (
            "Badr denied that it struck Camp Taji.",
            "struck",
            ToldAs.DENIED,
            "Attack · Camp Taji, Baghdad · denied by Badr",
        ),
        (
            "Israel may strike Camp Taji.",
            "strike",
            ToldAs.POSSIBLE,
            "Attack · Israel → Camp Taji, Baghdad · possible",
        ),
        (
            "Badr struck Camp Taji in 2019.",
            "struck",
            ToldAs.PAST,
            "Attack · Badr → Camp Taji, Baghdad · past",
        ),
        ("Israel struck Badr.", "struck", ToldAs.REPORTED, "Attack · Israel → Badr · reported"),
        (
            "Israel or the United States struck Badr.",
            "struck",
            ToldAs.REPORTED,
            "Attack · Israel or US → Badr · reported",
        ),
    ],
)
def test_a_head_says_who_does_what_to_whom_and_how_it_is_told(text, event, told_as, line):
    assert head(text, event, told_as) == line


@pytest.mark.parametrize(
    ("text", "event", "line"),
    [
        ("A drone struck Badr.", "struck", "Attack · → Badr · reported"),
        ("A drone struck Iran.", "struck", "Attack · → Iran · reported"),
        ("A drone struck Camp Taji.", "struck", "Attack · Camp Taji, Baghdad · reported"),
        ("A drone struck nine oil depots.", "struck", "Attack · nine oil depots · reported"),
        ("Rockets fell near Camp Taji.", "fell", "Attack · Camp Taji, Baghdad · reported"),
        ("A strike by Israel was heard.", "strike", "Attack · by Israel · reported"),
        ("Badr fired rockets in Erbil.", "fired", "Attack · Erbil · by Badr · reported"),
        ("Israel struck Badr in Erbil.", "struck", "Attack · Israel → Badr, Erbil · reported"),
        ("A drone struck Erbil airport.", "struck", "Attack · Erbil airport · reported"),
    ],
)
def test_only_what_the_sentence_shows_is_said(text, event, line):
    assert head(text, event) == line


def test_who_only_reports_is_not_said_to_have_done_it():
    line = head("Badr said that Israel struck Camp Taji.", "struck")
    assert line == "Attack · Israel → Camp Taji, Baghdad · reported by Badr"


def test_who_reports_the_own_deed_is_named_once():
    text = "Israel announced that its jets struck Camp Taji."
    assert head(text, "struck") == "Attack · Israel → Camp Taji, Baghdad · reported"


def test_what_will_only_be_is_announced_and_no_threat():
    text = "The United Nations will visit Camp Taji."
    line = head(text, "visit", ToldAs.THREATENED, title="Visit", cue="will")
    assert line == "Visit · Camp Taji, Baghdad · announced by UN"


def test_a_number_that_the_rule_counts_stands_in_the_head_once():
    text = "A drone struck Camp Taji and killed four guards."
    assert head(text, "struck", numbers=["four guards"]) == (
        "Attack · Camp Taji, Baghdad · four guards killed · reported"
    )
    sites = "Israel struck 16 sites."
    assert head(sites, "struck", numbers=["16 sites"]) == "Attack · Israel → 16 sites · reported"
    guards = "Two soldiers were killed in Erbil."
    assert head(guards, "killed", numbers=["Two soldiers"]) == (
        "Attack · Erbil · two soldiers killed · reported"
    )
    ships = "Two ships were struck off Selm."
    assert head(ships, "struck", numbers=["Two ships"]) == "Attack · Two ships · reported"


def test_words_in_letters_that_the_title_is_not_written_in_are_left_out():
    text = "استهدف صاروخان 16 موقعا في التاجي"
    assert head(text, "استهدف", numbers=["16 موقعا"]) == "Attack · Camp Taji, Baghdad · reported"
    assert head("قال مصدر أمني كلاما عن هجوم", "هجوم") == "Attack · reported"


def test_a_title_in_arabic_takes_arabic_words():
    text = "قصفت بدر 16 موقعا"
    assert "16 موقعا" in head(text, "قصفت", title="هجوم", numbers=["16 موقعا"])


@pytest.mark.parametrize(
    ("text", "event", "line"),
    [
        ("Rockets fell on a town.", "fell", "Attack · reported · “Rockets fell on a town”"),
        (
            "People mourn after a deadly attack at a bridge.",
            "attack",
            "Attack · reported · “…a deadly attack at a bridge”",
        ),
        (
            "A deadly attack at a bridge near the market of the old town.",
            "attack",
            "Attack · reported · “A deadly attack at a…”",
        ),
        (
            'There was a second attack, "loud and long", at noon.',
            "attack",
            "Attack · reported · “…a second attack,”",
        ),
        (
            "They told of a most extraordinarily heavy attack on a bridge.",
            "heavy attack on",
            "Attack · reported · “…most extraordinarily heavy attack on a bridge”",
        ),
        ("An attack.", "attack", "Attack · reported"),
    ],
)
def test_where_nobody_is_named_the_words_around_the_event_stand_in_the_head(text, event, line):
    assert head(text, event) == line


def test_a_threat_is_cut_out_only_where_much_of_it_fits():
    short = head("Iran vowed to answer.", "answer", ToldAs.THREATENED)
    assert short == "Attack · threatened by Iran"
    more = head("Iran vowed to answer strike for strike.", "answer", ToldAs.THREATENED)
    assert more == "Attack · threatened by Iran · “…vowed to answer strike for strike”"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Attack", "Attack · Hadi al-Amiri → Erbil airport · reported by HHN"),
        ("A" * 20, f"{'A' * 20} · Hadi al-Amiri → Erbil airport · reported by HHN"),
        ("A" * 24, f"{'A' * 24} · Hadi al-Amiri → Erbil airport · reported"),
        ("Long " * 20, f"{'Long ' * 11}Long… · reported"),
        ("A" * 60, f"{'A' * 60} · reported"),
        ("A" * 80, "reported"),
    ],
)
def test_a_long_head_first_shortens_names_then_says_less(title, line):
    text = "Harakat al-Nujaba said that Hadi al-Amiri struck Erbil airport."
    assert head(text, "struck", title=title) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Officers say the minister struck Camp Taji in a second wave.", "al-Basri → Camp Taji"),
        ("The Nujaba group struck Camp Taji in a second wave of rage.", "HHN → Camp Taji"),
        ("Many drones came, and Israel struck northern Iraq.", "Israel → northern Iraq"),
    ],
)
def test_a_name_is_shortened_by_the_list_or_by_the_writer(text, line):
    assert line in head(text, "struck", title="An attack that went on until noon")


def test_a_name_that_stands_in_the_place_is_not_repeated():
    text = "Israel struck a depot in Erbil and the airport near Erbil airport."
    assert head(text, "struck") == "Attack · Israel → depot, Erbil · reported"


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("They hit 16 sites.", "16 sites", "16 sites"),
        ("It killed at least four men.", "four men", "four men killed"),
        ("Nine men were killed.", "Nine men", "nine men killed"),
        ("The two, wounded.", "two", ""),
        ("It wounded two.", "two", "two wounded"),
        ("Two killed.", "Two killed", "two killed"),
        ("It took two.", "two", ""),
        ("He was killed; two men were seized.", "two men", "two men seized"),
        ("It hit two men; one was killed.", "two men", "two men"),
        ("It costs $4.", "$4", "$4"),
        ("It killed a man two days ago.", "two days", ""),
        ("Two officials spoke.", "Two officials", ""),
        ("It killed a man. They have two cars.", "two cars", "two cars"),
    ],
)
def test_a_number_is_a_fact_with_what_it_counts(text, number, words):
    at = text.index(number)
    start = max(0, text.rfind(". ", 0, at))
    assert counted(text, Span(at, at + len(number)), Span(start, len(text))) == words


@given(
    st.text(max_size=120),
    st.sampled_from(ToldAs),
    st.sampled_from(Severity),
    st.text(max_size=100),
    st.data(),
)
def test_a_head_is_never_too_long(text, told_as, severity, title, data):
    told = story(f"{text} Badr struck Camp Taji")
    one = evidence(told, told.text, "struck", told_as=told_as, finds=[("Badr", "badr")])
    cut = data.draw(st.integers(0, len(text)))
    numbers = (Span(0, cut),) if cut else ()
    line = first_line(match(told, one, severity=severity, numbers=numbers), title, NAMES)
    assert len(line) <= LONGEST
    assert severity.name in line
    assert told_as in line or "announced" in line


@given(st.lists(st.sampled_from(["Attack", "on", "the", "Qasr", "bridge,", "again"]), max_size=30))
def test_a_head_is_never_cut_inside_a_word(words):
    title = " ".join(words)
    line = head("They struck at noon.", "struck", title=title)
    shown = line.partition(" · ")[0].removesuffix("…").split()
    assert shown == [] or set(shown) <= {*words, *(word.rstrip(",") for word in words), "reported"}


@given(st.text(), st.integers(-5, 90))
def test_a_beginning_is_whole_words_of_the_text(text, room):
    cut = beginning(text, room)
    assert len(cut) <= max(room, 0)
    whole = cut.removesuffix("…")
    assert text.startswith(whole)
    rest = text[len(whole) :].lstrip(" ,;:") if cut else ""
    assert (
        not cut or cut == text or not rest or re.search(r"[ ,;:]$", text[: len(text) - len(rest)])
    )


def test_a_wrapped_line_reads_on():
    assert flat("one\r\ntwo\nthree") == "one two three"


def test_most_heads_fit_a_lock_screen():
    assert WISHED < LONGEST
