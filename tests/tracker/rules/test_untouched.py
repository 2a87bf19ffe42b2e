import pytest

from tests.tracker.rules.test_rule import FACTS
from tracker.disclosure import Party
from tracker.rules import Facts
from tracker.rules.untouched import exemptions, reason_not_to_touch
from tracker.taxonomy import Category

HOME = FACTS._replace(party=Party.FIRST, kind=None)


@pytest.mark.parametrize(
    ("facts", "is_spared"),
    [
        (HOME._replace(category=Category.PASSWORD), True),
        (HOME._replace(category=Category.SESSION_ID, party=Party.UNKNOWN), True),
        (HOME._replace(category=Category.CARD_NUMBER), True),
        (HOME._replace(category=Category.EMAIL_ADDRESS), False),
        (FACTS._replace(category=Category.PASSWORD), False),
        (FACTS._replace(category=Category.CARD_NUMBER), False),
        (FACTS._replace(category=Category.CARD_NUMBER, kind="payment"), True),
        (FACTS._replace(category=Category.EMAIL_ADDRESS, kind="payment"), True),
        (FACTS._replace(category=Category.EMAIL_ADDRESS, kind="finance"), False),
        (FACTS._replace(category=Category.CLIENT_ID, kind="payment"), False),
        (FACTS._replace(host="accounts.google.com"), True),
        (FACTS._replace(host="accounts.google.com", category=Category.CLIENT_ID), False),
    ],
)
def test_what_log_ins_and_payments_need_is_spared(facts: Facts, is_spared: bool) -> None:
    assert bool(reason_not_to_touch(facts)) is is_spared


def test_every_exemption_says_why() -> None:
    assert all(exemption.reason.endswith(".") and exemption.categories for exemption in exemptions())
