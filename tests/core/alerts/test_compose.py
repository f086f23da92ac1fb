from dataclasses import replace
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.build import NOON, evidence, find, match, name, rule, story
from watcher.core.alerts.compose import Lexicon, compose, headline, moment, quote, told_by, where
from watcher.model import (
    Alert,
    AlertId,
    Block,
    EventId,
    How,
    Reason,
    Severity,
    Span,
    Style,
    ToldAs,
)

NAMES = {
    one.id: one
    for one in (
        name("harir", "Harir Air Base", type="base", where="Erbil province"),
        name("badr", "Badr Organization", type="faction"),
        name("asaib", "Asaib Ahl al-Haq", type="faction"),
    )
}
RULES = {
    "attack": rule(),
    "warning": rule("warning", "Warning"),
}
LEXICON = Lexicon(NAMES, RULES, ZoneInfo("Asia/Baghdad"))
TEXT = "Base Hit\nThe Badr group said it struck\nthe Harir base with 16 drones. More may come, it said."
TOLD = story(TEXT, title="Base Hit", told_by="Al Nahar", origin="a.txt")
STRUCK = evidence(
    TOLD,
    "The Badr group said it struck\nthe Harir base with 16 drones.",
    "struck",
    told_as=ToldAs.CLAIMED,
    cue="said it",
    finds=[("Badr group", "badr"), ("Harir base", "harir")],
)
MORE = evidence(TOLD, "More may come, it said.", "come", told_as=ToldAs.POSSIBLE, cue="may")


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def alert(*matches, told=TOLD, reason=Reason.NEW_EVENT):
    return Alert(AlertId("1"), EventId("1"), told, matches, reason, NOON)


def lines(message, block=Block.TEXT):
    return ["".join(run.text for run in line.runs) for line in message.lines if line.block is block]


CLAIM = match(TOLD, STRUCK, numbers=[span("16 drones"), span("16 drones")])
WARNING = match(TOLD, MORE, rule="warning", severity=Severity.MEDIUM)


def test_an_alert_says_what_where_who_how_and_by_whom():
    message = compose(alert(CLAIM, WARNING), LEXICON)
    assert lines(message) == [
        "🟠 HIGH · Attack · Harir Air Base · 16 drones · claimed by Badr group",
        "Base Hit",
        "Named: Badr Organization (“Badr group”), Harir Air Base (“Harir base”)",
        "Numbers: 16 drones",
        "Al Nahar · date not stated · a.txt",
    ]
    assert lines(message, Block.QUOTE) == [
        "The Badr group said it struck the Harir base with 16 drones.",
        "More may come, it said.",
    ]
    assert lines(message, Block.DETAILS) == [
        "Rule attack (Attack), claimed: “said it”",
        "Rule warning (Warning), possible: “may”",
        "Seen 4 Sep 2025 15:00",
    ]
    assert message.severity is Severity.HIGH


def test_an_alert_says_who_says_so_inside_the_sentence_and_adds_background():
    told = story(
        "Police said Badr struck. Radio Zagros saw 40 armed men in Erbil at noon. Nobody came."
    )
    one = evidence(told, "Police said Badr struck.", "struck", finds=[("Badr", "badr")])
    message = compose(alert(match(told, one), told=told), LEXICON)
    assert "According to: Police" in lines(message)
    assert lines(message, Block.QUOTE) == [
        "Police said Badr struck.",
        "Radio Zagros saw 40 armed men in Erbil at noon.",
    ]
    (first, second) = [line for line in message.lines if line.block is Block.QUOTE]
    assert first.rank < second.rank
    assert [run.style for run in second.runs] == [Style.QUIET]


def test_background_leaves_room_for_the_quotes():
    text = "Badr struck. Badr hit. Badr bombed. Radio Zagros saw 40 men. Salim Kamal saw 30 men."
    told = story(text)
    quotes = ["Badr struck.", "Badr hit.", "Badr bombed."]
    some = [evidence(told, one, one.split()[1][:-1], finds=[("Badr", "badr")]) for one in quotes]
    message = compose(alert(match(told, *some), told=told), LEXICON)
    assert len(lines(message, Block.QUOTE)) == 3


def test_a_second_ring_says_why_it_rings():
    message = compose(alert(CLAIM, reason=Reason.NEW_NAME), LEXICON)
    assert "Rings because: known event, new name" in lines(message, Block.DETAILS)


def test_the_head_the_title_the_first_quote_and_who_says_so_are_never_dropped():
    message = compose(alert(CLAIM, WARNING), LEXICON)
    kept = ["".join(run.text for run in line.runs)[:8] for line in message.lines if not line.rank]
    assert kept == ["🟠 HIGH ·", "Base Hit", "The Badr", "Al Nahar"]


def test_what_is_not_there_leaves_no_empty_line():
    told = story("Rockets fell.", url="https://example.org/1")
    one = match(told, evidence(told, "Rockets fell.", "fell"))
    message = compose(alert(one, told=told), LEXICON)
    assert lines(message) == ["🟠 HIGH · Attack · reported", "date not stated · press"]
    assert message.lines[-3].runs[0].url == "https://example.org/1"


def test_a_title_carries_the_link():
    told = story(TEXT, title="Base Hit", url="https://example.org/1")
    message = compose(alert(match(told, STRUCK), told=told), LEXICON)
    assert [run.url for line in message.lines for run in line.runs if run.url] == [
        "https://example.org/1"
    ]


def test_a_name_written_as_on_the_list_is_not_explained():
    told = story("Badr Organization struck.")
    one = match(told, evidence(told, told.text, "struck", finds=[("Badr Organization", "badr")]))
    assert "Named: Badr Organization" in lines(compose(alert(one, told=told), LEXICON))


def test_variants_of_one_intent_are_one_line_of_details():
    variant = match(TOLD, STRUCK, rule="attack--drone", severity=Severity.MEDIUM)
    rules = Lexicon(NAMES, RULES | {"attack--drone": rule("attack--drone")}, LEXICON.zone)
    details = lines(compose(alert(CLAIM, variant), rules), Block.DETAILS)
    assert [one for one in details if one.startswith("Rule")] == [
        "Rule attack (Attack), claimed: “said it”"
    ]


def test_a_quote_is_verbatim_with_names_and_event_word_strong():
    runs = list(quote(TOLD, STRUCK))
    assert "".join(run.text for run in runs) == TEXT[
        STRUCK.sentence.start : STRUCK.sentence.end
    ].replace("\n", " ")
    assert [run.text for run in runs if run.style is Style.STRONG] == [
        "Badr group",
        "struck",
        "Harir base",
    ]


@pytest.mark.parametrize("longest", range(1, 70))
def test_a_long_quote_is_cut_visibly_and_keeps_its_order(longest):
    text = "".join(run.text for run in quote(TOLD, STRUCK, longest))
    whole = TEXT[STRUCK.sentence.start : STRUCK.sentence.end].replace("\n", " ")
    if longest >= len(whole):
        assert text == whole
    else:
        assert text.endswith("…")
        assert whole.startswith(text[:-1])
        assert len(text) <= longest + 1


def test_where_only_the_title_is_evidence_the_sentence_after_it_is_quoted():
    text = "Badr Hits Base (Al Nahar). It fired a drone. Nobody was hurt."
    told = story(text, title="Badr Hits Base", told_by="Al Nahar")
    title = evidence(told, "Badr Hits Base (Al Nahar).", "Hits", finds=[("Badr", "badr")])
    assert [run.text for run in quote(told, title)] == ["It fired a drone."]


def test_a_story_that_is_all_title_is_quoted_as_it_is():
    told = story("Badr Hits Base", title="Badr Hits Base")
    title = evidence(told, "Badr Hits Base", "Hits", finds=[("Badr", "badr")])
    assert "".join(run.text for run in quote(told, title)) == "Badr Hits Base"


def test_finds_inside_one_another_are_marked_once():
    told = story("Asaib Ahl al-Haq struck.")
    nested = evidence(
        told,
        told.text,
        "struck",
        finds=[("Asaib Ahl al-Haq", "asaib"), ("Ahl", "badr")],
    )
    assert "".join(run.text for run in quote(told, nested)) == told.text


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (story(TEXT), "date not stated · press"),
        (story(TEXT, date=date(2025, 9, 1), told_by="Rudaw"), "Rudaw · 1 Sep 2025 · press"),
        (story(TEXT, published=NOON), "4 Sep 2025 15:00 · press"),
    ],
)
def test_who_says_so_and_when(told, text):
    assert told_by(told, LEXICON.zone) == text


def test_a_headline_is_one_line():
    assert headline(TOLD, [CLAIM], LEXICON) == (
        "🟠 HIGH · Attack · Harir Air Base · 16 drones · claimed by Badr group"
        " — Base Hit (Al Nahar · date not stated · a.txt)"
    )
    bare = story("Rockets fell.")
    one = match(bare, evidence(bare, "Rockets fell.", "fell"))
    assert headline(bare, [one], LEXICON) == (
        "🟠 HIGH · Attack · reported (date not stated · press)"
    )


def test_a_moment_is_told_in_the_readers_zone():
    assert moment(NOON + timedelta(hours=11), LEXICON.zone) == "5 Sep 2025 02:00"
    assert moment(NOON, UTC) == "4 Sep 2025 12:00"


def test_the_details_say_what_was_read_out_of_glued_words():
    glued = story("TheHarir base wasstruck, and struck.")
    told = evidence(glued, "TheHarir base wasstruck, and struck.", "struck")
    found = find(glued, "Harir base", "harir", How.GLUED)
    told = replace(told, finds=(found,), glued=(told.event,))
    message = compose(alert(match(glued, told), told=glued), LEXICON)
    assert "Read out of glued or torn words: Harir base, struck" in lines(message, Block.DETAILS)


def test_a_title_is_a_run_of_its_own_so_that_an_arabic_one_leaves_the_date_in_its_order():
    told = story(TEXT, title="قصف قاعدة", told_by="Rudaw", url="https://example.org/1")
    runs = where(told, LEXICON.zone).runs
    assert [run.text for run in runs] == ["قصف قاعدة", " · Rudaw · date not stated · press"]
    assert [run.url for run in runs] == ["https://example.org/1", None]


def test_a_number_of_the_same_things_is_told_once_however_they_are_called():
    told = story("Two explosive drones struck; two rockets fell, two drones and 3 drones said he.")
    found = alert(match(told, evidence(told, told.text, "struck")), told=told)
    shown = next(one for one in lines(compose(found, LEXICON)) if one.startswith("Numbers"))
    assert shown == "Numbers: two explosive drones, two rockets, 3 drones"
