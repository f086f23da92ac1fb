"""Ordinary English words: 40,000 lower-case words of SCOWL, without names.

A word that stands here is not a misspelling of a name, and a name made of such words alone is
too ordinary to stand for itself. The list ships with the code as a table does; reading it is the
only thing this module does. Its licence lies beside it.
"""

from functools import cache
from importlib.resources import files


@cache
def ordinary_words() -> frozenset[str]:
    """Every ordinary word, folded: American and British spellings, inflections, no names."""
    table = files("watcher.core.text").joinpath("english.txt")
    return frozenset(table.read_text("ascii").split())
