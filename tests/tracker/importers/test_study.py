"""From one ledger to another through a bundle: the counts are equal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.builders.catalogues import a_catalogue as another_catalogue
from tests.builders.ledgers import a_catalogue, a_world, fill
from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.studies import a_bundle, a_study, changed, rows_in
from tests.builders.written import assert_sums_are_right, written
from tracker.aliases import Aliases
from tracker.disclosure import BlindSpot
from tracker.errors import UnreadableInputError
from tracker.exporters.studies.reduction import Hosts, Resolution
from tracker.importers.study import bundles_among, import_study
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger.aliases import note_aliases
from tracker.ledger.attribution import refresh
from tracker.ledger.opening import Ledger, open_ledger
from tracker.ledger.queries.aliases import leads_of
from tracker.ledger.queries.blind_spots import unseen
from tracker.ledger.queries.flows import data_of_each, flows
from tracker.ledger.queries.totals import totals
from tracker.ledger.writing import Written, write
from tracker.settings import Settings

CATALOGUE = a_catalogue()


@pytest.fixture
def other(tmp_path: Path) -> Any:
    """Another person's ledger, without content."""
    with open_ledger(Settings(tmp_path / "other", key_store="file"), Keys(b"o" * 32)) as opened:
        yield opened


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Months of a made-up world, folded as live traffic is, with captures and their labels."""
    fill(ledger, a_world(days=120))
    with ledger.session() as session:
        spot = BlindSpot("binary", 77)
        records = [
            a_record(a_disclosure(), source="a.har", entry=0, time=NOON),
            a_record(host="late.test", source="b.har", entry=1, blind_spots=(spot,), time=NOON),
        ]
        write(session, records, CATALOGUE, collapse=False)
        for source, labels in (("a.har", '{"country":"fr"}'), ("b.har", "{}")):
            session.add(m.Capture(source=source, digest="d", labels=labels, entries=9, imported=NOON))
    return ledger


def number_of(session: Session, model: type[m.Model]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def counts_of(ledger: Ledger) -> dict[str, Any]:
    """What a paper would count."""
    with ledger.reading() as session:
        tables = (
            m.Request,
            m.Disclosure,
            m.Datum,
            m.Site,
            m.Host,
            m.Vendor,
            m.Exposure,
            m.Daily,
            m.BlindSpot,
            m.Capture,
        )
        return {
            "rows": {table.__tablename__: number_of(session, table) for table in tables},
            "flows": [flow[:7] for flow in flows(session)],
            "data": data_of_each(session),
            "blind": unseen(session),
            "labels": sorted(session.scalars(select(m.Capture.labels))),
            "totals": totals(session)[:4],
        }


def test_the_counts_are_equal(filled: Ledger, other: Ledger, tmp_path: Path) -> None:
    added = import_study(a_bundle(filled, tmp_path / "b.zip"), other, CATALOGUE)
    assert counts_of(other) == counts_of(filled)
    assert_sums_are_right(other)
    rows = counts_of(filled)["rows"]
    assert added == Written(rows["request"], rows["disclosure"], 0)


@pytest.mark.parametrize("times", [Resolution.FULL, Resolution.DAY])
@pytest.mark.parametrize("hosts", [Hosts.FULL, Hosts.DOMAIN])
def test_however_it_was_reduced_what_each_company_got_is_equal(
    filled: Ledger, other: Ledger, tmp_path: Path, times: Resolution, hosts: Hosts
) -> None:
    import_study(a_bundle(filled, tmp_path / "b.zip", times=times, hosts=hosts), other, CATALOGUE)
    first, second = counts_of(filled), counts_of(other)
    assert {key: first[key] for key in ("flows", "data", "labels", "totals")} == {
        key: second[key] for key in ("flows", "data", "labels", "totals")
    }
    assert second["blind"][0] == first["blind"][0]
    assert_sums_are_right(other)


def test_the_counts_are_equal_in_postgresql(filled: Ledger, postgresql_ledger: Ledger, tmp_path: Path) -> None:
    import_study(a_bundle(filled, tmp_path / "1.zip"), postgresql_ledger, CATALOGUE)
    assert counts_of(postgresql_ledger) == counts_of(filled)
    assert_sums_are_right(postgresql_ledger)


def test_twice_changes_nothing(filled: Ledger, other: Ledger, tmp_path: Path) -> None:
    path = a_bundle(filled, tmp_path / "b.zip")
    first = import_study(path, other, CATALOGUE)
    before = counts_of(other)
    assert import_study(path, other, CATALOGUE) == Written(0, 0, first.requests)
    assert counts_of(other) == before


def test_bundles_of_two_people_stand_side_by_side(filled: Ledger, other: Ledger, tmp_path: Path) -> None:
    import_study(a_bundle(filled, tmp_path / "1.zip"), other, CATALOGUE)
    import_study(a_bundle(filled, tmp_path / "2.zip", a_study(key=b"2" * 32)), other, CATALOGUE)
    with filled.reading() as one, other.reading() as two:
        assert number_of(two, m.Disclosure) == 2 * number_of(one, m.Disclosure)
        assert number_of(two, m.Datum) == 2 * number_of(one, m.Datum)
        assert unseen(two).times == 2 * unseen(one).times
    assert_sums_are_right(other)


def test_a_later_export_of_the_same_study_is_not_mixed_with_an_earlier(
    filled: Ledger, other: Ledger, tmp_path: Path
) -> None:
    import_study(a_bundle(filled, tmp_path / "1.zip"), other, CATALOGUE)
    before = counts_of(other)
    written(filled, a_record(time=NOON))
    with pytest.raises(UnreadableInputError, match="a part of this study is in the ledger already"):
        import_study(a_bundle(filled, tmp_path / "2.zip"), other, CATALOGUE)
    assert counts_of(other) == before


def test_a_bundle_of_a_bundle_has_equal_counts(filled: Ledger, other: Ledger, tmp_path: Path, keys: Keys) -> None:
    import_study(a_bundle(filled, tmp_path / "1.zip"), other, CATALOGUE)
    with open_ledger(Settings(tmp_path / "third", key_store="file"), keys) as third:
        import_study(a_bundle(other, tmp_path / "2.zip", a_study(key=b"2" * 32)), third, CATALOGUE)
        assert counts_of(third) == counts_of(filled)


def test_companies_stay_what_they_were_for_whoever_exported(filled: Ledger, other: Ledger, tmp_path: Path) -> None:
    import_study(a_bundle(filled, tmp_path / "b.zip"), other, another_catalogue({}))
    assert counts_of(other)["flows"] == counts_of(filled)["flows"]


@pytest.mark.parametrize("hosts", Hosts)
def test_who_hid_behind_a_lent_name_stays_uncovered_by_another_catalogue_too(
    ledger: Ledger, other: Ledger, tmp_path: Path, hosts: Hosts
) -> None:
    written(ledger, a_record(host="metrics.shop.example"), a_record(host="www.shop.example"))
    with ledger.session() as session:
        note_aliases(session, [Aliases("metrics.shop.example", NOON, ("u123456.adpix.test",))], another_catalogue())
    import_study(a_bundle(ledger, tmp_path / "b.zip", hosts=hosts), other, another_catalogue())
    assert counts_of(other) == counts_of(ledger)
    with other.session() as session:
        assert refresh(session, another_catalogue(version="2")) == 0
        (lead,) = leads_of(session, "adpix", another_catalogue)
    assert (lead.cloak, lead.resolved) == (lead.hops[0], NOON)
    assert lead.hops[0].endswith("adpix.test")


def test_nothing_is_nothing(ledger: Ledger, other: Ledger, tmp_path: Path) -> None:
    assert import_study(a_bundle(ledger, tmp_path / "b.zip"), other, CATALOGUE) == Written(0, 0, 0)


def test_imported_rows_are_never_taken_for_live_ones(filled: Ledger, other: Ledger, tmp_path: Path) -> None:
    import_study(a_bundle(filled, tmp_path / "b.zip"), other, CATALOGUE)
    with other.reading() as session:
        sources = set(session.scalars(select(m.Request.source)))
        previews = set(session.scalars(select(m.Datum.preview)))
    assert all((source or "").startswith(f"study {a_study().id}") for source in sources)
    assert len(sources) == 3
    assert previews == {"•••"}


def of_first_row(column: bytes, value: bytes) -> Callable[[bytes], bytes]:
    """A change of one cell in the first row of a table."""

    def change(data: bytes) -> bytes:
        heading, row, *rest = data.split(b"\n")
        place = heading.split(b",").index(column)
        cells = row.split(b",")
        cells[place] = value
        return b"\n".join([heading, b",".join(cells), *rest])

    return change


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("disclosures", of_first_row(b"category", b"soul"), "'soul' is no category"),
        ("disclosures", of_first_row(b"manner", b"gladly"), "'gladly' is no manner"),
        ("disclosures", of_first_row(b"party", b"fourth"), "'fourth' is no party"),
        ("disclosures", of_first_row(b"request", b"0" * 32), "a request is not in data/requests.csv"),
        ("disclosures", of_first_row(b"host", b"x.test"), "no host 'x.test' in data/hosts.csv"),
        ("disclosures", of_first_row(b"count", b"0"), "a count below 1"),
        ("requests", of_first_row(b"site_confidence", b"-0.5"), "a confidence of -0.5"),
        ("requests", of_first_row(b"site_confidence", b"7"), "a confidence of 7"),
        ("blind_spots", of_first_row(b"count", b"0"), "data/blind_spots.csv: a count below 1"),
        ("blind_spots", of_first_row(b"last", b"1999-01-01T00:00:00Z"), "a last time before the first"),
        ("disclosures", of_first_row(b"last", b"2001-01-01T00:00:00Z"), "a last time before the first"),
        ("disclosures", of_first_row(b"time", b"noon"), "line 2: time is no moment: 'noon'"),
        ("requests", of_first_row(b"host", b"x.test"), "no host 'x.test' in data/hosts.csv"),
        ("requests", lambda data: data + data.split(b"\n")[1] + b"\n", "a request is in it twice"),
        ("blind_spots", of_first_row(b"host", b"x.test"), "no host 'x.test' in data/hosts.csv"),
        ("hosts", of_first_row(b"vendor", b"nobody"), "no vendor 'nobody' in data/vendors.csv"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_bundle_that_does_not_fit_together_changes_nothing(
    filled: Ledger, other: Ledger, tmp_path: Path, name: str, change: Callable[[bytes], bytes], words: str
) -> None:
    path = changed(a_bundle(filled, tmp_path / "b.zip"), f"data/{name}.csv", change)
    with pytest.raises(UnreadableInputError, match=words):
        import_study(path, other, CATALOGUE)
    with other.reading() as session:
        assert number_of(session, m.Request) == number_of(session, m.Host) == 0


def test_a_request_that_comes_again_far_below_is_seen(
    filled: Ledger, other: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.importers.study._AT_ONCE", 100)
    path = a_bundle(filled, tmp_path / "b.zip")
    assert len(rows_in(path, "requests")) > 100
    changed(path, "data/requests.csv", lambda data: data + data.split(b"\n")[1] + b"\n")
    with pytest.raises(UnreadableInputError, match="twice"):
        import_study(path, other, CATALOGUE)


def test_archives_are_told_from_captures(filled: Ledger, tmp_path: Path) -> None:
    bundle, capture = a_bundle(filled, tmp_path / "b.zip"), tmp_path / "a.har"
    capture.write_text("{}")
    assert bundles_among([capture, bundle, tmp_path]) == ([bundle], [capture, tmp_path])
