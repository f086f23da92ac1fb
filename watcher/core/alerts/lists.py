"""The lists that ship with this room: what casualties and agencies are called. Pure.

Reading its own tables is the only thing this module does beside.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def casualty_words() -> Mapping[str, str]:
    """What each folded word does: `killed`, `wounded`, `none` and so on, as the list says.

    A word that stands in several lines has all their names, one after the other.
    """
    kinds: dict[str, str] = {}
    for line in _lines("casualties.txt"):
        kind, _, words = line.partition(":")
        for word in words.split():
            kinds[word] = f"{kinds[word]} {kind}" if word in kinds else kind
    return kinds


def credited(words: str) -> tuple[str, ...]:
    """The agencies that `words` name, in their order, each as it is shown."""
    return tuple(_agencies()[name] for name in _agency().findall(words))


@cache
def _agencies() -> Mapping[str, str]:
    """The name to show of each agency, by every name it goes by."""
    lines = (line.split("|") for line in _lines("agencies.txt"))
    return {name: names[0] for names in lines for name in names}


@cache
def _agency() -> re.Pattern[str]:
    """Any of the names as whole words; in Arabic also behind “and”, “by”, “to”."""
    names = "|".join(map(re.escape, sorted(_agencies(), key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:[وبل]{{1,2}})?({names})(?!\w)")


def _lines(name: str) -> tuple[str, ...]:
    text = files("watcher.core.alerts").joinpath(name).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
