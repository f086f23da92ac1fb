"""Fakes that stand in the doorways (`watcher.ports`); nothing else is ever faked."""

from collections import deque


class Wire:
    """A channel that records what it was given, or raises what it was told to."""

    def __init__(self, *troubles):
        """`troubles` come one for each send, in order; None is a success, as is their end."""
        self.sent = []
        self.tried = 0
        self.closed = False
        self.troubles = deque(troubles)

    def write(self, message):
        return ("\n".join("".join(run.text for run in line.runs) for line in message.lines),)

    async def send(self, chat, part):
        self.tried += 1
        if self.troubles and (trouble := self.troubles.popleft()):
            raise trouble
        self.sent.append((chat, part))
        return str(len(self.sent))

    async def close(self):
        self.closed = True
