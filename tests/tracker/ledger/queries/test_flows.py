from datetime import timedelta
from typing import Any

import pytest

from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tests.builders.written import written
from tracker.disclosure import Manner, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.flows import Flow, data_of_each, flows
from tracker.taxonomy import Category

HOUR = timedelta(hours=1)


def fill(ledger: Ledger) -> None:
    relayed, other = a_disclosure(manner=Manner.RELAYED), a_disclosure(value="x@y.example", manner=Manner.RELAYED)
    written(ledger, a_record(time=NOON - HOUR))
    written(ledger, a_record(relayed, other, host="px.adpix.test"))
    written(ledger, a_record(relayed, host="s.adpix.test", scheme="http", time=NOON + HOUR))
    for hours in (2, 3):
        written(
            ledger, a_record(a_user_agent(), host="px.adpix.test", site=None, time=NOON + hours * HOUR), collapse=True
        )


def test_flows_are_summed_by_vendor_and_site(any_ledger: Ledger) -> None:
    fill(any_ledger)
    mail, agent = Category.EMAIL_ADDRESS, Category.USER_AGENT
    with any_ledger.reading() as session:
        assert list(flows(session)) == [
            Flow("adpix", None, Party.UNKNOWN, agent, Manner.AMBIENT, 2, False, NOON + 2 * HOUR, NOON + 3 * HOUR),
            Flow("adpix", "shop.example", Party.THIRD, mail, Manner.RELAYED, 3, True, NOON, NOON + HOUR),
            Flow("shop.example", "shop.example", Party.FIRST, mail, Manner.SUBMITTED, 1, False, *[NOON - HOUR] * 2),
        ]


@pytest.mark.parametrize(
    ("asked", "vendors", "data"),
    [
        ({"vendor": "adpix"}, ["adpix", "adpix"], {("adpix", "email_address"): 2, ("adpix", "user_agent"): 1}),
        ({"until": NOON}, ["shop.example"], {("shop.example", "email_address"): 1}),
        ({"since": NOON + 2 * HOUR}, ["adpix"], {("adpix", "user_agent"): 1}),
        ({"vendor": "nobody"}, [], {}),
    ],
    ids=["vendor", "until", "since", "nobody"],
)
def test_a_part_can_be_asked_for(
    ledger: Ledger, asked: dict[str, Any], vendors: list[str], data: dict[tuple[str, str], int]
) -> None:
    fill(ledger)
    with ledger.reading() as session:
        assert [flow.vendor for flow in flows(session, **asked)] == vendors
        assert data_of_each(session, **asked) == data


def test_each_question_is_one_statement(ledger: Ledger, statements: list[str]) -> None:
    fill(ledger)
    statements.clear()
    with ledger.reading() as session:
        list(flows(session))
        data_of_each(session)
    assert len([sql for sql in statements if "FROM disclosure" in sql]) == 2
