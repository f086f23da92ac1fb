"""The event loop of a run: it looks up hosts without holding anybody up."""

import asyncio
import socket
from functools import partial
from typing import Any

from watcher.schedule.asking import in_thread


class Loop(asyncio.SelectorEventLoop):
    """Each look-up has a thread of its own.

    The system's resolver knows no deadline. Where nobody answers it, it would hold one after
    another of the few threads that deliver and reload, and then the end of the program.
    """

    async def getaddrinfo(self, *asked: Any, **how: Any) -> Any:  # noqa: ANN401 - passed on as it is
        """See `socket.getaddrinfo`."""
        return await in_thread(partial(socket.getaddrinfo, *asked, **how))
