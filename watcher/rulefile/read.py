"""Rule files to one watchlist: `read_watchlist`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from watcher.core.watchlist.language import Watchlist
from watcher.errors import ConfigError, Problem
from watcher.rulefile.circles import spelled_out
from watcher.rulefile.files import find_files, read_file
from watcher.rulefile.merge import check_together
from watcher.rulefile.part import Part, read_part
from watcher.rulefile.shipped import shipped_part
from watcher.rulefile.tree import Notes


@dataclass(frozen=True, slots=True)
class Loaded:
    """A watchlist that can be used, and what in it is probably not meant."""

    watchlist: Watchlist
    warnings: tuple[Problem, ...]


def read_watchlist(paths: Sequence[Path]) -> Loaded:
    """What the rule files at `paths` say together, with the cues and context words shipped.

    A folder stands for every `*.yaml` and `*.yml` below it, at any depth. Raises one `ConfigError`
    with every problem of all files.
    """
    files = list(find_files(paths))
    parts = [part for path, notes in files if (part := _part(path, notes))]
    complete = len(parts) == len(files)
    check_together(parts, complete=complete)
    problems = [one for _, notes in files for one in notes.problems]
    if problems:
        raise ConfigError(tuple(sorted(set(problems))))
    warnings = [one for _, notes in files for one in notes.warnings]
    return Loaded(_together(parts), tuple(sorted(set(warnings))))


def _part(path: Path, notes: Notes) -> Part | None:
    text = read_file(path, notes)
    return None if text is None else read_part(text, notes)


def _together(parts: Sequence[Part]) -> Watchlist:
    shipped = [shipped_part("cues.yaml"), shipped_part("context.yaml")]
    words = {id_: entries for part in parts for id_, entries in part.words.items()}
    return Watchlist(
        names=tuple(name for part in parts for name in part.names),
        words=words,
        rules=tuple(
            replace(rule, numbers_near=tuple(spelled_out(rule.numbers_near, words)))
            for part in parts
            for rule in part.rules
        ),
        cues=tuple(cue for part in (*shipped, *parts) for cue in part.cues),
        context=tuple(word for part in (*shipped, *parts) for word in part.context),
    )
