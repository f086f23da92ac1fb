"""The limits of texts, at their edges."""

import json

import pytest

ROCKET = "\N{ROCKET}"


def test_the_longest_text_is_measured_in_code_points_after_parsing(send):
    assert send(ROCKET * 4096)["text"] == ROCKET * 4096
    assert send(ROCKET * 4097) == (400, "Bad Request: message is too long")
    assert send(f"<b>{'x' * 4096}</b>", parse_mode="HTML")["text"] == "x" * 4096
    assert send("&amp;" * 4097, parse_mode="HTML") == (400, "Bad Request: message is too long")


def test_the_longest_raw_text_is_measured_in_bytes(send):
    markup = "<b></b>" * 4680
    assert send(markup + "x" * (32768 - len(markup)), parse_mode="HTML")["text"] == "x" * 8
    too_long = markup + "x" * (32769 - len(markup))
    assert send(too_long, parse_mode="HTML") == (400, "Bad Request: text is too long")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("<b> </b>", "text must be non-empty"),
        ("\u202e", "text must be non-empty"),
    ],
)
def test_an_empty_text_is_refused(send, text, says):
    assert send(text, parse_mode="HTML") == (400, f"Bad Request: {says}")


def test_entities_after_the_hundredth_are_dropped_and_the_journal_tells(send, shared):
    message = send("<b>x</b> " * 103, parse_mode="HTML")
    assert len(message["entities"]) == 100
    assert shared.journal()[-1]["entities_dropped"] == 3


def test_without_a_parse_mode_markup_is_plain_text(send):
    assert send("<b>x</b> &amp;")["text"] == "<b>x</b> &amp;"


def test_entities_may_be_given_apart_and_follow_the_trimmed_text(send):
    given = json.dumps([{"type": "bold", "offset": 3, "length": 99}])
    message = send(f"  {ROCKET}x \n", entities=given)
    assert message["text"] == f"{ROCKET}x"
    assert message["entities"] == [{"type": "bold", "offset": 1, "length": 2}]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"entities": "[1]"}, "can't parse MessageEntity: expected an Object"),
        ({"entities": "{"}, "can't parse entities JSON object"),
        ({"entities": "{}"}, "can't parse entities: expected an Array"),
        (
            {"entities": '[{"type": "bold", "offset": 0}]'},
            "can't parse MessageEntity: Can't find field \"length\"",
        ),
        ({"parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
    ],
)
def test_entities_and_parse_modes_that_are_none_are_refused(send, more, says):
    assert send("x", **more) == (400, f"Bad Request: {says}")
