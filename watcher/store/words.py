"""What was learned about words, in a file beside the database, so that a restart starts warm.

It is a cache. A file that is missing, damaged, or of another list or program is passed over, and
the log says so. Deleting it costs the time of learning again, and nothing else.
"""

import logging
import unicodedata
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from watcher.core.watchlist.learned import Answers, read_back, write_down
from watcher.core.watchlist.likeness import Resolution

log = logging.getLogger(__name__)


class KnownWords:
    """The file of one database. A list of names is known by the digest of its resolver."""

    def __init__(self, database: Path) -> None:
        """The file bears the name of `database` and `.words`; it need not be there."""
        self._path = database.with_name(f"{database.name}.words")
        self._kept: tuple[str, int] | None = None

    def recall(self, names: str) -> dict[str, Resolution | None]:
        """The answers kept for the list `names`; empty if there are none."""
        try:
            version, check, text = self._path.read_text(encoding="ascii").split("\n", 2)
            if version != _version(names):
                log.info("%s is of other names or another watcher: starting anew", self._path)
            elif check != _digest(text):
                log.warning("%s is damaged: starting anew", self._path)
            else:
                return read_back(text)
        except FileNotFoundError:
            pass
        except (OSError, ValueError) as error:
            log.warning("%s cannot be read: starting anew (%s)", self._path, error)
        return {}

    def keep(self, names: str, answers: Answers) -> None:
        """Write the answers down, whole or not at all, if there are others than last time."""
        if self._kept == (names, len(answers)):
            return
        text = write_down(answers)
        draft = self._path.with_name(f"{self._path.name}.new")
        try:
            draft.write_text(f"{_version(names)}\n{_digest(text)}\n{text}", encoding="ascii")
            draft.replace(self._path)
            self._kept = names, len(answers)
        except OSError as error:
            log.warning("%s cannot be written: %s", self._path, error)


def _version(names: str) -> str:
    return f"{names}-{_program()}"


@cache
def _program() -> str:
    """A digest of all that decides what a word may be: code, word lists, Unicode."""
    found = blake2b(unicodedata.unidata_version.encode(), digest_size=16)
    for room in ("text", "watchlist"):
        for file in sorted(files("watcher.core").joinpath(room).iterdir(), key=_name):
            if file.is_file():
                found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def _name(file: Traversable) -> str:
    return file.name


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
