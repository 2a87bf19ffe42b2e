"""Every question, on both databases."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, a_world, fill
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import (
    blind_spots,
    categories,
    data,
    held,
    log,
    manners,
    newest,
    sites,
    sources,
    timeline,
    totals,
    trail,
    vendors,
)
from tracker.ledger.queries.filters import Filters
from tracker.taxonomy import Category

QUESTIONS: dict[str, Callable[[Session], object]] = {
    "totals": totals.totals,
    "totals_since": lambda session: totals.totals_since(session, LAST - timedelta(hours=1)),
    "holders": vendors.holders,
    "spreads": lambda session: categories.spreads(session, vendors.holders(session)),
    "ways": lambda session: manners.ways(session, "adpix"),
    "days": lambda session: timeline.days(session, LAST.date(), LAST.date(), "adpix"),
    "unseen": blind_spots.unseen,
    "spots": blind_spots.spots,
    "standing": lambda session: newest.standing(session.connection()),
    "news": lambda session: newest.news_since(session, 1)[1:],
    "held": lambda session: [row._replace(id=0) for row in held.held(session, "adpix")],
    "proofs": lambda session: len(held.proofs(session, "adpix", [row.id for row in held.held(session, "adpix")])),
    "sites_of": lambda session: sources.sites_of(session, "adpix"),
    "hosts_of": lambda session: sources.hosts_of(session, "adpix"),
    "foremost": lambda session: [row._replace(id=0) for row in data.foremost(session)],
    "of_category": lambda session: len(data.of_category(session, Category.PAGE_VISITED, (9, 1))),
    "datum": lambda session: data.datum(session, data.of_category(session, Category.HEALTH)[0].id) is not None,
    "trail": lambda session: trail.trail(session, data.of_category(session, Category.EMAIL_ADDRESS)[0].id),
    "sites": sites.sites,
    "log": lambda session: [row[1:13] for row in log.entries(session, Filters(vendor="adpix", text="em"))],
    "log before": lambda session: [row[1:13] for row in log.entries(session, before=log.Place(LAST, 1))],
}


@pytest.fixture
def both(ledger: Ledger, postgresql_ledger: Ledger) -> tuple[Ledger, Ledger]:
    return fill(ledger, a_world(days=6)), fill(postgresql_ledger, a_world(days=6))


def test_both_databases_answer_every_question_alike(both: tuple[Ledger, Ledger]) -> None:
    one, other = both
    for name, question in QUESTIONS.items():
        with one.reading() as session:
            expected = question(session)
        with other.reading() as session:
            assert (name, question(session)) == (name, expected)
