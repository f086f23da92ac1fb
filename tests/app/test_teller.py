from tests.build import document, name, rule
from watcher.app.teller import Teller
from watcher.core.stories.split import split
from watcher.core.watchlist.language import Phrase, Ref, Together, Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.model import EntryId

WATCHLIST = Watchlist(
    names=(name("harir", "Harir base", type="base"), name("balad", "Balad base", type="base")),
    rules=(rule(look_for=(Together((Phrase("struck"), Ref(EntryId("base")))),)),),
)


def test_stories_of_one_event_get_one_id_and_others_another():
    matcher, teller = Matcher(WATCHLIST), Teller(WATCHLIST)

    def told(text, id):
        (story,) = split(document(text, id=id)).stories
        return teller.events(story, matcher.match(matcher.read(story)))

    first = told("Drones struck the Harir base on Thursday.", "1")
    again = told("The Harir base was struck by drones, a governor said.", "2")
    other = told("Rockets struck the Balad base on Thursday.", "3")
    assert len(first) == 1
    assert again == first
    assert other not in (first, ())
    assert told("Nothing happened anywhere.", "4") == ()
