"""A small desk and its news, for the tests of trials on the past."""

from datetime import UTC, timedelta
from io import StringIO

from tests.build import DESK, NOON, document, name, rule
from watcher.app.desk import Desk
from watcher.app.readers import Task, read_all
from watcher.channels.console import Console
from watcher.core.alerts.compose import Lexicon
from watcher.core.watchlist.language import Phrase, Ref, Together, Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.model import ChannelName, EntryId, Severity
from watcher.rulebook import Watched
from watcher.rulefile.review import ReviewFile
from watcher.settings import read_settings

BASES = tuple(
    name(one.lower(), f"{one} base", type=EntryId("base")) for one in ("Harir", "Balad", "Taji")
)
OTHER = ChannelName("other")
CONFIG = """
rules = ["rules"]
[sources.press]
kind = "folder"
path = "seeds"
[channels.desk]
kind = "console"
[channels.other]
kind = "console"
"""
RULES = """
watchlist: 1
names:
  harir: {name: Harir base, type: base}
  balad: {name: Balad base, type: base}
  taji: {name: Taji base, type: base}
rules:
  attack:
    title: Attack
    look_for:
      - together: [struck, <base>]
"""
ATTACK = "Drones struck the Harir base near Erbil on Thursday, two officials said."


def attack(id="attack", *words, title="Attack", **kwargs):
    """A rule for a base that is struck, or whatever `words` say."""
    wanted = tuple(map(Phrase, words or ("struck",)))
    look_for = (Together((*wanted, Ref(EntryId("base")))),)
    return rule(id, title, look_for, **({"severity": Severity.HIGH} | kwargs))


def desk(*rules, dated=(), channels=(DESK, OTHER)):
    rules = rules or (attack(),)
    watchlist = Watchlist(names=BASES, rules=rules)
    return Desk(
        matcher=Matcher(watchlist),
        lexicon=Lexicon({one.id: one for one in BASES}, {one.id: one for one in rules}, UTC),
        channels={one: Console(StringIO()) for one in channels},
        dated=frozenset(dated),
    )


def task(asked, **kwargs):
    return Task(asked.matcher.watchlist, UTC, asked.dated, **kwargs)


def paper(text, *, after=0, **kwargs):
    """A document that came so many hours after noon."""
    seen = NOON + timedelta(hours=after)
    return document(text, **({"id": f"{after} {text}", "seen": seen} | kwargs))


def heard(asked, *documents, **kwargs):
    return [*read_all(documents, task(asked, **kwargs))]


def reviewing(folder):
    """Where tests wait that people ask for."""
    return ReviewFile(folder / "state" / "review.yaml", [folder / "rules"])


def watching(folder, rules=RULES):
    """What is watched, in a folder with the names and channels of the desk."""
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "rules" / "desk.yaml").write_text(rules, encoding="utf-8")
    config = folder / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    return Watched(read_settings(config))
