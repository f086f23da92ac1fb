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


class Ntfy:
    """As much of ntfy as takes messages for the topic “desk”, and remembers them."""

    def __init__(self, server):
        self.server, self.taken, self.lose = server, [], False
        server.pages["/"] = self.publish
        server.pages["/desk/json?poll=1&since=all"] = self.poll

    def publish(self, caller):
        said = json.loads(self.server.bodies[-1])
        assert said["topic"] == "desk"
        assert said["message"]
        assert len(said["message"].encode()) <= 4_096
        message = {"id": f"m{len(self.taken)}", "event": "message", "time": 1, **said}
        self.taken.append(message)
        if not self.lose:
            caller.send(answer(json.dumps(message).encode()))

    def poll(self, caller):
        lines = [json.dumps({"id": "x", "event": "open"}), *map(json.dumps, self.taken)]
        caller.send(answer("\n".join(lines).encode()))


class HomeServer(dict):
    """As much of Matrix as takes messages for any room: `server.pages = HomeServer(server)`."""

    def __init__(self, server, room="%21desk%3Anews.example"):
        super().__init__()
        self.server, self.events, self.lose, self.page = server, {}, False, None
        self.room = room

    def __missing__(self, path):
        def take(caller):
            place, _, transaction = path.rpartition("/")
            assert place.startswith(f"/_matrix/client/v3/rooms/{self.room}/send/")
            said = json.loads(self.server.bodies[-1])
            assert len(self.server.bodies[-1]) < 65_536
            event, _ = self.events.setdefault(transaction, (f"$e{len(self.events)}", said))
            if not self.lose:
                caller.send(answer(json.dumps({"event_id": event}).encode()))

        return take if self.page is None else self.page
