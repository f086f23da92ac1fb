"""A file made to break its reader is answered within bounds, and nothing of it is used."""

import subprocess
import sys

import pytest

from watcher.rulefile.files import LARGEST

MIB = 1 << 20
MEMORY = 512 * MIB
"""On top of what the interpreter has mapped before it reads: some 500 times the file."""
PATIENCE = 60
"""Seconds, on a machine that does much else; whatever doubles with each line never ends."""
READ = f"""
import resource, sys
from pathlib import Path
from watcher.errors import ConfigError
from watcher.rulefile import read_watchlist

pages = int(Path("/proc/self/statm").read_text().split()[0])
most = pages * resource.getpagesize() + {MEMORY}
resource.setrlimit(resource.RLIMIT_AS, (most, most))
try:
    read_watchlist([Path(sys.argv[1])])
except ConfigError as error:
    print(error.problems[0])
"""


def fill(line):
    """So many of a line as a file may hold, each with its own number."""
    longest = len(line.replace("{}", "100000"))
    return "".join(line.replace("{}", str(n)) for n in range(LARGEST // longest))


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMBS = {
    "copies of copies": (LAUGHS, ":1:4: '&' at the start of a text"),
    "lists in lists": ("a: " + "[" * (LARGEST - 3), ":1:23: nested more than 20 levels deep"),
    "mappings in mappings": ("{a: " * (LARGEST // 4), ":1:81: nested more than 20 levels deep"),
    "entries in entries": ("- " * (LARGEST // 2), ":1:41: nested more than 20 levels deep"),
    "a quote that never closes": ("a: '" + fill("b{}\n"), ":1:4: the quote ' that opens here"),
    "keys without a colon": ("words:\n" + fill("  b{}\n"), ":1:1: words: must hold keys"),
    "unknown keys": (fill("b{}: c\n"), ":1:1: unknown key 'b0'"),
    "a wrong list in each line": ("words:\n" + fill("  b{}: c\n"), ":2:7: b0: must be a list"),
    "lists that nobody knows": ("words:\n" + fill("  b{}: [<c{}>]\n"), ":2:8: nothing has the id"),
    "one key many times": (fill("about: x\n"), ":2:1: 'about' is written twice"),
    "a pattern that grows": (
        "words:\n  a: ['/((x{1000}){1000}){1000}/']\n",
        ":2:7: the pattern",
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="only there is memory bounded in this way")
@pytest.mark.parametrize(("text", "said"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_a_mistake_like_others(tmp_path, text, said):
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", READ, str(path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert told.stderr == ""
    assert told.stdout.removeprefix(str(path)).startswith(said)
