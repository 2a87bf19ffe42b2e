"""Labels on the command line."""

import click
import pytest

from tracker.cli.labelling import Label


@pytest.mark.parametrize(
    ("given", "label"),
    [("country=fr", ("country", "fr")), ("run= 3 ", ("run", "3")), ("q=a=b", ("q", "a=b")), (("a", "b"), ("a", "b"))],
)
def test_a_label_is_a_key_and_a_value(given: object, label: tuple[str, str]) -> None:
    assert Label().convert(given, None, None) == label


@pytest.mark.parametrize(
    ("given", "said"), [("country", "write KEY=VALUE"), ("=fr", "a key is of"), ("run=", "a value is of")]
)
def test_what_is_none_is_a_wrong_command_line(given: str, said: str) -> None:
    with pytest.raises(click.BadParameter, match=said):
        Label().convert(given, None, None)
