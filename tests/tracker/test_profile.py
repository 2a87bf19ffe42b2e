from pathlib import Path
from typing import Any

import pytest

from tracker.errors import ConfigurationError
from tracker.profile import Profile, Value, from_document, load
from tracker.taxonomy import Category


def test_a_profile_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text('country = "fr"\n[[value]]\ncategory = "email_address"\nvalue = " ada@example.org "\n')
    assert load(path) == Profile((Value(Category.EMAIL_ADDRESS, "ada@example.org"),), "FR")


def test_where_a_value_was_learnt_makes_no_other_value_of_it() -> None:
    named, learnt = Value(Category.USERNAME, "marie88"), Value(Category.USERNAME, "marie88", "shop.example")
    assert named == learnt
    assert hash(named) == hash(learnt)
    assert named != Value(Category.TEXT, "marie88")
    assert (named.origin, learnt.origin) == ("", "shop.example")


def test_values_are_never_shown() -> None:
    assert "ada" not in repr(Profile((Value(Category.FIRST_NAME, "ada"),)))


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ({"country": "France"}, "two letters"),
        ({"country": 5}, "two letters"),
        ({"country": "ZZ"}, "ISO 3166-1"),
        ({"value": [{"category": "email_address", "value": "marie.mail.test"}]}, "value 1: an e-mail address has an @"),
        ({"value": [{"category": "email_address", "value": "marie@"}]}, "an e-mail address has an @"),
        ({"value": [{"category": "text", "value": " ab "}]}, "at least 3 characters"),
        ({"value": [{"category": "country", "value": "ZZ"}]}, "ISO 3166-1"),
        ({"value": "x"}, "heading"),
        ({"value": ["x"]}, "value 1"),
        ({"value": [{"category": "shoe", "value": "x"}]}, "unknown category 'shoe'; one of: email_address"),
        ({"value": [{"category": "city", "value": " "}]}, "not empty"),
        ({"value": [{"category": "city"}]}, "not empty"),
    ],
)
def test_what_is_wrong_in_a_profile_is_named(document: dict[str, Any], named: str) -> None:
    with pytest.raises(ConfigurationError, match=named):
        from_document(document)


def test_a_missing_profile_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such profile"):
        load(tmp_path / "none.toml")


@pytest.mark.parametrize("text", [b"value = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_said(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "me.toml"
    path.write_bytes(text)
    with pytest.raises(ConfigurationError, match="TOML"):
        load(path)


def test_the_file_is_named_with_the_fault(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text('country = "France"')
    with pytest.raises(ConfigurationError, match=r"me\.toml: country"):
        load(path)


@pytest.mark.parametrize("country", ["fr", "FR", "France"])
def test_a_country_is_a_code_or_a_name(country: str) -> None:
    document = {"value": [{"category": "country", "value": country}, {"category": "text", "value": "abc"}]}
    assert from_document(document).values[0] == Value(Category.COUNTRY, country)
