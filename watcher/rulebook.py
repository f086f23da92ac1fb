"""The rules in force, and how what is written in their files takes their place."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from watcher.app.edition import Edition, failures, first_edition, next_edition
from watcher.core.watchlist.language import Watchlist
from watcher.errors import ConfigError, Problem
from watcher.model import EntryId
from watcher.ports import Watch
from watcher.rulefile import Loaded, RuleFiles
from watcher.rulefile.files import read_file
from watcher.rulefile.part import Part
from watcher.rulefile.scalars import nearest
from watcher.rulefile.tree import Notes, Text
from watcher.rulefile.watched import watches, with_watch, without_watch
from watcher.rulefile.write import write_file
from watcher.settings import Settings


@dataclass(frozen=True, slots=True)
class Renewal:
    """What came of reading rule files that had changed."""

    taken: bool
    """Whether a new edition is in force. If not, all is as it was."""
    problems: tuple[Problem, ...]
    """What keeps them from it; if taken, the tests that fail."""
    warnings: tuple[Problem, ...] = ()


class Rulebook:
    """The rule files that the settings name, and the edition in force.

    Written by one thread; any thread may read `edition`, which is replaced whole.
    """

    def __init__(self, settings: Settings) -> None:
        """Read the files. Raises `ConfigError` with every problem."""
        self._settings = settings
        self._files = RuleFiles(settings.rules)
        loaded = load_rules(settings, self._files)
        self.warnings = loaded.warnings
        self.edition: Edition = first_edition(loaded.watchlist)

    def renew(self) -> Renewal | None:
        """Take over the files if they changed and are at rest. None if there is nothing to do."""
        if not self._files.changed():
            return None
        try:
            loaded = load_rules(self._settings, self._files)
            if problems := tuple(_emptied(self.edition.watchlist, loaded.parts)):
                return Renewal(taken=False, problems=problems)
            self.edition = next_edition(self.edition, loaded.watchlist)
        except ConfigError as error:
            return Renewal(taken=False, problems=error.problems)
        return Renewal(taken=True, problems=self.edition.problems, warnings=loaded.warnings)


def _emptied(before: Watchlist, parts: Iterable[Part]) -> Iterator[Problem]:
    """Files of which nothing is left, not even a comment: no editor's hand, but a full disk."""
    held = {Path(rule.file) for rule in before.rules} - {part.path for part in parts}
    for path in held:
        if path.exists() and not path.stat().st_size:
            what = "the file was emptied, and its rules would be gone"
            yield Problem(path, 1, what, "write it anew, or delete it if they should go")


_NOTHING: Mapping[Path, str] = {}


def load_rules(
    settings: Settings, files: RuleFiles | None = None, edited: Mapping[Path, str] = _NOTHING
) -> Loaded:
    """The watchlist that `settings` name, checked against them. Raises `ConfigError`.

    `edited` are texts that count in place of those in the files at their paths.
    """
    known = partial(_unknown_places, settings=settings)
    return (files or RuleFiles(settings.rules)).read(edited, known)


def replace_file(settings: Settings, path: Path, text: str) -> None:
    """Write a rule file, old or new, if all rules are as good with it as they were before.

    Raises `ConfigError` for a mistake in any file and for a test that fails since, `OSError` if it
    cannot be written. Then nothing was written.
    """
    before = load_rules(settings).watchlist
    after = load_rules(settings, edited={path: text}).watchlist
    if problems := failures(before, after):
        raise ConfigError(problems)
    write_file(path, text)


class Watched:
    """Satisfies `watcher.ports.Watching`, with a file in the first folder of the rules."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is read yet."""
        self._settings = settings

    def watches(self) -> Sequence[Watch]:
        """See `Watching.watches`."""
        path, text = self._file()
        return watches(text, path)

    def watch(self, watch: Watch) -> None:
        """See `Watching.watch`."""
        path, text = self._file()
        self._write(path, with_watch(text, path, watch))

    def unwatch(self, name: EntryId) -> None:
        """See `Watching.unwatch`."""
        path, text = self._file()
        self._write(path, without_watch(text, path, name))

    def _file(self) -> tuple[Path, str]:
        """The file and its text; empty where there is no such file yet."""
        folders = [one for one in self._settings.rules if one.is_dir()]
        if not folders:
            what, hint = "rules names no folder", "name one there, for what is watched"
            raise ConfigError((Problem(Path("config.toml"), 1, what, hint),))
        path = folders[0] / "watched.yaml"
        notes = Notes(path)
        text = read_file(path, notes) if path.exists() else ""
        if text is None:
            raise ConfigError(tuple(notes.problems))
        return path, text

    def _write(self, path: Path, text: str) -> None:
        try:
            replace_file(self._settings, path, text)
        except OSError as error:
            what = f"cannot be written: {error.strerror}"
            hint = "check who owns the folder of the rules"
            raise ConfigError((Problem(path, 1, what, hint),)) from error


def _unknown_places(parts: Iterable[Part], settings: Settings) -> Iterator[Problem]:
    """Channels, people and sources that rule files name and config.toml does not."""
    channels = {one.name for one in settings.channels}
    people = {one.name for one in settings.people if one.channel}
    sources = {one.name for one in settings.sources}
    for part in parts:
        own = part.settled
        yield from _unknown(part, own.channels, channels, "channels", "a channel")
        yield from _unknown(part, own.people, people, "people", "a person with a channel")
        yield from _unknown(part, own.sources, sources, "sources", "a source")


def _unknown(
    part: Part, named: Iterable[Text], known: Collection[str], section: str, kind: str
) -> Iterator[Problem]:
    """Those of the `named` that stand in no `section` of config.toml, each at its place."""
    for one in named:
        if one not in known:
            what = f"“{one}” is not {kind} of config.toml"
            there = f"; known there: {', '.join(sorted(known))}" if known else ""
            hint = nearest(one, known, f"add [{section}.{one}] there{there}")
            yield Problem(part.path, one.line, what, hint, column=one.column)
