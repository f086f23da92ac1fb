"""One entry of a feed: what of it is kept, and when it is the same as one seen before. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from watcher.model import Document, DocumentId, SourceName

_OLDEST = datetime(1995, 1, 1, tzinfo=UTC)
"""Before there were feeds: an earlier date is a program's idea of "none"."""
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "yclid")
"""Parameters that say how a reader came, not what they read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as its feed gives it, in plain values that may cross from another process."""

    guid: str = ""
    link: str = ""
    title: str = ""
    text: str = ""
    """In plain text, without the title."""
    published: datetime | None = None

    @property
    def whole(self) -> str:
        """Title and text, as a reader sees them; the title once, if the text begins with it."""
        rest = self.text.removeprefix(self.title)
        if rest != self.text and not rest[:1].isalnum():
            return self.text
        return f"{self.title}\n\n{self.text}".strip()


def document(entry: Entry, source: SourceName, page: str, now: datetime) -> Document:
    """The document that `entry` of the feed at `page` makes.

    Its id comes from the link without tracking, or else the guid, and from the text: an edited
    entry is a new document, one whose guid or date changed is not. A date in the future is now.
    """
    url = _link(entry.link, page)
    place = canonical(url) if url else entry.guid
    identity = f"{place}\n{entry.whole}"
    published = entry.published if entry.published and entry.published >= _OLDEST else None
    return Document(
        id=DocumentId(f"{source}:{blake2b(identity.encode(), digest_size=16).hexdigest()}"),
        source=source,
        text=entry.whole,
        seen=now,
        title=entry.title,
        published=min(published, now) if published else None,
        url=url,
        origin=urlsplit(url or page).hostname or "",
        thing=thing(source, place) if place else "",
    )


def thing(source: SourceName, place: str) -> str:
    """What is read at `place`, for `Document.thing`."""
    return blake2b(f"{source}\n{place}".encode(), digest_size=8).hexdigest()


def _link(link: str, page: str) -> str | None:
    """`link` in full; None if it does not lead to the web."""
    try:
        url = urljoin(page, link.strip()) if link.strip() else ""
        parts = urlsplit(url)
        leads_to_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # of a kind of "http://["
        return None
    return url if leads_to_web and url.isprintable() and " " not in url else None


def canonical(url: str) -> str:
    """The same for every way to write one address."""
    parts = urlsplit(url)
    query = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not pair[0].lower().startswith(_TRACKING)
    ]
    place = parts.netloc.lower().removesuffix(":80").removesuffix(":443")
    return urlunsplit(("https", place, parts.path.rstrip("/"), urlencode(query), ""))
