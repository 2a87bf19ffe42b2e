import hashlib
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders.records import NOON
from tests.builders.rows import a_row
from tracker.disclosure import Manner
from tracker.reporting.summing import Bounds, by_sensitivity, in_order, summed
from tracker.rows import json_line
from tracker.taxonomy import Category

FEW = Bounds(data=2, proofs=2)
DAY = timedelta(days=1)


def test_nothing_sums_up_to_nothing() -> None:
    sums = summed([], FEW)
    assert (sums.rows, sums.data, sums.sites, sums.companies) == (0, 0, 0, {})
    assert sums.digest == hashlib.sha256(b"").hexdigest()


def test_the_digest_is_that_of_the_exported_lines() -> None:
    rows = [a_row(), a_row(path="other", count=3)]
    assert summed(rows, FEW).digest == hashlib.sha256(b"".join(map(json_line, rows))).hexdigest()


def test_rows_are_summed_up_by_company() -> None:
    rows = [
        a_row(),
        a_row(
            time=NOON + DAY, last=NOON + DAY * 2, count=4, site=None, scheme="http", manner="ambient", party="unknown"
        ),
        a_row(vendor=None, recipient="b.test", category="city", fingerprint="01" * 16, source="a.har"),
    ]
    sums = summed(rows, FEW)
    known, unknown = sums.companies["adpix"], sums.companies["b.test."]
    assert (sums.rows, sums.span.times, sums.data, sums.sites, sums.sources) == (3, 6, 2, 1, {"a.har"})
    assert (known.span.times, known.span.first, known.span.last) == (5, NOON, NOON + DAY * 2)
    assert (known.plain, known.data, known.is_known, unknown.is_known) == (4, 1, True, False)
    assert known.manners == {"relayed": 1, "ambient": 4}
    assert sums.manners["ambient"] == 4
    assert sums.days == {NOON.date(): 2, (NOON + DAY).date(): 4}
    assert set(known.sites) == {"shop.example", None}


def test_of_a_kind_the_first_data_are_kept_and_all_are_counted() -> None:
    rows = [a_row(fingerprint=f"{number:032x}", preview=str(number)) for number in range(9)]
    kind = summed(rows, FEW).companies["adpix"].kinds[Category.EMAIL_ADDRESS]
    assert (len(kind.seen), [one.preview for one in kind.data.values()]) == (9, ["0", "1"])


def test_of_a_datum_the_surest_proofs_are_kept_each_place_once() -> None:
    rows = [
        a_row(path="weak", confidence=0.5),
        a_row(path="strong", confidence=0.9),
        a_row(path="strong", confidence=0.9, time=NOON + DAY),
        a_row(path="named", confidence=0.8, method="name"),
        a_row(path="known", confidence=0.8, method="adapter"),
    ]
    (datum,) = summed(rows, FEW).companies["adpix"].kinds[Category.EMAIL_ADDRESS].data.values()
    assert [(proof.path, proof.time) for proof in datum.proofs] == [("strong", NOON), ("known", NOON)]
    assert datum.span.times == 5


def test_categories_come_by_sensitivity_and_manners_in_their_order() -> None:
    assert by_sensitivity([Category.LANGUAGE, Category.HEALTH, Category.EMAIL_ADDRESS]) == [
        Category.HEALTH, Category.EMAIL_ADDRESS, Category.LANGUAGE,
    ]  # fmt: skip
    assert in_order(["ambient", "submitted", "ambient"]) == [Manner.SUBMITTED, Manner.AMBIENT]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 4), st.sampled_from(["email_address", "city"]), st.integers(1, 5))
    )
)
def test_what_is_kept_is_bounded_and_sums_add_up(drawn: list[tuple[int, int, str, int]]) -> None:
    rows = [
        a_row(vendor=f"v{vendor}", fingerprint=f"{datum:032x}", category=category, count=count, path=f"p{place}")
        for place, (vendor, datum, category, count) in enumerate(drawn)
    ]
    sums = summed(rows, FEW)
    assert sums.span.times == sum(one.span.times for one in sums.companies.values()) == sum(row.count for row in rows)
    assert sum(sums.days.values()) == sums.span.times
    for company in sums.companies.values():
        assert company.span.times == sum(kind.span.times for kind in company.kinds.values())
        for kind in company.kinds.values():
            assert len(kind.data) <= FEW.data
            assert all(len(list(datum.proofs)) <= FEW.proofs for datum in kind.data.values())
