"""What must be measured in a process of its own: memory, and loading. `python -m benchmarks.alone`.

Prints one JSON object. Memory is the peak of the whole process, less what Python and the
imports took before.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.generator import Newsroom
from benchmarks.watchlists import Watchlist
from watcher.cli.app import OBJECTS
from watcher.core.watchlist.language import Name
from watcher.core.watchlist.matcher import Matcher
from watcher.core.watchlist.names import NameFinder
from watcher.rulefile import RuleFiles, read_watchlist
from watcher.store.words import KnownWords

_KILOBYTES = 1024
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FILES = 10
_WORDS = """words:
  strike: [strike, strikes, struck, airstrike*, attack, attacks]
  port: [port, quay]
"""
_RULE = """  rule-{number}:
    title: Attack number {number}
    severity: high
    look_for:
      - together: [<strike>, {{any: [<port>, place{number}]}}]
        within: sentence
    ignore_if: [hunger strike, general strike]
    raise_to:
      critical: {{any: [imminent, within hours], unless: [ruled out]}}
    tests:
      - alert: They struck place{number} at dawn.
        severity: high
      - no_alert: They slept at place{number}.
"""


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES


def load(size: int) -> dict[str, float]:
    """Seconds and megabytes from ten rule files with `size` names to a matcher."""
    names = Watchlist(size).names
    with TemporaryDirectory() as folder:
        write_rules(names, Path(folder))
        return _loaded(Path(folder))


def rulebook(size: int) -> dict[str, float]:
    """The same for twenty rule files with `size` rules, each with two tests."""
    with TemporaryDirectory() as folder:
        for number in range(2 * _FILES):
            rules = [_RULE.format(number=rule) for rule in range(number, size, 2 * _FILES)]
            Path(folder, f"{number}.yaml").write_text("rules:\n" + "".join(rules), "utf-8")
        Path(folder, "words.yaml").write_text(_WORDS, encoding="utf-8")
        return _loaded(Path(folder))


def _loaded(folder: Path) -> dict[str, float]:
    Matcher(read_watchlist([]).watchlist)  # the tables of the language are read once
    before = _peak()
    start = time.process_time()
    watchlist = RuleFiles([folder]).read().watchlist
    read = time.process_time()
    matcher = Matcher(watchlist)
    end = time.process_time()
    matcher.names.find("A first story.")
    return {
        "seconds": end - start,
        "reading": read - start,
        "indexing": end - read,
        "megabytes": _peak() - before,
    }


def hostile(size: int) -> dict[str, float]:
    """2 MB of random words, read with `size` names."""
    random = Random(13)
    finder = NameFinder(Watchlist(size).names)
    words = ("".join(random.choices(_LETTERS, k=random.randint(3, 11))) for _ in range(250_000))
    text = " ".join(word.capitalize() if random.random() < 0.2 else word for word in words)
    text = text[:2_000_000]
    before = _peak()
    start = time.process_time()
    finds = finder.find(text)
    return {
        "seconds": time.process_time() - start,
        "megabytes": _peak() - before,
        "finds": len(finds),
    }


def reload(size: int) -> dict[str, float]:
    """Seconds to read `size` names from ten rule files, and to read them again after an edit."""
    names = Watchlist(size).names
    with TemporaryDirectory() as folder:
        written = write_rules(names, Path(folder))
        files = RuleFiles([Path(folder)])
        start = time.process_time()
        first = Matcher(files.read().watchlist)
        seconds = time.process_time() - start
        with written[0].open("a", encoding="utf-8") as edited:
            edited.write("  added: {name: Harbour Watch Committee, type: faction}\n")
        start = time.process_time()
        second = Matcher(files.read().watchlist, first)
        again = time.process_time() - start
    if first.names is second.names:
        raise ValueError("The edit was not read.")
    return {"seconds": seconds, "again": again}


def restart(size: int) -> dict[str, float]:
    """Milliseconds of the first and the first hundred stories, cold and warm.

    Warm: what was learned from 600 other stories was kept, as `watcher run` keeps it.
    """
    watchlist = Watchlist(size)
    fresh = [story.text for story in Newsroom(watchlist, seed=4).stories(100)]
    before = NameFinder(watchlist.names)
    for story in Newsroom(watchlist, seed=3).stories(600):
        before.find(story.text)
    figures: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        kept = KnownWords(Path(folder, "watcher.db"))
        kept.keep(before.resolver.digest, before.resolver)
        for how in ("cold", "warm"):
            finder = NameFinder(watchlist.names)
            start = time.process_time()
            if how == "warm":
                finder.resolver.learn(kept.recall(finder.resolver.digest))
            figures[f"{how}_recall"] = 1000 * (time.process_time() - start)
            finder.find(fresh[0])
            figures[f"{how}_first"] = 1000 * (time.process_time() - start)
            for text in fresh[1:]:
                finder.find(text)
            figures[f"{how}_hundred"] = 1000 * (time.process_time() - start)
    return figures


def write_rules(names: Sequence[Name], folder: Path) -> list[Path]:
    """Ten rule files that list `names` between them."""
    files = [folder / f"{number}.yaml" for number in range(_FILES)]
    for number, file in enumerate(files):
        rows = [
            f"  {one.id}: {{name: {one.name}, type: {one.type}}}" for one in names[number::_FILES]
        ]
        file.write_text("\n".join(["watchlist: 1", "names:", *rows, ""]), encoding="utf-8")
    return files


def main() -> None:
    """`python -m benchmarks.alone load|rulebook|reload|restart|hostile SIZE`."""
    gc.set_threshold(OBJECTS)  # as the program does
    what, size = sys.argv[1], int(sys.argv[2])
    known = (load, rulebook, reload, restart, hostile)
    print(json.dumps({one.__name__: one for one in known}[what](size)))


if __name__ == "__main__":
    main()
