from datetime import datetime, timedelta

import pytest

from tests.builders.records import NOON
from tests.builders.reports import a_material, told
from tests.builders.rows import a_row
from tracker.ledger.queries.blind_spots import Unseen
from tracker.reporting.chapters import summary
from tracker.reporting.document import Bars
from tracker.rows import Row


def bars(rows: list[Row]) -> dict[str, list[tuple[str, int]]]:
    found = (block for block in summary.blocks(a_material(rows)) if isinstance(block, Bars))
    return {one.title: [(bar.label, bar.value) for bar in one.bars] for one in found}


def test_what_left_is_summed_up_in_a_sentence() -> None:
    words = told(summary.blocks(a_material([a_row(), a_row(vendor="b", site="other.example", count=4)])))
    assert (
        "Recorded on 2 March 2026 as sent to 2 companies: "
        "1 distinct piece of personal data, in 5 disclosures, from 2 sites." in words
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (a_row(), "To 1 of them, data went as to a third party"),
        (a_row(category="health"), "Among the data are kinds that are very sensitive: health."),
        (a_row(manner="premature", count=2), "2 disclosures left before the person sent the form"),
        (a_row(manner="relayed"), "1 disclosure was passed on by a page in the background."),
        (a_row(scheme="http"), "1 disclosure left without encryption, readable on the way."),
    ],
)
def test_what_weighs_most_is_told(row: Row, words: str) -> None:
    assert words in told(summary.blocks(a_material([row])))


def test_what_is_not_there_is_not_told() -> None:
    words = told(summary.blocks(a_material([a_row(party="first", manner="submitted")])))
    for part in ("third part", "sensitive", "before the person", "background", "encryption"):
        assert part not in words


@pytest.mark.parametrize(("party", "is_told"), [("third", True), ("first", False)])
def test_of_one_company_it_is_said_that_it_is_a_third_party(party: str, is_told: bool) -> None:
    words = told(summary.blocks(a_material([a_row(party=party)], "adpix")))
    assert ("Data went to it as a third party" in words) is is_told
    assert "sent to The adpix" in words


def test_nothing_is_never_said_without_what_was_not_seen() -> None:
    words = told(summary.blocks(a_material([], unseen=Unseen(29, 2, 0))))
    assert "nothing was found to have been sent. In the whole record, 29 requests to 2 hosts could not be read" in words


@pytest.mark.parametrize(
    ("apart", "title", "labels"),
    [
        (timedelta(), "Disclosures by day (UTC)", ["2026-03-02"]),
        (timedelta(days=2), "Disclosures by day (UTC)", ["2026-03-02", "2026-03-03", "2026-03-04"]),
        (timedelta(days=40), "Disclosures by month (UTC)", ["2026-03", "2026-04"]),
        (timedelta(days=320), "Disclosures by month (UTC)", [f"2026-{n:02}" for n in range(3, 13)] + ["2027-01"]),
        (
            timedelta(days=600),
            "Disclosures by quarter (UTC)",
            [
                *("Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026", "Q1 2027", "Q2 2027", "Q3 2027", "Q4 2027"),
            ],
        ),
        (timedelta(days=3000), "Disclosures by year (UTC)", [str(year) for year in range(2026, 2035)]),
    ],
)
def test_time_is_cut_so_that_bars_are_few(apart: timedelta, title: str, labels: list[str]) -> None:
    last: datetime = NOON + apart
    drawn = bars([a_row(), a_row(time=last, last=last, count=6)])[title]
    assert [label for label, _ in drawn] == labels
    assert sum(value for _, value in drawn) == 7


def test_companies_are_drawn_where_there_are_several() -> None:
    title = "Companies by distinct pieces of data"
    assert title not in bars([a_row()])
    rows = [a_row(vendor=f"v{number}") for number in range(30)]
    assert len(bars(rows)[title]) == 15


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("The a", "The a"),
        ("x" * 40, f"The {'x' * 23}…"),
        ("追" * 30, f"The {'追' * 11}…"),
        ("追" * 12, f"The {'追' * 12}"),
    ],
)
def test_a_name_has_room_beside_its_bar(name: str, label: str) -> None:
    drawn = bars([a_row(vendor=name.removeprefix("The ")), a_row(vendor="b", host="b.test")])
    assert label in [said for said, _ in drawn["Companies by distinct pieces of data"]]
