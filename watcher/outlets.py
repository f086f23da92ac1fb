"""The channels of config.toml, each with its address, ready to send or with the reason why not."""

import sys
from collections.abc import Iterable
from dataclasses import replace
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
from watcher.settings import ChannelSettings
from watcher.web.fetch import Fetcher

_SUBMISSIONS = 465
"""The port on which TLS comes first (RFC 8314)."""

_Apis = dict[tuple[str, str | None], BotApi]
"""The bots that speak, by token and server."""


def outlets(
    settings: Iterable[ChannelSettings], clock: Clock, *, buttons: bool
) -> dict[ChannelName, Outlet]:
    """What `settings` describe, by name; with `buttons` where people may answer so."""
    apis: _Apis = {}
    return {
        one.name: replace(_outlet(one, clock, apis, buttons=buttons), fallback=one.fallback)
        for one in settings
    }


def _outlet(one: ChannelSettings, clock: Clock, apis: _Apis, *, buttons: bool) -> Outlet:
    chat = ChatId(one.name)
    secret = secret_in(one.url_env or one.secret_env)
    hide_parts(one.url)
    channel: Channel
    match one.kind:
        case "console":
            return Outlet(Console(sys.stdout), chat)
        case "telegram":
            return _telegram(one, apis, buttons=buttons)
        case "file":
            channel = File(one.path, clock)
        case "webhook":
            channel = Webhook(_poster(clock), one.url, secret)
        case "ntfy":
            channel = Ntfy(_poster(clock), one.url, secret, one.loud)
        case "email":
            channel = Email(_mail_server(one, secret), one.sender, one.to, clock)
        case "matrix":
            chat, channel = one.room, Matrix(_poster(clock), one.url, secret, one.loud)
        case "apprise":
            channel = Apprise.at(secret)
            return Outlet(channel, chat, _amiss(one, secret) or channel.problem)
        case _:
            assert_never(one.kind)
    return Outlet(channel, chat, _amiss(one, secret))


def _mail_server(one: ChannelSettings, password: Secret) -> MailServer:
    implicit = one.tls == "implicit" or (one.tls and one.port == _SUBMISSIONS)
    return MailServer(one.host, one.port, one.user, password, bool(one.tls), implicit)


def _telegram(one: ChannelSettings, apis: _Apis, *, buttons: bool) -> Outlet:
    """Channels of one bot share it: Telegram counts all its messages together."""
    token = secret_in(one.token_env)
    missing = "" if token else f"set the environment variable {one.token_env} to the bot's token"
    api = apis.setdefault((token.reveal(), one.server), BotApi(token, one.server))
    channel = Telegram(api, topic=one.topic, loud=one.loud, buttons=buttons)
    return Outlet(channel, one.chat, missing, gap(one.chat), longest(one.chat), one.token_env)


def _poster(clock: Clock) -> Poster:
    """The address is the operator's own, and may well be in their own network."""
    return Poster(Fetcher(allow_private=True), clock)


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
