from datetime import timedelta

from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_disclosure, a_record, an_evidence
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.footprints import footprints
from tracker.ledger.queries.reached import of_kind
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.trail import trail
from tracker.taxonomy import Category


def test_each_way_has_the_proof_of_its_first_time(session: Session, statements: list[str]) -> None:
    (mail,) = of_kind(session, Scope(category=Category.EMAIL_ADDRESS))
    steps = trail(session, mail.id)
    statements.clear()
    found = footprints(session, mail.id, [step.first for step in steps])
    assert len(statements) == 1
    for step in steps:
        proof = found[step.host, step.site, step.manner]
        assert (proof.time, proof.location, proof.path) == (step.first, step.location, step.path)
    assert found["px.adpix.test", "boutique.example", Manner.RELAYED].encoding == ("urlencode", "sha256")


def test_of_several_proofs_at_one_moment_the_first_counts(any_ledger: Ledger) -> None:
    twice = [a_disclosure(evidence=an_evidence(path)) for path in ("mail", "copy")]
    fill(any_ledger, [a_record(*twice, site=None), a_record(time=NOON + timedelta(days=1), site=None)])
    with any_ledger.reading() as session:
        found = footprints(session, 1, [NOON])
        assert {key: proof.path for key, proof in found.items()} == {
            ("www.shop.example", None, Manner.SUBMITTED): "mail"
        }
        assert footprints(session, 1, []) == {}
