"""A feed in JSON (jsonfeed.org, versions 1 and 1.1). Pure."""

import json
from collections.abc import Mapping, Sequence

from watcher.sources.entry import Entry
from watcher.sources.listed import moment
from watcher.sources.plain_text import plain_text

_VERSIONS = "https://jsonfeed.org/version/"


def read_json_feed(text: str) -> Sequence[Entry]:
    """Its items, in its order; one that cannot be read is an entry without text.

    Raises `ValueError` with a clause for a person where it is none.
    """
    try:
        held = json.loads(text)
    except ValueError as error:
        raise ValueError(f"is a broken JSON feed: {error}") from error
    except RecursionError as error:
        raise ValueError("is a broken JSON feed: it is nested too deep") from error
    items = held.get("items") if isinstance(held, dict) else None
    if not isinstance(items, list) or not _said(held, "version").startswith(_VERSIONS):
        raise ValueError(
            "is not a feed but other JSON: look for its RSS, Atom or JSON Feed address"
        )
    return [_entry(one) if isinstance(one, dict) else Entry() for one in items]


def _entry(item: Mapping[str, object]) -> Entry:
    body = _said(item, "content_text") or plain_text(_said(item, "content_html"))
    return Entry(
        guid=_said(item, "id"),
        link=_said(item, "url") or _said(item, "external_url"),
        title=" ".join(_said(item, "title").split()),
        text=body or _said(item, "summary"),
        published=moment(item.get("date_published", item.get("date_modified"))),
    )


def _said(held: Mapping[str, object], key: str) -> str:
    """A text, or a number as text; without halves of characters, which nothing can store."""
    value = held.get(key)
    if not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
