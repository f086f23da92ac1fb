"""Rule files to one watchlist: `read_watchlist`, and `RuleFiles` to read them again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from watcher.core.watchlist.language import Watchlist
from watcher.errors import ConfigError, Problem
from watcher.rulefile.circles import spelled_out
from watcher.rulefile.files import find_files, read_file
from watcher.rulefile.merge import check_together
from watcher.rulefile.part import Part, read_part
from watcher.rulefile.shipped import shipped_part
from watcher.rulefile.tree import Notes

_Look = frozenset[tuple[Path, int, int, int]]
_NOTHING: Mapping[Path, str] = {}
_Judge = Callable[[Iterable[Part]], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A watchlist that can be used, and what in it is probably not meant."""

    watchlist: Watchlist
    warnings: tuple[Problem, ...]
    parts: tuple[Part, ...] = ()
    """What each file adds."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of one file, and the digest of the text that said it."""

    digest: bytes
    part: Part | None
    notes: Notes


def _no_more(_: Iterable[Part]) -> Iterable[Problem]:
    return ()


class RuleFiles:
    """The rule files at some paths, to be read again and again.

    A folder stands for every `*.yaml` and `*.yml` below it, at any depth. What was read of a file
    is kept as long as its text stays the same.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        """Nothing is read yet."""
        self._paths = tuple(paths)
        self._known: dict[Path, _Known] = {}
        self._read_at = self._seen = _look(self._paths)

    def changed(self) -> bool:
        """Whether the files look otherwise than when they were read, and are at rest.

        A look sees names, sizes and times of writing. Two looks, of this call and the one before,
        must see the same: else somebody may be writing still.
        """
        before, self._seen = self._seen, _look(self._paths)
        return self._seen == before != self._read_at

    def read(self, edited: Mapping[Path, str] = _NOTHING, wrong_with: _Judge = _no_more) -> Loaded:
        """What the files say together now, with the cues and context words shipped.

        `edited` are texts that count in place of those in the files at their paths. `wrong_with`
        tells of problems that nobody sees in the files alone.

        Raises one `ConfigError` with every problem of all files.
        """
        self._read_at = self._seen = _look(self._paths)
        found = dict(find_files(self._paths))
        there = found | {path: Notes(path) for path in edited.keys() - found.keys()}
        files = [self._read(path, notes, edited.get(path)) for path, notes in there.items()]
        self._known = {one.notes.path: one for one in files if one.part and one.part.is_lasting}
        parts = [one.part for one in files if one.part]
        noted = [one.notes for one in files]
        noted += check_together(parts, complete=len(parts) == len(files))
        if problems := {*wrong_with(parts), *(one for notes in noted for one in notes.problems)}:
            raise ConfigError(tuple(sorted(problems)))
        warnings = {warning for notes in noted for warning in notes.warnings}
        return Loaded(_together(parts), tuple(sorted(warnings)), tuple(parts))

    def _read(self, path: Path, notes: Notes, text: str | None) -> _Known:
        text = read_file(path, notes) if text is None else text
        if text is None:
            return _Known(b"", None, notes)
        digest = blake2b(text.encode()).digest()
        known = self._known.get(path)
        if known and known.digest == digest:
            return known
        return _Known(digest, read_part(text, notes), notes)


def _look(paths: Sequence[Path]) -> _Look:
    """Which files there are, and how they look from outside."""
    return frozenset(_seen(path) for path, _ in find_files(paths))


def _seen(path: Path) -> tuple[Path, int, int, int]:
    try:
        found = path.stat()
    except OSError:  # gone, or never there
        return path, 0, 0, 0
    return path, found.st_ino, found.st_size, found.st_mtime_ns


def read_watchlist(paths: Sequence[Path]) -> Loaded:
    """What the rule files at `paths` say together, read once; see `RuleFiles`."""
    return RuleFiles(paths).read()


def _together(parts: Sequence[Part]) -> Watchlist:
    shipped = [shipped_part("cues.yaml"), shipped_part("context.yaml")]
    words = {id_: entries for part in parts for id_, entries in part.words.items()}
    return Watchlist(
        names=tuple(name for part in parts for name in part.names),
        words=words,
        rules=tuple(
            replace(rule, numbers_near=tuple(spelled_out(rule.numbers_near, words)))
            if rule.numbers_near
            else rule
            for part in parts
            for rule in part.rules
        ),
        cues=tuple(cue for part in (*shipped, *parts) for cue in part.cues),
        context=tuple(word for part in (*shipped, *parts) for word in part.context),
    )
