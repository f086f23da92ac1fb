"""The cues and context words that come with watcher; rule files add to them."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from watcher.rulefile.part import Part, read_part
from watcher.rulefile.tree import Notes


@cache
def shipped_part(name: str) -> Part:
    """The rule file `name` inside this package."""
    text = files("watcher.rulefile").joinpath("shipped", name).read_text(encoding="utf-8")
    return cast("Part", read_part(text, Notes(Path(name))))  # tests keep it free of problems
