"""Sums lie in the orders in which pages ask for them."""

import pytest

from tracker.ledger.opening import Ledger

ASKED = {
    "ix_hearing_vendor": "SELECT site_id, sum(times), max(last) FROM hearing WHERE vendor_id = 1 GROUP BY site_id",
    "ix_daily_host": "SELECT day, party, sum(count) FROM daily WHERE host_id IN (1, 2) AND day > 3 GROUP BY day, party",
    "ix_possession_datum": "SELECT vendor_id, facts, sites, times, first, last FROM possession WHERE datum_id = 1",
}


@pytest.mark.parametrize("index", ASKED)
def test_what_is_told_together_is_read_without_a_look_elsewhere(ledger: Ledger, index: str) -> None:
    with ledger.glancing() as connection:
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {ASKED[index]}").all())
    assert f"COVERING INDEX {index} " in plan
