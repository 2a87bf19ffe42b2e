"""The person's own values."""

from dashboard.api.resources.profile import OwnValue, Profile
from tests.builders.dashboards import KEYS
from tests.builders.readers import Reader
from tracker.ledger import profiles
from tracker.ledger.opening import Ledger
from tracker.profile import checked_value


def test_a_value_is_masked_and_of_a_secret_nothing_is_told(ledger: Ledger, empty_reader: Reader) -> None:
    with ledger.session() as session:
        profiles.add(session, KEYS, checked_value("email_address", "marie@mail.test"))
        profiles.add(session, KEYS, checked_value("password", "correct horse"))
    answer = empty_reader.ask("/profile")
    mail, secret = empty_reader.shaped("/profile", Profile).items
    assert (mail.preview, secret.preview) == ("m•••@m•••.test", None)
    assert "marie" not in answer.text
    assert "horse" not in answer.text


def test_who_has_it_is_told(reader: Reader) -> None:
    found = reader.shaped("/profile", Profile)
    held = [one for one in found.items if one.datum is not None]
    assert all(reader.read(one.links["datum"])["datum"]["vendors"] == one.vendors for one in held)


def test_what_the_person_named_was_learnt_nowhere(ledger: Ledger, empty_reader: Reader) -> None:
    with ledger.session() as session:
        profiles.add(session, KEYS, checked_value("username", "marie.d"))
    (found,) = empty_reader.shaped("/profile", Profile).items
    assert isinstance(found, OwnValue)
    assert (found.origin, found.used, found.datum, found.vendors, found.links) == (None, None, None, 0, {})


def test_an_empty_profile_is_told_with_how_it_would_grow(empty_reader: Reader) -> None:
    assert empty_reader.read("/profile") == {"is_learning": True, "country": None, "items": []}
