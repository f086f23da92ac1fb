"""What an edit gains, loses and changes, each with its reason."""

from tests.app.newsdesk import ATTACK, attack, desk, heard, paper
from tests.build import DESK
from watcher.app.backtest import backtest
from watcher.app.contrast import contrast
from watcher.model import Severity

OTHER = "Rockets hit the Balad base north of Baghdad before dawn, police said."


def edit(before, after, *texts):
    """The contrast, as “sign rule: why”."""
    papers = [paper(text, id=text) for text in texts or (ATTACK, OTHER)]
    old, new = desk(*before), desk(*after)
    old_told, new_told = (backtest(heard(one, *papers), one) for one in (old, new))
    found = contrast(old_told, new_told, old, new)
    return [
        f"{sign} {one.outcome.matches[0].rule}: {one.why}"
        for sign, part in (("+", found.gained), ("-", found.lost), ("~", found.changed))
        for one in part
    ]


def test_the_same_rules_change_nothing():
    assert edit([attack()], [attack()]) == []


def test_what_is_gained_shows_the_sentence_that_makes_it_ring():
    assert edit([attack()], [attack("attack", "the")]) == [f"+ attack: “{OTHER}”"]


def test_what_is_lost_says_which_condition_fails():
    (lost,) = edit([attack()], [attack("attack", "shelled")], ATTACK)
    assert lost == (
        "- attack: together in one sentence: shelled, <base>: names found: 1; shelled not found;"
        " <base> in sentence 1"
    )


def test_what_is_lost_with_its_rule_says_so():
    assert edit([attack()], [attack("other", "shelled")], ATTACK) == [
        "- attack: the rule attack is gone"
    ]
    assert edit([attack()], [attack(off=True)], ATTACK) == ["- attack: the rule attack is off"]


def test_what_is_held_says_what_it_waits_for():
    (lost,) = edit([attack()], [attack(min_sources=2)], ATTACK)
    assert lost.startswith("- attack: hold: fewer sources than min_sources")


def test_a_ring_that_is_louder_or_goes_elsewhere_is_changed():
    louder = attack(severity=Severity.CRITICAL, send_to=(DESK,))
    assert edit([attack()], [louder], ATTACK) == [
        "~ attack: high → critical; to desk, other → desk"
    ]
