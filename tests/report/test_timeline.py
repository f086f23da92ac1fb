"""The picture over time shows every ring, and stays legible however long the time is."""

import re
from collections import Counter
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from watcher.model import Severity
from watcher.report.timeline import timeline

DAYS = st.dictionaries(
    st.dates(date(2023, 1, 1), date(2025, 12, 31)),
    st.dictionaries(st.sampled_from(Severity), st.integers(1, 50), min_size=1).map(Counter),
    min_size=1,
    max_size=40,
)


def drawn(days):
    picture, _, _ = timeline(days).partition("<p")
    return ET.fromstring(picture)  # noqa: S314 - we wrote it


@given(DAYS)
def test_every_ring_is_drawn_inside_the_picture(days):
    picture = drawn(days)
    told = "; ".join(title.text for title in picture.iter("title"))
    for severity in Severity:
        shown = sum(map(int, re.findall(rf"(\d+) {severity.word}", told)))
        assert shown == sum(counts[severity] for counts in days.values())
    width, height = map(float, picture.get("viewBox").split()[2:])
    for bar in picture.iter("rect"):
        x, y, wide, high = (float(bar.get(one)) for one in ("x", "y", "width", "height"))
        assert x >= 0 <= y
        assert x + wide <= width
        assert y + high <= height


@given(DAYS)
def test_a_bar_is_never_thinner_than_a_hair(days):
    assert 1 <= len([*drawn(days).iter("g")]) <= 100


def test_a_bar_of_one_day_says_how_loud():
    day = date(2025, 9, 4)
    picture = drawn({day: Counter({Severity.HIGH: 2, Severity.LOW: 1})})
    assert [one.text for one in picture.iter("title")] == ["2025-09-04: 2 high, 1 low"]
    assert [one.get("class") for one in picture.iter("rect")] == ["high", "low"]
    assert [one.text for one in picture.iter("text")] == ["3", "0", "2025-09-04"]


def test_of_a_long_time_a_bar_stands_for_whole_weeks():
    days = {date(2025, 1, 1) + timedelta(days=n): Counter({Severity.LOW: 1}) for n in (0, 120)}
    titles = [one.text for one in drawn(days).iter("title")]
    assert titles[0] == "2025-01-01 to 2025-01-07: 1 low"
    assert titles[1] == "2025-01-08 to 2025-01-14: none"


def test_where_nothing_rang_there_is_no_picture():
    assert timeline({}) == ""
