import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.ip_address import verdicts
from tracker.taxonomy import Category

ADDRESS = Category.IP_ADDRESS


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("81.56.12.207", "81.56.12.207"),
        ("81.56.12.207:443", "81.56.12.207"),
        ("::ffff:81.56.12.207", "81.56.12.207"),
        ("2a01:e0a:1:2:3:4:5:6", "2a01:e0a:1:2:3:4:5:6"),
        ("[2a01:e0a:1::abcd]:443", "2a01:e0a:1::abcd"),
        ("candidate:842163049 1 udp 1677729535 81.56.12.207 46154 typ srflx raddr 0.0.0.0", "81.56.12.207"),
    ],
)
def test_addresses_of_connections_and_networks_are_found(value: str, address: str) -> None:
    assert [verdict.value for verdict in verdicts(a_field(value), None, None)] == [address]


@pytest.mark.parametrize(
    "value",
    [
        "1.2.3.4",
        "10.15.7.1",
        "192.168.1.23",
        "172.16.254.99",
        "100.64.12.34",
        "169.254.17.8",
        "fd12:3456:789a:1:2:3:4:5",
        "fe80::1ff:fe23:4567:890a",
        "192.0.2.77",
        "198.51.100.77",
        "203.0.113.77",
        "198.18.44.55",
        "2001:db8:1:2:3:4:5:6",
        "8.8.8.8",
        "9.9.9.9",
        "2001:4860:4860::8888",
        "::ffff:127.0.0.1",
        "::ffff:192.168.1.23",
        "120.0.6099.109",
        "91.13.0.0",
        "91.13.12.0",
        "127.0.0.1",
        "0.0.0.0",
        "224.0.0.251",
        "::1",
        "a::b",
        "12:34:56",
        "3c:5a:b4:12:ef:09",
        "1.2.3",
        "hello",
        "81.56.12.207" + "0" * 70,
        "candidate:",
        "255.255.255.255",
        "1:2:3:4:5:6:7:8:9",
    ],
)
def test_versions_times_and_nobodys_addresses_are_left_alone(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


@pytest.mark.parametrize("name", ["appVersion", "sdk_version", "build", "os_ver", "av"])
def test_names_of_versions_are_believed(name: str) -> None:
    assert not verdicts(a_field("81.56.12.207", name=name), None, None)


def test_a_telling_name_admits_lists_and_small_numbers() -> None:
    assert [verdict.value for verdict in verdicts(a_field("1.2.3.4, 81.56.12.207"), ADDRESS, None)] == [
        "1.2.3.4",
        "81.56.12.207",
    ]


def test_the_reasoning_tells_private_from_public() -> None:
    words = [verdicts(a_field(value), ADDRESS, None)[0].reasoning for value in ("192.168.1.23", "81.56.12.207")]
    assert "private" in words[0]
    assert "private" not in words[1]


@pytest.mark.parametrize("address", ["192.168.1.23", "100.64.12.34"])
def test_private_addresses_that_webrtc_gathers_are_found(address: str) -> None:
    candidate = f"candidate:842163049 1 udp 2122260223 {address} 46154 typ host generation 0"
    assert [verdict.value for verdict in verdicts(a_field(candidate), None, None)] == [address]


def test_an_address_that_hides_behind_a_name_of_the_network_is_not_known() -> None:
    assert not verdicts(a_field("candidate:1 1 udp 2122260223 4f3a.local 46154 typ host"), None, None)
