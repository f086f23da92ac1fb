"""Commands about who may talk to watcher: pair, people."""

from enum import StrEnum
from typing import Annotated

import typer

from watcher.app.pairing import OPEN, invite, remove
from watcher.build import beside, now
from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import result, say
from watcher.inlets import people as named
from watcher.inlets import talked_to
from watcher.model import Role
from watcher.settings import read_settings

_LONGEST = 40
"""Characters of a name."""


class RoleWord(StrEnum):
    """The roles by their words."""

    READER = Role.READER.word
    EDITOR = Role.EDITOR.word
    ADMIN = Role.ADMIN.word


def pair(
    name: Annotated[str, typer.Argument(help="What they are called. Default: their account.")] = "",
    *,
    role: Annotated[RoleWord, typer.Option("--role", help="What they may do.")] = RoleWord.READER,
    config: Config = CONFIG,
) -> None:
    """Print a code that makes somebody known on Telegram, also while watcher runs.

    It holds for ten minutes, once. They send it to the bot in their own chat with it. Whoever has
    it is let in: hand it over where nobody reads along.
    """
    settings = read_settings(config)
    if not any(one.kind == "telegram" for one in settings.channels):
        _refuse("config.toml has no channel of kind telegram, where people could be answered")
    if name in {one.name for one in settings.people}:
        _refuse(f"config.toml names {name} already: give them another name, or edit it there")
    if len(name) > _LONGEST or not name.isprintable() or name != name.strip():
        _refuse(f"a name is up to {_LONGEST} letters that can be seen")
    with beside(settings) as store:
        listens = talked_to(settings, store, now())
        code = invite(name, Role[role.upper()], store, now)
    result(f"/start {code}")
    minutes = round(OPEN.total_seconds() / 60)
    say(f"to be sent to the bot, in their own chat with it, within {minutes} minutes")
    if not listens:
        say("nobody could talk to watcher until now: if it runs, stop it and start it again")


def people(
    *,
    remove_name: Annotated[
        str, typer.Option("--remove", metavar="NAME", help="They are a stranger from now on.")
    ] = "",
    config: Config = CONFIG,
) -> None:
    """List who may talk to watcher on Telegram, and as what; or remove who was paired."""
    settings = read_settings(config)
    with beside(settings) as store:
        if remove_name:
            if not remove(remove_name, store, now):
                _refuse(f"nobody called {remove_name} was paired")
            result(f"{remove_name} is a stranger from now on")
            return
        paired = store.paired()
    for one in named(settings).values():
        result(f"{one.name}: {one.role.word}, by config.toml")
    for one in paired:
        result(f"{one.name}: {one.role.word}, paired")
    if not paired and not named(settings):
        result("nobody may talk to watcher: `watcher pair` lets somebody in")


def _refuse(why: str) -> None:
    say(why)
    raise typer.Exit(2)
