"""What users get: the rules load clean, pass their own tests, and read the sample dispatches."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.build import document
from watcher.app.trial import try_rules
from watcher.core.stories.split import split
from watcher.core.watchlist.matcher import Matcher
from watcher.rulefile import read_watchlist

ROOT = Path(__file__).parent.parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
INTENTS = {
    "threatened-strike",
    "actual-attack",
    "evacuation",
    "isis-arrest",
    "mediation",
    "oil-economy",
    "drug-trade",
    "retaliation-warning",
}
ARABIC = re.compile("[\u0620-\u064a]")


@cache
def loaded():
    return read_watchlist([ROOT / "rules"])


@cache
def matcher():
    return Matcher(loaded().watchlist)


def names(type_):
    return [name for name in loaded().watchlist.names if name.type == type_]


@cache
def rung(seed):
    """The intents that ring on a sample dispatch, and the sentences quoted for each."""
    text = (ROOT / "seeds" / seed).read_text(encoding="utf-8")
    quoted = {}
    for story in split(document(text)).stories:
        for match in matcher().match(matcher().read(story)):
            intent = match.rule.split("--")[0]
            quoted.setdefault(intent, []).extend(
                " ".join(text[one.sentence.start : one.sentence.end].split())
                for one in match.evidence
            )
    return quoted


def test_the_rules_load_without_a_warning():
    assert loaded().warnings == ()


def test_every_rule_passes_its_own_tests():
    failed = [
        f"{one.rule.id} line {one.test.line}: {one.why}"
        for one in try_rules(loaded().watchlist)
        if not one.passed
    ]
    assert failed == []


@pytest.mark.parametrize("alerts", [True, False])
def test_every_rule_says_twice_when_it_speaks_and_twice_when_it_does_not(alerts):
    poor = [
        rule.id
        for rule in loaded().watchlist.rules
        if sum(test.alert is alerts for test in rule.tests) < 2
    ]
    assert poor == []


def test_there_is_a_rule_for_each_of_the_eight_intents():
    assert {rule.id.split("--")[0] for rule in loaded().watchlist.rules} == INTENTS


def test_every_rule_goes_to_a_channel_of_the_example_configuration():
    channels = {channel for rule in loaded().watchlist.rules for channel in rule.send_to}
    assert channels == {"duty-desk", "analysts"}
    assert all(rule.send_to for rule in loaded().watchlist.rules)


@pytest.mark.parametrize(("type_", "least"), [("faction", 25), ("base", 18), ("person", 40)])
def test_the_desk_has_the_names_it_needs(type_, least):
    assert len(names(type_)) >= least


@pytest.mark.parametrize("type_", ["faction", "base", "person", "place"])
def test_nine_names_in_ten_are_known_in_arabic_script_too(type_):
    written = [any(map(ARABIC.search, name.forms)) for name in names(type_)]
    assert sum(written) / len(written) >= 0.9


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_sample_dispatch_says_in_its_first_line_that_it_is_invented(seed):
    first = seed.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"\[Invented sample for watcher: .+\]", first)


@pytest.mark.parametrize(
    ("seed", "intent", "words"),
    [
        ("2025-03-04-harir-article.txt", "actual-attack", "brought down two explosive-laden"),
        ("2025-03-04-harir-wire.txt", "retaliation-warning", "warned last week"),
        ("2025-03-05-harir-follow-up.txt", "actual-attack", "says it fired the drones"),
        ("2025-03-05-harir-follow-up.txt", "threatened-strike", "possible within days"),
        ("2025-03-06-two-stories-page.txt", "mediation", "flew to Tehran"),
        ("2025-03-06-two-stories-page.txt", "actual-attack", "struck a car on the road"),
        ("2025-03-07-bayan-arabic.txt", "retaliation-warning", "كتائب سيد الشهداء"),
        ("2025-03-07-bayan-arabic.txt", "isis-arrest", "قضاء الحويجة"),
        ("2025-03-07-bayan-arabic.txt", "oil-economy", "صادرات النفط الخام"),
        ("2025-03-08-embassy-donation.txt", "evacuation", "ordered non-essential staff"),
        ("2025-03-11-arrests-and-drugs.txt", "isis-arrest", "arrested five members"),
        ("2025-03-11-arrests-and-drugs.txt", "drug-trade", "one million Captagon pills"),
        ("2025-03-12-oil-and-visit.txt", "oil-economy", "restart crude exports"),
        ("2025-03-12-oil-and-visit.txt", "mediation", "visit Baghdad and Erbil"),
        ("2025-03-13-hodeidah.txt", "actual-attack", "hit fuel tanks at Hodeidah port"),
        ("2025-03-13-hodeidah.txt", "retaliation-warning", "vowed to answer"),
        ("2025-03-31-monthly-digest.txt", "mediation", "Oman Offers to Mediate"),
        ("2025-03-31-monthly-digest.txt", "threatened-strike", "weighing strikes on nine"),
    ],
)
def test_an_alert_on_a_sample_dispatch_quotes_the_sentence_that_tells_it(seed, intent, words):
    assert any(words in sentence for sentence in rung(seed).get(intent, []))


@pytest.mark.parametrize(
    ("seed", "silent"),
    [
        ("2025-03-09-denial.txt", {"actual-attack", "threatened-strike"}),
        ("2025-03-10-traps.txt", INTENTS),
        ("2025-03-07-bayan-arabic.txt", {"evacuation"}),
    ],
)
def test_denials_and_look_alikes_ring_nothing(seed, silent):
    assert silent.isdisjoint(rung(seed))
