"""A regular expression is refused where it would be useless or dangerous."""

import pytest

from watcher.core.watchlist.patterns import check_pattern


@pytest.mark.parametrize("pattern", ["stop+age", r"\bMQ-?9\b", "قاعدة .{1,20} الجوية"])
def test_a_good_pattern_has_nothing_wrong(pattern):
    assert check_pattern(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("(un", "missing ): (un"),
        (r"(a)\1", r"invalid escape sequence: \1"),
        ("a(?=b)", "invalid perl operator: (?="),
        ("x*", "it matches nothing at all, so it would be found everywhere"),
        ("a|", "it matches nothing at all, so it would be found everywhere"),
        ("a" * 1001, "it is longer than 1000 characters"),
        ("((a{500}){500})", "invalid repetition size"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_said(pattern, what):
    assert what in check_pattern(pattern)
