"""`tracker whois`."""

import json

import pytest

from tracker.cli import main

KEYS = ["query", "host", "domain", "vendor", "name", "parent", "country", "category", "via"]


def test_each_query_is_one_json_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whois", "https://www.facebook.com/x", "nobody.example", "--format", "jsonl"]) == 0
    known, unknown = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(known) == list(unknown) == KEYS
    assert (known["vendor"], known["parent"], known["country"]) == ("facebook", "meta", "US")
    assert unknown == dict.fromkeys(KEYS) | dict.fromkeys(("query", "host", "domain"), "nobody.example")


def test_the_table_is_for_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whois", "www.facebook.com", "nobody.example", "a\x1b.example"]) == 0
    heading, _, known, unknown, hostile = capsys.readouterr().out.splitlines()
    assert heading.split()[:2] == ["host", "company"]
    assert "Facebook" in known
    assert "unknown" in unknown
    assert "\x1b" not in hostile


def test_what_is_no_host_is_a_wrong_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whois", "two words"]) == 2
    assert "neither a host nor an address" in capsys.readouterr().err
