from datetime import date

import pytest

from watcher.core.text.weekdays import told_day

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
