"""What rules may go by."""

import pytest

from tests.builders.catalogues import ADPIX, a_catalogue
from tracker.disclosure import Manner, Party
from tracker.judging import Standing, party_of, standing_of
from tracker.rules import Action, Facts, Rule, decide
from tracker.taxonomy import Category
from tracker.vendors import Vendor
from tracker.vendors.catalogue import Overlay

CATALOGUE = a_catalogue()
WHERE = (Category.CLIENT_ID, Party.THIRD, Manner.AMBIENT)


@pytest.mark.parametrize(
    ("host", "hops", "expected"),
    [
        ("px.adpix.test", None, Standing(("adpix", "nordgroup"), "advertising")),
        ("px.adpix.test", (), Standing(("adpix", "nordgroup"), "advertising")),
        ("collect.metrica.test", None, Standing(("metrica",), "analytics")),
        ("www.shop.example", None, Standing(("shop.example",), None)),
        ("metrics.shop.example", ("shop.adpix.test",), Standing(("adpix", "nordgroup"), "advertising")),
        ("metrics.shop.example", (), Standing(("shop.example",), None)),
        ("192.0.2.7", None, Standing(("192.0.2.7",), None)),
        ("", None, Standing(("",), None)),
    ],
    ids=range(8),
)
def test_whose_a_host_is_is_said_with_the_companies_above(
    host: str, hops: tuple[str, ...] | None, expected: Standing
) -> None:
    assert standing_of(CATALOGUE, host, hops) == expected


@pytest.mark.parametrize(
    ("host", "hops", "party", "expected"),
    [
        ("metrics.shop.example", ("shop.adpix.test",), Party.FIRST, Party.THIRD),
        ("metrics.shop.example", ("shop.adpix.test",), Party.UNKNOWN, Party.UNKNOWN),
        ("metrics.shop.example", (), Party.FIRST, Party.FIRST),
        ("metrics.shop.example", None, Party.FIRST, Party.FIRST),
        ("img.shop.example", ("x.cdn.example",), Party.FIRST, Party.FIRST),
        ("px.adpix.test", ("edge.adpix.test",), Party.FIRST, Party.FIRST),
    ],
    ids=range(6),
)
def test_a_listener_behind_a_name_of_the_sites_is_no_part_of_it(
    host: str, hops: tuple[str, ...] | None, party: Party, expected: Party
) -> None:
    assert party_of(CATALOGUE, host, hops, party) is expected


def test_a_domain_does_not_stand_for_a_company_that_bears_it_as_a_slug() -> None:
    catalogue = a_catalogue({"other.test": Vendor("shop.example", "Shop")})
    assert standing_of(catalogue, "www.shop.example").vendors == ("shop.example.",)


def test_another_catalogue_is_asked_anew() -> None:
    assert standing_of(CATALOGUE, "px.adpix.test").vendors[0] == "adpix"
    assert standing_of(a_catalogue({}), "px.adpix.test").vendors == ("adpix.test",)
    assert standing_of(CATALOGUE.under(Overlay()), "px.adpix.test").vendors[0] == "adpix"


def test_facts_are_what_rules_speak_of() -> None:
    facts = Facts(*WHERE, "px.adpix.test", "shop.example", *standing_of(CATALOGUE, "px.adpix.test"))
    assert facts == Facts(*WHERE, "px.adpix.test", "shop.example", ("adpix", "nordgroup"), ADPIX.category)
    assert decide(facts, (Rule("group", Action.BLOCK, vendors=frozenset({"nordgroup"})),)) is not None
    assert decide(facts, (Rule("other", Action.BLOCK, kinds=frozenset({"analytics"})),)) is None
