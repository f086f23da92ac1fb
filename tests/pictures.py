"""Three alerts as a phone shows them, drawn from the sample dispatches for the docs.

    python -m tests.pictures

writes them anew; `tests/test_pictures.py` says whether they are what watcher sends today.
"""

import html
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.journey import LONG_AGO, ROOT
from watcher.build import build
from watcher.channels.buttons import apart
from watcher.rulebook import Rulebook
from watcher.settings import read_settings

PICTURES = ROOT / "docs" / "alerts"
ALERTS = {
    "attack": ("*-harir-*", "Attack", "An attack that three outlets tell, and where they differ"),
    "evacuation": ("*-embassy-*", "Evacuation", "A critical alert: staff leave an embassy"),
    "threat": (
        "*-arabic*",
        "Threatened strike",
        "A threat in Arabic, right to left, told in English",
    ),
}
"""By the name of the picture: the dispatches that are read, a word of the alert, and what it is."""
_NOW = datetime(2025, 4, 1, 6, 0, tzinfo=UTC)
_WIDTH = 390
"""Points across: the most common width of a phone."""
_LETTERS = 44
"""Of a line, at the size of Telegram's text; a guess that leaves room below, never too little."""
_LINE, _BUTTON, _EDGE = 21, 42, 60
_SETTINGS = """\
rules = [{rules}]
database = "watcher.db"
time_zone = "Asia/Baghdad"
[sources.dispatches]
kind = "folder"
path = "seeds"
[channels.duty-desk]
kind = "telegram"
chat = "4711"
[channels.analysts]
kind = "telegram"
chat = "4712"
[people.rana]
telegram = 12345
role = "editor"
"""
_SHEET = """
* { margin: 0; box-sizing: border-box }
div.chat { background: #d5e3d0; padding: 12px; font: 15px/20px system-ui, sans-serif;
  color: #111; overflow-wrap: anywhere }
div.text { background: #fff; border-radius: 12px; padding: 8px 11px; white-space: pre-wrap }
blockquote { border-inline-start: 3px solid #4a90d9; background: #eef5fc; border-radius: 4px;
  padding: 2px 8px; margin: 2px 0 }
a { color: #2678b6; text-decoration: none }
div.row { display: flex; gap: 4px; margin-top: 4px }
div.row span { flex: 1; text-align: center; background: #8aa58ccc; color: #fff; padding: 8px;
  border-radius: 8px }
"""


def messages(dispatches: str) -> Sequence[str]:
    """What watcher owes the chats of one desk after it has read these of the sample dispatches."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seeds").mkdir()
        for path in (ROOT / "seeds").glob(dispatches):
            copied = shutil.copy(path, folder / "seeds")
            os.utime(copied, (LONG_AGO, LONG_AGO))
        config = folder / "config.toml"
        rules = json.dumps(str(ROOT / "rules"))
        config.write_text(_SETTINGS.format(rules=rules), encoding="utf-8")
        settings = read_settings(config)
        with build(settings, Rulebook(settings)) as watcher:
            watcher.clock = lambda: _NOW
            for source in watcher.sources:
                watcher.read(source)
            return [one.text for one in watcher.store.letters()]


def drawn(message: str, about: str) -> str:
    """One message of Telegram's HTML as a picture; `about` is for those who cannot see it."""
    text, rows = apart(message)
    height = _EDGE + _LINE * sum(map(_lines, _plain(text).split("\n"))) + _BUTTON * len(rows)
    shown = _xml(text)
    keys = "".join(
        f'<div class="row">{"".join(f"<span>{html.escape(word)}</span>" for word, _ in row)}</div>'
        for row in rows
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" aria-label="{html.escape(about)}">\n'
        f'<rect width="{_WIDTH}" height="{height}" fill="#d5e3d0"/>\n'
        f'<foreignObject width="{_WIDTH}" height="{height}">\n'
        f'<div xmlns="http://www.w3.org/1999/xhtml" class="chat"><style>{_SHEET}</style>\n'
        f'<div class="text" dir="auto">{shown}</div>{keys}</div>\n</foreignObject></svg>\n'
    )


def pictures() -> Iterator[tuple[Path, str]]:
    """Each picture, and where it belongs."""
    for name, (dispatches, word, about) in ALERTS.items():
        message = next(one for one in messages(dispatches) if word in one)
        yield PICTURES / f"{name}.svg", drawn(message, about)


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def _lines(line: str) -> int:
    return len(line) // _LETTERS + 1


def _xml(text: str) -> str:
    """As XML; a phone ends the line with the quote."""
    whole = text.replace("<blockquote expandable>", '<blockquote class="more">')
    return whole.replace("</blockquote>\n", "</blockquote>")


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for path, picture in pictures():
        path.write_text(picture, encoding="utf-8")
        sys.stdout.write(f"{path}\n")
