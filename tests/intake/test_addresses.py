from __future__ import annotations

import pytest

from vedette.intake.addresses import address_of, refusal

REFUSED = """
0.0.0.0 unspecified | 0.1.2.3 unspecified | :: unspecified
127.0.0.1 loopback | 127.255.255.254 loopback | ::1 loopback
10.0.0.1 private | 172.16.0.1 private | 172.31.255.255 private | 192.168.1.1 private | fc00::1 private | fdff::1 private
fec0::1 private
100.64.0.1 shared | 100.127.255.255 shared
169.254.0.1 link-local | fe80::1 link-local | fe80::1%eth0 link-local
169.254.169.254 metadata | 168.63.129.16 metadata | 192.0.0.192 metadata | 100.100.100.200 metadata | fd00:ec2::254 metadata
224.0.0.1 multicast | 239.255.255.250 multicast | ff02::1 multicast
::ffff:127.0.0.1 IPv4-mapped | ::ffff:8.8.8.8 IPv4-mapped | ::ffff:0:10.0.0.1 IPv4-mapped | ::127.0.0.1 IPv4-compatible
2002:7f00:1:: 6to4 | 192.88.99.1 6to4 | 2001:0:4136:e378:8000:63bf:3fff:fdd2 Teredo
64:ff9b::127.0.0.1 loopback | 64:ff9b::10.0.0.1 private | 64:ff9b::169.254.169.254 metadata | 64:ff9b:1::8.8.8.8 NAT64
192.0.0.1 reserved | 192.0.2.1 reserved | 198.18.0.1 reserved | 198.51.100.1 reserved | 203.0.113.1 reserved | 240.0.0.1 reserved
255.255.255.255 reserved | 2001:db8::1 reserved | 2001:10::1 reserved | 100::1 reserved | 3fff::1 reserved | 5f00::1 reserved
4000::1 reserved | 1::1 reserved
"""
OPEN = "1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.255.255 172.32.0.0 192.167.255.255 2606:4700::1111"


def cases() -> list[tuple[str, str]]:
    return [(case.split()[0], case.split()[1]) for line in REFUSED.strip().splitlines() for case in line.split(" | ")]


@pytest.mark.parametrize(("address", "sort"), cases())
def test_what_is_not_of_the_open_internet_is_refused(address: str, sort: str) -> None:
    found = address_of(address)
    assert found is not None
    by_name, by_address = refusal("news.example", found, ()), refusal(address, found, ())
    assert by_name is not None
    assert by_name.startswith(f"news.example is at {found}, ")
    assert f" {sort} address" in by_name
    assert by_address is not None


@pytest.mark.parametrize("address", [*OPEN.split(), "64:ff9b::1.1.1.1"])
def test_what_is_of_the_open_internet_passes(address: str) -> None:
    found = address_of(address)
    assert found is not None
    assert refusal("news.example", found, ()) is None


@pytest.mark.parametrize(
    ("host", "address", "allowed", "passes"),
    [
        ("127.0.0.1", "127.0.0.1", "127.0.0.1", True),
        ("::1", "::1", "[::1]", True),
        ("0:0:0:0:0:0:0:1", "::1", "::1", True),
        ("127.0.0.2", "127.0.0.2", "127.0.0.1", False),
        ("localhost", "127.0.0.1", "localhost", True),
        ("LOCALHOST.", "127.0.0.1", "localhost", True),
        # A stranger's name that leads to an allowed address is still a stranger's.
        ("evil.example", "127.0.0.1", "127.0.0.1", False),
        ("evil.example", "127.0.0.1", "localhost", False),
        ("wiki.lan", "192.168.0.9", "wiki.lan", True),
        # A name opens no address that is never a web server's; only the address itself does.
        ("wiki.lan", "169.254.169.254", "wiki.lan", False),
        ("wiki.lan", "224.0.0.1", "wiki.lan", False),
        ("169.254.169.254", "169.254.169.254", "169.254.169.254", True),
    ],
)
def test_what_a_user_allows(host: str, address: str, allowed: str, passes: bool) -> None:
    found = address_of(address)
    assert found is not None
    assert (refusal(host, found, [allowed]) is None) is passes


@pytest.mark.parametrize("name", ["example.org", "127.1", "0x7f.1", "2130706433", "", "1.2.3.4.5"])
def test_a_name_is_no_address(name: str) -> None:
    assert address_of(name) is None
