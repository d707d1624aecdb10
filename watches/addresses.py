"""Where webhooks may go: to addresses that everyone could reach, and to nothing inside a network of ours.

A name is looked up once, every address that it has is checked, and the connection is made to the one that was checked:
a name that means something else a moment later leads nowhere else.
"""

import socket
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from watches.exceptions import BadAddress, NoSuchHost

__all__ = ["BadAddress", "Target", "checked_url", "public_address"]

_PORTS = {"http": 80, "https": 443}
_TRANSLATED = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::ffff:0:0/96")))
"""Of IPv6, what stands for an IPv4 address: it could be any."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that webhooks may be sent to, as far as can be told without looking its name up."""

    text: str
    scheme: str
    host: str
    port: int
    path: str
    """With its query."""
    is_allowed: bool
    """Whether the operator allows it, wherever it leads."""

    @property
    def authority(self) -> str:
        """What `Host` says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def checked_url(url: str, allowed: Collection[str] = ()) -> Target:
    """Return where a URL leads; raises `BadAddress`, with what would be right, for one that is not to be called."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode() if parts.hostname else ""
        port = _PORTS[parts.scheme] if parts.port is None else parts.port
    except (ValueError, KeyError, UnicodeError):
        raise BadAddress("Give an https address.") from None
    if not host or not url.isascii() or any(each <= " " for each in url):
        raise BadAddress("Give an https address, in ASCII, without spaces.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadAddress("Leave out user names, passwords and what follows a #: events are signed instead.")
    is_allowed = bool({host, f"{host}:{port}"} & set(allowed))
    if parts.scheme != "https" and not is_allowed:
        raise BadAddress("Give an https address: events are not sent in the clear.")
    if not is_allowed and (port != 443 and port < 1024):
        raise BadAddress("Use port 443, or one from 1024 up.")
    if not is_allowed and _is_number(host) and not is_public(ip_address(host)):
        raise BadAddress("This address is private: give one that everyone could reach.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(url, parts.scheme, host, port, path, is_allowed)


def public_address(target: Target) -> str:
    """Return one of a target's addresses to connect to; raises `BadAddress` where any is private, or `NoSuchHost`."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NoSuchHost(f"{target.host} is not known: {error.strerror or error}") from None
    addresses = [str(each[4][0]) for each in found]
    if not target.is_allowed and not all(is_public(ip_address(each.partition("%")[0])) for each in addresses):
        raise BadAddress(f"{target.host} leads to a private address: nothing is sent there.")
    return addresses[0]


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one that everyone could reach: not private, local, reserved, shared or translated."""
    if isinstance(address, IPv6Address) and any(address in network for network in _TRANSLATED):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
