"""A network address -> why nothing may be fetched from it, or None: only addresses of the open internet pass.

What is not listed as open is refused. Ranges are of IANA's registries of special-purpose addresses (RFC 6890 and its
updates). Addresses that carry an IPv4 address inside are refused whole, but NAT64's, the one way out of a network
without IPv4, which are as good as the address inside.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# What a machine tells about itself and its keys, at the providers that let machines: AWS, Azure, Google, Oracle, Alibaba.
METADATA = frozenset(
    map(ipaddress.ip_address, ("169.254.169.254", "168.63.129.16", "192.0.0.192", "100.100.100.200", "fd00:ec2::254"))
)
# The first that holds an address says what it is; before them stands METADATA.
SORTS: tuple[tuple[str, tuple[Network, ...]], ...] = tuple(
    (sort, tuple(ipaddress.ip_network(network) for network in networks.split()))
    for sort, networks in (
        ("an unspecified", "0.0.0.0/8 ::/128"),
        ("a loopback", "127.0.0.0/8 ::1/128"),
        ("a private", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10"),
        ("a shared", "100.64.0.0/10"),
        ("a link-local", "169.254.0.0/16 fe80::/10"),
        ("a multicast", "224.0.0.0/4 ff00::/8"),
        ("an IPv4-mapped", "::ffff:0:0/96 ::ffff:0:0:0/96"),
        ("an IPv4-compatible", "::/96"),
        ("a local NAT64", "64:ff9b:1::/48"),
        ("a 6to4", "192.88.99.0/24 2002::/16"),
        ("a Teredo", "2001::/32"),
        (
            "a reserved",
            "192.0.0.0/24 192.0.2.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4"
            " 100::/64 2001::/23 2001:db8::/32 3fff::/20 5f00::/16",
        ),
    )
)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
OPEN_IPV6 = ipaddress.IPv6Network("2000::/3")
# A host named by its name may stand for these; the others only for themselves.
OF_A_NAMED_HOST = frozenset({"a loopback", "a private", "a shared"})


def address_of(host: str) -> Address | None:
    """The address that `host` is, None for a name."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def refusal(host: str, address: Address, allowed: Iterable[str]) -> str | None:
    """What speaks against fetching from `host` at `address`; None where nothing does.

    `allowed` are the hosts that a user named. A name opens the private, shared and loopback addresses that it leads to; an
    address opens itself alone, whatever it is, and only where it stands in the URL.
    """
    sort = _sort(address)
    if sort is None:
        return None
    named = {name.strip("[]").rstrip(".").lower() for name in allowed}
    literal = address_of(host)
    if literal is None and sort in OF_A_NAMED_HOST and host.rstrip(".").lower() in named:
        return None
    if literal is not None and literal in {address_of(name) for name in named}:
        return None
    hint = f"; --allow-private {host} lets it pass" if sort in OF_A_NAMED_HOST else ""
    return f"{host} is {sort} address{hint}" if literal is not None else f"{host} is at {address}, {sort} address{hint}"


def _sort(address: Address) -> str | None:
    """What an address is that is not of the open internet."""
    if address in METADATA:
        return "a metadata"
    if isinstance(address, ipaddress.IPv6Address) and address in NAT64:
        return _sort(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    sort = next((sort for sort, networks in SORTS if any(address in network for network in networks)), None)
    if sort is None and isinstance(address, ipaddress.IPv6Address) and address not in OPEN_IPV6:
        return "a reserved"
    return sort
