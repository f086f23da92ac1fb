from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from watcher.core.text.sentences import paragraphs, sentences
from watcher.model import Span


def shown(text, span=None):
    return [text[one.start : one.end] for one in sentences(text, span)]


NEWS = st.lists(
    st.sampled_from(
        [
            *"ab\n. !?؟۔\"'”’)(-1٣",
            "U.S. ",
            "Gen. ",
            "The ",
            "\n\n",
            "\r\n",
            "\u2029",
            "\u2028",
            "قال ",
            "1. ",
            "• ",
            "al-Amin ",
            "www.x.org",
        ]
    ),
    max_size=40,
).map("".join)


@given(st.text() | NEWS)
@example("\x0b\x0c\x85\x1c\u200f\ufeff")
def test_every_mark_on_paper_lies_in_exactly_one_sentence_and_one_paragraph(text):
    for cut in (sentences, paragraphs):
        spans = cut(text)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        covered = {at for span in spans for at in range(span.start, span.end)}
        assert all(at in covered or mark.isspace() for at, mark in enumerate(text))
        assert all(text[span.start : span.end].strip() for span in spans)
        assert all(
            text[span.start : span.end] == text[span.start : span.end].strip() for span in spans
        )


@given(NEWS, st.integers(0, 80), st.integers(0, 80))
@example("www.x.org.Gen. ", 6, 12)
def test_the_sentences_of_a_window_are_those_of_its_text_moved(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    inside = [span.shifted(start) for span in sentences(text[start:end])]
    assert list(sentences(text, Span(start, end))) == inside


@given(NEWS)
def test_every_sentence_lies_in_one_paragraph(text):
    outer = paragraphs(text)
    assert all(sum(one.covers(sentence) for one in outer) == 1 for sentence in sentences(text))


@pytest.mark.parametrize(
    "whole",
    [
        "Gen. Samir Toma met Mr. Hale and Lt. Col. Brandt.",
        "The U.S. Navy and a U.N. envoy left at 9 a.m. Monday.",
        "He met J. K. Marsh and George W. Doe in Washington D.C. Tuesday.",
        "Statement no. 12 names fig. 3 and Resolution No. 99.",
        "Output rose 3.5 percent to 1.25 million on Sept. 4.",
        "The firm Delta Inc. Ltd. said so.",
        "The ship vs. the fort, i.e. Both of them.",
        "“Are you ready?” she asked the crew.",
        '"Get out!" he shouted at them.',
        "He said... nothing at all.",
        "See www.example.Org for more, or desk@example.Net today.",
        "1. Rain floods the market (Port Radio)",
        "The drone (type M.Q) fell.",
        "It was Plan B. Smith who won.",
        "قال د. سامر إن م. حسن وصل",
        "It stopped . . . and went on",
        "The mortar fell near the Karma\nRiver bridge, home of the re-\nserve units.",
        "Officers of the National Guard said that\nthey had not seen the convoy come back.",
        "Guards shot two men in the hills near Bal-\nDor.",
        "رفض المتحدث باسم الوزارة التعليق على الأنباء التي تحدثت عن نقل القوات من\nالقاعدة إلى الشمال",
        "(1) Fire at the depot",
        "12. Snow came.",
        "([1. Fire came.",
        "They chose plan b.The men agreed.",
        "Ships of the US.They left.",
        "Two MiG.They flew.",
        "Fruit, e.g.They like dates.",
        "It says in section two.B that",
        "Was he ready? al-Amin asked.",
        "“We won.” al-Amin said.",
        "The ’Gen. Toma’ plan.",
        "The crew of\nThe Sea Star left.",
        "The office said that the road is shut.\ncrews will work on it, and a ferry\ntakes cars",
    ],
)
def test_these_are_one_sentence(whole):
    assert shown(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Rain fell. Roads closed.", ["Rain fell.", "Roads closed."]),
        ("He left the U.S. The talks go on.", ["He left the U.S.", "The talks go on."]),
        ("It is with Delta Inc. He owns it.", ["It is with Delta Inc.", "He owns it."]),
        ("They chose plan B. The men left.", ["They chose plan B.", "The men left."]),
        ("The answer was no. Talks stopped.", ["The answer was no.", "Talks stopped."]),
        ("“We won.” Then he left.", ["“We won.”", "Then he left."]),
        ('He said "we won." Then he left.', ['He said "we won."', "Then he left."]),
        ("It ended (see map.) Troops left.", ["It ended (see map.)", "Troops left."]),
        ("Talks on sale.Oman aims high.", ["Talks on sale.", "Oman aims high."]),
        ("The war ended in 2011.The army left.", ["The war ended in 2011.", "The army left."]),
        ("Two fell (Port Radio).Crews came.", ["Two fell (Port Radio).", "Crews came."]),
        ("They left!Nobody spoke.", ["They left!", "Nobody spoke."]),
        ('He was sure."We win," he said.', ["He was sure.", '"We win," he said.']),
        ("It was late. al-Amin slept.", ["It was late.", "al-Amin slept."]),
        ("Who fired? Nobody knows! Wait.", ["Who fired?", "Nobody knows!", "Wait."]),
        ("The hunt goes on… Nobody spoke.", ["The hunt goes on…", "Nobody spoke."]),
        ("Crews came. $5 is the fare.", ["Crews came.", "$5 is the fare."]),
        ("In May. (Port Radio)", ["In May.", "(Port Radio)"]),
        ("It fell. 12 men died.", ["It fell.", "12 men died."]),
        (
            "هل انتهى الأمر؟ قال المتحدث لا. ثم غادر.",
            ["هل انتهى الأمر؟", "قال المتحدث لا.", "ثم غادر."],
        ),
        ("وہ چلا گیا۔ پھر بارش ہوئی۔", ["وہ چلا گیا۔", "پھر بارش ہوئی۔"]),
        ("Rain fell. ”", ["Rain fell.", "”"]),
        ("Rain fell. 2. Snow came.", ["Rain fell.", "2. Snow came."]),
        ("He said so.They left.", ["He said so.", "They left."]),
        ("“It is in the US.”They left.", ["“It is in the US.”", "They left."]),
        ("Who is he, Mr? Hale left.", ["Who is he, Mr?", "Hale left."]),
        ("They sent Gen... Nobody saw him.", ["They sent Gen...", "Nobody saw him."]),
    ],
)
def test_these_are_cut_where_a_sentence_ends(text, parts):
    assert shown(text) == parts


LONG = "The committee met for three hours and heard the reports of all its members on the state of the roads, the bridges, the wells and the schools of the province."


@pytest.mark.parametrize(
    "parts",
    [
        ["First paragraph\n", "Second paragraph"],
        ["Roads and Bridges", LONG],
        [LONG, "“Open Doors”", LONG],
        [LONG, LONG],
        [LONG, "al-Amin agreed with the committee and left."],
        ["Roads Still Closed", "Rain went on."],
        ["Roads closed", "The rain went on."],
        ["It fell.", "Nobody spoke to the crew"],
        ["The office said on Monday that the road to the port is shut.", "Crews came."],
        ["Roads closed.", "Rain went on, the office said in a note to the press."],
        ["Rain falls on the port city again", "Rain falls on the port city again"],
        ["Weather:", "- rain", "- snow", "1) wind", "• sun"],
        ["عاجل", "المتحدث باسم الوزارة يرفض التعليق على الأنباء"],
        ["٢٠٢٤ ملخص اليوم", "٢٠٢٤ أخبار"],
    ],
)
def test_these_lines_are_paragraphs_of_their_own(parts):
    text = "\n".join(parts)
    assert [text[one.start : one.end] for one in paragraphs(text)] == [
        part.strip() for part in parts
    ]


def test_full_lines_of_a_column_go_on_though_a_sentence_ends_with_one():
    text = (
        "The office said on Monday that the road to the port is shut.\n"
        "Crews will work on it until the end of the week, and a ferry\n"
        "takes cars."
    )
    assert len(paragraphs(text)) == 1
    assert len(sentences(text)) == 2


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \n", "\r\r", "\u2029", "\x0c"])
def test_a_blank_line_always_parts(gap):
    text = f"The crew of{gap}the ship"
    assert shown(text) == ["The crew of", "the ship"]


def test_a_windows_line_break_is_one_break():
    text = "The crew of\r\nthe ship"
    assert shown(text) == [text]


def test_a_hundred_thousand_stops_are_cut_without_going_back():
    assert len(sentences("A b. " * 100_000)) == 1 + 99_999
    assert len(sentences("." * 100_000)) == 1
    assert len(sentences("a." * 100_000)) == 1
    assert len(sentences("(" * 100_000 + ". " + "(" * 100_000)) == 2
