"""Which addresses are public, and how they are shown."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetch.address import public, shown, web_address
from index.fetch.fetched import NotFetched

PRIVATE = (
    "127.0.0.1 127.8.8.8 10.0.0.1 172.16.0.1 192.168.1.1 100.64.0.1 169.254.169.254 0.0.0.0 192.0.0.8 198.18.0.1"
    " 192.0.2.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1"
    " fec0::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1"
    " 64:ff9b:1::808:808 2002:7f00:1::1 2002:a00:1::"
)


@pytest.mark.parametrize("address", PRIVATE.split())
def test_what_is_not_of_the_public_internet_is_not_public(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_what_is_is(address: str) -> None:
    assert public(address)


@given(st.ip_addresses(v=4))
def test_an_address_in_the_clothes_of_another_is_judged_as_itself(address: IPv4Address) -> None:
    mapped, translated = IPv6Address(f"::ffff:{address}"), IPv6Address(f"64:ff9b::{address}")
    assert public(str(mapped)) == public(str(translated)) == public(str(address))


@given(st.ip_addresses())
def test_nothing_public_is_private_to_the_standard_library(address: IPv4Address | IPv6Address) -> None:
    if public(str(address)):
        assert not ip_address(address).is_loopback
        assert not ip_address(address).is_link_local
        assert not ip_address(address).is_multicast


@pytest.mark.parametrize(
    ("url", "said"),
    [
        pytest.param("ftp://a.example/x", "only http:// and https://", id="ftp"),
        pytest.param("file:///etc/passwd", "only http:// and https://", id="file"),
        pytest.param("gopher://a.example", "only http:// and https://", id="gopher"),
        pytest.param("http:///path", "only http:// and https://", id="no host"),
        pytest.param("https://[::1", "not a web address", id="open bracket"),
        pytest.param("https://a.example:99999/", "not a web address", id="port"),
        pytest.param("https://ilona:hush@a.example/", "user name or password", id="credentials"),
        pytest.param("https://a.example/" + "x" * 3000, "longer than 2,000", id="long"),
    ],
)
def test_what_is_no_address_to_ask_is_refused_with_the_reason(url: str, said: str) -> None:
    with pytest.raises(NotFetched, match=said) as refused:
        web_address(url)
    assert "hush" not in str(refused.value)


def test_an_address_is_asked_without_its_fragment() -> None:
    assert str(web_address(" HTTPS://A.Example/x?y=1#comments ")) == "https://a.example/x?y=1"


@pytest.mark.parametrize(
    ("url", "as_shown"),
    [
        ("https://ilona:hush@a.example/x", "https://a.example/x"),
        ("https://a.example/x?id=7&access_token=hush", "https://a.example/x?id=7&access_token=..."),
        ("https://a.example/x?X-Amz-Signature=hush&b=", "https://a.example/x?X-Amz-Signature=...&b="),
        ("https://a.example/x?id=7&page=2", "https://a.example/x?id=7&page=2"),
        ("https://ilona:hush@[::1", "[::1"),
        ("https://a.example/\x1b[31m", "https://a.example/?[31m"),
    ],
)
def test_an_address_is_shown_without_its_secrets(url: str, as_shown: str) -> None:
    assert shown(url) == as_shown
