"""Where watcher was wrong becomes a test in the review file, once."""

from contextlib import suppress
from dataclasses import replace
from datetime import time

import pytest

from tests.app.newsdesk import ATTACK, attack, paper
from tests.app.newsdesk import desk as newsdesk
from tests.app.test_commands import caller, rung, store
from tests.app.test_reception import NOOR, Once, desk, event, listen, press, reception, said
from tests.build import DESK, Hands
from watcher.app.commands import LONGEST, obey
from watcher.app.ingest import ingest
from watcher.app.review import irrelevant
from watcher.core.alerts.quiet import QuietHours
from watcher.core.watchlist.language import Phrase, Ref
from watcher.model import EntryId, SourceName

__all__ = ["caller", "desk", "event", "reception", "rung", "store"]

QUIET = "Nothing was struck on Thursday. The Harir base near Erbil slept."
"""The rule wants both in one sentence."""
ADDED = "Added to state/review.yaml: attack must alert on this; next: watcher test --review"


def asked(one):
    """The tests in the review file: the rule, whether it must alert, the text."""
    tests = one.reviewing.tests()
    return [(rule, test.alert, test.text) for rule, some in tests.items() for test in some]


def test_not_relevant_asks_that_the_rule_keep_silent_on_the_evidence(reception, store, event):
    (answer,) = listen(reception, press(f"1:wrong:{event}"))
    assert answer == (
        "Added to state/review.yaml: attack must not alert on this; next: watcher test --review"
    )
    assert asked(reception) == [("attack", False, ATTACK)]
    ((test,),) = reception.reviewing.tests().values()
    assert test.because == "not relevant, said amal on 2025-09-04"
    (deed,) = store.audited(9)
    assert (deed.who, deed.what) == (
        "amal",
        f"called event {event} not relevant: a test of rule attack",
    )


def test_pressing_twice_adds_it_once(reception, event):
    answers = listen(reception, *[press(f"1:wrong:{event}")] * 2)
    assert answers[1] == "state/review.yaml holds it already: attack must not alert on this"
    assert len(asked(reception)) == 1


def test_a_crash_before_the_press_is_marked_adds_it_once_and_keeps_the_audit(caller, rung, store):
    with suppress(KeyboardInterrupt), store.transaction():
        irrelevant(rung, caller)
        raise KeyboardInterrupt
    assert (len(asked(caller)), store.audited(9)) == (1, [])
    irrelevant(rung, caller)
    assert (len(asked(caller)), len(store.audited(9))) == (1, 1)


def test_a_reader_adds_nothing(reception, event):
    (answer,) = listen(reception, press(f"1:wrong:{event}", NOOR.telegram))
    assert answer == "This button is for people of role editor"
    assert asked(reception) == []


BASE, STRUCK = Ref(EntryId("base")), Phrase("struck")


@pytest.mark.parametrize(
    ("look_for", "text", "shortest"),
    [
        ((STRUCK, BASE), f"{ATTACK} Rain fell.", ATTACK),
        (
            (STRUCK, Phrase("oil")),
            f"Oil worries\n\n{ATTACK} Rain fell.",
            f"Oil worries\n\n{ATTACK}",
        ),
        ((STRUCK, Phrase("rain")), f"{ATTACK} Rain fell.", f"{ATTACK} Rain fell."),
    ],
    ids=["evidence", "title", "story"],
)
def test_the_test_is_the_shortest_text_on_which_the_rule_rings(
    caller, store, look_for, text, shortest
):
    rule = replace(attack(), look_for=look_for)
    asks = replace(caller, desk=newsdesk(rule, channels=(DESK,)))
    ingest(Of(text), asks.desk, store, Hands())
    assert "Added" in irrelevant(store.rung(), asks)
    assert asked(asks) == [("attack", False, shortest)]


class Of(Once):
    """A source of one document with this text."""

    def __init__(self, text):
        self.text = text

    def poll(self, cursor, now):
        return replace(super().poll(cursor, now), documents=(paper(self.text),))


def test_what_the_rule_does_not_ring_on_any_more_adds_nothing(caller, rung):
    mended = replace(caller, desk=newsdesk(attack("attack", "shelled"), channels=(DESK,)))
    assert irrelevant(rung, mended) == "attack does not ring on this any more: nothing to add"
    gone = replace(caller, desk=newsdesk(attack("other"), channels=(DESK,)))
    assert irrelevant(rung, gone) == "There is no rule attack any more"
    assert asked(caller) == []


def test_a_file_that_cannot_be_written_is_told_below_the_button(reception, store, event):
    reception.reviewing.path.parent.mkdir()
    reception.reviewing.path.write_text("rules: {attack: 1}\n", encoding="utf-8")
    (answer,) = listen(reception, press(f"1:wrong:{event}"))
    assert answer.startswith("Nothing was added to state/review.yaml, line 1: ")
    assert store.audited(9) == []


def missed(caller, text, words="attack"):
    return obey(f"/missed {words}", replace(caller, answered=text))


def test_missed_tells_what_failed_and_asks_that_the_rule_ring(caller, store):
    first, second, *lines = missed(caller, QUIET).splitlines()
    clause = (
        "attack does not alert: together in one sentence: struck, <base>: names found: 1; struck"
    )
    assert first.startswith(clause)
    assert second == ADDED
    assert lines[0].strip().startswith("✓ source, age and dates")
    assert any("✗ look_for" in one for one in lines)
    assert asked(caller) == [("attack", True, QUIET)]
    assert [one.what for one in store.audited(9)] == ["called a text missed: a test of rule attack"]
    assert missed(caller, QUIET).splitlines()[1] == (
        "state/review.yaml holds it already: attack must alert on this"
    )


def test_missed_in_answer_to_an_alert_is_about_its_story(reception, store, event):
    message = said("/missed quiet", answers="31")
    (answer,) = listen(reception, replace(message, answered="💥 Attack on a base"))
    assert answer.startswith("quiet does not alert: ")
    assert asked(reception) == [("quiet", True, ATTACK)]


def test_missed_hears_the_words_of_the_message_it_answers(reception):
    (answer,) = listen(reception, replace(said("/missed attack", answers="7"), answered=QUIET))
    assert ADDED in answer


def test_missed_says_what_kept_a_rule_back_that_holds(caller, rung):
    first, second, third, *lines = missed(caller, ATTACK).splitlines()
    assert first == "attack holds on this: nothing to add"
    assert second.startswith("It is kept back by same event and repeat: update: same event")
    assert third == "Its event rang 4 Sep 12:00"
    assert any("✓ severity — high" in one for one in lines)
    obey("/mute attack", caller)
    assert "It is kept back by mute: " in missed(caller, "Drones struck the Taji base.")
    assert asked(caller) == []


def test_missed_says_that_a_rule_would_ring_or_is_off(caller):
    fresh = missed(caller, "Drones struck the Taji base.")
    assert "kept back" not in fresh
    assert "✓ routing — desk" in fresh
    assert missed(caller, "The Taji base slept.", "quiet").splitlines()[:2] == [
        "quiet holds on this: nothing to add",
        "It is kept back by source, age and dates of the rule: the rule is off",
    ]
    assert asked(caller) == []


def test_missed_says_that_quiet_hours_hold_it(caller):
    hours = QuietHours(time(11), time(13), caller.desk.lexicon.zone)
    quiet = replace(caller, desk=replace(caller.desk, quiet_hours=hours))
    assert "✓ quiet hours — held until 13:00" in missed(quiet, "Drones struck the Taji base.")


def test_missed_asks_as_a_source_that_the_rule_reads(caller):
    rule = replace(attack(), sources_only=frozenset({SourceName("press")}))
    one = replace(caller, desk=newsdesk(rule, channels=(DESK,)))
    assert "kept back" not in missed(one, ATTACK)


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("", "attack", "Reply to the message that tells it"),
        ("  \n", "attack", "Reply to the message that tells it"),
        (QUIET, "", "Reply to the message that tells it"),
        (QUIET, "atack", "There is no rule atack (did you mean attack?)"),
        (QUIET, "zzz", "There is no rule zzz (/rules lists them)"),
    ],
)
def test_missed_says_how_to_use_it(caller, text, words, said):
    assert missed(caller, text, words).startswith(said)
    assert asked(caller) == []


def test_missed_on_a_text_without_a_story_says_so(caller):
    answer = missed(caller, "…")
    assert answer.splitlines()[0].startswith("attack does not alert: ")


def test_an_answer_to_missed_is_never_too_long(caller):
    items = "".join(f"{n}. Rain fell on the Harir base on day {n}.\n\n" for n in range(1, 200))
    assert len(missed(caller, items)) <= LONGEST
