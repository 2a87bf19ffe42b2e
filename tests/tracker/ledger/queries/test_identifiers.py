from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_disclosure, a_record, an_evidence
from tracker.disclosure import Manner, Record
from tracker.ledger.forgetting import forget
from tracker.ledger.moments import micros
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import identifiers as module
from tracker.ledger.queries.identifiers import EveryIdentifier, Identifier, previews
from tracker.taxonomy import IDENTIFIERS, Category
from tracker.traffic import Location


def a_cookie(value: str = "visitor-1", name: str = "uid", host: str = "px.adpix.test", days: int = 0) -> Record:
    found = an_evidence(name, Location.COOKIE, reasoning=f"The cookie {name} holds a random value and lasts 390 days.")
    sent = a_disclosure(Category.CLIENT_ID, value, Manner.AMBIENT, found)
    return a_record(sent, host=host, time=NOON + timedelta(days=days))


def asked_for(ledger: Ledger, every: EveryIdentifier) -> list[Identifier]:
    with ledger.reading() as session:
        return every.identifiers(session)


def test_every_identifier_is_told_with_who_has_it(session: Session, records: list[Record], asked: list[str]) -> None:
    found = EveryIdentifier().identifiers(session)
    assert len(asked) <= 7
    seen = {one.fingerprint for record in records for one in record.disclosures if one.category in IDENTIFIERS}
    assert len(found) == len(seen)
    (shared,) = (one for one in found if len(one.keepers) > 1)
    assert {keeper.firm.slug for keeper in shared.keepers} == {"adpix", "exchange-nord"}
    assert shared.token[:2] == (Location.JSON, "ad.device.ifa")
    assert shared.keepers[0].first <= shared.keepers[1].first


def test_values_are_told_masked(session: Session) -> None:
    found = EveryIdentifier().identifiers(session)
    assert previews(session, [one.datum for one in found if len(one.keepers) > 1]).popitem()[1] == "6f•••"


def test_who_asks_again_is_told_what_has_changed(any_ledger: Ledger, statements: list[str]) -> None:
    every = EveryIdentifier()
    fill(any_ledger, [a_cookie(), a_record()])
    (one,) = asked_for(any_ledger, every)
    assert (one.token.path, one.token.recipient, len(one.keepers)) == ("uid", "adpix.test", 1)
    statements.clear()
    assert asked_for(any_ledger, every) == [one]
    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 1
    fill(any_ledger, [a_cookie(name="muid", host="collect.metrica.test", days=1), a_cookie("another", days=2)])
    first, second = sorted(asked_for(any_ledger, every), key=lambda one: one.datum)
    assert [keeper.firm.slug for keeper in first.keepers] == ["adpix", "metrica"]
    assert first.token.path == "muid"
    assert second.keepers[0].last == micros(NOON + timedelta(days=2))


def test_what_was_seen_before_does_not_go_before_what_is_known(any_ledger: Ledger) -> None:
    every = EveryIdentifier()
    fill(any_ledger, [a_cookie(days=5)])
    asked_for(any_ledger, every)
    fill(any_ledger, [a_cookie(name="old", days=1)])
    (one,) = asked_for(any_ledger, every)
    assert (one.token.path, one.keepers[0].first) == ("uid", micros(NOON + timedelta(days=1)))


def test_what_was_forgotten_is_not_told_again(any_ledger: Ledger) -> None:
    every = EveryIdentifier()
    fill(any_ledger, [a_cookie(), a_cookie(host="collect.metrica.test", days=1)])
    assert len(asked_for(any_ledger, every)[0].keepers) == 2
    forget(any_ledger, vendor="metrica")
    (one,) = asked_for(any_ledger, every)
    assert [keeper.firm.slug for keeper in one.keepers] == ["adpix"]
    assert one.token.recipient == "adpix.test"
    forget(any_ledger, everything=True)
    assert asked_for(any_ledger, every) == []


def test_many_at_once_are_read_as_a_whole(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    fill(ledger, [a_cookie(f"visitor-{n}", f"uid{n}", f"px{n}.adpix.test") for n in range(5)])
    assert {one.token.path for one in asked_for(ledger, EveryIdentifier())} == {f"uid{n}" for n in range(5)}
