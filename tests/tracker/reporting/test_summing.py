from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders.records import NOON
from tests.builders.reports import an_exposure, proven
from tests.builders.rows import a_row
from tracker.disclosure import Manner
from tracker.reporting.summing import Bounds, Sums, by_sensitivity, in_order, summed
from tracker.rows import Row
from tracker.taxonomy import Category

FEW = Bounds(data=2, proofs=2)
DAY = timedelta(days=1)


def summed_up(rows: list[Row]) -> Sums:
    sums = summed(map(an_exposure, rows))
    proven(sums, rows, FEW)
    return sums


def test_nothing_sums_up_to_nothing() -> None:
    sums = summed_up([])
    assert (sums.span.times, sums.data, sums.sites, sums.companies) == (0, 0, 0, {})


def test_rows_are_summed_up_by_company() -> None:
    rows = [
        a_row(),
        a_row(
            time=NOON + DAY, last=NOON + DAY * 2, count=4, site=None, scheme="http", manner="ambient", party="unknown"
        ),
        a_row(vendor=None, recipient="b.test", category="city", fingerprint="01" * 16, source="a.har"),
    ]
    sums = summed_up(rows)
    known, unknown = sums.companies["adpix"], sums.companies["b.test."]
    assert (sums.span.times, sums.data, sums.sites) == (6, 2, 1)
    assert (known.span.times, known.span.first, known.span.last) == (5, NOON, NOON + DAY * 2)
    assert (known.data, known.is_known, unknown.is_known) == (1, True, False)
    assert (known.parties, known.recipients) == ({"third", "unknown"}, {"adpix.test"})
    assert known.manners == {"relayed": 1, "ambient": 4}
    assert sums.manners["ambient"] == 4
    assert set(known.sites) == {"shop.example", None}


def test_of_a_kind_the_first_data_are_kept_and_all_are_counted() -> None:
    times = (NOON + DAY * number for number in range(9))
    rows = [a_row(fingerprint=f"{number:032x}", preview=str(number), time=time) for number, time in enumerate(times)]
    rows.reverse()
    kind = summed_up(rows).companies["adpix"].kinds[Category.EMAIL_ADDRESS]
    assert (len(kind.seen), [one.preview for one in kind.data.values()]) == (9, ["0", "1"])


def test_of_a_datum_the_surest_proofs_are_kept_each_place_once() -> None:
    rows = [
        a_row(path="weak", confidence=0.5),
        a_row(path="strong", confidence=0.9),
        a_row(path="strong", confidence=0.9, time=NOON + DAY),
        a_row(path="named", confidence=0.8, method="name"),
        a_row(path="known", confidence=0.8, method="adapter"),
    ]
    (datum,) = summed_up(rows).companies["adpix"].kinds[Category.EMAIL_ADDRESS].data.values()
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
    sums = summed_up(rows)
    assert sums.span.times == sum(one.span.times for one in sums.companies.values()) == sum(row.count for row in rows)
    for company in sums.companies.values():
        assert company.span.times == sum(kind.span.times for kind in company.kinds.values())
        for kind in company.kinds.values():
            assert len(kind.data) <= FEW.data
            assert all(len(datum.proofs) <= FEW.proofs for datum in kind.data.values())
