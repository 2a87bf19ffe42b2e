"""The kinds that have sentences of their own."""

from typing import Any

import pytest

from tests.builders.records import NOON
from tracker.attention import Item, Kind, Named, reason
from tracker.attention.sentences import companies_of, times_of
from tracker.taxonomy import Category

ADPIX, METRICA = Named("adpix", "Adpix"), Named("metrica", "Metrica")


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (
            Kind.FAULT,
            {"times": 2, "details": ("the disk is full.",)},
            "the disk is full. 2 requests are not safely recorded. What leaves meanwhile may be missing here.",
        ),
        (
            Kind.FAULT,
            {"times": 0, "details": ("the disk is full.",)},
            "the disk is full. What leaves meanwhile may be missing here.",
        ),
        (
            Kind.SAME_PASSWORD,
            {"times": 2, "sites": ("a.example", "b.example"), "site_count": 2},
            (
                "2 sites have a password that another company's site has, too: a.example and b.example. "
                "Whoever gets it "
                "from one of them can try it at the others."
            ),
        ),
        (
            Kind.WEAK_PASSWORD,
            {"times": 1, "sites": ("a.example", "b.example", "c.example", "d.example"), "site_count": 9},
            "The passwords at 9 sites are found within a million guesses: a.example, b.example and 7 more.",
        ),
        (
            Kind.WEAK_PASSWORD,
            {"times": 1, "sites": ("a.example",), "site_count": 1},
            "The password at 1 site is found within a million guesses: a.example.",
        ),
        (
            Kind.DISGUISED,
            {"times": 1, "vendors": (ADPIX,), "site_count": 1, "details": ("m.shop.example", "a.adpix.test")},
            (
                "m.shop.example looks like the site's own, but its name leads to a.adpix.test, which "
                "belongs to Adpix. "
                "Browsers take it for the site itself, and give it the site's own cookies. "
                "That was seen 1 time, on 2 March 2026."
            ),
        ),
        (
            Kind.RISKY,
            {"times": 1, "vendors": (ADPIX,), "vendor_count": 1, "details": ("It got secrets of yours.",)},
            "Adpix is new among those that have data of yours, and its risk is high. It got secrets of yours.",
        ),
        (
            Kind.SHARED,
            {"times": 3, "vendors": (ADPIX, METRICA), "vendor_count": 2, "category": Category.ADVERTISING_ID},
            (
                "Adpix and Metrica got the same identifier (your advertising identifier): they can put "
                "together what each "
                "of them knows. That was seen 3 times, on 2 March 2026."
            ),
        ),
        (
            Kind.UNSEEN,
            {"times": 1200, "before": 40},
            (
                "Since your last visit, what could not be read grew from 40 to 1,200 times. What is not "
                "found there may "
                "still have left."
            ),
        ),
    ],
)
def test_it_says_what_it_is_about(kind: Kind, given: dict[str, Any], expected: str) -> None:
    assert reason(Item(kind, 1.0, first=NOON, last=NOON, **given)) == expected


def test_more_names_that_hide_somebody_are_counted() -> None:
    details = ("m.shop.example", "a.adpix.test")
    item = Item(Kind.DISGUISED, 1.0, 5, NOON, NOON, vendors=(ADPIX,), site_count=3, details=details)
    assert "There are 2 more names like that." in reason(item)


def test_what_was_never_seen_has_no_day() -> None:
    assert times_of(Item(Kind.SHARED, 1.0, 1)) == "That was seen 1 time, on ."
    assert companies_of(Item(Kind.SHARED, 1.0, 1)) == ""
