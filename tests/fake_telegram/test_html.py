"""HTML parse mode: accepted and refused as the real service does, to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake_telegram.entities import EntityError, utf16
from tests.fake_telegram.html import parse

ROCKET = "\N{ROCKET}"

REFUSED = [
    ("<b>Ain al-Asad", 'Can\'t find end tag corresponding to start tag "b"'),
    ("US < Iran & Israel", 'Unsupported start tag "" at byte offset 3'),
    ("5 <6", "Unclosed start tag at byte offset 2"),
    ("line<br>line", 'Unsupported start tag "br" at byte offset 4'),
    ("<b>a<i>b</b></i>", 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<a href=http://x.y/z>t</a>", "Unexpected end of name token at byte offset 8"),
    ('<a href="http://x.y>t</a>', "Unclosed start tag at byte offset 0"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<b/>x", 'Unsupported start tag "b/" at byte offset 0'),
    ('<tg-time unix="1756890000" format="q">x</tg-time>', "Invalid date format used"),
    (
        "&#55357;",
        (
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        ),
    ),
    ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
    (f"{ROCKET}</b>", "Unexpected end tag at byte offset 4"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b>x</b y>", "Unclosed end tag at byte offset 4"),
    ("<b />x", 'Empty attribute name in the tag "b" at byte offset 0'),
    ('<a href="x.y"', "Unclosed start tag at byte offset 0"),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href= ", 'Unclosed start tag "a" at byte offset 0'),
    ("<!-- x -->", 'Unsupported start tag "!--" at byte offset 0'),
    ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
]


@pytest.mark.parametrize(("html", "why"), REFUSED)
def test_bad_markup_is_refused_in_telegrams_words(send, html, why):
    says = f"Bad Request: can't parse entities: {why}"
    assert send(html, parse_mode="HTML") == (400, says)


def bold(offset, length):
    return {"type": "bold", "offset": offset, "length": length}


ACCEPTED = [
    ("<b>a</>", "a", [bold(0, 1)]),
    ("a &nbsp; b &apos;c&apos; &#x27;d&#39;", "a &nbsp; b &apos;c&apos; 'd'", []),
    ("&lt b", "< b", []),
    ("&lt;&gt;&amp;&quot;", '<>&"', []),
    ("AT&T & Sons &", "AT&T & Sons &", []),
    ("&#0; &#1114111; &#00000065;", "&#0; &#1114111; &#00000065;", []),
    ("&#x1F680;", ROCKET, []),
    ("<b >x</b >", "x", [bold(0, 1)]),
    ("<B>x</b>", "x", [bold(0, 1)]),
    (f"{ROCKET}<b>é</b>", f"{ROCKET}é", [bold(2, 1)]),
    (f"<b>{ROCKET}</b>", ROCKET, [bold(0, 2)]),
    ("x<b></b>", "x", []),
    ("  <b>x</b>\n ", "x", [bold(0, 1)]),
    ("x <b>y \n</b>", "x y", [bold(2, 1)]),
    ("\u202ea\u202c<b>b</b>\r", "ab", [bold(1, 1)]),
    ("\u2068كتائب\u2069 <b>x</b>", "\u2068كتائب\u2069 x", [bold(8, 1)]),
    ("a\tb\x00c", "a b c", []),
    ("<b><i>x</i>y</b>", "xy", [bold(0, 2), {"type": "italic", "offset": 0, "length": 1}]),
    ("<b dir=rtl data-x='1'>x</b>", "x", [bold(0, 1)]),
    ("> 5", "> 5", []),
]


@pytest.mark.parametrize(("html", "text", "entities"), ACCEPTED)
def test_good_markup_becomes_text_and_entities(send, shared, html, text, entities):
    message = send(html, parse_mode="HTML")
    assert message["text"] == text
    assert message.get("entities", []) == entities
    line = shared.journal()[-1]
    assert (line["text"], line["entities"], line["html"]) == (text, entities, html)


ONE_ENTITY = [
    ("<strong>x</strong>", {"type": "bold"}),
    ("<em>x</em>", {"type": "italic"}),
    ("<u>x</u>", {"type": "underline"}),
    ("<ins>x</ins>", {"type": "underline"}),
    ("<s>x</s>", {"type": "strikethrough"}),
    ("<strike>x</strike>", {"type": "strikethrough"}),
    ("<del>x</del>", {"type": "strikethrough"}),
    ("<tg-spoiler>x</tg-spoiler>", {"type": "spoiler"}),
    ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
    ("<code>x</code>", {"type": "code"}),
    ('<code class="language-c">x</code>', {"type": "code"}),
    ("<pre>x</pre>", {"type": "pre"}),
    ('<pre><code class="language-c">x</code></pre>', {"type": "pre", "language": "c"}),
    ('<code class="language-c"><pre>x</pre></code>', {"type": "pre", "language": "c"}),
    ("<blockquote>x</blockquote>", {"type": "blockquote"}),
    ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
    ('<tg-emoji emoji-id="55">x</tg-emoji>', {"type": "custom_emoji", "custom_emoji_id": "55"}),
    (
        '<tg-time unix="1756890000" format="wDT">x</tg-time>',
        {"type": "date_time", "unix_time": 1756890000, "date_time_format": "wDT"},
    ),
    (
        '<tg-time unix="1756890000">x</tg-time>',
        {"type": "date_time", "unix_time": 1756890000},
    ),
    (
        '<a href="https://News.example/a?b=1&amp;c=2">x</a>',
        {"type": "text_link", "url": "https://news.example/a?b=1&c=2"},
    ),
    ("<a href='news.example'>x</a>", {"type": "text_link", "url": "http://news.example/"}),
    ('<a href="tg://user?id=7">x</a>', {"type": "text_mention", "user": {"id": 7}}),
]


@pytest.mark.parametrize(("html", "entity"), ONE_ENTITY)
def test_every_tag_has_its_entity(html, entity):
    assert parse(html) == ("x", [{"offset": 0, "length": 1, **entity}])


@pytest.mark.parametrize(
    "html", ['<a href="nowhere">x</a>', "<a>x</a>", '<a href="javascript:x.y">x</a>',
             '<tg-time format="r">x</tg-time>']
)  # fmt: skip
def test_a_link_or_date_that_is_none_leaves_plain_text(html):
    assert parse(html) == ("x", [])


def outcome(html):
    """What `html` becomes; itself where it is refused."""
    try:
        return parse(html)
    except EntityError:
        return html, []


@given(st.text(alphabet="<>/=&;#x1\"' abi\0\u202eé" + ROCKET))
def test_any_text_is_parsed_with_true_offsets_or_refused(html):
    text, entities = outcome(html)
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_back_as_it_was(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse(f"<b>{escaped}</b>") == (text, [bold(0, utf16(text))] if text else [])
