"""The page stands by itself, shows what was decided, and trusts no text."""

import re
from dataclasses import replace
from datetime import UTC
from html.parser import HTMLParser

import pytest

from tests.build import evidence, match, name, outcome, rule, story
from watcher.core.alerts.compose import Lexicon
from watcher.core.watchlist.near_misses import NearMiss
from watcher.model import Action, EntryId, Reason, RuleId
from watcher.report.page import Contents, page

HARIR = name("harir", "Harir <base>")
LEXICON = Lexicon({HARIR.id: HARIR}, {RuleId("attack"): rule(title="Attack")}, UTC)
HOSTILE = '<script>alert("x")</script>'
_VOID = {"meta", "br"}


class Nesting(HTMLParser):
    """Fails where a tag is closed that is not open; knows which tags there are."""

    def __init__(self, text):
        super().__init__()
        self.open, self.seen, self.addresses = [], set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.addresses += [(tag, key, value) for key, value in attrs if key in {"href", "src"}]
        if tag not in _VOID and not self.get_starttag_text().endswith("/>"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.get_starttag_text() is None or not self.get_starttag_text().endswith("/>"):
            assert self.open.pop() == tag
        elif self.open and self.open[-1] == tag:
            self.open.pop()


def told(text="Drones struck Harir on Thursday.", action=Action.RING, **kwargs):
    reason = kwargs.pop("reason", Reason.NEW_EVENT)
    paper = story(text, **kwargs)
    found = match(paper, evidence(paper, text, "struck", finds=[("Harir", "harir")]))
    return outcome(paper, found, action=action, reason=reason)


def written(*outcomes, **kwargs):
    return page(Contents("12 documents & more", outcomes, LEXICON, **kwargs))


def test_it_asks_for_nothing_from_anywhere():
    url = "https://example.org/story"
    whole = written(told(title="Drones", url=url))
    seen = Nesting(whole)
    assert seen.addresses == [("a", "href", url)]
    assert seen.seen.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert "default-src 'none'" in whole
    assert not re.search(r"url\(|@import", whole)


def test_every_tag_is_closed_where_it_should_be():
    assert Nesting(written(told(), told(action=Action.HOLD), edit={"lost": []})).open == []


def test_text_from_outside_is_never_markup():
    text = f"Drones struck Harir {HOSTILE} on Thursday."
    ring = told(text, title=HOSTILE, origin=HOSTILE, told_by=HOSTILE)
    whole = written(ring, edit={"gained": [(ring, HOSTILE)]})
    assert "<script" not in whole
    assert whole.count("&lt;script&gt;") >= 4
    assert "Harir &lt;base&gt;" in whole


def test_it_shows_the_head_and_the_quote_with_its_finds_marked():
    whole = written(told())
    assert "Drones <mark>struck</mark> <mark>Harir</mark> on Thursday." in whole
    assert "HIGH · Attack" in whole


def test_rules_decisions_and_names_are_counted():
    whole = written(told(), told(), told(action=Action.UPDATE, reason=Reason.SAME_EVENT))
    cells = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", whole))
    assert "attack 2 1 · · ·" in cells
    assert "ring: new event 2" in cells
    assert "update: same event within repeat_after 1" in cells
    assert "Harir &lt;base&gt; 2" in cells


@pytest.mark.parametrize(
    ("number", "head"), [(50, "The alerts, the latest"), (51, "The latest 50")]
)
def test_only_the_latest_alerts_are_shown_in_full(number, head):
    whole = written(*(told(id=f"{n}", origin=f"paper {n}.") for n in range(number)))
    assert head in whole
    assert whole.count("<blockquote") == 50
    assert whole.index(f"paper {number - 1}.") < whole.index(f"paper {number - 2}.")
    assert ("paper 0." in whole) == (number == 50)


def test_an_edit_shows_each_change_with_its_reason():
    ring = told()
    whole = written(ring, edit={"gained": [(ring, "“struck”")], "lost": []})
    assert "1 gained" in whole
    assert "“struck”" in whole
    assert "0 lost" in whole


def test_of_an_edit_that_changes_much_only_so_many_are_shown():
    ring = told()
    whole = written(edit={"lost": [(ring, f"reason {n}.") for n in range(53)]})
    assert "53 lost" in whole
    assert "reason 49." in whole
    assert "reason 50." not in whole
    assert "And 3 more." in whole


def test_near_misses_are_offered_as_lines_to_paste():
    near = [NearMiss("Harirah", HARIR.id, 0.83, 14), NearMiss("Harrir", HARIR.id, 0.8, 1)]
    whole = written(told(), near=near)
    assert "<td>0.83</td><td>14</td>" in whole
    assert "names:\n  harir:\n    aliases: [Harirah, Harrir]</pre>" in whole
    assert "almost matched" not in written(told())


def test_a_trial_of_nothing_is_a_page_too():
    whole = page(Contents("no documents", [], LEXICON))
    assert "no documents" in whole
    assert "<table" not in whole
    assert Nesting(whole).open == []


def test_a_story_without_channels_and_title_says_so():
    whole = written(replace(told(), channels=frozenset()))
    assert "to no channel" in whole


def test_names_that_no_alert_has_are_not_listed():
    other = {EntryId("balad"): name("balad", "Balad")}
    lexicon = Lexicon({**LEXICON.names, **other}, LEXICON.rules, UTC)
    assert "Balad" not in page(Contents("x", [told()], lexicon))
