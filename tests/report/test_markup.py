"""Nothing that a source writes is ever markup."""

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.model import Run, Style
from watcher.report.markup import bar, escaped, grid, isolated, linked, quoted, section

ANY = st.text(st.characters(exclude_categories=()))


class Tags(HTMLParser):
    """The tags of a text, with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@given(ANY)
def test_any_text_is_text(text):
    assert Tags(escaped(text)).found == []
    escaped(text).encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_what_can_be_shown_is_shown_as_it_was(text):
    assert unescape(escaped(text)).replace("�", " ") == "".join(
        one if one.isprintable() else " " for one in text
    ).replace("�", " ")


def test_half_a_character_and_a_control_character_are_seen():
    assert escaped("a\ud800b\x00c") == "a?b�c"


@given(ANY, ANY)
def test_a_link_leads_to_the_web_or_nowhere(text, url):
    for tag, attributes in Tags(linked(text, url)).found:
        assert tag in {"a", "bdi"}
        assert tag == "bdi" or attributes["href"].lower().startswith(("http://", "https://"))


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "data:text/html,x", "http://[", ""])
def test_what_is_no_web_address_is_no_link(url):
    assert linked("here", url) == isolated("here")


def test_a_web_address_cannot_leave_its_attribute():
    found = Tags(linked("here", 'https://example.org/?a="><script>')).found
    assert found[0] == ("a", {"href": 'https://example.org/?a="><script>', "rel": "noreferrer"})
    assert [tag for tag, _ in found] == ["a", "bdi"]


def test_a_quotation_marks_what_was_found():
    runs = [Run("Drones <b> "), Run("struck", Style.STRONG), Run(" the base")]
    assert quoted(runs) == (
        '<blockquote dir="auto">Drones &lt;b&gt; <mark>struck</mark> the base</blockquote>'
    )


def test_a_part_without_content_is_left_out():
    assert section("Names", "", "") == ""
    assert grid(("name",), []) == ""
    assert section("A & B", "<p>x</p>") == "<section><h2>A &amp; B</h2>\n<p>x</p>\n</section>"


def test_a_bar_is_as_long_as_its_share():
    assert 'style="width:25.0%"' in bar(1, 4)
