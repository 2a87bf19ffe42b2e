"""Rated vendors with good defaults."""

from datetime import UTC, datetime

from tracker.ledger.rating import Rated
from tracker.risk import Depth, Extent, Factor, Level, Reason
from tracker.taxonomy import Category

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def a_rating(slug: str = "adpix", name: str = "Adpix", data: int = 3, sites: int = 2, is_third: bool = True) -> Rated:
    """A vendor of moderate risk that has e-mail addresses."""
    return Rated(
        slug=slug,
        name=name,
        parent=None,
        kind=None,
        country=None,
        is_known=True,
        categories=(Category.EMAIL_ADDRESS,),
        data=data,
        times=data,
        sites=sites,
        group_sites=sites,
        is_first_party=not is_third,
        is_third_party=is_third,
        first=NOON,
        last=NOON,
        score=40,
        level=Level.MODERATE,
        grounds=(Reason(Factor.PERSONAL, lambda: "it has your e-mail address", 5.0),),
        depth=Depth(20, Extent.LITTLE, 1, 1, 0, data),
        interest=None,
        note="",
        doubt=20.0,
    )
