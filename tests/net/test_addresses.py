"""Which addresses may be reached: tables of the nasty and of the good."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from fantascope.kernel.errors import InvalidInput
from fantascope.net.addresses import is_public, parse_allowed, parse_place
from fantascope.net.dial import Dialer
from fantascope.net.fetch import check_target, fetch

INSIDE = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 169.254.169.254
    169.254.0.1 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
    198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
    64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001:db8::1 2001::1 2001:0:53aa:64c::1 2002:7f00:1:: 2002:a00:1:: 3fff::1
    fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 5f00::1 4000::1
"""
PUBLIC = (
    "1.1.1.1 8.8.8.8 93.184.216.34 172.32.0.1 192.0.3.1 223.255.255.254 2606:4700::1111 2a00:1450::1 64:ff9b::808:808"
)

NASTY = [
    "", " ", "http", "http:", "http://", "http:///x", "//example.com/", "/etc/passwd", "example.com",
    "ftp://example.com/x", "file:///etc/passwd", "gopher://example.com:6379/_x", "data:text/plain,x",
    "javascript:alert(1)",
    "dict://example.com:11211/", "jar:http://example.com!/", "unix:///var/run/docker.sock", "ldap://example.com/",
    "http://user@example.com/", "http://user:pass@example.com/", "http://example.com@127.0.0.1/", "http://:@example.com/",
    "http://example.com\\@127.0.0.1/", "http://127.0.0.1\\.example.com/", "http://exa mple.com/", " http://example.com/",
    "http://example.com/\r\nHost: x", "http://example.com\t/", "http://example.com/\x00", "http://example.com:/x:y@z:0/",
    "http://example.com:0/", "http://example.com:99999/", "http://example.com:-1/", "http://example.com:x/",
    "http://example.com:22/", "http://example.com:25/", "http://example.com:1023/", "http://[::1", "http://::1/",
    "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[v1.x]/", "http://-x.example.com/",
    "http://example..com/", "http://.example.com/", "http://%6c%6fcalhost/", "http://exam%00ple.com/",
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://127.1/", "http://017700000001/",
    "http://0177.0.0.1/", "http://127.0.0.1./", "http://0/", "http://0x/", "http://1.1.1.256/", "http://example.0/",
    "http://" + "a" * 64 + ".com/", "http://example.com/" + "a" * 2000, "http://ex\u200bample.com/", "http://\ud83d/",
    "https://exa\u00admple.com:70000/", "http://127.0.0.1/", "http://127.0.0.1:8000/", "https://127.0.0.1/",
    "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/latest/", "http://0.0.0.0/", "http://[::]/",
    "http://10.0.0.1/", "http://192.168.1.1/", "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://localhost/",
    "http://localhost:8000/", "http://LOCALHOST./", "http://inside.test/", "http://both.test/", "http://none.test/",
    "http://scoped.test/", "http://mapped.test/", "http://metadata.google.internal/",
]  # fmt: skip

NAMES = {
    "localhost": ["127.0.0.1", "::1"], "localhost.": ["127.0.0.1"], "inside.test": ["10.1.2.3"],
    "both.test": ["93.184.216.34", "10.1.2.3"], "scoped.test": ["fe80::1%eth0"], "mapped.test": ["::ffff:10.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
}  # fmt: skip


@pytest.mark.parametrize("address", INSIDE.split())
def test_what_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_what_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("url", NASTY)
def test_nasty_addresses_are_refused_alike_and_never_connected_to(url: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        try:
            return [str(ip_address(host))]
        except ValueError:
            return NAMES.get(host, [])

    def connect(address: str, port: int, timeout_s: float) -> None:
        raise AssertionError(address)

    with pytest.raises(InvalidInput) as caught:
        fetch(url, limit_bytes=100, timeout_s=2.0, dialer=Dialer(resolve, connect))  # type: ignore[arg-type]
    assert caught.value.code == "url_refused"
    assert caught.value.message == "this address is refused: it must be a public http or https address"


@pytest.mark.parametrize(
    ("url", "authority", "target"),
    [
        ("http://Example.COM", "example.com", "/"),
        ("https://example.com:443/a?b=c#d", "example.com", "/a?b=c"),
        ("https://example.com:8443/ü", "example.com:8443", "/%C3%BC"),
        ("http://bücher.example/", "xn--bcher-kva.example", "/"),
        ("http://example.com:443/", "example.com:443", "/"),
        ("http://[2606:4700::1111]:8080/x", "[2606:4700::1111]:8080", "/x"),
        ("http://1.1.1.1/", "1.1.1.1", "/"),
        ("https://a_b.example./", "a_b.example.", "/"),
    ],
)
def test_good_addresses_are_read_exactly(url: str, authority: str, target: str) -> None:
    place = parse_place(url, parse_allowed([]))
    assert (place.authority, place.target) == (authority, target)


@pytest.mark.parametrize(
    ("entry", "opened", "shut"),
    [
        (
            "127.0.0.1",
            ["http://127.0.0.1:80/x", "http://127.0.0.1:22/", "http://[::ffff:127.0.0.1]/"],
            "http://127.0.0.2/",
        ),
        ("10.0.0.0/8", ["http://10.1.2.3/"], "http://11.0.0.1/"),
        ("hooks.internal", ["http://hooks.internal/", "http://HOOKS.internal:25/"], "http://x.hooks.internal/"),
        ("hooks.internal:9000", ["http://hooks.internal:9000/"], "http://hooks.internal:9001/"),
        ("[::1]:9000", ["http://[::1]:9000/"], "http://[::1]:9001/"),
        ("fd00::/8", ["http://[fd12::1]/"], "http://[fe80::1]/"),
    ],
)
def test_what_the_operator_opens_needs_no_https(entry: str, opened: list[str], shut: str) -> None:
    for url in opened:
        check_target(url, [entry], https=True)
    with pytest.raises(InvalidInput) as caught:
        check_target(shut, [entry], https=True)
    assert caught.value.code in {"url_not_https", "url_refused"}


@pytest.mark.parametrize("entry", ["", "a b/c", "http://x", "host:0", "host:70000", "[::1", "10.0.0.1/8"])
def test_a_wrong_setting_is_told(entry: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_allowed([entry])
    assert caught.value.code == "bad_setting"


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "localhost", "x.localhost"])
def test_a_target_that_is_private_as_written_is_refused_at_once(host: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_target(f"https://{host}/hook", (), https=True)
    assert caught.value.code == "url_refused"
    check_target(f"https://{host}/hook", ("127.0.0.0/8", "10.0.0.0/8", "::1"), https=True)
