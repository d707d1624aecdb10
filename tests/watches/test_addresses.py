"""Where webhooks may go."""

import socket
from ipaddress import ip_address

import pytest

from watches import addresses
from watches.addresses import BadAddress, checked_url, is_public, public_address
from watches.exceptions import NoSuchHost


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "2001:db8::1",
        "2001::1",
    ],
)
def test_an_address_that_not_everyone_can_reach_is_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.0.81", "2a00:1450:4009:80b::200e"])
def test_an_address_that_everyone_can_reach_is_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://",
        "https:///x",
        "https://user@example.org/",
        "https://user:password@example.org/",
        "https://example.org/#x",
        "https://example.org:22/",
        "https://example.org:99999/",
        "https://example.org:0/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://exa mple.org/",
        "https://example.org/é",
        "https://[::1",
        "//example.org/",
    ],
)
def test_a_url_that_is_not_to_be_called_is_refused(url):
    with pytest.raises(BadAddress):
        checked_url(url)


def test_a_url_is_taken_apart():
    target = checked_url("https://Example.org:8443?x=1")

    assert (target.host, target.port, target.path, target.authority) == (
        "example.org",
        8443,
        "/?x=1",
        "example.org:8443",
    )


def test_the_operator_allows_a_private_host_without_tls():
    assert checked_url("http://intranet:8080/x", {"intranet:8080"}).is_allowed
    with pytest.raises(BadAddress):
        checked_url("http://intranet:8081/x", {"intranet:8080"})


def resolving(monkeypatch, *found):
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in found]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: rows)


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], ["fe80::1%eth0"]])
def test_a_name_with_any_private_address_leads_nowhere(monkeypatch, found):
    resolving(monkeypatch, *found)

    with pytest.raises(BadAddress):
        public_address(checked_url("https://innocent.example/"))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "017700000001", "localhost"])
def test_no_spelling_of_this_machine_leads_here(host):
    with pytest.raises((BadAddress, NoSuchHost)):
        public_address(checked_url(f"https://{host}/"))


def test_the_address_that_was_checked_is_the_one_to_connect_to(monkeypatch):
    resolving(monkeypatch, "8.8.8.8", "8.8.4.4")

    assert public_address(checked_url("https://innocent.example/")) == "8.8.8.8"


def test_a_name_that_is_not_known_may_be_tried_again():
    with pytest.raises(NoSuchHost):
        public_address(checked_url("https://nothing.invalid/"))
