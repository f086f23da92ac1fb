"""The proxy that config.toml names, for everything that is asked over HTTP."""

import os
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from watcher.bot_api.secret import hide_parts
from watcher.errors import WatcherError
from watcher.settings import Settings
from watcher.web.address import is_public
from watcher.web.proxy import Proxy


def proxy_of(settings: Settings) -> Proxy | None:
    """None where none is named. Raises `WatcherError`: nothing goes out past a proxy that is."""
    variable = settings.proxy_env
    address = os.environ.get(variable, "").strip() if variable else settings.proxy
    if address is None:
        return None
    if not address:
        raise WatcherError(f"set the environment variable {variable} to the address of the proxy")
    hide_parts(address)
    try:
        return Proxy.at(address)
    except ValueError as error:
        raise WatcherError(f"what the environment variable {variable} holds {error}") from error


def for_bots(proxy: Proxy | None, server: str | None) -> str | None:
    """The address, with its password, of what leads to a Bot API server.

    None for a server of this machine or network.
    """
    if proxy is None or (server and _is_near(urlsplit(server).hostname or "")):
        return None
    known = f"{quote(proxy.user, '')}:{quote(proxy.password, '')}@" if proxy.user else ""
    return str(proxy).replace("://", f"://{known}")


def _is_near(host: str) -> bool:
    """As far as its name tells: nobody is asked."""
    try:
        return not is_public(str(ip_address(host)))
    except ValueError:
        return "." not in host
