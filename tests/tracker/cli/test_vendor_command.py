"""`tracker vendor`."""

import json

import pytest

from tests.builders.ledgers import a_world, fill
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.aliases import Aliases
from tracker.cli import main
from tracker.disclosure import Manner, Party
from tracker.keys import Keys
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.ledger.opinions import opine
from tracker.settings import Settings
from tracker.taxonomy import Category
from tracker.vendors import Catalogue, Vendor
from tracker.vendors.catalogue import Rule


@pytest.fixture(autouse=True)
def installed(ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    settings.key_file.write_bytes(keys.secret)
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    fill(ledger, a_world(days=6))
    with ledger.session() as session:
        opine(session, "adpix", 1, "never\x1b[31m asked")
    return ledger


def test_all_that_stands_on_the_page_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vendor", "px.adpix.test"]) == 0
    told = capsys.readouterr().out
    for words in (
        "Adpix (adpix), a third party",
        "Risk      ",
        "Depth     ",
        "Interest  nothing (1/5)",
        r"Your note: never\x1b[31m asked",
        "Why:\n  ",
        "What would lower it:\n  ",
        "Not known, and so not counted:\n  whether its users' data got out before",
        "Website: not known",
        "What it has of you:",
    ):
        assert words in told
    assert "\x1b" not in told


def test_a_script_gets_one_json_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vendor", "adpix", "--format", "jsonl"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["vendor"], found["interest"], found["party"]) == ("adpix", 1, "third")
    assert found["last"].endswith("Z")
    assert {"change", "text", "score", "level", "category"} == set(found["remedies"][0])


def test_what_is_not_rated_and_needs_no_remedy_is_told_short(
    installed: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(installed, [a_record(a_disclosure(Category.LANGUAGE, "fr", Manner.AMBIENT), host="quiet.test", site=None)])
    assert main(["vendor", "quiet.test"]) == 0
    told = capsys.readouterr().out
    assert "quiet.test (quiet.test), on a page that is not known" in told
    assert "Interest  not rated" in told
    assert "What would lower it" not in told
    assert "Your note" not in told


def test_who_has_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vendor", "nobody"]) == 1
    assert "nothing was recorded of 'nobody'" in capsys.readouterr().err


def test_a_third_party_behind_a_lent_name_is_not_called_the_site(
    installed: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    host, given = "metrics.shop.test", a_disclosure(Category.CLIENT_ID, "7f3c", Manner.RELAYED)
    fill(installed, [a_record(given, host=host, site="shop.test", party=Party.FIRST)])
    lent = Vendor("sideview", "Sideview", None, "analytics")
    catalogue = Catalogue("2", {"sideview": lent}, {}, {"sideview.test": Rule("sideview", "test")}, {})
    with installed.session() as session:
        note_aliases(session, [Aliases(host, NOON, ("shop.sideview.test",))], catalogue)
    assert main(["vendor", "sideview"]) == 0
    assert "Sideview (sideview), a third party that looks like the first" in capsys.readouterr().out
    assert main(["vendor", "sideview", "--format", "jsonl"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["party"], told["is_disguised"]) == ("first", True)
