"""The tests inside rules are judged as `watcher run` would, and say why they fail."""

from dataclasses import replace

import pytest

from watcher.app.trial import try_rules
from watcher.core.watchlist.language import Cue, Phrase, Raise, Rule, RuleRef, RuleTest, Watchlist
from watcher.model import Severity, ToldAs
from watcher.rulefile import read_watchlist

STRIKE = Rule(
    id="strike",
    title="Strike",
    look_for=(Phrase("depot"), Phrase("shelled")),
    ignore_if=(Phrase("paintball"),),
    raise_to=(Raise(Severity.HIGH, (Phrase("many dead"),)),),
)
DENIAL = (Cue(ToldAs.DENIED, "denied that", "en"),)
PAGE = "\n\n".join(
    f"{title}\n\nBaghdad, {day} September 2025\n\n{body}\n"
    for title, day, body in [
        (
            "Shells on the northern depot",
            3,
            "Gunmen shelled the depot of the northern garrison at dawn.",
        ),
        ("Rain floods the market", 4, "Traders moved their goods to higher ground on Thursday."),
    ]
)


def alert(text, **kwargs):
    return RuleTest(text, alert=True, line=7, **kwargs)


def no_alert(text):
    return RuleTest(text, alert=False, line=7)


def judged(test, rule=STRIKE):
    (trial,) = try_rules(Watchlist(rules=(replace(rule, tests=(test,)),), cues=DENIAL))
    assert trial.test is test
    return trial


@pytest.mark.parametrize(
    "test",
    [
        alert("Gunmen shelled the depot."),
        alert("Gunmen shelled the depot.", told_as=ToldAs.REPORTED, severity=Severity.MEDIUM),
        alert("Gunmen shelled the depot. There were many dead.", severity=Severity.HIGH),
        alert("Rain fell. Gunmen SHELLED the depot.", evidence="shelled the"),
        no_alert("Rain fell on the depot."),
        no_alert("The paintball club shelled the depot."),
        alert(PAGE, stories=1),
        alert("Rain fell on the depot.", stories=0),
    ],
)
def test_a_test_that_holds_passes(test):
    trial = judged(test)
    assert (trial.passed, trial.why) == (True, "")


@pytest.mark.parametrize(
    ("test", "why"),
    [
        (alert("Rain fell on the depot."), "does not alert: shelled: not found"),
        (alert(" "), "does not alert: there is no story in the text"),
        (
            alert("The paintball club shelled the depot."),
            "does not alert: sentence 1: ignore_if vetoes it: “paintball” in line 1, sentence 1",
        ),
        (
            alert("The army denied that gunmen shelled the depot."),
            "does not alert: sentence 1: “depot” is told as denied by “denied that”",
        ),
        (
            alert("Gunmen shelled the depot.", severity=Severity.HIGH),
            "alerts as medium, the test expects high",
        ),
        (
            alert("Gunmen shelled the depot.", told_as=ToldAs.POSSIBLE),
            "is told as reported, the test expects possible",
        ),
        (
            alert("Gunmen shelled\nthe depot.", evidence="at dawn"),
            "its evidence is “Gunmen shelled the depot.”, without “at dawn”",
        ),
        (
            no_alert("Gunmen shelled the depot."),
            "alerts, told as reported, at “Gunmen shelled the depot.”",
        ),
        (
            no_alert("Gunmen shelled a mill. The depot is near."),
            "alerts, told as reported, at “The depot is near.”",
        ),
        (alert(PAGE, stories=2), "alerts in 1 story, the test expects 2"),
        (alert("Gunmen shelled the depot.", stories=0), "alerts in 1 story, the test expects 0"),
        (alert("Rain.", stories=3), "alerts in 0 stories, the test expects 3"),
    ],
)
def test_a_test_that_fails_says_why(test, why):
    trial = judged(test)
    assert (trial.passed, trial.why) == (False, why)


def test_a_rule_that_is_off_is_judged_as_if_it_were_on():
    assert judged(alert("Gunmen shelled the depot."), replace(STRIKE, off=True)).passed


def test_a_rule_is_judged_together_with_the_rules_it_refers_to():
    test = alert("Gunmen shelled the depot.")
    outer = Rule("outer", "Outer", (RuleRef("strike"),), tests=(test,))
    (trial,) = try_rules(Watchlist(rules=(STRIKE, outer)))
    assert trial.passed


def test_only_the_rules_asked_for_are_tried_in_the_order_written():
    tests = (alert("Rain."), no_alert("Rain."))
    rules = tuple(replace(STRIKE, id=name, tests=tests) for name in ("a", "b", "c"))
    watchlist = Watchlist(rules=rules)
    assert [one.rule.id for one in try_rules(watchlist)] == ["a", "a", "b", "b", "c", "c"]
    assert [one.rule.id for one in try_rules(watchlist, {"c", "a"})] == ["a", "a", "c", "c"]


def test_tests_are_tried_as_they_stand_in_the_file(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(
        "rules:\n"
        "  shelling:\n"
        "    title: Shelling\n"
        "    look_for: [shelled]\n"
        "    tests:\n"
        "      - alert_in: page.txt\n"
        "        stories: 1\n"
        "      - no_alert: Gunmen shelled the depot.\n"
    )
    trials = try_rules(read_watchlist([tmp_path]).watchlist)
    assert [(one.test.line, one.passed) for one in trials] == [(6, True), (8, False)]
