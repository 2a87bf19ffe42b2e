from tests.builders.records import a_disclosure, a_record
from tests.builders.written import rows, written
from tracker.ledger import models as m
from tracker.ledger.alikeness import Alike, alike_secrets
from tracker.ledger.opening import Ledger
from tracker.ledger.sums import Counted
from tracker.taxonomy import Category


def counted(datum: int, category: Category) -> Counted:
    return Counted(1, datum, 1, category.value, "first", "submitted", "https", 0)


def test_secrets_of_one_kind_count_as_one(ledger: Ledger) -> None:
    given = [(Category.CARD_NUMBER, "shop"), (Category.CARD_NUMBER, "recorder"), (Category.PASSWORD, "shop")]
    secrets = [a_disclosure(category, "4242 4242 4242 4242", recipient=to) for category, to in given]
    written(ledger, a_record(*secrets, a_disclosure()))
    ids = {row[1]: row[0] for row in rows(ledger, m.Datum.id, m.Datum.fingerprint)}
    one, same, other = (ids[secret.fingerprint] for secret in secrets)
    mail = ids[a_disclosure().fingerprint]
    with ledger.reading() as session:
        alike = alike_secrets(session, [counted(one, Category.CARD_NUMBER), counted(mail, Category.EMAIL_ADDRESS)])
    assert alike.one_of(one) == alike.one_of(same)
    assert alike.all_of([alike.one_of(one)]) == {one, same}
    assert (alike.one_of(other), alike.one_of(mail)) == (other, mail)
    assert alike.all_of([mail]) == {mail}


def test_without_secrets_nothing_is_asked(ledger: Ledger, statements: list[str]) -> None:
    with ledger.reading() as session:
        statements.clear()
        assert alike_secrets(session, [counted(1, Category.EMAIL_ADDRESS)]) == Alike()
        assert not statements
