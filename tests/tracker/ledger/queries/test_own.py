from tests.builders.records import MAIL, NOON, a_disclosure, a_record
from tests.builders.written import written
from tracker.disclosure import Disclosure
from tracker.keys import Keys
from tracker.ledger import profiles
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.own import Reach, reach_of_own
from tracker.masking import Fingerprinter, masked
from tracker.profile import Value
from tracker.taxonomy import Category


def disclosed(keys: Keys, value: str) -> Disclosure:
    """With the fingerprint that this installation's ledger has for it."""
    fingerprint = Fingerprinter(keys.fingerprint).fingerprint(Category.EMAIL_ADDRESS, value, "")
    made = a_disclosure()
    return Disclosure(made.category, masked(made.category, value), fingerprint, made.evidence, made.manner)


def test_how_far_ones_own_values_have_got(any_ledger: Ledger, keys: Keys, statements: list[str]) -> None:
    for host in ("www.shop.example", "px.adpix.test", "sync.adpix.test"):
        written(any_ledger, a_record(disclosed(keys, MAIL), host=host, time=NOON))
    with any_ledger.session() as session:
        for value in (Value(Category.EMAIL_ADDRESS, MAIL), Value(Category.EMAIL_ADDRESS, "unseen@mail.example")):
            profiles.add(session, keys, value)
        profiles.add(session, keys, Value(Category.PASSWORD, "correct horse"))
    with any_ledger.reading() as session:
        first = profiles.listed(session)[0].id
        statements.clear()
        found = reach_of_own(session)
        assert len([one for one in statements if one.startswith("SELECT")]) == 1
    assert {key: (reach.vendors, reach.third_parties) for key, reach in found.items()} == {first: (2, 1)}
    assert isinstance(found[first], Reach)


def test_of_an_empty_profile_nothing_is_told(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert reach_of_own(session) == {}
