import pytest
from sqlalchemy import select

from tests.builders.records import MAIL, a_record
from tests.builders.written import written
from tracker.errors import ConfigurationError, LedgerError
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger import profiles
from tracker.ledger.opening import Ledger
from tracker.masking import Fingerprinter
from tracker.profile import Profile, Value
from tracker.taxonomy import Category

MAIL_VALUE = Value(Category.EMAIL_ADDRESS, MAIL)


def added(ledger: Ledger, keys: Keys, *values: Value) -> list[bool]:
    with ledger.session() as session:
        return [profiles.add(session, keys, value) for value in values]


def test_values_are_listed_masked_and_loaded_as_they_are(any_ledger: Ledger, keys: Keys) -> None:
    phone = Value(Category.PHONE_NUMBER, "+33 6 12 34 56 78")
    assert added(any_ledger, keys, MAIL_VALUE, phone) == [True, True]
    with any_ledger.reading() as session:
        assert [(one.id, one.category, one.preview) for one in profiles.listed(session)] == [
            (1, Category.EMAIL_ADDRESS, "m•••@m•••"),
            (2, Category.PHONE_NUMBER, "•••78"),
        ]
        assert profiles.load(session, keys) == Profile((MAIL_VALUE, phone), None)


def test_the_same_value_is_kept_once_however_it_is_written(ledger: Ledger, keys: Keys) -> None:
    shouted = Value(Category.EMAIL_ADDRESS, MAIL.upper())
    assert added(ledger, keys, MAIL_VALUE, shouted) == [True, False]


def test_two_passwords_are_two_values(ledger: Ledger, keys: Keys) -> None:
    one, two = (Value(Category.PASSWORD, text) for text in ("correct horse", "battery staple"))
    assert added(ledger, keys, one, two, one) == [True, True, False]


def test_a_value_is_recognised_among_what_was_disclosed(ledger: Ledger, keys: Keys) -> None:
    added(ledger, keys, MAIL_VALUE)
    with ledger.reading() as session:
        kept = session.scalar(select(m.ProfileValue.fingerprint))
    assert kept == Fingerprinter(keys.fingerprint).fingerprint(Category.EMAIL_ADDRESS, MAIL, "shop.example")


@pytest.mark.parametrize("text", ["abc", "\ud800 06 12", "06\0 12 34 56 78"])
def test_a_value_with_nothing_to_look_for_is_refused(ledger: Ledger, keys: Keys, text: str) -> None:
    with pytest.raises(ConfigurationError, match="phone number") as caught:
        added(ledger, keys, Value(Category.PHONE_NUMBER, text))
    assert text not in str(caught.value)


def test_a_removed_value_is_gone(any_ledger: Ledger, keys: Keys) -> None:
    added(any_ledger, keys, MAIL_VALUE)
    with any_ledger.session() as session:
        assert profiles.remove(session, 1)
        assert not profiles.remove(session, 1)
        assert profiles.load(session, keys) == Profile()


def test_the_country_is_part_of_the_profile(ledger: Ledger, keys: Keys) -> None:
    with ledger.session() as session:
        profiles.set_country(session, "fr")
        assert profiles.load(session, keys).country == profiles.country(session) == "FR"
        with pytest.raises(ConfigurationError, match="two letters"):
            profiles.set_country(session, "France")
        profiles.set_country(session, None)
        assert profiles.country(session) is None


def test_another_installations_values_are_said(postgresql_ledger: Ledger, keys: Keys) -> None:
    added(postgresql_ledger, keys, MAIL_VALUE)
    with (
        pytest.raises(LedgerError, match="value 1 was sealed by another"),
        postgresql_ledger.reading() as session,
    ):
        profiles.load(session, Keys(bytes(32)))


def test_erasing_what_was_recorded_leaves_the_profile(ledger: Ledger, keys: Keys) -> None:
    from tracker.ledger.forgetting import forget

    added(ledger, keys, MAIL_VALUE)
    written(ledger, a_record())
    forget(ledger, everything=True)
    with ledger.reading() as session:
        assert profiles.load(session, keys) == Profile((MAIL_VALUE,))
