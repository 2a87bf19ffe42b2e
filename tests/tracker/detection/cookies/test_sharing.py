import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.cookies.sharing import comparable_parts, dressed, is_shareable, shareable_parts

UUID = "cd07f044-a01e-4878-a15d-fb8aa7811116"
BLOB = "q/7Vx0Zb" * 10


def test_what_is_shared_is_asked_for_more_chance() -> None:
    assert set(shareable_parts(f"uid={UUID}&lang=fr")) >= {UUID}
    assert "162712083.1613226783" in shareable_parts("GA1.2.162712083.1613226783")
    assert shareable_parts("%22KBj6rbe8%22")[-1] == "KBj6rbe8"
    assert shareable_parts("1a2b3c") == ()
    assert shareable_parts("homepage-of-the-shop") == ()


def test_what_is_compared_is_not_judged() -> None:
    assert comparable_parts("homepage") == []
    assert comparable_parts("1.2.162712083.1613226783") == ["1.2.162712083.1613226783", "162712083.1613226783"]
    assert UUID in comparable_parts(f"x%3D{UUID}")
    assert comparable_parts("short ones") == []
    assert comparable_parts("partner_KBj6rbe8_16132267_x_12") == ["partner_KBj6rbe8_16132267_x_12", "KBj6rbe8"]


@pytest.mark.parametrize(
    "value",
    [
        *(
            "KBj6rbe8",
            UUID,
            "162712083.1613226783",
            "b4462c5f10a9a549bd088824611214fd",
            "fb.1.1613226782706.1497060586",
            "1497060586.1613226782",
        ),
        *("7198930254545667412", "a-KBj6rbe8vY"),
    ],
)
def test_random_values_are_known_again(value: str) -> None:
    assert is_shareable(value)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "short",
            "1613226782706",
            "fr-FR,fr",
            "www.shop.test",
            "20260301123000",
            "12345678",
            "accepted-all",
            "10.12.3",
        ),
        *(
            "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA",
            "CPXxRfAPXxRfAAfKABENBAAAAAAAAA",
            "DBABMA~CPXxRfAPXxRfAAfKABENB",
        ),
        *(
            "00000000-0000-0000-0000-000000000000",
            "2021-02-13T14:38:21.323Z",
            "1YNN",
            "1613226782.1613226799",
            "1613226782706.1613226799",
        ),
    ],
)
def test_moments_hosts_consents_and_words_are_not(value: str) -> None:
    assert not is_shareable(value)
    assert shareable_parts(value) == ()


def test_a_part_is_shared_without_the_marks_around_it() -> None:
    assert set(shareable_parts(f"_{UUID}_|t")) == {f"_{UUID}_|t", f"{UUID}_|t", f"_{UUID}_", UUID}


def test_what_json_in_base64_holds_is_shared() -> None:
    value = base64.b64encode(f'{{"id":"{UUID}"}}'.encode()).decode()
    assert set(shareable_parts(value)) >= {value, UUID}


def test_base64_is_one_thing_whatever_its_slashes() -> None:
    assert shareable_parts(BLOB) == (BLOB,)


def test_only_so_many_parts_are_shared() -> None:
    value = "|".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(40))
    assert len(shareable_parts(value)) == 13


def test_an_identifier_is_known_in_its_usual_dresses() -> None:
    found = dict(dressed(("KBj6rbe8",)))
    assert found[hashlib.md5(b"KBj6rbe8", usedforsecurity=False).hexdigest()] == "MD5 hash"
    assert found[hashlib.sha1(b"KBj6rbe8", usedforsecurity=False).hexdigest()] == "SHA-1 hash"
    assert found[hashlib.sha256(b"KBj6rbe8").hexdigest()] == "SHA-256 hash"
    assert found[base64.b64encode(b"KBj6rbe8").decode().rstrip("=")] == "Base64 form"
    assert found[b"KBj6rbe8".hex()] == "hexadecimal form"


def test_a_uuid_is_known_in_other_spellings() -> None:
    packed = UUID.replace("-", "")
    spelt = {text for text, form in dressed((UUID,)) if form == "alternative spelling"}
    assert spelt == {UUID.upper(), packed, packed.upper()}


def test_only_the_first_parts_are_dressed() -> None:
    assert list(dressed(("a", "b", "c", "d"))) == list(dressed(("a", "b")))


@given(st.text())
def test_no_value_raises(value: str) -> None:
    parts = shareable_parts(value)
    assert len(parts) < 60
    assert isinstance(comparable_parts(value), list)
    assert all(isinstance(text, str) for text, _ in dressed(parts))
