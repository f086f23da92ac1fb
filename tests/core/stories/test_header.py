"""Who tells a story: lines above it, names in brackets behind it."""

from datetime import date

import pytest

from watcher.core.stories.header import (
    closing_outlet,
    is_outlet,
    opening_outlet,
    read_header,
    without_outlet,
)


@pytest.mark.parametrize(
    ("line", "source", "is_sure"),
    [
        ("2031-05-06 07:08 - From: Port Radio", "Port Radio", True),
        ("6 May 2031 | by: Port Radio | Sports", "Port Radio", True),
        ("Port Radio | 6 May 2031", "Port Radio", False),
        ("Published on Tuesday, 6 May 2031 at 07:08 GMT", "", False),
        ("Baghdad, 6 May 2031 (Port Radio)", "Port Radio", False),
        ("Port Radio, 6 May 2031 (updated)", "Port Radio", False),
        ("6 May 2031 (Baghdad)", "", False),
        ("6 May 2031 07:08 (GMT)", "", False),
    ],
)
def test_a_line_with_a_date_and_at_most_a_name_is_a_header(line, source, is_sure):
    header = read_header(line)
    assert (header.day, header.source, header.source_sure) == (date(2031, 5, 6), source, is_sure)


@pytest.mark.parametrize(
    "line",
    ["Port Radio", "6 May", "Port Radio\n6 May 2031", "6 May 2031" + " " * 140, "6 May 2031 rain fell"],
)  # fmt: skip
def test_other_lines_are_no_header(line):
    assert read_header(line) is None


def test_an_outlet_has_at_most_five_words_with_capitals():
    assert is_outlet("The Port and Hill Gazette")
    assert not is_outlet("The Old Port and Hill Gazette")
    assert not is_outlet("the port")


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Rain fell in Karma (Port Radio).", "Port Radio"),
        ("Rain fell, said Ada (Port Radio).", "Port Radio"),
        ("Rain fell. Source: Port Radio", "Port Radio"),
        # Only the last can close the text.
        ("Rain (a lot) fell (Port Radio).", "Port Radio"),
        ("Rain [a lot] fell [Port Radio].", "Port Radio"),
        ("Rain [a lot] fell (Port Radio).", "Port Radio"),
        ("Note: rain fell (Port Radio).", "Port Radio"),
        ("Note: rain fell. Source: Port Radio", "Port Radio"),
        (": rain fell.", ""),
        # Capitals in brackets behind a capital are the name before, shortened.
        ("He leads the Union (PWU).", ""),
        ("He leads the Port Workers (PWU).", ""),
        ("He leads the port workers (PWU).", "PWU"),
        ("Rain fell in Karma. (PWU)", "PWU"),
        ("Rain fell in Karma (and it is cold).", ""),
        ("Rain fell.", ""),
    ],
)
def test_an_outlet_stands_in_brackets_at_the_end(text, outlet):
    assert closing_outlet(text) == outlet


def test_a_title_loses_its_outlet_and_its_full_stop():
    assert without_outlet(" Rain fell . (Port Radio)") == "Rain fell"
    assert without_outlet("Rain fell.") == "Rain fell"


def test_a_text_that_opens_without_an_outlet_names_none():
    assert opening_outlet("KARMA (Port Radio) - Rain fell.") == "Port Radio"
    assert opening_outlet("Rain fell.") == ""
