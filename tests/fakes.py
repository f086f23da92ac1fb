"""Fakes that stand in the doorways (`watcher.ports`); nothing else is ever faked."""

from collections import deque


class Wire:
    """A channel that records what it was given, or raises what it was told to."""

    def __init__(self, *troubles):
        """`troubles` come one for each call, in order; None is a success, as is their end."""
        self.sent = []
        self.answered, self.edited, self.looked, self.quiet = [], [], [], []
        self.found = None
        self.once, self.keys = False, []
        self.tried = 0
        self.closed = False
        self.troubles = deque(troubles)

    markup = "words"

    def write(self, message):
        return ("\n".join("".join(run.text for run in line.runs) for line in message.lines),)

    async def send(self, chat, part, reply_to="", *, silent=False, key=""):
        self.keys.append(key)
        self._try()
        self.sent.append((chat, part))
        if silent:
            self.quiet.append(part)
        if reply_to:
            self.answered.append((reply_to, part))
        return str(len(self.sent))

    async def find(self, chat, part, after, known):
        self.looked.append((chat, part, after, sorted(known)))
        return self.found

    async def edit(self, chat, message_id, part):
        self._try()
        self.edited.append((chat, message_id, part))

    def _try(self):
        self.tried += 1
        if self.troubles and (trouble := self.troubles.popleft()):
            raise trouble

    async def close(self):
        self.closed = True
