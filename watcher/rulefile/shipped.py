"""The cues and context words that come with watcher; rule files add to them."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from watcher.rulefile.part import Part, read_part
from watcher.rulefile.tree import Notes


@cache
def shipped_part(name: str) -> Part:
    """The rule file `name` inside this package."""
    notes = Notes(Path(name))
    text = files("watcher.rulefile").joinpath("shipped", name).read_text(encoding="utf-8")
    part = read_part(text, notes)
    if part is None or notes.problems:  # a fault of ours, not of the user
        raise ValueError("\n".join(map(str, notes.problems)))
    return part
