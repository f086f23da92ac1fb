"""Five hundred hostile titles in every kind of message: accepted by the strict server, and told.

The server's own parser of HTML is the judge; it knows nothing of watcher.
"""

import random
from dataclasses import replace
from datetime import UTC, date
from itertools import cycle

import pytest

from tests.build import NOON, event, evidence, match, rule, story
from tests.fake_telegram.texts import read_text
from watcher.channels.harmless import harmless
from watcher.channels.telegram_html import LIMIT, plain, render
from watcher.core.alerts.compose import Lexicon
from watcher.core.alerts.digest import compose_backlog, compose_burst, compose_digest
from watcher.core.alerts.living import compose_first, compose_reply, revise
from watcher.model import (
    Action,
    Alert,
    AlertId,
    Change,
    DigestLine,
    Line,
    Message,
    Reason,
    Run,
    Severity,
    Style,
    ToldAs,
    Voice,
)

PIECES = [
    "<b>", "</b>", "<b", "<br>", "</", "</a>", "<a href=", '">', "<!--", "<![CDATA[", "<i><b></i>", "<tg-spoiler>",
    "&", "&amp;", "&lt;b&gt;", "&#x27;", "&#55357;", "&nbsp;", "&quot", '"', "'", "\\", "`*_[]()~#|{}", "%s{0}",
    "\u202eesrever", "\u2066a\u2069", "\u2067", "\u200f", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad",
    "\x00", "\x1b[31m", "\r\n", "\t", "\u2028", "\ud800", "\udfff",
    "عين الأسد", "שלום", "日本語", "e\u0301\u0302", "Z\u0351\u036b\u0343", "🚀", "👩\u200d👩\u200d👧", "🇮🇶", "👍🏽", "\U0010ffff",
    " ", "  ", "Jets", "struck", "x" * 60, "word " * 12,
]  # fmt: skip
LONG = 10_000
"""Characters of the longest titles."""
CUTS = [20, 37, 64, 200, 1000, LIMIT]
LEXICON = Lexicon({}, {"attack": rule()}, UTC)


def titles():
    """Each piece alone, endless, and what chance makes of all of them: the same every time."""
    chance = random.Random(500)
    found = [*PIECES, *(one * (LONG // len(one)) for one in PIECES[::3])]
    while len(found) < 500:
        found.append("".join(chance.choices(PIECES, k=chance.randint(2, 30))))
    return found


def alert(title):
    """An alert whose title, words, source and address are all hostile."""
    told = story(
        f"Jets struck a depot {title} near Harir.", title=title, told_by=title[:200], origin=title
    )
    hit = match(told, evidence(told, told.text, "struck"))
    changes = (Change(Reason.CASUALTIES, f"3 killed {title[:80]}"),)
    return Alert(AlertId("a"), event().id, told, (hit,), Reason.NEW_EVENT, NOON, changes=changes)


def templates(title):
    """Every kind of message, about one hostile title."""
    told = alert(title)
    voices = tuple(Voice(f"{n} {title}", ToldAs.CLAIMED, NOON, url=title) for n in range(3))
    grown = replace(event(), voices=voices)
    first = compose_first(replace(told, changes=()), LEXICON)
    line = DigestLine(NOON, Action.RING, Reason.NEW_EVENT, Severity.HIGH, title, title, title)
    held = replace(line, action=Action.HOLD)
    return {
        "title": Message((Line((Run(title, Style.STRONG, "https://example.org/?a=<1>&b=2"),)),)),
        "first": first,
        "grown": revise(first, grown, LEXICON),
        "reply": compose_reply(told, LEXICON),
        "burst": compose_burst([told] * 5, LEXICON, {told.event: grown})[0],
        "digest": compose_digest([line, held], date(2025, 9, 4))[0],
        "backlog": compose_backlog([line] * 20),
    }


def test_there_are_five_hundred_of_them():
    assert len(titles()) == 500
    assert max(map(len, titles())) == LONG


@pytest.mark.parametrize("part", range(5))
@pytest.mark.no_cover
def test_every_message_is_accepted_and_reads_as_it_was_written(part):
    """Each title in every template, at a limit of its own; the limits take turns."""
    cuts = cycle(CUTS)
    for title in titles()[part::5]:
        for name, message in templates(title).items():
            limit = next(cuts)
            for html in render(message, limit):
                accepted = read_text(html, "HTML", "")
                assert accepted.text.strip() == plain(html).strip(), (name, title)
                assert len(accepted.text) <= limit <= LIMIT, (name, title)
                assert accepted.entities_dropped == 0, (name, title)


def test_a_title_is_told_word_by_word_or_cut_at_its_end():
    for title in titles():
        message = Message((Line((Run(title, Style.STRONG),)),))
        for html in render(message):
            text = read_text(html, "HTML", "").text.strip("\u2068\u2069 ")
            whole = harmless(title).strip()
            assert text == whole or (text.endswith("…") and whole.startswith(text[:-1].rstrip()))
