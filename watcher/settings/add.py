"""Feeds added to the text of a settings file, which stays as its writer left it. Pure."""

import json
import re
from collections.abc import Collection, Sequence

_LONGEST = 40
"""Characters of a name: it stands in alerts, logs and a table."""
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
"""What TOML takes as a key without quotes."""


def name_for(title: str, taken: Collection[str]) -> str:
    """A name for a source, made from `title`: letters and digits, hyphens between its words.

    Other than all that are `taken`.
    """
    words = re.findall(r"[^\W_]+", title.casefold())
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        name = longer
    name = name or "feed"
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (name, *numbered) if one not in taken)


def with_feeds(text: str, feeds: Sequence[tuple[str, str]]) -> str:
    """`text` with a table for each name and address behind it, in its own line ends."""
    end = "\r\n" if "\r\n" in text else "\n"
    before = text if text.endswith("\n") or not text else text + end
    tables = (
        [f"[sources.{_key(name)}]", 'kind = "feed"', f"url = {_quoted(url)}"] for name, url in feeds
    )
    return before + "".join(end + end.join(lines) + end for lines in tables)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    """A basic string of TOML, of text without control characters: JSON writes it alike."""
    return json.dumps(text, ensure_ascii=False)
