"""Texts without the paths of the person's machine."""

import pytest
from flask import Flask

from dashboard.api.places import placeless
from dashboard.wiring import wiring


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("HOME/ledger.db: the disk is full; make room", "TRACKER_HOME/ledger.db: the disk is full; make room"),
        ("no room (HOME/journal) left", "no room (TRACKER_HOME/journal) left"),
        ("/home/ada/keys/secret.key: is damaged", "secret.key: is damaged"),
        ("cannot write (/var/lib/x/journal)", "cannot write (journal)"),
        (r"C:\Users\ada\ledger.db: is damaged", "ledger.db: is damaged"),
        ("see https://host.example/a/b, and /blind-spots", "see https://host.example/a/b, and /blind-spots"),
        ("1/2 of it and/or more", "1/2 of it and/or more"),
        ("", ""),
    ],
)
def test_a_file_is_told_and_not_where_it_lies(text: str, told: str, api: Flask) -> None:
    with api.app_context():
        assert placeless(text.replace("HOME", str(wiring().settings().home))) == told


def test_a_home_with_a_space_in_its_name_is_not_told_in_part(api: Flask) -> None:
    with api.app_context():
        home = wiring().settings().home
        assert home.name not in placeless(f"{home}/a file of mine/ledger.db: is damaged")
