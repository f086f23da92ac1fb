from tests.build import event, telling
from watcher.core.stories.recent import Recent
from watcher.core.stories.same import keys


def test_an_event_is_found_by_what_it_shares_as_it_was_added_last():
    recent = Recent()
    recent.add(event("one"))
    recent.add(event("two", names=["balad"]))
    grown = event("one", stories=2)
    recent.add(grown)
    assert recent.near(keys([telling("act:attack", "target:harir")])) == (grown,)
    assert [one.id for one in recent.near(keys(event().tellings))] == ["one", "two"]
    assert recent.near(keys([telling("act:attack", "target:other")])) == ()
