from tests.build import evidence, match, story
from watcher.core.stories.summary import choose, context
from watcher.model import ToldAs

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
