import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import evidence, match, story
from watcher.core.stories.summary import background, choose, context
from watcher.core.text.sentences import sentences as split_sentences
from watcher.model import Span, ToldAs

TITLE = "Drones Strike Harir"
BODY = [
    "Drones struck Harir.",
    "Drones struck it again.",
    "Badr claimed it.",
    "It may strike more.",
]
TOLD = story(f"{TITLE}. {' '.join(BODY)}", title=TITLE)


def about(sentence, **kwargs):
    return evidence(TOLD, sentence, sentence.split()[1], **kwargs)


def sentences(chosen):
    return [TOLD.document.text[one.sentence.start : one.sentence.end] for one in chosen]


FIRST = about(BODY[0], finds=[("Harir", "harir")])
AGAIN = about(BODY[1])
CLAIM = about(BODY[2], finds=[("Badr", "badr")])
MORE = about(BODY[3], told_as=ToldAs.POSSIBLE)


def test_the_leading_evidence_stands_first_and_then_what_says_more():
    chosen = choose(TOLD, (match(TOLD, FIRST, AGAIN, CLAIM, MORE),))
    assert sentences(chosen) == [BODY[0], BODY[2], BODY[3]]


def test_room_that_is_left_is_filled_with_the_earliest():
    chosen = choose(TOLD, (match(TOLD, FIRST, AGAIN, CLAIM),))
    assert sentences(chosen) == BODY[:3]


def test_the_loudest_match_comes_first_and_the_order_is_that_of_the_text():
    chosen = choose(TOLD, (match(TOLD, CLAIM), match(TOLD, FIRST, rule="other")), most=1)
    assert sentences(chosen) == [BODY[2]]


def test_what_leads_stands_first_wherever_it_stood():
    assert sentences(choose(TOLD, (match(TOLD, CLAIM, FIRST, AGAIN),))) == [
        BODY[2],
        BODY[0],
        BODY[1],
    ]


def test_a_sentence_that_only_repeats_the_title_is_left_out():
    title = evidence(TOLD, f"{TITLE}.", "Strike")
    assert sentences(choose(TOLD, (match(TOLD, FIRST, title),))) == [BODY[0]]


def test_where_the_title_is_all_there_is_it_is_quoted():
    title = evidence(TOLD, f"{TITLE}.", "Strike")
    assert sentences(choose(TOLD, (match(TOLD, title),))) == [f"{TITLE}."]


def test_no_more_than_asked_for():
    assert len(choose(TOLD, (match(TOLD, FIRST, AGAIN, CLAIM, MORE),), most=2)) == 2


def test_the_context_of_a_sentence_is_the_one_after_it():
    found = context(TOLD, FIRST)
    assert TOLD.document.text[found.start : found.end] == BODY[1]
    assert context(TOLD, MORE) is None


PAPER = (
    "Drones struck Harir. They struck it again at night. Officer Salim Darwish told Radio Zagros "
    "that two sentries were hurt. Nobody has slept since then, and it was a long night for all. "
    "The Qandar Guard had moved 40 men there in May. Is it the end of the story about Salim and "
    "Zara Kamal? A man said “it began in Zawita and in Batufa. and he went on for 30 minutes."
)


def added(text, *shown, title="", most=2):
    told = story(text, title=title)
    spans = tuple(Span(at := text.index(one), at + len(one)) for one in shown)
    found = background(told, spans, most)
    assert list(found) == sorted(found)
    return [text[one.start : one.end] for one in found]


OFFICER = "Officer Salim Darwish told Radio Zagros that two sentries were hurt."
GUARD = "The Qandar Guard had moved 40 men there in May."


def test_background_adds_names_numbers_and_who_says_so():
    assert added(PAPER, "Drones struck Harir.") == [OFFICER, GUARD]


def test_of_one_sentence_of_background_the_one_that_adds_most_is_taken():
    assert added(PAPER, "Drones struck Harir.", most=1) == [GUARD]
    assert added(PAPER, "Drones struck Harir.", most=0) == []


def test_what_is_shown_already_is_no_background():
    assert added(PAPER, "Drones struck Harir.", OFFICER) == [GUARD]


def test_what_repeats_the_title_is_no_background():
    title = "Qandar Guard had moved 40 men there"
    assert added(PAPER, "Drones struck Harir.", OFFICER, title=title) == []


def test_the_title_in_the_text_is_no_background():
    text = "Badr Hits 9 Harir Depots (Al Nahar And Radio Zagros). Drones struck Harir."
    assert added(text, "Drones struck Harir.", title="Badr Hits 9 Harir Depots") == []


def test_what_repeats_other_background_is_left_out():
    twice = f"{GUARD} In May the Qandar Guard had moved 40 men there."
    assert added(f"They struck. {twice}", "They struck.") == [GUARD]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Zara Kamal saw 3.", id="very short"),
        pytest.param(f"Zara Kamal saw 30 {'and 30 ' * 60}men.", id="very long"),
        pytest.param("He said “Zara Kamal and Salim Darwish saw 30 men in May.", id="half a quote"),
        pytest.param('He said "Zara Kamal and Salim Darwish saw 30 men in May.', id="half a mark"),
        pytest.param("Zara Kamal and Salim Darwish, Who Saw 30 Men In May", id="a heading"),
        pytest.param("when Zara Kamal and Salim Darwish saw 30 men in May.", id="a torn sentence"),
        pytest.param("Did Zara Kamal and Salim Darwish see 30 men in May?", id="a question"),
        pytest.param("Nobody has slept since then, and it was a long night.", id="no facts"),
    ],
)
def test_what_cannot_be_read_alone_or_says_little_is_no_background(sentence):
    assert added(f"They struck.\n\n{sentence}", "They struck.") == []


def test_background_stands_near_what_it_is_about():
    far = "It rains and rains and nobody comes to see it any more. " * 40
    assert added(f"They struck. {far}{GUARD}", "They struck.") == []
    assert added(f"{GUARD} {far}They struck.", "They struck.") == []
    assert added(f"{GUARD} They struck.", "They struck.") == [GUARD]


def test_another_paragraph_adds_only_where_it_speaks_of_the_same():
    other = "Zara Kamal and Salim Darwish sold 30 boats in May."
    assert added(f"They struck the bridge.\n\n{other}", "They struck the bridge.") == []
    same = "Zara Kamal had built the bridge with 30 men in May."
    assert added(f"They struck the bridge.\n\n{same}", "They struck the bridge.") == [same]


def test_background_in_arabic():
    said = "وقال ضابط في البلدة إن 40 رجلا وصلوا إلى المكان قبل الفجر."
    assert added(f"استهدف صاروخ القاعدة. {said}", "استهدف صاروخ القاعدة.") == [said]


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 3))
def test_background_is_whole_sentences_of_the_story_and_none_twice(text, at, most):
    told = story(f"{text} They struck. {text}")
    at = min(at, len(told.text))
    shown = Span(at, min(at + 12, len(told.text)))
    found = background(told, (shown,), most)
    assert len(found) <= most
    assert len(set(found)) == len(found)
    assert set(found) <= set(split_sentences(told.text))
    assert not any(one.overlaps(shown) for one in found)
