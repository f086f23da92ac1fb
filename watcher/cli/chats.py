"""The command that finds the ids of chats on Telegram: chats."""

import asyncio
from collections.abc import Sequence

import typer

from watcher.bot_api.listener import Listener
from watcher.bot_api.message import Whereabouts
from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import result, say
from watcher.inlets import listeners
from watcher.settings import read_settings
from watcher.store.lock import only_one

_ROUNDS = 20
"""Of some three seconds each."""
_PAUSE = 0.5
"""Seconds between two rounds."""


def chats(config: Config = CONFIG) -> None:
    """Tell in which chats your bot is, as lines for config.toml.

    Put the bot's token into WATCHER_TELEGRAM_TOKEN first. Then write to the bot, or add it to a
    group or channel; in a topic, write /start@ITS_NAME there. What was written is not used up.
    Stop `watcher run` first; what it heard is not told.
    """
    settings = read_settings(config)
    bots = listeners(settings)
    with only_one(settings.database):  # of two that ask, each throws out the other
        say("looking for a minute where the bot is spoken to: write to it, or add it to a group …")
        found = asyncio.run(_look_around(bots))
    for one in found:
        result(f'chat = "{one.chat}"   # {one.kind}{one.name and ": "}{one.name}')
        if one.topic is not None:
            result(f"topic = {one.topic}")
    if not found:
        say("nobody wrote to it: in a group write /start@ITS_NAME, for most words are kept from it")
        raise typer.Exit(1)


async def _look_around(bots: Sequence[Listener]) -> list[Whereabouts]:
    try:
        for _ in range(_ROUNDS):
            if found := [one for bot in bots for one in await bot.look_around()]:
                return found
            await asyncio.sleep(_PAUSE)
    finally:
        for bot in bots:
            await bot.close()
    return []
