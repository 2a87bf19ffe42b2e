"""`tracker whois`."""

import json

import pytest

from tests.builders.records import NOON, a_record
from tracker.aliases import Aliases
from tracker.cli import main
from tracker.keys import Keys
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import write
from tracker.settings import Settings
from tracker.vendors import shipped

KEYS = ["query", "host", "domain", "vendor", "name", "parent", "country", "category", "via", "aliases"]
KEYS += ["legal_name", "website", "privacy_page", "privacy_contact", "privacy_source", "verified_on"]


def test_each_query_is_one_json_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whois", "https://www.facebook.com/x", "nobody.example", "--format", "jsonl"]) == 0
    known, unknown = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(known) == list(unknown) == KEYS
    assert (known["vendor"], known["parent"], known["country"]) == ("facebook", "meta", "US")
    assert known["privacy_page"].startswith("https://www.facebook.com/")
    assert known["privacy_source"].startswith("https://")
    assert unknown == dict.fromkeys(KEYS) | dict.fromkeys(("query", "host", "domain"), "nobody.example")


def test_the_table_is_for_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whois", "www.facebook.com", "nobody.example", "a\x1b.example"]) == 0
    heading, _, known, unknown, hostile, *_ = capsys.readouterr().out.splitlines()
    assert heading.split()[:2] == ["host", "company"]
    assert "Facebook" in known
    assert "unknown" in unknown
    assert "\x1b" not in hostile


def test_below_the_table_stands_once_how_to_reach_a_company(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whois", "dis.criteo.com", "www.criteo.com", "nobody.example"]) == 0
    below = capsys.readouterr().out.splitlines()[5:]
    assert below[:3] == ["", "Criteo: Criteo SA", "  website: https://www.criteo.com/"]
    assert [line.partition(":")[0] for line in below[3:]] == ["  privacy page", "  privacy contact", "  read on"]


def test_nothing_stands_below_the_table_where_nothing_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whois", "nobody.example"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_what_is_no_host_is_a_wrong_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whois", "two words"]) == 2
    assert "neither a host nor an address" in capsys.readouterr().err


@pytest.fixture
def leading(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, settings: Settings, keys: Keys) -> None:
    """A ledger that knows where the names of two hosts lead."""
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    monkeypatch.setattr("tracker.keys.load_or_create", lambda _: keys)
    with ledger.session() as session:
        write(
            session, [a_record(host=host) for host in ("metrics.shop.test", "img.shop.test")], shipped(), collapse=False
        )
        leads = [Aliases("metrics.shop.test", NOON, ("x.eulerian.net", "y.test")), Aliases("img.shop.test", NOON, ())]
        note_aliases(session, leads, shipped())


def test_where_a_name_leads_is_told_as_the_ledger_knows_it(leading: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whois", "metrics.shop.test", "img.shop.test", "a.shop.test", "--format", "jsonl"]) == 0
    cloaked, plain, unknown = map(json.loads, capsys.readouterr().out.splitlines())
    assert (cloaked["vendor"], cloaked["aliases"]) == ("eulerian-technologies", ["x.eulerian.net", "y.test"])
    assert cloaked["via"].startswith("metrics.shop.test is an alias of x.eulerian.net (Tracker's own list")
    assert (plain["vendor"], plain["aliases"], unknown["aliases"]) == (None, [], None)


def test_the_chain_stands_below_the_table(leading: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whois", "metrics.shop.test", "img.shop.test"]) == 0
    *_, last = capsys.readouterr().out.splitlines()
    words = "(Eulerian: a third party that looks like the first)"
    assert last == f"metrics.shop.test → x.eulerian.net → y.test {words}"


def test_a_ledger_that_cannot_be_read_is_done_without(
    leading: None, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ledger_file.write_bytes(b"no ledger" * 1000)
    assert main(["whois", "metrics.shop.test", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["aliases"] is None
