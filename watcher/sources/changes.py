"""When something changes below a folder. The only module that knows watchfiles.

Polling is complete without it: on a network drive, or where the system has no more watches to
give, nothing is ever told here.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from pathlib import Path

from watchfiles import Change, awatch

_TICK = 1
"""Seconds without a change after which a new folder is looked into once more: what came into it
before it was watched was not told."""
_AFRESH = 60
"""Ticks after which the folder is watched anew: it may be another one by now."""
_STEP = 50
_LONGEST = 500
"""Milliseconds: changes are told when there was none for a step, and at least so often."""


async def changes(path: Path, stopping: asyncio.Event) -> AsyncIterator[None]:
    """Tell, until `stopping`, that something below `path` has changed."""
    is_new = False
    while not stopping.is_set():
        found = awatch(
            *await asyncio.to_thread(_folders, path),
            watch_filter=None,
            debounce=_LONGEST,
            step=_STEP,
            stop_event=stopping,
            rust_timeout=_TICK * 1_000,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        )
        quiet = 0
        try:
            async with aclosing(found):
                async for changed in found:
                    quiet = 0 if changed else quiet + 1
                    if changed or is_new:
                        yield
                    is_new = any(map(_is_folder, changed))
                    if is_new or quiet == _AFRESH:
                        break
        except OSError:  # there is no such folder yet, or there are no watches left
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), _TICK * _AFRESH)


def _folders(path: Path) -> list[str]:
    """The folder and those below it; not through links, which might lead anywhere."""
    root = os.path.realpath(path)
    return [root, *(below for below, _, _ in os.walk(root) if below != root)]


def _is_folder(change: tuple[Change, str]) -> bool:
    """Whether it is about a folder, which must be watched too."""
    return Path(change[1]).is_dir()
