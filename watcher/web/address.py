"""Where watcher may go: which URLs it asks, and which addresses it connects to. Pure.

A feed, or a redirect, may name anything; it must not make watcher knock at doors behind the
firewall (server-side request forgery).
"""

import unicodedata
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from watcher.model import Trouble
from watcher.web.answer import FetchError

_LONGEST = 4_096
"""Characters of a URL: longer ones are refused by most servers too."""
_LAST_PORT = 65_535
_SCHEMES = ("http", "https")
_PUBLIC = IPv6Network("2000::/3")
"""The only part of IPv6 that is given out for the public internet. What lies outside includes
v4-mapped, v4-compatible and NAT64 addresses, which lead to a v4 address of the writer's choice."""
_TUNNELS = (
    IPv6Network("2001::/23"),  # Teredo, ORCHID and other special uses
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4: leads to a v4 address of the writer's choice
    IPv6Network("3fff::/20"),  # documentation
)
_INSIDE = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
"""Ends of names that the public net does not have (RFC 6761, 6762 and 8375, and by custom)."""
_SPECIAL = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments; Python's own list changed over time
    IPv4Network("192.88.99.0/24"),  # once the relays of 6to4
)


def checked(url: str) -> httpx.URL:
    """`url`, if it is an http or https address without tricks. Raises `FetchError`."""
    _check_characters(url)
    try:
        return _checked(httpx.URL(url))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"has an address that is not valid: {error}", Trouble.REFUSED) from error


def follow(place: httpx.URL, location: str) -> httpx.URL:
    """Where the redirect header `location`, met at `place`, leads. Raises `FetchError`.

    Headers are read as Latin-1, but servers write UTF-8 where they write more than ASCII.
    """
    try:
        location = location.encode("latin-1").decode()
        _check_characters(location)
        return _checked(place.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(
            f"redirects to an address that is not valid: {error}", Trouble.REFUSED
        ) from error


def _check_characters(url: str) -> None:
    """Refuse what different programs read differently, before any of them has read it."""
    if len(url) > _LONGEST:
        raise FetchError(f"has an address of more than {_LONGEST} characters", Trouble.REFUSED)
    if any(char == "\\" or unicodedata.category(char)[0] in "CZ" for char in url):
        raise FetchError(
            "has an address with a space, a backslash or a control character", Trouble.REFUSED
        )


def _checked(url: httpx.URL) -> httpx.URL:
    if url.scheme not in _SCHEMES or not url.host:
        raise FetchError(
            "has an address that does not begin with http:// or https:// and a host",
            Trouble.REFUSED,
        )
    if url.port is not None and not 0 < url.port <= _LAST_PORT:
        raise FetchError(
            f"has an address whose port is not from 1 to {_LAST_PORT}", Trouble.REFUSED
        )
    if url.userinfo:
        raise FetchError("has an address with a user name or password in it", Trouble.REFUSED)
    return url


def is_inside(host: str) -> bool:
    """Whether a host is of a private network by its very name, before anybody looked it up."""
    try:
        return not is_public(host.strip("[]"))
    except ValueError:
        name = host.rstrip(".").lower()
        return "." not in name or name.endswith(_INSIDE)


def is_public(address: str) -> bool:
    """Whether an IP address, as the resolver writes it, belongs to the public internet."""
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        return parsed in _PUBLIC and not any(parsed in network for network in _TUNNELS)
    is_special = parsed.is_multicast or any(parsed in network for network in _SPECIAL)
    return parsed.is_global and not is_special
