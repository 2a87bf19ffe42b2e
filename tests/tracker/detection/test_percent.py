import time
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.percent import form_decoded, percent_decoded

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("marie%40mail.test", "marie@mail.test"),
        ("caf%C3%A9", "café"),
        ("caf%E9", "café"),
        ("%u00e9t%u00E9", "été"),
        ("100%", "100%"),
        ("%zz%41%4", "%zzA%4"),
        ("a\\x41%40\\n", "a\\x41@\\n"),
        ("a+b%20c", "a+b c"),
        ("%ud800", "?"),
        ("\ud800%40", "í\xa0€@"),
    ],
)
def test_escapes_are_undone_and_all_else_stays(text: str, expected: str) -> None:
    assert percent_decoded(text) == expected


def test_plus_signs_are_spaces_in_forms() -> None:
    assert form_decoded("a+b%2Bc") == "a b+c"
    assert form_decoded("a+b") == "a b"
    assert form_decoded("ab") == "ab"


def test_the_charset_counts_where_it_is_no_utf8() -> None:
    assert percent_decoded("%8F%AC", "shift_jis") == "小"


@pytest.mark.parametrize("text", ["%" * 1_000_000, "%zz%&%=%u12" * 80_000, "%41" * 300_000])
def test_masses_of_escapes_are_soon_done(text: str) -> None:
    begin = time.perf_counter()
    percent_decoded(text)
    assert time.perf_counter() - begin < 0.5


@given(TEXT)
def test_what_is_encoded_is_found(text: str) -> None:
    assert percent_decoded(quote(text, safe="")) == text
    assert form_decoded(quote_plus(text)) == text


@given(st.text(alphabet="%u0aF\\xé\ud800+ "))
def test_decoding_never_raises(text: str) -> None:
    assert isinstance(form_decoded(text), str)
