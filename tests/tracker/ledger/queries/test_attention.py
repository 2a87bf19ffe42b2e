"""Which ways deserve a look, in both databases, and with how few statements."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, a_world
from tests.builders.records import MAIL, NOON, a_disclosure, a_record, an_evidence
from tests.builders.written import written
from tracker.attention import Passage, Whose
from tracker.disclosure import Manner, Party, Record
from tracker.keys import Keys
from tracker.ledger import profiles
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.attention import Passages, passages
from tracker.profile import Value
from tracker.taxonomy import Category


def asked(ledger: Ledger, **given: object) -> Passages:
    with ledger.reading() as session:
        return passages(session, **given)  # type: ignore[arg-type]


def own(ledger: Ledger, keys: Keys, origin: str = "") -> None:
    """Have the mail address in the profile."""
    value = Value(Category.EMAIL_ADDRESS, MAIL)
    with ledger.session() as session:
        session.add(profiles.row_of(keys, value, a_disclosure().fingerprint, NOON, origin))


def relayed(category: Category = Category.HEALTH, manner: Manner = Manner.RELAYED, **changes: object) -> Record:
    value = MAIL if category is Category.EMAIL_ADDRESS else f"{category}"
    return a_record(
        a_disclosure(category, value, manner, an_evidence("dt", confidence=0.8)),
        **({"host": "px.adpix.test", "site_confidence": 0.9, "site_basis": "page"} | changes),  # type: ignore[arg-type]
    )


def test_a_way_is_told_with_all_that_is_needed_to_judge_it(any_ledger: Ledger) -> None:
    written(any_ledger, relayed(), relayed(time=NOON + timedelta(hours=1), scheme="http"))
    (found,), is_partial = asked(any_ledger)
    assert not is_partial
    assert found._replace(datum=0) == Passage(
        "adpix",
        "AdPix",
        True,
        "advertising",
        "px.adpix.test",
        "shop.example",
        0,
        Category.HEALTH,
        Whose.FOUND,
        Manner.RELAYED,
        Party.THIRD,
        True,
        NOON,
        NOON + timedelta(hours=1),
        2,
        0.8,
        0.9,
    )


@pytest.mark.parametrize(
    ("record", "is_found"),
    [
        (relayed, True),
        (lambda: relayed(host="www.shop.example"), False),
        (lambda: relayed(manner=Manner.AMBIENT), False),
        (lambda: relayed(Category.PASSWORD, Manner.SUBMITTED), True),
        (lambda: relayed(Category.EMAIL_ADDRESS), False),
        (lambda: relayed(Category.EMAIL_ADDRESS, Manner.PREMATURE), True),
        (lambda: relayed(Category.EMAIL_ADDRESS, Manner.PREMATURE, host="www.shop.example"), True),
        (lambda: relayed(Category.EMAIL_ADDRESS, scheme="http", host="www.shop.example"), True),
        (lambda: relayed(Category.PAGE_VISITED, scheme="http"), False),
        (lambda: relayed(Category.CLIENT_ID, scheme="ws"), False),
        (lambda: relayed(Category.CITY, scheme="http"), False),
    ],
)
def test_only_what_may_deserve_attention_is_asked_for(
    any_ledger: Ledger, record: Callable[[], Record], is_found: bool
) -> None:
    written(any_ledger, record())
    assert bool(asked(any_ledger).passages) is is_found


@pytest.mark.parametrize(("origin", "whose"), [("", Whose.DECLARED), ("shop.example", Whose.LEARNT)])
def test_the_persons_own_values_are_known_for_theirs(any_ledger: Ledger, keys: Keys, origin: str, whose: Whose) -> None:
    written(any_ledger, relayed(Category.EMAIL_ADDRESS), relayed(Category.EMAIL_ADDRESS, Manner.SUBMITTED))
    own(any_ledger, keys, origin)
    assert [(one.whose, one.manner) for one in asked(any_ledger).passages] == [(whose, Manner.RELAYED)]


def test_what_is_older_than_a_moment_is_left_out(any_ledger: Ledger) -> None:
    written(any_ledger, relayed(), relayed(host="late.test", time=NOON + timedelta(hours=1)))
    assert [one.host for one in asked(any_ledger, since=NOON + timedelta(minutes=1)).passages] == ["late.test"]


def test_the_latest_are_looked_at_and_that_there_are_more_is_said(any_ledger: Ledger) -> None:
    written(any_ledger, *(relayed(host=f"h{number}.test", time=NOON + timedelta(hours=number)) for number in range(5)))
    found = asked(any_ledger, limit=2)
    assert [one.host for one in found.passages] == ["h4.test", "h3.test"]
    assert found.is_partial


def test_a_company_behind_a_sites_own_name_is_a_third_party(any_ledger: Ledger) -> None:
    written(any_ledger, relayed(host="metrics.shop.example"), relayed(host="www.shop.example"))
    (found,) = asked(any_ledger, lent={"metrics.shop.example"}).passages
    assert (found.host, found.party) == ("metrics.shop.example", Party.THIRD)


def test_a_site_of_which_nothing_was_kept_is_not_said_to_be_unsure(any_ledger: Ledger) -> None:
    written(any_ledger, relayed(site_confidence=0.0, site_basis=""))
    assert asked(any_ledger).passages[0].site_confidence is None


def test_two_statements_whatever_there_is(session: Session, asked: list[str]) -> None:
    found = passages(session)
    assert len(asked) == 2
    assert {one.category for one in found.passages} >= {Category.HEALTH, Category.EMAIL_ADDRESS}
    asked.clear()
    passages(session, LAST - timedelta(days=1))
    assert len(asked) == 2


def test_both_databases_say_the_same(ledger: Ledger, postgresql_ledger: Ledger) -> None:
    records = list(a_world(days=6))
    written(ledger, *records)
    written(postgresql_ledger, *records)
    one, other = asked(ledger), asked(postgresql_ledger)
    strip = [[passage._replace(datum=0) for passage in found.passages] for found in (one, other)]
    assert strip[0] == strip[1]
    assert strip[0]
