"""An alias tells for whom it was made."""

import pytest

from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.control import Aliasing, Control
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.made_for import is_same_group, made_for
from tracker.masking import Fingerprinter
from tracker.rules import Action
from tracker.rulings import Outcome
from tracker.taxonomy import Category

PRINTS = Fingerprinter(b"k" * 32)
KNOWN = (("criteo", "x1@relay.example"), ("shop.test", "x2@relay.example"))


@pytest.mark.parametrize(
    ("aliasing", "address", "expected"),
    [
        (Aliasing(known=KNOWN), "x1@relay.example", "criteo"),
        (Aliasing(known=KNOWN), "X2@relay.example", "shop.test"),
        (Aliasing(known=KNOWN), "marie@mail.test", None),
        (Aliasing("marie@mail.test"), "marie+adpix@mail.test", "adpix"),
        (Aliasing("marie@mail.test", "marie.test"), "adpix@marie.test", "adpix"),
        (Aliasing("marie@mail.test", known=KNOWN), "marie@mail.test", None),
        (Aliasing("marie@mail.test"), "marie+metrica@mail.test", None),
        (Aliasing(), "marie+adpix@mail.test", None),
    ],
    ids=["known", "known, as written", "one's own", "mailbox", "domain", "none", "not given", "no longer"],
)
def test_an_alias_tells_for_whom_it_was_made(
    ledger: Ledger, aliasing: Aliasing, address: str, expected: str | None
) -> None:
    noted(ledger, a_ruled(a_ruling(action=Action.ALIAS, outcome=Outcome.ALIASED)))
    noted(ledger, a_ruled(a_ruling(action=Action.ALIAS, outcome=Outcome.STRIPPED), host="c.metrica.test"))
    fingerprint = PRINTS.fingerprint(Category.EMAIL_ADDRESS, address, "anybody.test")
    with ledger.reading() as session:
        assert made_for(session, Control(aliasing=aliasing), PRINTS, fingerprint) == expected


def test_groups_are_one() -> None:
    assert is_same_group("criteo", "criteo")
    assert is_same_group("youtube", "alphabet") == is_same_group("alphabet", "youtube")
    assert not is_same_group("criteo", "shop.test")
