"""All that stands on a vendor's page, in one piece."""

from collections.abc import Iterator

import pytest

from tests.builders.ledgers import a_world, a_world_ledger
from tracker.errors import LedgerError
from tracker.ledger.opening import Ledger
from tracker.ledger.opinions import opine
from tracker.ledger.portraits import Portrait, document, portrait
from tracker.taxonomy import TAXONOMY


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with a_world_ledger(tmp_path_factory.mktemp("world"), a_world(days=20)) as ledger:
        with ledger.session() as session:
            opine(session, "adpix", 2, "annoying")
        yield ledger


def of(world: Ledger, slug: str) -> Portrait:
    with world.reading() as session:
        return portrait(session, slug)


def test_a_vendor_is_told_whole(world: Ledger) -> None:
    found = of(world, "adpix")
    assert (found.name, found.parent, found.country, found.party) == ("Adpix", "pixel-holding", "US", "third")
    assert (found.interest, found.note) == (2, "annoying")
    assert found.score > 0
    assert found.reasons[0].weight == max(one.weight for one in found.reasons)
    assert all(one.score < found.score for one in found.remedies)
    assert found.depth.kinds > 0
    sensitivities = [TAXONOMY[one.category].sensitivity for one in found.held]
    assert sensitivities == sorted(sensitivities, reverse=True)
    facts = {fact["heading"]: fact["said"] for fact in found.facts}
    assert facts["Part of"] == "pixel-holding"
    assert facts["Website"] is None


def test_nobody_has_no_portrait(world: Ledger) -> None:
    with pytest.raises(LedgerError, match="'nobody' has no data of yours"):
        of(world, "nobody")


def test_as_a_document_each_part_has_its_keys(world: Ledger) -> None:
    found = document(of(world, "letters.test"))
    assert set(found) == set(Portrait._fields)
    assert set(found["reasons"][0]) == {"factor", "threat", "weight", "text"}
    assert found["held"][0]["category"] == "language"
    assert found["depth"]["extent"] == "a trace"
    assert (found["is_known"], found["note"], found["interest"]) == (False, None, None)
