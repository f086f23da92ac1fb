from datetime import date

import pytest

from watcher.core.text.weekdays import since, told_day

THURSDAY = date(2025, 9, 4)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Drones fell near the base on Thursday.", date(2025, 9, 4)),
        ("Drones fell near the base late Wednesday night.", date(2025, 9, 3)),
        ("ON FRIDAY a convoy was hit.", date(2025, 8, 29)),
        ("Two people died yesterday.", date(2025, 9, 3)),
        ("Two people died today.", date(2025, 9, 4)),
        ("سقطت طائرة يوم الأربعاء قرب القاعدة", date(2025, 9, 3)),
        ("قُصفت القاعدة أمس", date(2025, 9, 3)),
        ("On Monday he left, and on Tuesday he came back.", date(2025, 9, 1)),
        ("The base was hit on Monday, an officer said on Tuesday.", date(2025, 9, 1)),
        ("An officer told reporters on Tuesday that the base was hit on Monday.", date(2025, 9, 1)),
        ("The army said on Tuesday that the base was hit.", date(2025, 9, 2)),
        ("It happened last Thursday.", None),
        ("They meet every Monday.", None),
        ("Nothing is said about a day.", None),
        ("Mondays are quiet.", None),
    ],
)
def test_a_sentence_names_a_day_or_none(sentence, day):
    assert told_day(sentence, THURSDAY) == day


def test_of_two_days_the_one_near_the_event_counts():
    sentence = "He left on Monday for Erbil, where rockets fell on Tuesday."
    assert told_day(sentence, THURSDAY, sentence.index("fell")) == date(2025, 9, 2)
    assert told_day(sentence, THURSDAY, sentence.index("left")) == date(2025, 9, 1)


@pytest.mark.parametrize(
    ("sentence", "days", "after"),
    [
        ("He left two days after it.", 2, True),
        ("He left the day after it.", 1, True),
        ("He left 48 hours after it.", 2, True),
        ("He left hours after it.", 0, True),
        ("He left a week ago.", 7, False),
        ("He left twelve weeks ago.", 84, False),
        ("غادر بعد أسبوعين من ذلك", 14, True),
        ("غادر قبل أربعة أيام", 4, False),
    ],
)
def test_a_sentence_says_how_long_ago_something_was(sentence, days, after):
    found = since(sentence)
    assert (found.days, found.after) == (range(days, days + 2), after)


@pytest.mark.parametrize(
    "sentence",
    [
        "He left weeks after it.",
        "He left next week.",
        "He left dozens of weeks ago.",
        "He left for two days.",
        "He left after two days.",
        "غادر قبل يومين من ذلك",
        "غادر أيام الحرب",
    ],
)
def test_or_does_not_say_it(sentence):
    assert since(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("He left days after it.", range(2, 8)),
        ("He left last week.", range(2, 14)),
        ("He left earlier this week.", range(1, 7)),
        ("غادر الأسبوع الماضي", range(2, 14)),
    ],
)
def test_what_is_vague_may_be_one_of_some_days(sentence, days):
    assert since(sentence).days == days
