"""HTML as a person would read it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.sources.plain_text import plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<P class='x'>One<br/>two</P>", "One\ntwo"),
        ("<p>One\n  line</p>", "One line"),
        ("No tags,\ntwo lines", "No tags,\ntwo lines"),
        ("A <b>bold</b>\nword", "A bold\nword"),
        ("bold<b>er</b>", "bolder"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<h1>Title</h1>Text", "Title\n\nText"),
        ("a &amp; b &lt;c&gt; &#1602; &#x642; &nbsp;d", "a & b <c> ق ق d"),
        ("AT&T &notanentity; &", "AT&T ¬anentity; &"),
        ("&#xD800;&#0;", "��"),
        ("&#" + "9" * 5000 + ";", "&#" + "9" * 5000 + ";"),
        ("x<!-- <p>hidden</p> -->y", "xy"),
        ("x<!-->y<!-- -->z", "xyz"),
        ("x<!-- never closed <b>y</b>", "x<!-- never closed y"),
        ("x<script>if (a<b) {}</SCRIPT >y", "xy"),
        ("x<style>p{}</style><template>t</template>y", "xy"),
        ("x<script>never closed", "x<script>never closed"),
        ("x<scripted>y", "xy"),
        ("<?xml version='1.0'?><!DOCTYPE p>x", "x"),
        ("<a href=\"?a>b\" title='>'>x</a>", "x"),
        ("<a title=don't>x</a>", "x"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("a <3 b", "a <3 b"),
        ("cut <a href=", "cut <a href="),
        ("\n\n\n<p></p>\n<p> </p>x\n\n\n\n", "x"),
        ("", ""),
    ],
)
def test_markup_becomes_what_a_person_reads(markup, text):
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "markup",
    ["<!--", "<script>", "<a ", "<a b='", "<a-", "<", "&", "<p>\n ", "<a\"'"],
)
def test_hostile_markup_is_read_in_one_go(markup):
    many = 1_000_000 // len(markup)
    assert len(plain_text(markup * many)) <= len(markup) * many


WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1)


@given(st.lists(WORDS, min_size=1))
def test_every_word_of_escaped_text_comes_back_in_order(words):
    markup = "<p>" + "</p><p>".join(map(html.escape, words)) + "</p>"
    assert plain_text(markup) == "\n\n".join(words)


@given(st.text())
def test_any_text_is_read_and_reading_its_escaped_form_changes_nothing(text):
    once = plain_text(text)
    assert plain_text(html.escape(once)) == once
