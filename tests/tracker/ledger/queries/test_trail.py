from sqlalchemy import delete
from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record, an_evidence
from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.data import of_category
from tracker.ledger.queries.trail import trail
from tracker.taxonomy import Category
from tracker.traffic import Location


def test_a_trail_tells_each_way_in_the_order_of_time(session: Session, asked: list[str]) -> None:
    (mail,) = of_category(session, Category.EMAIL_ADDRESS)
    asked.clear()
    steps = trail(session, mail.id)
    assert len(asked) == 1
    assert [(step.vendor_slug, step.manner) for step in steps] == [
        ("replay", Manner.PREMATURE),
        ("boutique", Manner.SUBMITTED),
        ("adpix", Manner.RELAYED),
        ("replay", Manner.RELAYED),  # by then the shop had the address from the person
    ]
    assert [step.times for step in steps] == [1, 3, 3, 2]
    assert (steps[2].location, steps[2].path, steps[2].encoding) == (Location.QUERY, "em", ("urlencode", "sha256"))
    assert (steps[1].site, steps[1].party) == ("boutique.example", Party.FIRST)


def test_a_long_trail_is_cut_at_its_end(session: Session) -> None:
    (mail,) = of_category(session, Category.EMAIL_ADDRESS)
    assert [step.vendor_slug for step in trail(session, mail.id, limit=1)] == ["replay"]


def test_a_datum_twice_in_one_request_is_one_way(ledger: Ledger) -> None:
    twice = (a_disclosure(), a_disclosure(evidence=an_evidence("confirm_email")))
    fill(ledger, [a_record(*twice, site=None)])
    with ledger.reading() as session:
        (step,) = trail(session, 1)
    assert (step.times, step.path, step.site) == (2, "email", None)


def test_a_way_whose_first_evidence_was_forgotten_is_told_without(ledger: Ledger) -> None:
    fill(ledger, [a_record()])
    with ledger.session() as session:
        session.execute(delete(m.Disclosure))
    with ledger.reading() as session:
        (step,) = trail(session, 1)
    assert (step.location, step.path, step.encoding) == (None, None, ())
