import unicodedata
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.channels.strict_html import read, units
from watcher.channels.harmless import harmless
from watcher.channels.telegram_html import LIMIT, plain, render
from watcher.model import Block, Line, Message, Run, Style

TELEGRAM_TAKES = 4096
RAW_BYTES = 32_768
HOSTILE = [
    "<b>", "</b>", "<b", "<br>", "</", "<a href=", '">', "<!--", "<![CDATA[", "&", "&amp;", "&lt;b",
    "&#x27;", "&nbsp;", '"', "'", "\u202eesrever", "\u2067", "\x00", "\x1b[31m", "\r\n", "\u2028", "\ud800",
    "عين الأسد", "שלום", "🚀", "👩\u200d👩\u200d👧", "e\u0301" * 9, "word " * 9, "x" * 50,
]  # fmt: skip
CUTS = [20, 21, 37, 64, 200, LIMIT]


def line(*runs, **kwargs):
    return Line(tuple(Run(one) if isinstance(one, str) else one for one in runs), **kwargs)


def message(*lines):
    return Message(tuple(line(one) if isinstance(one, str) else one for one in lines))


def shown(html):
    """The visible text without the isolates around text from right to left."""
    text, _ = read(html)
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("first", HOSTILE)
def test_a_hostile_title_is_only_text_wherever_it_is_cut(first):
    """Thirty times thirty titles, at six lengths: never broken markup, never a made-up word."""
    for second, limit in product(HOSTILE, CUTS):
        title = f"{first} and {second}{first}"
        (part,) = render(
            message(line(Run(title, Style.STRONG, "https://example.org/?a=1&b=%22"))), limit
        )
        text = shown(part)
        assert units(read(part)[0]) <= limit
        whole = harmless(title)
        assert text == whole or (text.endswith("…") and whole.startswith(text[:-1]))
        assert text == whole or units(whole) + 2 > limit


texts = st.text(max_size=120) | st.sampled_from(HOSTILE) | st.lists(
    st.sampled_from(HOSTILE), max_size=6
).map("".join)  # fmt: skip
urls = st.none() | st.sampled_from(
    ["https://example.org/?a=1&b=<2>", "http://x/'\"", "javascript:x", "https://", "tg://x", "x"]
)
runs = st.builds(Run, texts, st.sampled_from(Style), urls)
lines = st.builds(
    Line, st.lists(runs, max_size=4).map(tuple), st.sampled_from(Block), st.integers(0, 3)
)
messages = st.builds(Message, st.lists(lines, max_size=12).map(tuple))


@settings(max_examples=500, deadline=None)
@given(messages, st.integers(20, 400) | st.just(LIMIT))
@pytest.mark.no_cover
def test_telegram_accepts_every_part(message, limit):
    for part in render(message, limit):
        text, entities = read(part)
        assert 0 < len(text) <= units(text) <= limit
        assert len(entities) <= 100
        assert all(url.startswith("http") for tag, *_, url in entities if tag == "a")
        isolated = 0
        for character in text:
            assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u200e\u200f"
            isolated += {"\u2068": 1, "\u2069": -1}.get(character, 0)
            assert 0 <= isolated <= 1
            if unicodedata.bidirectional(character) in {"R", "AL"}:
                assert isolated
        assert not isolated


@settings(max_examples=300, deadline=None)
@given(messages)
@pytest.mark.no_cover
def test_what_has_room_is_shown_whole(message):
    """Each line once, in order, whatever it is made of."""
    said = ["".join(harmless(run.text) for run in one.runs) for one in message.lines]
    parts = render(message, 100_000)
    if any(one.strip() for one in said):
        assert [shown(part) for part in parts] == ["\n".join(said)]
    else:
        assert parts == ()


def test_markup_in_the_news_is_only_text():
    assert render(message(line(Run("<b>AT&T</b>", Style.STRONG)))) == (
        "<b>&lt;b&gt;AT&amp;T&lt;/b&gt;</b>",
    )


def test_styles_links_and_blocks_look_as_telegram_shows_them():
    whole = message(
        line(Run("HIGH", Style.STRONG), " at noon"),
        line(Run("Jets over Harir", url="https://example.org/?a=1&b=2")),
        line("He said ", Run("jets", Style.STRONG), block=Block.QUOTE),
        line("and left.", block=Block.QUOTE),
        line("Rule one", block=Block.DETAILS),
        line("Rule two", block=Block.DETAILS),
        line(Run("seen late", Style.QUIET)),
    )
    (part,) = render(whole)
    assert part == (
        "<b>HIGH</b> at noon\n"
        '<a href="https://example.org/?a=1&amp;b=2">Jets over Harir</a>\n'
        "<blockquote>He said <b>jets</b>\nand left.</blockquote>\n"
        "<blockquote expandable>Rule one\nRule two</blockquote>\n"
        "<i>seen late</i>"
    )


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "tg://resolve", "https://", "http:///x", "ftp://x/y", "//x/y", "",
     "https://x/a b", "https://x/\u202e", "https://x/\n", "https://[x"],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(url):
    assert render(message(line(Run("words", url=url)))) == ("words",)


def test_text_from_right_to_left_is_isolated_inside_its_style():
    arabic = Run("عين الأسد", Style.STRONG)
    assert render(message(line("near ", arabic, ", Anbar"))) == (
        "near <b>\u2068عين الأسد\u2069</b>, Anbar",
    )


def test_a_quotation_from_right_to_left_is_one_text_and_its_marked_words_keep_their_place():
    """Isolated one by one in a line of English, its pieces would stand in the wrong order."""
    quote = line("قصفت ", Run("عين الأسد", Style.STRONG), " فجرا", block=Block.QUOTE)
    assert render(message(quote)) == (
        "<blockquote>\u2068قصفت <b>عين الأسد</b> فجرا\u2069</blockquote>",
    )


def ranked(*ranks):
    return message(*(line(f"{n} " + "x" * 18, rank=rank) for n, rank in enumerate(ranks)))


@pytest.mark.parametrize(
    ("ranks", "kept", "notice"),
    [
        ((0, 0, 0), "012", ""),
        ((0, 1, 1, 2, 1, 0, 1), "0125", "… 3 lines left out"),
        ((1, 3, 2, 0, 0, 0, 0), "3456", "… 3 lines left out"),
        ((0, 0, 0, 0, 0, 0, 1), "012345", "… 1 line left out"),
    ],
)
def test_lines_of_the_highest_rank_go_first_the_lowest_of_them_first(ranks, kept, notice):
    """Each line has twenty characters; the limit holds what is kept, and not one line more."""
    limit = len(kept) * 21 - 1 + (len(notice) + 1 if notice else 0)
    (part,) = render(ranked(*ranks), limit)
    *lines, last = [*part.split("\n"), ""] if not notice else part.split("\n")
    assert "".join(one[0] for one in lines) == kept
    assert last == (notice and f"<i>{notice}</i>")


def test_a_line_that_must_stay_is_cut_at_a_word():
    (part,) = render(message(line("Head"), line("drones " * 100, block=Block.QUOTE)), 300)
    assert part == f"Head\n<blockquote>{'drones ' * 41}drones…</blockquote>"


def test_the_longest_lines_are_cut_and_the_short_ones_stay_whole():
    (part,) = render(message("short", "long " * 200, "also short", "long " * 300), 1000)
    first, second, third, fourth = part.split("\n")
    assert (first, third) == ("short", "also short")
    assert len(second) == len(fourth)
    assert len(part) > 980


def test_a_word_without_end_is_cut_where_it_must():
    assert render(message("x" * 50), 20) == ("x" * 19 + "…",)


def test_an_emoji_is_never_cut_in_two():
    assert render(message("🚀" * 50), 20) == ("🚀" * 9 + "…",)
    assert render(message("👩\u200d👩\u200d👧" * 9), 20) == (
        "👩\u200d👩\u200d👧👩\u200d👩\u200d👧👩…",
    )


def test_more_lines_than_one_message_holds_become_two_messages():
    """Cutting forty lines of a digest to stumps would help nobody."""
    parts = render(message(*(f"{n:02} " + "x" * 147 for n in range(40))), 3500)
    assert [len(part.split("\n")) for part in parts] == [23, 17]
    assert "\n".join(parts).split("\n") == [f"{n:02} " + "x" * 147 for n in range(40)]


def test_beyond_the_hundredth_entity_text_is_plain():
    (part,) = render(message(line(*(Run(f"{n} ", Style.STRONG) for n in range(150)))))
    assert len(read(part)[1]) == 100
    assert shown(part) == "".join(f"{n} " for n in range(150))


def test_a_message_full_of_long_links_stays_below_the_raw_limit():
    link = "https://example.org/" + "&" * 1500
    (part,) = render(message(*(line(Run("&" * 68, Style.STRONG, link)) for _ in range(50))))
    assert len(part.encode()) < RAW_BYTES
    assert units(read(part)[0]) < TELEGRAM_TAKES


def test_a_message_without_text_is_no_message():
    assert render(message()) == ()
    assert render(message(line("\x00"), line(), line(" \n"))) == ()


@given(messages)
def test_the_plain_text_of_a_part_is_what_people_would_have_seen(message):
    for part in render(message):
        assert plain(part) == read(part)[0]
