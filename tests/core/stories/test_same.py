from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.build import event, telling
from watcher.core.stories.same import family, find_all, find_same, joined, keys
from watcher.model import Part, RuleId

DAY = date(2025, 9, 4)
STRUCK = "act:attack", "site:base", "arm:drone"


def struck(target="harir", *more, **kwargs):
    return telling(*STRUCK, f"target:{target}", *more, **kwargs)


def known(id, *tellings):
    return event(id, tellings=tellings)


def test_the_event_that_agrees_is_found_and_said_why():
    one, other = known("harir", struck()), known("balad", struck("balad"))
    found, why = find_same([struck()], [other, one])
    assert found is one
    assert why == "harir, base, drone, attack in both"


def test_the_event_that_agrees_most_is_taken_and_of_equals_the_last():
    rich, old, new = (
        known("rich", struck("harir", "who:badr")),
        known("old", struck()),
        known("new"),
    )
    new = known("new", struck())
    assert find_same([struck("harir", "who:badr")], [old, rich, new])[0] is rich
    assert find_same([struck()], [old, rich, new])[0] is new
    assert find_all([struck()], [old, rich, new]) == (new, rich, old)


def test_what_contradicts_another_telling_of_the_event_is_refused():
    monday, tuesday = [DAY], [DAY + timedelta(1)]
    both = known("event", struck(said=monday), struck())
    found, why = find_same([struck(said=tuesday)], [both])
    assert found is None
    assert why == "refused: other day (5 Sep 2025 / 4 Sep 2025)"


def test_where_outlets_differ_in_a_number_each_has_somebody_with_it():
    two, three = struck("harir", "number:2 drone"), struck("harir", "number:3 drone")
    both = known("event", two, three)
    assert find_same([two], [both])[0] is both
    found, why = find_same([struck("harir", "number:7 drone")], [both])
    assert found is None
    assert why.startswith("refused: other number")


def test_a_whole_story_contradicts_nothing():
    whole = struck("balad", part=Part.WHOLE)
    assert find_same([struck()], [known("event", struck(), whole)])[0]


def test_a_comment_speaks_for_an_event_only_until_its_news_does():
    comment = struck(part=Part.COMMENT)
    assert find_same([struck()], [known("event", comment)])[0]
    news = telling("act:talks", "who:sadr", "name:putin")
    assert find_same([struck()], [known("event", comment, news)]) == (None, "")


def test_one_passage_that_agrees_is_enough():
    whole = struck("harir", part=Part.WHOLE)
    assert find_same([struck(), whole], [known("event", struck())])[0]


def test_a_new_event_says_what_spoke_against_the_nearest():
    far, near = known("far", struck("balad")), known("near", struck("balad", "who:badr"))
    assert find_same([struck("harir", "who:badr")], [near, far]) == (
        None,
        "refused: other target (harir / balad)",
    )
    assert find_same([struck()], [known("other", telling("act:talks", "who:sadr"))]) == (None, "")
    assert find_same([struck()], []) == (None, "")


def test_an_event_keeps_its_first_telling_and_the_latest():
    many = [struck(f"t{n}") for n in range(12)]
    kept = joined((), many)
    assert kept == (many[0], *many[5:])
    assert joined(kept, [many[11]]) == kept


def test_a_variant_belongs_to_its_family():
    assert family(RuleId("attack--drone")) == family(RuleId("attack")) == "attack"


def test_what_can_be_the_same_shares_an_index_key():
    assert keys([struck()]) & keys([struck("harir", "who:badr", "word:radar")])
    assert keys([telling("word:radar", "pair:radar gun")]) & keys([telling("pair:radar gun")])


def test_everyday_marks_alone_are_no_keys():
    assert keys(
        [telling("act:attack", "nation:irak", "word:say", "arm:drone", "pair:said say")]
    ) == (keys([telling()]))


def test_a_lone_thing_is_a_key():
    assert len(keys([telling("target:harir")])) == 1


def test_of_many_things_the_listed_and_the_rarest_are_chosen_by_all_alike():
    words = [f"word:w{n}" for n in range(40)]
    found = keys([struck("harir", "who:badr", *words)])
    assert keys([telling("target:harir", "who:badr")]) <= found
    assert len(found) == len(keys([struck("harir", "who:badr", *words[:30])]))
    assert found == keys([telling(*(struck("harir", "who:badr", *words).marks - {"arm:drone"}))])


@given(st.lists(st.sampled_from([*STRUCK, "target:harir", "who:badr", "word:radar", "name:x"])))
def test_the_keys_of_an_event_are_those_of_its_tellings(marks):
    one, other = telling(*marks), struck()
    assert keys([one, other]) == keys([one]) | keys([other])
