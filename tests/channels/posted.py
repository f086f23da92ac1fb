"""A server for channels that speak HTTP: what it was asked, and how badly it may answer."""

import json
from datetime import timedelta

from tests.build import NOON
from tests.web.server import answer
from watcher.channels.posting import Poster
from watcher.errors import ChannelClosed, Deferred, Refused, Uncertain
from watcher.web.fetch import Fetcher

SOON = Fetcher(allow_private=True, deadline=timedelta(seconds=0.3))
POSTER = Poster(SOON, lambda: NOON)

FAULTS = [
    (answer(status="401 Who"), ChannelClosed),
    (answer(status="403 No"), ChannelClosed),
    (answer(status="404 Nowhere"), ChannelClosed),
    (answer(status="302 Found", location="http://127.0.0.1:9/"), ChannelClosed),
    (answer(status="400 Bad"), Refused),
    (answer(status="413 Large"), Refused),
    (answer(status="429 Many"), Deferred),
    (answer(status="503 Busy"), Deferred),
    (answer(status="500 Broken"), Uncertain),
    (answer(status="502 Gateway"), Uncertain),
    (b"", Uncertain),
    (b"garbage\r\n\r\n", Uncertain),
    (answer(b"whole body")[:-5], Uncertain),
    (lambda caller: caller.drip(answer(b"slow")), Uncertain),
]
"""What a server does, and what a channel must make of it."""


def asked(server, number=-1):
    """The headers of a request, names in small letters, and what its JSON body says."""
    lines = server.heads[number].decode("latin-1").split("\r\n")[1:-2]
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return headers, json.loads(server.bodies[number])
