from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import event, evidence, match, name, story
from watcher.core.stories.same import (
    Telling,
    family,
    find_same,
    keys,
    likeness,
    signature,
    tell,
)
from watcher.model import EntryId, RuleId

DAY = date(2025, 9, 4)
ENTRIES = {
    one.id: one
    for one in (
        name("harir", type="base"),
        name("balad", type="base"),
        name("badr", type="faction"),
        name("kh", type="faction"),
        name("aah", type="faction"),
        name("erbil", type="place"),
        name("haifa", type="place"),
    )
}
LONG = " ".join(f"word{n} and other{n}" for n in range(60))


def telling(names=("harir",), *, rules=("attack",), day=DAY, said=False, text="something else"):
    return Telling(
        frozenset(map(RuleId, rules)), frozenset(map(EntryId, names)), day, said, signature(text)
    )


@pytest.mark.parametrize(
    ("given_telling", "past", "why"),
    [
        pytest.param(telling(), event(), "harir on 2025-09-04 again", id="same place, same day"),
        pytest.param(
            telling(day=DAY + timedelta(1)), event(), "harir on 2025-09-04 again", id="a day later"
        ),
        pytest.param(telling(day=DAY + timedelta(2)), event(), None, id="two days later"),
        pytest.param(
            telling(day=DAY + timedelta(2)),
            event(last_day=DAY + timedelta(1)),
            None,
            id="two days after the first, however often it was told since",
        ),
        pytest.param(
            telling(day=DAY + timedelta(1), said=True),
            event(day_said=True),
            None,
            id="each says its day, and they differ",
        ),
        pytest.param(
            telling(said=True), event(day_said=True), "harir on 2025-09-04 again", id="both say it"
        ),
        pytest.param(telling(["badr"]), event(), None, id="another name"),
        pytest.param(telling([]), event(names=()), None, id="no name at all"),
        pytest.param(
            telling(["harir", "badr", "erbil"]),
            event(),
            "harir on 2025-09-04 again",
            id="what was hit decides, whoever is named beside it",
        ),
        pytest.param(
            telling(["harir", "badr"]),
            event(names=["balad", "badr"]),
            None,
            id="one group hits two bases on one day",
        ),
        pytest.param(
            telling(["badr"]), event(names=["harir", "badr"]), None, id="the target is not named"
        ),
        pytest.param(
            telling(["badr", "kh"]),
            event(names=["badr"]),
            "badr on 2025-09-04 again",
            id="most of the groups are the same",
        ),
        pytest.param(
            telling(["badr", "kh", "aah"]), event(names=["badr"]), None, id="one group of three"
        ),
        pytest.param(
            telling(["badr", "haifa"]),
            event(names=["badr", "erbil"]),
            None,
            id="one group in two places",
        ),
        pytest.param(
            telling(["badr", "haifa"]), event(names=["badr"]), None, id="one says no place"
        ),
        pytest.param(
            telling(["haifa"]),
            event(names=["haifa"]),
            "haifa on 2025-09-04 again",
            id="only a place is named, and it is the same",
        ),
        pytest.param(
            telling(["haifa"]), event(names=["haifa", "erbil"]), None, id="only one of two places"
        ),
        pytest.param(
            telling(["gone"]),
            event(names=["gone"]),
            "gone on 2025-09-04 again",
            id="a name that left the watchlist",
        ),
        pytest.param(telling(rules=["visit"]), event(), None, id="another intent"),
        pytest.param(
            telling(rules=["attack--drone"]),
            event(),
            "harir on 2025-09-04 again",
            id="a variant of the same intent",
        ),
        pytest.param(
            telling([], text=LONG, day=DAY + timedelta(3)),
            event(names=(), signature=signature(LONG)),
            "100% of the text is the same",
            id="a copy of the wire, printed later",
        ),
        pytest.param(
            telling(text=LONG, day=DAY + timedelta(1), said=True),
            event(signature=signature(LONG), day_said=True),
            None,
            id="the same communiqué for another day",
        ),
    ],
)
def test_two_tellings_are_of_one_event_for_a_reason(given_telling, past, why):
    found = find_same(given_telling, [past], ENTRIES)
    assert (found and found[1]) == why


def test_the_latest_of_several_events_is_taken():
    old, new = event("old"), event("new", day=DAY, last_day=DAY + timedelta(1))
    found = find_same(telling(), [new, old], ENTRIES)
    assert found is not None
    assert found[0] is new


def test_what_can_be_the_same_shares_an_index_key():
    assert keys(telling()) & keys(event())
    assert keys(telling([], text=LONG)) & keys(event(names=(), signature=signature(LONG)))
    assert not keys(telling(["badr"])) & keys(event())


def test_the_day_of_a_telling_is_the_one_its_evidence_says():
    told = story("Nothing yet. Rockets hit the base on Wednesday. It was loud.")
    found = match(told, evidence(told, "Rockets hit the base on Wednesday.", "hit"))
    one = tell(told, (found,), frozenset(), DAY)
    assert (one.day, one.day_said) == (date(2025, 9, 3), True)


def test_without_a_day_in_the_evidence_the_story_lends_its_own():
    told = story("On Monday all was quiet. Rockets hit the base.")
    found = match(told, evidence(told, "Rockets hit the base.", "hit"))
    one = tell(told, (found,), frozenset(), DAY)
    assert (one.day, one.day_said) == (DAY, False)


def test_a_variant_belongs_to_its_family():
    assert family(RuleId("attack--drone")) == family(RuleId("attack")) == "attack"


@given(st.text())
def test_a_text_is_wholly_like_itself(text):
    assert likeness(signature(text), signature(text)) == 1


@given(st.text(), st.text())
def test_likeness_is_a_share_and_has_no_direction(one, other):
    there, back = (
        likeness(signature(one), signature(other)),
        likeness(signature(other), signature(one)),
    )
    assert there == back
    assert 0 <= there <= 1
