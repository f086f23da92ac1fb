"""Files and feeds as others publish them."""

import os
from xml.sax.saxutils import escape

from tests.build import NOON
from watcher.model import SourceName
from watcher.ports import Cursor
from watcher.sources.feed import Feed
from watcher.web.answer import Fetched

URL = "https://press.example/feed.xml"
START = Cursor("")
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{}</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/">{}</rdf:RDF>"""


def put(folder, name, content, age=60):
    """A file last changed `age` seconds before noon."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    moment = int((NOON.timestamp() - age) * 1e9)
    os.utime(path, ns=(moment, moment))
    return path


def rss(*items):
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'


def item(title="Harir was quiet", **fields):
    """An item; the fields are escaped, as a careful publisher does."""
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
    return f"<item><title>{escape(title)}</title>{inner}</item>"


class Press:
    """A server that gives one answer and remembers what it was asked."""

    def __init__(self, body="", status=200, moved_to="", **headers):
        self.body = body.encode() if isinstance(body, str) else body
        self.status = status
        self.moved_to = moved_to
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.asked = []

    def __call__(self, url, headers):
        self.asked.append(headers)
        return Fetched(self.status, self.headers, self.body, url, self.moved_to)

    def poll(self, cursor=START, now=NOON):
        return Feed(SourceName("press"), URL, self).poll(cursor, now)

    def first(self):
        (only,) = self.poll().documents
        return only


def texts(poll):
    return [one.text for one in poll.documents]
