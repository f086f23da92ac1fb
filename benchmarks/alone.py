"""What must be measured in a process of its own: memory, and loading. `python -m benchmarks.alone`.

Prints one JSON object. Memory is the peak of the whole process, less what Python and the
imports took before.
"""

import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.watchlists import Watchlist
from watcher.core.watchlist.language import Name
from watcher.core.watchlist.language import Watchlist as Rules
from watcher.core.watchlist.matcher import Matcher
from watcher.core.watchlist.names import NameFinder
from watcher.rulefile import read_watchlist

_KILOBYTES = 1024
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FILES = 10


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES


def load(size: int) -> dict[str, float]:
    """Seconds and megabytes of making a finder for `size` names that are in memory already."""
    names = Watchlist(size).names
    NameFinder(names[:10])  # the tables of the language are read once
    before = _peak()
    start = time.process_time()
    finder = NameFinder(names)
    seconds = time.process_time() - start
    finder.find("A first story.")
    return {"seconds": seconds, "megabytes": _peak() - before, "process": _peak()}


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
        files = write_rules(names, Path(folder))
        start = time.process_time()
        first = _matcher(Path(folder))
        seconds = time.process_time() - start
        with files[0].open("a", encoding="utf-8") as edited:
            edited.write("  added: {name: Harbour Watch Committee, type: faction}\n")
        start = time.process_time()
        second = _matcher(Path(folder))
        again = time.process_time() - start
    if first is second:
        raise ValueError("The edit was not read.")
    return {"seconds": seconds, "again": again}


def write_rules(names: Sequence[Name], folder: Path) -> list[Path]:
    """Ten rule files that list `names` between them."""
    files = [folder / f"{number}.yaml" for number in range(_FILES)]
    for number, file in enumerate(files):
        rows = [
            f"  {one.id}: {{name: {one.name}, type: {one.type}}}" for one in names[number::_FILES]
        ]
        file.write_text("\n".join(["watchlist: 1", "names:", *rows, ""]), encoding="utf-8")
    return files


def _matcher(folder: Path) -> Matcher:
    watchlist: Rules = read_watchlist([folder]).watchlist
    return Matcher(watchlist)


def main() -> None:
    """`python -m benchmarks.alone load|hostile|reload SIZE`."""
    what, size = sys.argv[1], int(sys.argv[2])
    print(json.dumps({"load": load, "hostile": hostile, "reload": reload}[what](size)))


if __name__ == "__main__":
    main()
