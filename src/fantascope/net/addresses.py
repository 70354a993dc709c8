"""Which places on the network a stranger may send us to: public addresses, and what the operator opens.

Pure: knows nothing of sockets or names' addresses. What is not known to be public is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx2

from ..kernel.errors import InvalidInput

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_LONGEST_URL = 2000
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024

_NOT_PUBLIC_4 = [
    IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
]
"""IANA's special-purpose registry, and the address by which Azure's machines reach their host."""
_PUBLIC_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = [IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
"""Protocol assignments (Teredo among them), documentation, 6to4."""
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the operator opens: `hosts` by name (port None = every port) and `networks`."""

    hosts: frozenset[tuple[str, int | None]] = frozenset()
    networks: tuple[Network, ...] = ()

    def names(self, host: str, port: int) -> bool:
        """Whether the host is opened by its name, wherever that leads."""
        return not self.hosts.isdisjoint({(host, None), (host, port)})

    def holds(self, address: Address) -> bool:
        return any(address in network for network in self.networks)

    def opens(self, place: Place) -> bool:
        """Whether the place is opened as it is written, before any name is looked up."""
        literal = _literal(place.host)
        return self.names(place.host, place.port) or (literal is not None and self.holds(literal))


@dataclass(frozen=True, slots=True)
class Place:
    """A checked http(s) address: `host` in lower case, ASCII, without brackets; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """As the Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def parse_allowed(entries: Sequence[str]) -> Allowed:
    """Entries: host, host:port, [v6]:port, an address, or a network such as 10.0.0.0/8.

    Errors: InvalidInput("bad_setting").
    """
    hosts: set[tuple[str, int | None]] = set()
    networks: list[Network] = []
    for entry in entries:
        try:
            networks.append(ip_network(entry))
            continue
        except ValueError:
            pass
        match = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([^\[\]:/]+))(?::(\d{1,5}))?", entry)
        host = (match[1] or match[2]).lower() if match else ""
        port = int(match[3]) if match and match[3] else None
        if not host or (port is not None and not 0 < port < 65536):
            message = f"setting allowed_hosts: {entry!r} is neither host, host:port nor a network such as 10.0.0.0/8"
            raise InvalidInput("bad_setting", message, field="allowed_hosts")
        hosts.add((host, port))
    return Allowed(frozenset(hosts), tuple(networks))


def is_public(address: Address) -> bool:
    """Whether anyone on the internet can reach the address, by today's registries."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in _PUBLIC_6 and not any(address in network for network in _NOT_PUBLIC_6)


def parse_place(url: str, allowed: Allowed) -> Place:
    """Read an address. Plain http and https, no user names, no odd spellings; ports 80, 443 and from 1024 unless the
    operator opens another.

    Errors: InvalidInput("url_refused").
    """
    if len(url) > _LONGEST_URL or not url.isprintable() or "\\" in url or " " in url:
        raise refused()
    try:
        parsed = httpx2.URL(url)
        host = parsed.raw_host.decode("ascii")
        target = parsed.raw_path.decode("ascii")
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise refused() from error
    literal = _literal(host)
    shaped = literal is not None or (_HOST.fullmatch(host) is not None and not _is_number(host))
    if parsed.scheme not in _PORTS or parsed.userinfo or not shaped or not target.startswith("/"):
        raise refused()
    port = _PORTS[parsed.scheme] if parsed.port is None else parsed.port
    host = host if literal is None else str(literal)
    place = Place(parsed.scheme, host, port, target)
    usual = port in _PORTS.values() or _FIRST_FREE_PORT <= port < 65536
    if not usual and not (0 < port < 65536 and allowed.opens(place)):
        raise refused()
    return place


def checked(addresses: Sequence[str], host: str, port: int, allowed: Allowed) -> list[Address]:
    """The addresses a name led to, if each may be reached; a name that leads to both sides is refused whole.

    Errors: InvalidInput("url_refused").
    """
    try:
        found = [_plain(ip_address(address)) for address in addresses]
    except ValueError as error:  # a scope such as fe80::1%eth0
        raise refused() from error
    named = allowed.names(host, port)
    if not found or not all(named or is_public(address) or allowed.holds(address) for address in found):
        raise refused()
    return found


def check_written(place: Place, allowed: Allowed) -> None:
    """What can be told of a place without looking its name up: an address, or this machine's own name.

    Errors: InvalidInput("url_refused").
    """
    own = place.host == "localhost" or place.host.endswith(".localhost")
    if own or _literal(place.host) is not None:
        checked(["127.0.0.1" if own else place.host], place.host, place.port, allowed)


def refused() -> InvalidInput:
    """The one answer to all that is not reached, whatever the reason: reasons would draw a map of the inside."""
    return InvalidInput("url_refused", "this address is refused: it must be a public http or https address")


def _literal(host: str) -> Address | None:
    try:
        return _plain(ip_address(host)) if "%" not in host else None
    except ValueError:
        return None


def _plain(address: Address) -> Address:
    """IPv4 in IPv6's clothes (::ffff:a.b.c.d) as IPv4."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _is_number(host: str) -> bool:
    """Whether old resolvers would read it as an IPv4 address: 2130706433, 0x7f.1, 0177.0.0.1, 127.1."""
    return _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]) is not None
