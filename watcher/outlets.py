"""The channels of config.toml, each with its address, ready to send or with the reason why not."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import assert_never

from watcher.app.deliver import Outlet
from watcher.bot_api.secret import Secret, hide_parts, secret_in
from watcher.bot_api.sender import BotApi
from watcher.channels.apprise import Apprise
from watcher.channels.console import Console
from watcher.channels.email import Email
from watcher.channels.file import File
from watcher.channels.matrix import Matrix
from watcher.channels.ntfy import Ntfy
from watcher.channels.posting import Poster
from watcher.channels.smtp import MailServer
from watcher.channels.telegram import Telegram, gap, longest
from watcher.channels.webhook import Webhook
from watcher.model import ChannelName, ChatId
from watcher.ports import Channel, Clock
from watcher.proxied import for_bots
from watcher.settings import ChannelSettings
from watcher.web.fetch import Fetcher
from watcher.web.proxy import Proxy

_SUBMISSIONS = 465
"""The port on which TLS comes first (RFC 8314)."""


@dataclass(frozen=True, slots=True)
class _Office:
    """What channels have in common."""

    clock: Clock
    buttons: bool
    proxy: Proxy | None
    apis: dict[tuple[str, str | None], BotApi] = field(default_factory=dict)
    """The bots that speak, by token and server."""

    def poster(self) -> Poster:
        """The address is the operator's own, and may well be in their own network."""
        return Poster(Fetcher(allow_private=True, proxy=self.proxy), self.clock)


def outlets(
    settings: Iterable[ChannelSettings],
    clock: Clock,
    *,
    buttons: bool,
    proxy: Proxy | None = None,
) -> dict[ChannelName, Outlet]:
    """What `settings` describe, by name; with `buttons` where people may answer so.

    What is asked over HTTP on the public internet is asked through `proxy`, but for Apprise.
    """
    office = _Office(clock, buttons, proxy)
    return {one.name: replace(_outlet(one, office), fallback=one.fallback) for one in settings}


def _outlet(one: ChannelSettings, office: _Office) -> Outlet:
    chat = ChatId(one.name)
    secret = secret_in(one.url_env or one.secret_env)
    hide_parts(one.url)
    channel: Channel
    match one.kind:
        case "console":
            return Outlet(Console(sys.stdout), chat)
        case "telegram":
            return _telegram(one, office)
        case "file":
            channel = File(one.path, office.clock)
        case "webhook":
            channel = Webhook(office.poster(), one.url, secret)
        case "ntfy":
            channel = Ntfy(office.poster(), one.url, secret, one.loud)
        case "email":
            channel = Email(_mail_server(one, secret), one.sender, one.to, office.clock)
        case "matrix":
            chat, channel = one.room, Matrix(office.poster(), one.url, secret, one.loud)
        case "apprise":
            channel = Apprise.at(secret)
            return Outlet(channel, chat, _amiss(one, secret) or channel.problem)
        case _:
            assert_never(one.kind)
    return Outlet(channel, chat, _amiss(one, secret))


def _mail_server(one: ChannelSettings, password: Secret) -> MailServer:
    implicit = one.tls == "implicit" or (one.tls and one.port == _SUBMISSIONS)
    return MailServer(one.host, one.port, one.user, password, bool(one.tls), implicit)


def _telegram(one: ChannelSettings, office: _Office) -> Outlet:
    """Channels of one bot share it: Telegram counts all its messages together."""
    token = secret_in(one.token_env)
    missing = "" if token else f"set the environment variable {one.token_env} to the bot's token"
    way = for_bots(office.proxy, one.server)
    bot = BotApi(token, one.server, proxy=way)
    api = office.apis.setdefault((token.reveal(), one.server), bot)
    channel = Telegram(api, one.topic, one.loud, office.buttons, one.protect)
    return Outlet(channel, one.chat, missing, gap(one.chat), longest(one.chat), one.token_env)


def _amiss(one: ChannelSettings, secret: Secret) -> str:
    """Why `one` cannot send: its secret is not set, or is nothing that a request can hold."""
    variable = one.url_env or one.secret_env
    if variable is None:
        return ""
    if not secret:
        return f"set the environment variable {variable} to the channel's secret"
    value = secret.reveal()
    if one.kind == "apprise":  # which knows what an address may hold
        return ""
    if value.isprintable() and (value.isascii() or one.kind == "webhook"):
        return ""
    return f"the environment variable {variable} holds what is no secret: set it again"
