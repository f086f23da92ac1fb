"""The message of an event grows, and is answered; nothing it said is lost."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON, event, evidence, match, name, rule, story
from watcher.core.alerts.compose import Lexicon, compose
from watcher.core.alerts.living import compose_first, compose_reply, revise
from watcher.core.alerts.voices import joined
from watcher.model import (
    Alert,
    AlertId,
    Block,
    Change,
    EventId,
    Figure,
    Reason,
    Severity,
    Style,
    ToldAs,
    Voice,
)

LEXICON = Lexicon(
    {"harir": name("harir", "Harir base", type="base", where="Erbil")}, {"attack": rule()}, UTC
)
LATER = NOON + timedelta(minutes=7)
KINDS = {"boat": "boats", "killed": "killed", "wounded": "wounded"}


def alert(*changes, severity=Severity.HIGH, title="", told_by="Selm Post", **kwargs):
    told = story("Boats shelled the Harir base on Monday.", told_by=told_by, title=title, **kwargs)
    lead = evidence(told, told.text, "shelled", finds=[("Harir base", "harir")])
    found = (match(told, lead, severity=severity),)
    return Alert(AlertId("a"), EventId("event"), told, found, Reason.NEW_EVENT, NOON, changes)


def figure(of, count, **kwargs):
    return Figure(of, count, f"{count} {KINDS[of]}" if count else of, **kwargs)


def voice(source, *figures, told_as=ToldAs.REPORTED, seen=LATER, **kwargs):
    return Voice(source, told_as, seen, figures, **kwargs)


def told_by(*voices, severity=Severity.HIGH):
    return replace(event(severity=severity), voices=voices)


FIRST = compose_first(alert(), LEXICON)
POST = voice("Selm Post", seen=NOON)


def lines(message, *blocks):
    return [
        "".join(run.text for run in line.runs)
        for line in message.lines
        if not blocks or line.block in blocks
    ]


def update(*voices, first=FIRST, **kwargs):
    """What stands in the block of updates, but for the line that says when."""
    found = lines(revise(first, told_by(*voices, **kwargs), LEXICON), Block.UPDATE)
    return [one for one in found if one != "Updated 4 Sep 2025 12:07"]


def test_the_first_message_is_the_alert_and_knows_whose_words_it_quotes():
    assert replace(FIRST, source="") == compose(alert(), LEXICON)
    assert FIRST.source == "Selm Post"
    assert revise(FIRST, told_by(POST), LEXICON) == FIRST


@pytest.mark.parametrize(
    ("voices", "said"),
    [
        pytest.param([POST, voice("Radio")], ["+1 source: Radio"], id="one more source"),
        pytest.param(
            [POST, *map(voice, "ABCDEFG")], ["+7 sources: A, B, C, D, E and 2 more"], id="many more"
        ),
        pytest.param(
            [POST, voice("Radio"), voice("Blog", copy_of="Selm Post")],
            ["+1 source: Radio", "Same report: Blog"],
            id="a copy is no source",
        ),
        pytest.param(
            [
                voice("Wire", figure("killed", 3)),
                voice("Selm Post", figure("killed", 3), copy_of="Wire"),
            ],
            ["Same report: Wire"],
            id="the wire that the first copied is no source either",
        ),
        pytest.param(
            [voice("Selm Post", figure("boat", 2)), voice("Radio", figure("boat", 2))],
            ["+1 source: Radio", "Sources agree: 2 boats (Selm Post and Radio)"],
            id="they agree",
        ),
        pytest.param(
            [
                voice("Selm Post", figure("boat", 2)),
                *(voice(one, figure("boat", 2)) for one in "AB"),
            ],
            ["+2 sources: A, B", "Sources agree: 2 boats (3 sources)"],
            id="three agree",
        ),
        pytest.param(
            [voice("Selm Post", figure("killed", 3)), voice("Radio", figure("killed", 5))],
            ["+1 source: Radio", "Sources differ: 3 killed (Selm Post), 5 killed (Radio)"],
            id="they differ",
        ),
        pytest.param(
            [voice("Selm Post", figure("killed", 0)), voice("Radio", figure("killed", 5))],
            ["+1 source: Radio", "New: 5 killed (Radio)"],
            id="who gives no number does not differ",
        ),
        pytest.param(
            [voice("Selm Post", figure("killed", 3, later=True), figure("boat", 2))],
            ["New: 3 killed (Selm Post)"],
            id="the first source tells more",
        ),
        pytest.param(
            [POST, voice("Radio", figure("boat", 2), figure("killed", 1))],
            ["+1 source: Radio", "New: 1 killed (Radio); 2 boats (Radio)"],
            id="the killed stand first",
        ),
        pytest.param(
            [POST, voice("Blog", figure("killed", 9), copy_of="Selm Post")],
            ["Same report: Blog"],
            id="a copy adds no numbers",
        ),
        pytest.param(
            [POST, voice("Radio", told_as=ToldAs.DENIED), voice("A", told_as=ToldAs.DENIED)],
            ["+2 sources: Radio, A", "Told otherwise: denied (Radio)"],
            id="told otherwise",
        ),
        pytest.param(
            [replace(POST, told_as=ToldAs.DENIED, told_before=ToldAs.REPORTED, seen=LATER)],
            ["Told otherwise: denied (Selm Post)"],
            id="the first source takes it back",
        ),
        pytest.param(
            [POST, voice("Radio", told_as=ToldAs.CLAIMED, told_before=ToldAs.REPORTED)],
            ["+1 source: Radio", "Told otherwise: claimed (Radio)"],
            id="another one changes its mind",
        ),
    ],
)
def test_what_came_since(voices, said):
    assert update(*voices) == said


@pytest.mark.parametrize(
    ("voices", "said"),
    [
        pytest.param([POST, voice("Radio", seen=NOON)], False, id="in the first reading"),
        pytest.param([POST, voice("Radio")], True, id="later"),
        pytest.param(
            [voice("Selm Post", figure("killed", 3, later=True))], True, id="more figures"
        ),
        pytest.param(
            [replace(POST, told_as=ToldAs.DENIED, told_before=ToldAs.REPORTED)],
            True,
            id="taken back",
        ),
        pytest.param([POST], False, id="nothing"),
    ],
)
def test_a_message_says_when_it_was_updated(voices, said):
    found = lines(revise(FIRST, told_by(*voices), LEXICON), Block.UPDATE)
    assert any(one.startswith("Updated 4 Sep 2025 12:0") for one in found) is said


def test_an_event_that_got_louder_says_so():
    found = update(POST, voice("Radio"), severity=Severity.CRITICAL)
    assert found == ["🔴 CRITICAL now", "+1 source: Radio"]


def test_each_source_leads_to_what_it_told():
    grown = revise(FIRST, told_by(POST, voice("Radio", url="https://radio.example/1")), LEXICON)
    links = [run.url for line in grown.lines if line.block is Block.UPDATE for run in line.runs]
    assert "https://radio.example/1" in links


def test_a_message_counts_from_the_source_that_it_quotes():
    first = compose_first(alert(told_by="Radio"), LEXICON)
    assert update(POST, voice("Radio"), first=first) == ["+1 source: Selm Post"]


figures = st.builds(figure, st.sampled_from(["killed", "wounded", "boat"]), st.integers(0, 9))
voices = st.builds(
    lambda source, kinds, told_as, wire: Voice(source, told_as, LATER, kinds, wire=wire),
    st.sampled_from(["Selm Post", "Radio", "Wire", "A", "B"]),
    st.lists(figures, max_size=3, unique_by=lambda one: one.of).map(tuple),
    st.sampled_from(ToldAs),
    st.sampled_from(["", "", "AFP"]),
)


@given(st.lists(voices, min_size=1, max_size=9))
def test_a_revision_loses_no_line_and_repeats_none(heard):
    sung = ()
    message = FIRST
    for one in heard:
        sung = joined(sung, one, "")
        message = revise(message, told_by(*sung), LEXICON)
        assert revise(message, told_by(*sung), LEXICON) == message
    assert tuple(line for line in message.lines if line.block is not Block.UPDATE) == FIRST.lines
    assert message == revise(FIRST, told_by(*sung), LEXICON)


@given(st.lists(voices, min_size=1, max_size=9))
def test_a_source_is_counted_once_wherever_it_stands(heard):
    sung = ()
    for one in heard:
        sung = joined(sung, one, "")
    found = lines(revise(FIRST, told_by(*sung), LEXICON), Block.UPDATE)
    named = [
        source
        for line in found
        if line.startswith(("+", "Same report"))
        for source in line.partition(": ")[2].split(", ")
    ]
    assert len(named) == len(set(named))
    assert "Selm Post" not in named or sung[0].source != "Selm Post"


CHANGES = [
    (Change(Reason.LOUDER, "up from high"), "up from high"),
    (Change(Reason.NEW_RULE, "Claim"), "also: Claim"),
    (Change(Reason.DENIED, "denied now, reported before"), "now denied"),
    (Change(Reason.CLAIMED, "claimed now, reported before"), "now claimed"),
    (Change(Reason.HAPPENED, "reported now, threatened before"), "it happened"),
    (
        Change(Reason.TOLD_OTHERWISE, "threatened now, possible before"),
        "threatened now, possible before",
    ),
    (Change(Reason.CASUALTIES, "5 killed (3 before)"), "5 killed (3 before)"),
    (Change(Reason.NEW_NAME, "Badr"), "now named: Badr"),
    (Change(Reason.CONFIRMED, "Radio"), "second source: Radio"),
    (Change(Reason.REPEAT_DUE, "last told 04 Sep 12:00 UTC"), "told again"),
    (Change(Reason.COUNT_REACHED, "5 of 5 events in 24 hours"), "5 of 5 events in 24 hours"),
]


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[one.reason for one, _ in CHANGES])
def test_an_answer_begins_with_what_is_new(change, said):
    head, *_ = lines(compose_reply(alert(change), LEXICON))
    assert head.startswith(f"🟠 HIGH · {said} · ")
    assert "Harir base" in head


def test_an_answer_quotes_and_says_who_says_so():
    found = compose_reply(alert(CHANGES[6][0], title="A raid", url="https://selm.example"), LEXICON)
    assert found.severity is Severity.HIGH
    assert lines(found)[1:] == [
        "Boats shelled the Harir base on Monday.",
        "A raid · Selm Post · date not stated · press",
    ]
    quote, source = found.lines[1:]
    assert quote.block is Block.QUOTE
    assert source.runs[0].url == "https://selm.example"


def test_all_that_is_new_stands_in_the_answer():
    found = lines(compose_reply(alert(*(one for one, _ in CHANGES)), LEXICON))
    said = "\n".join(found[:2])
    assert [words for _, words in CHANGES if words not in said] == []


def test_that_it_is_louder_is_said_after_what_made_it_so():
    head, more, *_ = lines(compose_reply(alert(CHANGES[0][0], CHANGES[6][0]), LEXICON))
    assert "5 killed (3 before)" in head
    assert more == "And: up from high"


def test_what_the_head_says_already_is_not_said_again():
    named = Change(Reason.NEW_NAME, "Harir base")
    found = lines(compose_reply(alert(CHANGES[6][0], named), LEXICON))
    assert "now named" not in "\n".join(found)


def test_what_the_head_has_no_room_for_stands_below_it():
    many = Change(Reason.NEW_NAME, ", ".join(f"Brigade {n} of the Coast" for n in range(6)))
    head, more, *_ = lines(compose_reply(alert(many), LEXICON))
    assert len(head) <= 80
    assert more == f"And: now named: {many.detail}"


def test_what_was_threatened_says_so():
    found = compose_first(replace(alert(), foretold=EventId("threat")), LEXICON)
    assert lines(found)[1] == "It was threatened before"
    assert lines(found)[2:] == lines(FIRST)[1:]


def test_where_the_event_has_no_message_the_first_one_says_what_is_new():
    found = compose_first(alert(CHANGES[6][0], CHANGES[8][0]), LEXICON)
    assert lines(found)[1] == "New: 5 killed (3 before); second source: Radio"
    assert found.lines[1].runs[0].style is Style.STRONG
    assert lines(found, Block.QUOTE) == lines(FIRST, Block.QUOTE)
