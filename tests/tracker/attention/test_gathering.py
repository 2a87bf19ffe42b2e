"""Many hits become a few items, and what is not sure is left out."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.passages import a_passage
from tests.builders.records import NOON
from tracker.attention import Hidden, Item, Kind, Named, Passage, Reach, Seen, Shared, Whose, items
from tracker.attention.gathering import MOST_NAMED, kinds_of
from tracker.disclosure import Manner, Party
from tracker.taxonomy import Category


def nobody(_vendor: str, _site: str) -> bool:
    return False


def kinds(**changes: Any) -> set[Kind]:
    return set(kinds_of(a_passage(**changes), nobody))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {Kind.DECLARED}),
        ({"whose": Whose.LEARNT}, {Kind.LEARNT}),
        ({"whose": Whose.FOUND}, set()),
        ({"manner": Manner.SUBMITTED}, set()),
        ({"manner": Manner.AMBIENT, "is_plain": True}, set()),
        ({"party": Party.FIRST}, set()),
        ({"party": Party.UNKNOWN, "site": None}, set()),
        ({"manner": Manner.PREMATURE}, {Kind.DECLARED}),
        ({"manner": Manner.PREMATURE, "whose": Whose.FOUND}, {Kind.PREMATURE}),
        ({"manner": Manner.PREMATURE, "whose": Whose.LEARNT}, {Kind.PREMATURE}),
        ({"manner": Manner.PREMATURE, "party": Party.FIRST}, {Kind.PREMATURE}),
        ({"category": Category.HEALTH, "whose": Whose.FOUND}, {Kind.SPECIAL}),
        ({"category": Category.HEALTH, "manner": Manner.SUBMITTED}, {Kind.SPECIAL}),
        ({"category": Category.PASSWORD, "whose": Whose.FOUND}, {Kind.SECRET}),
        ({"category": Category.PASSWORD, "party": Party.FIRST}, set()),
        ({"category": Category.CARD_NUMBER}, {Kind.SECRET}),
        ({"category": Category.CARD_NUMBER, "trade": "payment"}, set()),
        ({"category": Category.PASSWORD, "trade": "payment"}, {Kind.SECRET}),
        ({"is_plain": True}, {Kind.DECLARED, Kind.UNENCRYPTED}),
        ({"is_plain": True, "party": Party.FIRST, "manner": Manner.SUBMITTED}, {Kind.UNENCRYPTED}),
        ({"is_plain": True, "party": Party.FIRST, "host": "192.168.1.1"}, set()),
        ({"is_plain": True, "party": Party.FIRST, "host": "[fe80::1]"}, set()),
        ({"is_plain": True, "party": Party.FIRST, "host": "printer.local"}, set()),
        ({"is_plain": True, "party": Party.FIRST, "host": "router"}, set()),
        ({"is_plain": True, "party": Party.FIRST, "host": "93.184.216.34"}, {Kind.UNENCRYPTED}),
        ({"is_plain": True, "party": Party.FIRST, "category": Category.CITY}, set()),
        ({"confidence": 0.69}, set()),
        ({"confidence": 0.7}, {Kind.DECLARED}),
        ({"confidence": None}, set()),
        ({"site_confidence": 0.5}, set()),
        ({"site_confidence": None}, {Kind.DECLARED}),
    ],
)
def test_a_passage_is_a_hit_of_what_it_is_for_sure(changes: dict[str, Any], expected: set[Kind]) -> None:
    assert kinds(**changes) == expected


def test_a_company_is_no_stranger_on_its_own_site() -> None:
    def own(vendor: str, site: str) -> bool:
        return (vendor, site) == ("adpix", "shop.example")

    assert not list(kinds_of(a_passage(), own))
    assert list(kinds_of(a_passage(site="news.example"), own)) == [Kind.DECLARED]
    assert list(kinds_of(a_passage(manner=Manner.PREMATURE), own)) == [Kind.PREMATURE]


def test_a_thousand_hits_are_one_item() -> None:
    found = [
        a_passage(vendor=f"v{number}", name=f"V {number}", site=f"s{number % 7}.example", datum=number % 3)
        for number in range(1000)
    ]
    (item,) = items(Seen(found))
    assert (item.kind, item.category) == (Kind.DECLARED, Category.EMAIL_ADDRESS)
    assert (item.vendor_count, item.site_count, item.data_count, item.times) == (1000, 7, 3, 2000)
    assert len(item.vendors) == len(item.sites) == MOST_NAMED
    assert item.weight < Kind.SPECIAL.weight


def test_an_item_tells_first_last_how_and_how_sure() -> None:
    early = a_passage(first=NOON - timedelta(days=3), confidence=0.75, manner=Manner.PREMATURE)
    late = a_passage(last=NOON + timedelta(days=2), vendor="late", name="Late", is_plain=True, host="late.test")
    found = items(Seen([early, late]))
    item = next(one for one in found if one.kind is Kind.DECLARED)
    assert (item.first, item.last) == (early.first, late.last)
    assert item.vendors == (Named("late", "Late"), Named("adpix", "Adpix"))
    assert (item.confidence, item.is_plain) == (0.75, True)
    assert item.manners == (Manner.RELAYED, Manner.PREMATURE)
    assert [one.kind for one in found] == [Kind.DECLARED, Kind.UNENCRYPTED]


def test_categories_of_one_kind_are_items_of_their_own_but_for_how_it_went() -> None:
    kinds = [Category.EMAIL_ADDRESS, Category.PHONE_NUMBER]
    found = items(Seen([a_passage(category=one) for one in kinds]))
    assert {item.category for item in found} == set(kinds)
    early = [a_passage(category=one, whose=Whose.FOUND, manner=Manner.PREMATURE) for one in kinds]
    (item,) = items(Seen(early))
    assert item.kind is Kind.PREMATURE


def test_the_weightiest_comes_first() -> None:
    found = items(
        Seen(
            [
                a_passage(),
                a_passage(category=Category.HEALTH),
                a_passage(category=Category.PASSWORD, manner=Manner.SUBMITTED),
                a_passage(category=Category.CARD_NUMBER),
            ],
            others=[Item(Kind.UNSEEN, Kind.UNSEEN.weight, 50)],
        )
    )
    assert [item.kind for item in found] == [Kind.SECRET, Kind.SECRET, Kind.SPECIAL, Kind.DECLARED, Kind.UNSEEN]
    assert [item.category for item in found[:2]] == [Category.CARD_NUMBER, Category.PASSWORD]


def test_no_kind_outweighs_a_graver_one() -> None:
    weights = [kind.weight for kind in Kind]
    assert weights == sorted(weights, reverse=True)


def test_names_that_hide_a_company_are_one_item() -> None:
    hidden = [
        Hidden(f"m{number}.shop.example", "a.adpix.test", "adpix", "Adpix", NOON, NOON + timedelta(hours=number), 3, 2)
        for number in range(8)
    ]
    (item,) = items(Seen(hidden=hidden))
    assert (item.kind, item.site_count, item.times, item.vendor_count) == (Kind.DISGUISED, 8, 24, 1)
    assert item.details == ("m7.shop.example", "a.adpix.test")


def test_shared_identifiers_are_one_item() -> None:
    shared = [
        Shared(datum, Category.CLIENT_ID, slug, slug.title(), NOON, NOON, 4)
        for datum in (1, 2)
        for slug in ("adpix", "metrica")
    ]
    (item,) = items(Seen(shared=shared))
    assert (item.kind, item.vendor_count, item.data_count, item.confidence) == (Kind.SHARED, 2, 2, None)


def test_what_is_only_a_part_says_so() -> None:
    assert items(Seen([a_passage()], is_partial=True))[0].is_partial
    assert not items(Seen([a_passage()]))[0].is_partial


def test_how_to_reach_a_company_comes_with_the_item() -> None:
    (item,) = items(Seen([a_passage()]), reach=lambda slug: Reach(f"privacy@{slug}.test"))
    assert "privacy@adpix.test" in [step.address for step in item.steps]


passages = st.builds(
    a_passage,
    category=st.sampled_from(list(Category)),
    manner=st.sampled_from(list(Manner)),
    party=st.sampled_from(list(Party)),
    whose=st.sampled_from(list(Whose)),
    confidence=st.one_of(st.none(), st.floats(0, 1)),
    is_plain=st.booleans(),
    vendor=st.sampled_from(["a", "b", "c"]),
)


@given(st.lists(passages, max_size=12))
def test_whatever_comes_each_item_is_sure_enough_and_within_its_kinds_weight(found: list[Passage]) -> None:
    for item in items(Seen(found)):
        assert (item.confidence or 0) >= 0.7
        assert item.kind.weight <= item.weight < item.kind.weight + 10
        assert item.steps


@given(st.lists(passages, max_size=8), st.randoms())
def test_the_order_in_which_hits_come_changes_no_number(found: list[Passage], chance: Any) -> None:
    mixed = list(found)
    chance.shuffle(mixed)
    one, other = (
        [(item.kind, item.category, item.weight, item.times) for item in items(Seen(of))] for of in (found, mixed)
    )
    assert one == other
