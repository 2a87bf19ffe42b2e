import re

from hypothesis import given
from hypothesis import strategies as st

from tracker.exporters.studies.pseudonyms import REDUCED, Pseudonyms

ONE, TWO = Pseudonyms(b"1" * 32), Pseudonyms(b"2" * 32)


@given(st.text(st.characters()))
def test_equal_things_have_equal_pseudonyms_under_one_key_alone(text: str) -> None:
    for name in ("fingerprint", "request", "capture", "word"):
        first = getattr(ONE, name)(text)
        assert first == getattr(Pseudonyms(b"1" * 32), name)(text)
        assert first != getattr(TWO, name)(text)


def test_they_have_their_forms() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", ONE.fingerprint("a"))
    assert re.fullmatch(r"[0-9a-f]{32}", ONE.request("a"))
    assert re.fullmatch(r"[0-9a-f]{16}", ONE.capture("a"))
    assert re.fullmatch(rf"{REDUCED}[0-9a-f]{{12}}", ONE.word("a"))


def test_one_text_has_a_pseudonym_for_each_kind_of_thing() -> None:
    assert not ONE.request("a").startswith(ONE.capture("a"))
    assert ONE.request("a") != ONE.fingerprint("a")
