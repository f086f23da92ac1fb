"""Watch a name for a while: `/watch` and `/unwatch`.

What is watched stands in a rule file, and so rings, reloads and ends as every rule does. What a
person writes in a chat is untrusted: it is a name, or it is refused.

All rules are read within the transaction that settles the update, so that a crash loses no command
and applies none twice. Whoever writes meanwhile waits: 0.9 s with the rules that ship, 3.8 s with
20,000 names beside them (two cores, 2026), where SQLite has patience for 10 s.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from watcher.app.caller import Caller
from watcher.core.text.fold import fold
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.language import Name
from watcher.core.watchlist.names import NameFinder
from watcher.errors import ConfigError
from watcher.model import ChannelName, EntryId, Span
from watcher.ports import Watch

_LONGEST = 80
"""Characters of a name."""
_LONGEST_ID = 40
_OURS = "watched-"
"""Begins the ids of names that are watched only."""
_TERM = re.compile(r"(?P<name>.*?)\s*(?<!\S)(?P<number>[1-9]\d{0,2})(?P<unit>[dw])")
_DAYS = {"d": 1, "w": 7}
_MOST_DAYS = 366
_USUAL_DAYS = 7
_JOINERS = frozenset("\u200c\u200d")
"""Not shown, but a part of Persian words."""
_ORDINARY = (
    "It is made of ordinary words: it counts only in company, beside another name of the list "
    "or in news of what the rules are about"
)
_HOW = "/watch NAME 7d watches a name for seven days; /unwatch NAME ends it"
_WHERE = (
    "No alerts go to this chat, nor has config.toml a channel of yours: "
    "write it in a chat where they go"
)


def watch(caller: Caller) -> str:
    """Ring for a name wherever it stands, for some days. Without words: what is watched."""
    try:
        return _watch(caller) if caller.words else _listed(caller)
    except ConfigError as error:
        return _unchanged(error)


def unwatch(caller: Caller) -> str:
    """Watch a name no more."""
    if not caller.words:
        return _HOW
    try:
        return _unwatch(caller)
    except ConfigError as error:
        return _unchanged(error)


def _watch(caller: Caller) -> str:
    name, days = _asked(caller.words)
    if why := _unfit(name, days):
        return why
    own = caller.desk.people.get(caller.person.name)
    to = caller.here or ((own,) if own else ())
    if not to:
        return _WHERE
    before = caller.watching.watches()
    id_ = _known(name, before, caller)
    former = next((one for one in before if one.name == id_), None)
    until = _today(caller) + timedelta(days=days)
    if id_ is None:
        made = Watch(_new_id(name, before, caller), name, until, to)
    else:
        places: Sequence[ChannelName] = former.send_to if former else ()
        spelling = former.spelling if former else name if id_.startswith(_OURS) else ""
        made = Watch(id_, spelling, until, tuple(dict.fromkeys((*places, *to))))
    caller.watching.watch(made)
    called = _called(made, caller)
    caller.did(f"watched {called} until {until.isoformat()}")
    told = f"{called} rings until {_end(until, caller)}; /unwatch {called} ends it"
    alone = not made.spelling or NameFinder((Name(made.name, made.spelling),)).find(made.spelling)
    return told if alone else f"{told}\n{_ORDINARY}"


def _unwatch(caller: Caller) -> str:
    name = _flat(caller.words)
    before = caller.watching.watches()
    id_ = _known(name, before, caller)
    found = next((one for one in before if one.name == id_), None)
    if found is None:  # or a crash came between this and its mark: the audit has it all the same
        caller.did(f"unwatched {name[:_LONGEST]}, which was not watched")
        return f"{name[:_LONGEST]} is not watched"
    caller.watching.unwatch(found.name)
    called = _called(found, caller)
    caller.did(f"unwatched {called}")
    return f"{called} is watched no more"


def _listed(caller: Caller) -> str:
    told = [
        f"{_called(one, caller)} "
        f"{'ended' if one.until < _today(caller) else 'until'} "
        f"{_end(one.until, caller)}"
        for one in caller.watching.watches()
    ]
    return "\n".join(told) or f"Nothing is watched. {_HOW}"


def _unchanged(error: ConfigError) -> str:
    return "\n".join(["Nothing was changed:", *map(str, error.problems)])


def _asked(words: str) -> tuple[str, int]:
    """A name, and for how many days."""
    found = _TERM.fullmatch(_flat(words))
    if found is None:
        return _flat(words), _USUAL_DAYS
    return found["name"], int(found["number"]) * _DAYS[found["unit"]]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _unfit(name: str, days: int) -> str:
    """Why this cannot be watched; empty if it can."""
    if not name:
        return _HOW
    if len(name) > _LONGEST:
        return f"A name has at most {_LONGEST} characters"
    if not all(one.isprintable() or one in _JOINERS for one in name):
        return "The name holds signs that cannot be seen: type it anew"
    return f"At most {_MOST_DAYS} days" if days > _MOST_DAYS else ""


def _known(name: str, before: Sequence[Watch], caller: Caller) -> EntryId | None:
    """The id of a name that is watched already or stands in the watchlist, however spelled."""
    wanted = folded_words(name)
    for one in before:
        if wanted in map(folded_words, (_called(one, caller), one.name)):
            return one.name
    for entry in caller.desk.lexicon.names.values():
        if wanted in map(folded_words, (entry.id, *entry.forms, *entry.short_names)):
            return entry.id
    finds = caller.desk.matcher.names.find(name)
    whole = finds and finds[0].span.covers(Span(0, len(name)))
    return finds[0].name if whole else None


def _new_id(name: str, before: Sequence[Watch], caller: Caller) -> EntryId:
    taken = {*caller.desk.lexicon.names, *(one.name for one in before)}
    plain = re.sub(r"\W+", "-", fold(name)[:_LONGEST_ID]).strip("-_") or "name"
    ids = (f"{_OURS}{plain}", *(f"{_OURS}{plain}-{n}" for n in range(2, len(taken) + 3)))
    return EntryId(next(one for one in ids if one not in taken))


def _called(one: Watch, caller: Caller) -> str:
    entry = caller.desk.lexicon.names.get(one.name)
    return one.spelling or (entry.name if entry else str(one.name))


def _end(until: date, caller: Caller) -> str:
    """The moment after the last day, on the settings' clocks."""
    zone = caller.desk.lexicon.zone
    return caller.clock(datetime.combine(until + timedelta(days=1), time(), zone))


def _today(caller: Caller) -> date:
    return caller.now.astimezone(caller.desk.lexicon.zone).date()
