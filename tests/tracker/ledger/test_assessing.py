"""One vendor assessed, as its page and `tracker vendor` have it."""

from collections.abc import Iterator

import pytest

from tests.builders.ledgers import a_world, a_world_ledger
from tracker.ledger.assessing import Assessed, assessed
from tracker.ledger.opening import Ledger
from tracker.ledger.opinions import opine, opinions
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import rated
from tracker.upstream.portrait import Fact
from tracker.vendors import Catalogue, Vendor


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with a_world_ledger(tmp_path_factory.mktemp("world"), a_world(days=20)) as ledger:
        with ledger.session() as session:
            opine(session, "adpix", 2, "annoying")
        yield ledger


def of(world: Ledger, slug: str) -> Assessed:
    with world.reading() as session:
        found = assessed(session, slug)
    assert found is not None
    return found


def fact(found: Assessed, heading: str, trade: str | None = None) -> Fact:
    return next(one for one in found.facts(trade) if one.heading == heading)


@pytest.mark.parametrize("slug", ["adpix", "boutique", "letters.test"])
def test_a_vendor_is_rated_as_among_all_others(world: Ledger, slug: str) -> None:
    with world.reading() as session:
        (row,) = rated(holders(session, [slug]), opinions(session))
    found = of(world, slug)
    assert found.row == row
    assert found.holder.slug == slug
    assert {one.category for one in found.exposure.held} == set(row.categories)


def test_its_hosts_are_its_own_alone(world: Ledger) -> None:
    assert sorted(host.name for host in of(world, "adpix").hosts) == ["px.adpix.test", "sync.adpix.test"]


def test_what_the_person_said_of_it_goes_with_it_alone(world: Ledger) -> None:
    assert [(row.interest, row.note) for row in (of(world, "adpix").row, of(world, "metrica").row)] == [
        (2, "annoying"),
        (None, ""),
    ]


def test_nobody_is_not_assessed(world: Ledger) -> None:
    with world.reading() as session:
        assert assessed(session, "nobody") is None


def test_its_trade_is_said_as_whoever_shows_it_puts_it(world: Ledger) -> None:
    found = of(world, "adpix")
    assert [one.text for one in fact(found, "What it does", "Sells ads").said] == ["Sells ads"]
    assert not fact(found, "What it does").is_known


def test_a_parent_goes_by_its_name_where_the_catalogue_knows_it(world: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert of(world, "adpix").parent == "pixel-holding"
    assert of(world, "boutique").parent is None
    known = Catalogue(
        "made up", {"pixel-holding": Vendor("pixel-holding", "Pixel Holding", None, None, None)}, {}, {}, {}
    )
    monkeypatch.setattr("tracker.ledger.assessing.builtin", lambda: known)
    found = of(world, "adpix")
    assert found.parent == "Pixel Holding"
    assert [one.text for one in fact(found, "Part of").said] == ["Pixel Holding"]


def test_it_takes_a_few_statements_however_much_it_has(world: Ledger, statements: list[str]) -> None:
    counts = []
    for slug in ("adpix", "letters.test"):
        statements.clear()
        of(world, slug)
        counts.append(len(statements))
    assert counts == [9, 8]  # one more for whoever has an identifier that others have
