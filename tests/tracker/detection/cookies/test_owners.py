import hashlib

import pytest

from tracker.detection.cookies.owners import Owner, Owners

UUID = "cd07f044-a01e-4878-a15d-fb8aa7811116"
HEX = "b4462c5f10a9a549bd088824611214fd"
OWNER = Owner("ads.test", "uid")


def owners_with(value: str, *, is_identifying: bool = True) -> Owners:
    owners = Owners(1000)
    owners.add(value, OWNER, is_identifying=is_identifying)
    return owners


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (UUID, ""),
        (hashlib.md5(UUID.encode(), usedforsecurity=False).hexdigest(), "MD5 hash"),
        (hashlib.sha1(UUID.encode(), usedforsecurity=False).hexdigest().upper(), "SHA-1 hash"),
        (hashlib.sha256(UUID.encode()).hexdigest(), "SHA-256 hash"),
        (UUID.upper(), "alternative spelling"),
        (UUID.replace("-", ""), "alternative spelling"),
        (UUID.encode().hex(), "hexadecimal form"),
    ],
)
def test_an_identifier_is_known_whole_hashed_and_otherwise_spelt(value: str, form: str) -> None:
    found = (Owner("ads.test", "uid", form),)
    owners = owners_with(UUID)
    assert owners.of(value) == found
    assert owners.of(f'{{"a":["{value}"]}}') == found
    assert owners.of(f"https://x.test/?a={value}&b=1", "other.test") == found
    assert owners.of(value, "ads.test") == ()


def test_the_same_value_is_looked_up_again_at_a_glance() -> None:
    owners = owners_with(UUID)
    assert owners.of(f"x={UUID}") == owners.of(f"x={UUID}") == (OWNER,)


def test_a_known_identifier_that_reads_as_a_moment_is_known_whole() -> None:
    assert owners_with("1613226782706497").of("1613226782706497") == (OWNER,)
    assert owners_with("1613226782706497", is_identifying=False).of("1613226782706497") == ()
    assert owners_with("1613226782706").of("1613226782706") == ()


@pytest.mark.parametrize("value", [HEX.upper(), f"t:{HEX.upper()}"])
def test_an_identifier_in_capitals_is_known_as_it_is(value: str) -> None:
    assert owners_with(HEX.upper()).of(value) == (OWNER,)


def test_what_may_be_none_is_not_hashed() -> None:
    owners = owners_with(HEX, is_identifying=False)
    assert owners.of(HEX) == (OWNER,)
    assert owners.of(hashlib.sha256(HEX.encode()).hexdigest()) == ()


def test_a_browsers_identifier_is_known_in_googles_linker() -> None:
    owners = owners_with("GA1.2.162712083.1613226783")
    assert owners.of("1*1x2y3z*_ga*MTYyNzEyMDgzLjE2MTMyMjY3ODM.*_up*MQ..") == (OWNER._replace(form="Base64 form"),)


@pytest.mark.parametrize(
    "value", ["", "short", "x" * 3000, "ABCDEF0123456789ABCDEF0123456789", "nothing like it", "a=b&c=defghijkl"]
)
def test_other_values_are_nobodys(value: str) -> None:
    assert owners_with(UUID).of(value) == ()


def test_nobody_owns_anything_at_first() -> None:
    assert Owners(10).of(UUID) == ()


def test_a_host_may_carry_an_identifier() -> None:
    owners = owners_with(HEX)
    assert owners.of_host(f"{HEX}.sync.other.test", "other.test") == (OWNER,)
    assert owners.of_host(f"{HEX}.sync.ads.test", "ads.test") == ()
    assert owners.of_host("www.other.test") == ()
    assert owners.of_host("a-very-long-name-of-a-machine.other.test") == ()


def test_what_very_many_parties_have_is_a_constant() -> None:
    owners = owners_with(HEX)
    for number in range(7):
        owners.add(HEX, Owner(f"site{number}.test", "build"), is_identifying=True)
    assert len(owners.of(HEX)) == 8
    owners.add(HEX, Owner("site8.test", "build"), is_identifying=True)
    assert owners.of(HEX) == ()
    owners.add(HEX, Owner("site9.test", "build"), is_identifying=True)
    assert owners.of(HEX) == ()


def test_many_cookies_of_few_parties_are_none() -> None:
    owners = owners_with(HEX)
    for number in range(20):
        owners.add(HEX, Owner("ads.test", f"n{number}"), is_identifying=True)
    assert len(owners.of(HEX)) == 8
    owners.add(HEX, Owner("other.test", "uid"), is_identifying=True)
    assert len(owners.of(HEX)) == 8


def test_the_first_learnt_is_forgotten_first() -> None:
    owners = Owners(2)
    values = [hashlib.sha256(bytes([number])).hexdigest() for number in range(3)]
    for value in values:
        owners.add(value, OWNER, is_identifying=True)
    assert [bool(owners.of(value)) for value in values] == [False, True, True]
