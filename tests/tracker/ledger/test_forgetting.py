from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.builders.ledger_files import opened_bytes
from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent, an_evidence
from tests.builders.written import assert_sums_are_right, rows, written
from tests.tracker.ledger.test_sums import Steps, batches
from tracker.disclosure import BlindSpot, Manner
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger.captures import put
from tracker.ledger.forgetting import Forgotten, forget
from tracker.ledger.opening import Ledger
from tracker.settings import Settings
from tracker.taxonomy import Category

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SPOT = BlindSpot("oversized", 9)
EVERYTHING = (m.Disclosure, m.Request, m.Datum, m.Evidence, m.Host, m.Site, m.Vendor)


def fill(ledger: Ledger) -> None:
    """Two vendors and a shop, on two days."""
    for host in ("www.shop.example", "px.adpix.test", "sync.adpix.test", "c.metrica.test"):
        name = host.split(".")[1]
        for time in (NOON - DAY, NOON):
            found = a_disclosure(value=f"{name}@mail.example", evidence=an_evidence(name))
            spots = (SPOT,)
            site = f"{name}-site.example"
            written(ledger, a_record(found, a_user_agent(), host=host, site=site, time=time, blind_spots=spots))


def hosts(ledger: Ledger) -> list[str]:
    return [name for (name,) in rows(ledger, m.Host.name)]


def test_what_a_vendor_got_is_erased_and_nothing_else(any_ledger: Ledger) -> None:
    fill(any_ledger)
    assert forget(any_ledger, vendor="adpix") == Forgotten(4, 8, is_purged=True)
    assert hosts(any_ledger) == ["c.metrica.test", "www.shop.example"]
    assert [slug for (slug,) in rows(any_ledger, m.Vendor.slug)] == ["metrica", "shop.example"]
    assert [path for (path,) in rows(any_ledger, m.Evidence.path)] == ["metrica", "shop", "user-agent"]
    assert [domain for (domain,) in rows(any_ledger, m.Site.domain)] == ["metrica-site.example", "shop-site.example"]
    assert len(rows(any_ledger, m.Datum.id)) == 3
    assert len(rows(any_ledger, m.BlindSpot.count)) == 2
    assert_sums_are_right(any_ledger)


@pytest.mark.parametrize("named", ["sync.adpix.test", "SYNC.adpix.test."])
def test_a_host_or_domain_means_itself_not_the_company(ledger: Ledger, named: str) -> None:
    fill(ledger)
    forget(ledger, vendor=named)
    assert hosts(ledger) == ["c.metrica.test", "px.adpix.test", "www.shop.example"]


def test_what_is_older_than_a_time_is_erased(any_ledger: Ledger) -> None:
    fill(any_ledger)
    assert forget(any_ledger, before=NOON) == Forgotten(4, 8, is_purged=True)
    assert len(hosts(any_ledger)) == 4
    assert {time for (time,) in rows(any_ledger, m.Request.time)} == {NOON}
    assert {first for (first,) in rows(any_ledger, m.BlindSpot.first)} == {NOON}
    assert_sums_are_right(any_ledger)
    assert forget(any_ledger, before=NOON + DAY).disclosures == 8
    assert [*hosts(any_ledger), *rows(any_ledger, m.BlindSpot.host_id)] == []


def test_a_vendor_and_a_time_together_erase_what_both_mean(any_ledger: Ledger) -> None:
    fill(any_ledger)
    assert forget(any_ledger, vendor="metrica", before=NOON) == Forgotten(1, 2, is_purged=True)
    assert len(rows(any_ledger, m.Request.id)) == 7
    assert_sums_are_right(any_ledger)


def test_a_row_of_repeats_that_began_before_is_erased_with_them(any_ledger: Ledger) -> None:
    for minutes in (-5, 5):
        written(any_ledger, a_record(a_user_agent(), time=NOON + minutes * MINUTE), collapse=True)
    assert forget(any_ledger, before=NOON).disclosures == 2
    assert_sums_are_right(any_ledger)


def test_everything_is_everything(any_ledger: Ledger) -> None:
    fill(any_ledger)
    assert forget(any_ledger, everything=True) == Forgotten(8, 16, is_purged=True)
    for model in (*EVERYTHING, m.Exposure, m.Daily, m.BlindSpot):
        assert rows(any_ledger, *model.__table__.columns) == []


def test_a_vendor_that_is_not_known_is_said(ledger: Ledger) -> None:
    fill(ledger)
    with pytest.raises(LedgerError, match="nothing was recorded of 'adpx'"):
        forget(ledger, vendor="adpx")
    assert len(hosts(ledger)) == 4


def test_something_must_be_asked_for(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="what to forget"):
        forget(ledger)


def test_after_erasing_a_writer_in_memory_goes_on_rightly(any_ledger: Ledger) -> None:
    fill(any_ledger)
    forget(any_ledger, everything=True)
    written(any_ledger, a_record(a_user_agent(), host="new.test"), collapse=True)
    assert hosts(any_ledger) == ["new.test"]
    assert_sums_are_right(any_ledger)


def test_what_was_erased_can_be_recorded_again(ledger: Ledger) -> None:
    record = a_record()
    written(ledger, record)
    forget(ledger, everything=True)
    assert written(ledger, record).requests == 1


def test_no_byte_of_what_was_erased_is_left_in_the_file(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    kept = a_disclosure(Category.CITY, "Lyon", evidence=an_evidence("address.city"))
    written(ledger, a_record(kept))
    secret = a_disclosure(Category.FULL_NAME, "Zoé Dupont", Manner.RELAYED, an_evidence("customer.name"))
    for number in range(200):
        written(ledger, a_record(secret, host=f"h{number}.adpix.test", site="clinic.example"))
    traces = [b"Zo\xe2\x80\xa2", b"customer.name", b"clinic.example", b"adpix", secret.fingerprint.encode()]
    before = opened_bytes(settings.ledger_file, keys.ledger)
    assert all(trace in before for trace in traces)
    assert forget(ledger, vendor="adpix").is_purged
    after = opened_bytes(settings.ledger_file, keys.ledger)
    assert [trace for trace in traces if trace in after] == []
    assert b"address.city" in after
    assert len(after) < len(before) / 2


def test_a_reader_that_holds_on_is_said(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.ledger.purging._PATIENCE", 50)
    fill(ledger)
    with ledger.reading() as session:
        session.query(m.Host).count()
        assert forget(ledger, vendor="adpix") == Forgotten(4, 8, is_purged=False)
    assert len(hosts(ledger)) == 2


@examples(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches, st.sampled_from((None, "adpix", "shop.example")), st.sampled_from((None, 1, 29, 720)))
def test_sums_are_those_of_the_rows_that_are_left(
    ledger: Ledger, steps: Steps, vendor: str | None, minutes: int | None
) -> None:
    for batch, collapse in steps:
        written(ledger, *batch, collapse=collapse)
    before = None if minutes is None else NOON + minutes * MINUTE
    try:
        forget(ledger, vendor=vendor, before=before, everything=vendor is None and before is None)
    except LedgerError:
        assert vendor is not None
    assert_sums_are_right(ledger)
    forget(ledger, everything=True)


def test_a_capture_of_which_nothing_is_left_is_forgotten(any_ledger: Ledger) -> None:
    for source, host in (("a.har", "px.adpix.test"), ("b.har", "px.adpix.test"), ("b.har", "www.shop.example")):
        written(any_ledger, a_record(host=host, source=source))
    with any_ledger.session() as session:
        for source in ("a.har", "b.har"):
            put(session, source, source[0] * 64, {"run": "1"}, 1)
    forget(any_ledger, vendor="adpix")
    assert rows(any_ledger, m.Capture.source) == [("b.har",)]
    forget(any_ledger, everything=True)
    assert rows(any_ledger, m.Capture.source) == []
