"""Who listens on a site: gathered by company, ordered, and told in words."""

from datetime import timedelta

import pytest
from flask import Flask

from dashboard.ears import Ear, by_company, headline, recognising
from tests.builders.records import NOON
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.how import How
from tracker.ledger.queries.site import Disguise, Got
from tracker.taxonomy import Category

OWN, THIRD, UNKNOWN = (
    How((Manner.SUBMITTED,), True, False, False),
    How((Manner.RELAYED,), False, True, False),
    How((Manner.AMBIENT,), False, False, True),
)


def got(slug: str, category: Category, how: How = THIRD, data: int = 1, hours: int = 0) -> Got:
    when = NOON + timedelta(hours=hours)
    return Got(slug, slug.title(), "advertising", True, category, data, data * 2, how, when, when)


def disguise(slug: str) -> Disguise:
    return Disguise("metrics.shop.example", "x.adpix.test", (), slug, slug.title(), None)


def an_ear(*categories: Category) -> Ear:
    (ear,) = by_company([got("adpix", one) for one in categories], [])
    return ear


def test_what_a_company_got_is_gathered() -> None:
    rows = [
        got("adpix", Category.CLIENT_ID, UNKNOWN, data=3, hours=5),
        got("adpix", Category.EMAIL_ADDRESS, THIRD, data=2, hours=1),
    ]
    assert by_company(rows, []) == [
        Ear(
            slug="adpix",
            name="Adpix",
            business="advertising",
            party=Party.THIRD,
            hidden=None,
            categories=(Category.EMAIL_ADDRESS, Category.CLIENT_ID),
            manners=tuple(one for one in Manner if one in {Manner.RELAYED, Manner.AMBIENT}),
            data=5,
            times=10,
            is_plain=True,
            first=NOON + timedelta(hours=1),
            last=NOON + timedelta(hours=5),
        )
    ]


def test_where_nothing_left_nobody_listens() -> None:
    assert by_company([], [disguise("adpix")]) == []


@pytest.mark.parametrize(
    ("ways", "is_hidden", "party", "is_other"),
    [
        ([THIRD], False, Party.THIRD, True),
        ([OWN], False, Party.FIRST, False),
        ([UNKNOWN], False, Party.UNKNOWN, True),
        ([OWN, THIRD], False, Party.THIRD, True),
        ([UNKNOWN, OWN], False, Party.FIRST, False),
        ([OWN], True, Party.FIRST, True),
    ],
    ids=["third", "own", "unknown", "own and third", "unknown and own", "own name hides it"],
)
def test_who_is_somebody_else_is_told_by_how_it_was_reached(
    ways: list[How], is_hidden: bool, party: Party, is_other: bool
) -> None:
    rows = [got("adpix", kind, way) for kind, way in zip((Category.CITY, Category.LANGUAGE), ways, strict=False)]
    (ear,) = by_company(rows, [disguise("adpix" if is_hidden else "other")])
    assert (ear.party, ear.is_other) == (party, is_other)
    assert ear.hidden == ("metrics.shop.example" if is_hidden else None)


def test_others_come_first_then_the_most_sensitive_then_the_most_then_the_name() -> None:
    rows = [
        got("shop", Category.CARD_NUMBER, OWN, data=99),
        got("zeta", Category.CLIENT_ID),
        got("beta", Category.CLIENT_ID),
        got("much", Category.CLIENT_ID, data=9),
        got("doctor", Category.HEALTH),
    ]
    assert [ear.slug for ear in by_company(rows, [])] == ["doctor", "much", "beta", "zeta", "shop"]


@pytest.mark.parametrize(
    ("ears", "has_any", "words"),
    [
        ([], False, "On a.example, nothing like that was seen leaving"),
        ([], True, "On a.example, nobody but the site itself was seen listening"),
        ([an_ear(Category.LANGUAGE)], True, "On a.example, 1 company listened"),
        ([an_ear(Category.LANGUAGE)] * 2, True, "On a.example, 2 companies listened"),
        (
            [an_ear(Category.EMAIL_ADDRESS), an_ear(Category.LANGUAGE)],
            True,
            "On a.example, 2 companies listened; 1 got your e-mail address",
        ),
        (
            [an_ear(Category.EMAIL_ADDRESS), an_ear(Category.HEALTH), an_ear(Category.EMAIL_ADDRESS)],
            True,
            "On a.example, 3 companies listened; 1 got data about your health",
        ),
    ],
    ids=["nothing", "only itself", "one", "several", "a known one", "the worst, not the most frequent"],
)
def test_the_headline_tells_how_many_listened_and_the_worst_they_got(
    ears: list[Ear], has_any: bool, words: str, app: Flask
) -> None:
    with app.test_request_context("/"):
        assert headline("a.example", ears, has_any) == words


@pytest.mark.parametrize(
    ("ears", "words"),
    [
        ([an_ear(Category.LANGUAGE)], "None of those who listened got an identifier to know you again by"),
        ([an_ear(Category.CLIENT_ID)], "The 1 company that listened got an identifier to know you again by"),
        ([an_ear(Category.USER_ID)] * 2, "All 2 companies that listened got an identifier to know you again by"),
        (
            [an_ear(Category.CLIENT_ID, Category.CITY), an_ear(Category.CITY), an_ear(Category.LANGUAGE)],
            "1 of the 3 companies that listened got an identifier to know you again by",
        ),
    ],
    ids=["none", "the only one", "all", "some"],
)
def test_how_many_can_know_one_again_is_said(ears: list[Ear], words: str, app: Flask) -> None:
    with app.test_request_context("/"):
        assert recognising(ears) == words
