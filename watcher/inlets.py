"""What watcher hears, as config.toml describes it: sources, and bots that people talk to."""

import os
from typing import assert_never

from watcher.bot_api.listener import Listener
from watcher.bot_api.secret import Secret
from watcher.model import Person, Role
from watcher.ports import Bot, Source
from watcher.settings import Settings, SourceSettings
from watcher.sources.feed import Feed, parse_apart
from watcher.sources.folder import Folder
from watcher.web.fetch import Fetcher


def source(one: SourceSettings) -> Source:
    """What `one` describes, ready to be polled."""
    match one.kind:
        case "folder":
            return Folder(one.name, one.path)
        case "feed":
            return Feed(one.name, one.url, Fetcher(allow_private=one.allow_private), parse_apart)
        case _:
            assert_never(one.kind)


def people(settings: Settings) -> dict[int, Person]:
    """Those from whom commands are taken, by their account."""
    return {
        one.telegram: Person(one.name, one.telegram, Role[one.role.upper()])
        for one in settings.people
        if one.telegram is not None
    }


def bots(settings: Settings) -> tuple[Bot, ...]:
    """The bots of the channels, each once; none where nobody may talk to them."""
    if not people(settings):
        return ()
    telegram = [one for one in settings.channels if one.kind == "telegram"]
    known = {(os.environ.get(one.token_env, ""), one.server) for one in telegram}
    return tuple(Listener(Secret(token), server) for token, server in known if token)
