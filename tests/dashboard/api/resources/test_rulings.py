"""What rules did, for other programs."""

import pytest

from dashboard.api.resources.rulings import Rulings
from tests.builders.readers import Reader
from tests.builders.records import NOON
from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.ledger.opening import Ledger
from tracker.rules import Action
from tracker.rulings import Outcome
from tracker.traffic import Location


def test_all_that_is_known_of_a_ruling_is_told(ledger: Ledger, empty_reader: Reader) -> None:
    noted(ledger, a_ruled(a_ruling(reason="so")))
    (one,) = empty_reader.shaped("/rulings", Rulings).items
    assert (one.rule, one.action, one.outcome, one.reason) == ("no-identifiers-1", Action.STRIP, Outcome.STRIPPED, "so")
    assert (one.host, one.vendor, one.site, one.path) == ("px.adpix.test", "adpix", "shop.example", "uid")
    assert (one.location, one.times, one.first, one.last) == (Location.COOKIE, 1, NOON, NOON)


@pytest.mark.parametrize(
    ("asked", "paths"),
    [("", ["a", "b"]), ("?rule=other", ["b"]), ("?vendor=metrica", ["b"]), ("?vendor=nobody", []), ("?limit=1", ["a"])],
)
def test_rulings_are_asked_for(ledger: Ledger, empty_reader: Reader, asked: str, paths: list[str]) -> None:
    later = NOON.replace(hour=13)
    noted(ledger, a_ruled(a_ruling(path="a"), time=later))
    noted(ledger, a_ruled(a_ruling(path="b", rule_id="other"), host="c.metrica.test", site=None))
    found = empty_reader.shaped(f"/rulings{asked}", Rulings).items
    assert [one.path for one in found] == paths


def test_what_nobody_knows_is_null(ledger: Ledger, empty_reader: Reader) -> None:
    noted(ledger, a_ruled(site=None))
    (one,) = empty_reader.shaped("/rulings", Rulings).items
    assert (one.site, one.reason) == (None, None)
