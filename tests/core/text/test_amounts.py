import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.text.amounts import amount


@pytest.mark.parametrize(
    ("text", "least", "end"),
    [
        ("16 sites", 16, 2),
        ("sixteen sites", 16, 7),
        ("Twenty-one drones", 21, 10),
        ("Three one-way drones", 3, 5),
        ("two 107mm rockets", 2, 3),
        ("12 two-man teams", 12, 2),
        ("two hundred fifty men", 250, 17),
        ("a dozen boats", 12, 7),
        ("half a dozen", 6, 12),
        ("two hundred men", 200, 11),
        ("2 hundred thousand tons", 200_000, 18),
        ("$2.3 million", 2_300_000, 12),
        ("US$4bn", 4_000_000_000, 6),
        ("3,000 troops", 3_000, 5),
        ("٣ قتلى", 3, 1),
        ("١٬٢٠٠", 1_200, 5),
        ("ثلاثة آلاف جندي", 3_000, 10),
        ("خمسة عشر", 15, 8),
        ("ثماني سفن", 8, 5),
        ("عشرون", 20, 5),
        ("مئة", 100, 3),
        ("5 per cent", 5, 1),
    ],
)
def test_a_number_is_worth_what_it_says(text, least, end):
    found = amount(text)
    assert (found.least, found.end, found.vague) == (least, end, False)


@pytest.mark.parametrize(
    ("text", "least"), [("dozens of people", 24), ("hundreds", 200), ("عشرات القتلى", 20)]
)
def test_a_vague_number_is_worth_the_least_that_it_means(text, least):
    found = amount(text)
    assert (found.least, found.vague) == (least, True)


@pytest.mark.parametrize("text", ["sites", "", "the 3 men", "a boat"])
def test_what_begins_with_no_number_has_no_amount(text):
    assert amount(text) is None


@given(st.text())
def test_any_text_can_be_asked(text):
    found = amount(text)
    assert found is None or 0 < found.end <= len(text)


@given(st.integers(0, 10**9))
def test_digits_are_worth_themselves_with_and_without_commas(number):
    assert amount(f"{number} men").least == amount(f"{number:,} men").least == number
