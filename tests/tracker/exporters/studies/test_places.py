import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exporters.studies.places import Places, is_singular
from tracker.masking import HIDDEN

PLACES = Places(lambda word: "~")


@pytest.mark.parametrize(
    "word",
    ["20240101", "user12345", "G1ABCD2EFG", "481649dedec06b3434f5c2618942e33c", "kXwQzPqLmNrtvb", "a1b2c3", "12345"],
)
def test_what_looks_like_an_identifier_is_singular(word: str) -> None:
    assert is_singular(word)


@pytest.mark.parametrize(
    "word",
    ["email", "address1", "sha256HashedEmail", "latlon", "wordpress", "cc2023", "us1", "PassengerDetailsForm", "4bbb"],
)
def test_what_can_be_read_is_not(word: str) -> None:
    assert not is_singular(word)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("user.email", "user.email"),
        ("_ga_YY84CFQCF5", "_ga_~"),
        ("users.8472384.mail[3]", "users.~.mail[3]"),
        ("d/6f1d8c1e-aaaa-4bbb-8ccc-000011112222/id", "d/~/id"),
        ("a\x1b[2Jb\u200b", "a\ufffd[2Jb\ufffd"),
        ("", ""),
    ],
)
def test_a_path_keeps_its_words_and_loses_identifiers(path: str, shown: str) -> None:
    assert PLACES.path(path) == shown


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        ('the field is called "email"', "user.email", 'the field is called "email"'),
        ('the field is called "distinct id"', "$distinct_id", 'the field is called "distinct id"'),
        ("its label says “Marie's address”", "field_7", f"its label says “{HIDDEN}”"),
        ('a label "" is empty', "x", f'a label "{HIDDEN}" is empty'),
        ("The cookie _ga_YY84CFQCF5 is known.", "_ga_YY84CFQCF5", "The cookie _ga_~ is known."),
        ("This is your e-mail address.", "em", "This is your e-mail address."),
    ],
)
def test_reasoning_quotes_nothing_but_the_path(text: str, path: str, shown: str) -> None:
    assert PLACES.reasoning(text, path) == shown


@given(st.text(st.characters(), max_size=300), st.text(st.characters(), max_size=100))
def test_whatever_strangers_wrote_it_is_one_line_of_unicode(text: str, path: str) -> None:
    for made in (PLACES.path(text), PLACES.reasoning(text, path)):
        assert made.encode().decode() == made
        assert not set(made) & set("\n\r\0\x1b")
