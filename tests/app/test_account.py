"""The account of a rule on a document: what run would do, step by step, and nothing stored."""

from datetime import UTC, date, timedelta

import pytest

from tests.build import DESK, NOON, document, name, rule
from watcher.app.account import NoPast, accounts
from watcher.app.desk import Desk
from watcher.channels.console import Console
from watcher.core.alerts.compose import Lexicon
from watcher.core.stories.split import split
from watcher.core.watchlist.language import Frequency, Phrase, Ref, Together, Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.model import Action, Counted, EntryId, EventId, Mute, Muted, Reason, RuleId
from watcher.ports.judged import Before, Judged

HARIR = name("harir", "Harir base", type=EntryId("base"))
ATTACK = "Drones struck the Harir base near Erbil on Thursday, two officials said."


def told(text, past=None, before=None, *, dated=(), channels=(DESK,), seen=NOON, **kwargs):
    """The accounts of one rule, and its findings as “+ what: why”."""
    look_for = (Together((Phrase("struck"), Ref(EntryId("base")))),)
    asked = rule("attack", "Attack", look_for, **kwargs)
    watchlist = Watchlist(names=(HARIR,), rules=(asked,))
    lexicon = Lexicon({HARIR.id: HARIR}, {asked.id: asked}, UTC)
    known = {one: Console(None) for one in channels}
    desk = Desk(Matcher(watchlist), lexicon, known, frozenset(dated))
    paper = document(text, seen=seen)
    return accounts(paper, RuleId("attack"), desk, past or NoPast(), NOON, before or Before())


def steps(account):
    return [
        f"{'+' if one.holds else '-'} {one.what}: {one.why}"
        for one in account.findings
        if one.depth == 0
    ]


def test_a_story_that_rings_has_every_step():
    (account,) = told(ATTACK)
    assert account.rings
    assert account.missing == ""
    assert steps(account) == [
        "+ source, age and dates of the rule: the story has no date of its own",
        "+ look_for: every one must hold: ",
        "+ ignore_if and told_as: the rule takes threatened, possible, claimed, reported: ",
        "+ severity: medium",
        "+ same event and repeat: ring: new event",
        "+ routing: desk",
    ]


THEN = NOON - timedelta(hours=2)
FIRST = EventId("first")


def judged(action, reason, detail=""):
    """What was decided about the only story of a document, two hours ago."""
    (story,) = split(document(ATTACK)).stories
    return Before({story.id: Judged(FIRST, THEN, action, reason, detail)})


def test_of_a_story_that_was_read_it_is_told_what_was_decided_then():
    before = judged(Action.RING, Reason.CASUALTIES, "5 killed")
    (account,) = told(ATTACK, Known(account_of(ATTACK)), before)
    assert account.rings
    assert steps(account)[0] == (
        "+ read before: on 4 Sep 2025 10:00: ring, known event, casualties new or risen; event first"
    )
    assert (
        "+ same event and repeat: ring: known event, casualties new or risen (5 killed)"
        in steps(account)
    )


def test_what_was_muted_then_does_not_ring_and_says_so():
    (account,) = told(ATTACK, None, judged(Action.SILENCE, Reason.MUTED, "by amal"))
    assert not account.rings
    assert account.missing == "mute: by amal"


def test_what_was_too_old_then_is_told_as_such():
    (account,) = told(ATTACK, None, judged(Action.DIGEST, Reason.TOO_OLD, "4 days old"))
    assert account.missing.endswith("older than max_age: 4 days old")


def test_a_rule_that_holds_no_longer_on_what_was_read_says_both():
    before = judged(Action.RING, Reason.NEW_EVENT)
    (account,) = told(ATTACK, None, before, ignore_if=(Phrase("officials"),))
    assert steps(account)[0].startswith("+ read before: on 4 Sep 2025 10:00: ring, new event")
    assert account.missing.startswith("sentence 1: ignore_if vetoes it")


def test_events_that_a_document_began_are_no_past_of_it():
    known = Known(account_of(ATTACK))
    assert not told(ATTACK, known)[0].rings
    assert told(ATTACK, known, Before(began=frozenset({known.event.id})))[0].rings


def test_what_a_document_told_itself_does_not_count_against_it():
    often = {"at_least": Frequency(2, 0, timedelta(hours=1))}
    began = Before(began=frozenset({EventId("other")}))
    assert told(ATTACK, Counting(), **often)[0].rings
    assert not told(ATTACK, Counting(), began, **often)[0].rings


def account_of(text):
    (account,) = told(text)
    return account


class Counting(NoPast):
    """One telling of another event is counted."""

    def counted(self, rule, since):
        return [Counted(NOON, EventId("other"), "x", Reason.BELOW_COUNT)]


def test_a_story_that_does_not_hold_ends_at_what_is_missing():
    (account,) = told("Drones struck a bridge.")
    assert not account.rings
    assert account.outcome is None
    assert account.missing.startswith("together in one sentence")
    assert steps(account)[-1].startswith("- look_for")


@pytest.mark.parametrize(
    ("text", "kwargs", "why"),
    [
        (ATTACK, {"off": True}, "the rule is off"),
        (ATTACK, {"active_until": date(2025, 9, 3)}, "attack was active until 2025-09-03"),
        (ATTACK, {"sources_only": frozenset({"radio"})}, "attack does not read press"),
        ("Rain fell.", {"sources_except": frozenset({"press"})}, "attack does not read press"),
        (
            ATTACK,
            {"languages": frozenset({"ar"})},
            "attack does not read what is written in en",
        ),
        (ATTACK, {"seen": NOON - timedelta(days=9)}, "older than max_age: 9 days old"),
    ],
)
def test_what_keeps_a_rule_out_stands_first(text, kwargs, why):
    (account,) = told(text, **kwargs)
    assert not account.rings
    assert steps(account)[0] == f"- source, age and dates of the rule: {why}"
    assert account.missing.endswith(why)


class Known:
    """A memory of the first event of an earlier account."""

    def __init__(self, account):
        self.event = account.outcome.verdict.event

    def events_near(self, keys, since):
        return (self.event,)

    def counted(self, rule, since):
        return ()

    def mutes(self, now):
        return ()


class Muting(NoPast):
    """A memory of one wish for silence."""

    def __init__(self, of, what):
        self.mute = Mute(of, what, NOON + timedelta(hours=24), "amal")

    def mutes(self, now):
        return (self.mute,)


def test_what_is_muted_stays_silent_and_says_until_when():
    (account,) = told(ATTACK, Muting(Muted.RULE, "attack"))
    assert not account.rings
    assert account.missing == "mute: rule attack, by amal until 05 Sep 12:00 UTC"


def test_what_is_known_does_not_ring_again():
    (first,) = told(ATTACK)
    (again,) = told(f"{ATTACK} Nobody was hurt.", Known(first))
    assert not again.rings
    assert again.missing.startswith("same event and repeat: update: same event")


def test_a_rule_that_goes_nowhere_is_told_to():
    (account,) = told(ATTACK, channels=())
    assert steps(account)[-1] == "- routing: no channel"
    assert account.missing == "routing: no channel"


def test_each_story_of_a_page_has_its_account():
    page = "\n\n".join(
        f"{title}\n\nBaghdad, {day} September 2025\n\n{body}\n"
        for title, day, body in [
            ("Drones strike northern base", 3, ATTACK),
            ("Rain floods the market", 4, "Traders moved their goods to higher ground on Thursday."),
        ]
    )  # fmt: skip
    first, second = told(page)
    assert (first.rings, second.rings) == (True, False)
    assert first.reached > second.reached


def test_without_a_memory_nothing_was_told_before():
    assert NoPast().events_near({"key"}, NOON) == ()
    assert NoPast().counted(RuleId("attack"), NOON) == ()
