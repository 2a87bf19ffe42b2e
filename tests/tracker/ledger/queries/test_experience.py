"""What was found out before that rules go by."""

from datetime import timedelta

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import CATALOGUE, written
from tracker.aliases import Aliases
from tracker.disclosure import Manner
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.experience import leads, submissions
from tracker.taxonomy import Category

HOUR = timedelta(hours=1)
TOLD = (
    Aliases("old.shop.example", NOON, ("x.adpix.test",)),
    Aliases("new.shop.example", NOON + HOUR, ("shop.adpix.test", "edge.test")),
    Aliases("www.shop.example", NOON + 2 * HOUR, ()),
)


def test_where_names_lead_is_told_as_far_as_it_was_looked_up(any_ledger: Ledger) -> None:
    written(any_ledger, *(a_record(host=told.host) for told in TOLD), a_record(host="never.shop.example"))
    with any_ledger.session() as session:
        note_aliases(session, TOLD, CATALOGUE)
    with any_ledger.reading() as session:
        assert leads(session, 10) == {told.host: told.hops for told in TOLD}
        assert list(leads(session, 2)) == ["new.shop.example", "old.shop.example"]


def test_what_was_submitted_is_told_the_latest_first(any_ledger: Ledger, statements: list[str]) -> None:
    mail, password = a_disclosure(), a_disclosure(Category.PASSWORD, "pw", recipient="shop.example")
    passed = a_disclosure(Category.PHONE_NUMBER, "+33639981234", Manner.RELAYED)
    written(
        any_ledger,
        a_record(mail, passed),
        a_record(password, time=NOON + HOUR),
        a_record(mail, host="id.shop.example", time=NOON + 2 * HOUR),
        a_record(mail, site=None, time=NOON - HOUR),
    )
    with any_ledger.reading() as session:
        statements.clear()
        found = submissions(session, 10)
        assert len(statements) <= 2  # the transaction's beginning, and the question
        assert len(submissions(session, 1)) == 1
    assert [(one.site, one.category) for one in found] == [
        ("shop.example", Category.EMAIL_ADDRESS),
        ("shop.example", Category.PASSWORD),
        ("", Category.EMAIL_ADDRESS),
    ]
    assert {one.fingerprint for one in found} == {mail.fingerprint, password.fingerprint}
