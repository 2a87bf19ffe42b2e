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
from tracker.upstream import tables
from tracker.vendors import shipped
from tracker.vendors.fetched import FOLDER

KEYS = ["query", "host", "domain", "vendor", "name", "parent", "country", "category", "via", "aliases"]
KEYS += ["legal_name", "website", "privacy_page", "privacy_contact", "privacy_source", "verified_on", "contact_source"]


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


@pytest.mark.parametrize("columns", ["60", "120"])
def test_what_says_whose_a_host_is_is_never_cut(
    columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["whois", "www.criteo.com"]) == 0
    heading, _, known, *_ = capsys.readouterr().out.splitlines()
    assert known[heading.index("known from") :] == "Tracker's own list: *.criteo.com"


@pytest.fixture
def fetched(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contacts of two shops, as `tracker catalog update` keeps them."""
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    ways = {"email": None, "webform": None, "address": "1 Main Street", "asks_for_id": False, "is_verified": True}
    contacts = {
        "ikea.com": [ways | {"countries": ["all"], "email": "privacy@ikea.example"}],
        "criteo.com": [ways | {"countries": ["all"], "email": "other@criteo.example"}],
        "temu.com": [ways | {"countries": ["all"]}],
    }
    header = tables.Header(
        "datenanfragen", "datenanfragen.de", "contacts", "CC0 1.0", "", "", [], "2026-01-02T03:04:05Z", None, 2,
        is_noncommercial=False,
    )  # fmt: skip
    body = {"contacts": contacts, "redirects": {}, "authorities": []}
    tables.write(settings.home / FOLDER, tables.Table(header, body))


@pytest.mark.parametrize(
    ("host", "contact", "source"),
    [
        ("www.ikea.com", "privacy@ikea.example", "datenanfragen.de (CC0 1.0, 2026-01-02)"),
        ("www.criteo.com", "dpo@criteo.com", None),
        ("www.temu.com", None, None),
        ("nobody.example", None, None),
    ],
    ids=["fetched", "our own goes before", "letters only", "unknown"],
)
def test_a_contact_that_was_fetched_fills_up_ours(
    fetched: None, host: str, contact: str | None, source: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["whois", host, "--format", "jsonl"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["privacy_contact"], told["contact_source"]) == (contact, source)
    assert main(["whois", host]) == 0
    assert (f"privacy contact: {contact} [{source}]" in capsys.readouterr().out) is (source is not None)


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
