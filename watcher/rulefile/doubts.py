"""What `watcher check` advises, with the place in the file and the word that silences it."""

from datetime import date

from watcher.core.watchlist.advice import advise
from watcher.errors import Problem
from watcher.rulefile.part import Part, meant_so
from watcher.rulefile.read import Loaded
from watcher.rulefile.tree import Placed


def doubts(loaded: Loaded, today: date) -> tuple[Problem, ...]:
    """What is valid and probably not meant, but for what its own file silences.

    `today` tells which rules are over. Sorted by file and line.
    """
    places: dict[str, tuple[Part, Placed]] = {}
    for part in loaded.parts:
        for id_, _ in (*part.ids.labels, *part.ids.rules):
            places.setdefault(id_, (part, id_))
    found = []
    for one in advise(loaded.watchlist, today):
        part, at = places[one.entry]
        if not part.means(one.doubt, one.entry):
            hint = meant_so(one.hint, one.doubt, one.entry)
            found.append(Problem(part.path, at.line, one.what, hint, column=at.column))
    return tuple(sorted(found))
