import pytest

from tests.builders.reports import a_material, tables, told
from tests.builders.rows import a_row
from tracker.reporting.chapters import companies
from tracker.reporting.document import Link
from tracker.reporting.gathering import DETAILED

CAPTION = "Companies, those with the highest risk first"


def test_a_company_is_told_at_a_glance() -> None:
    rows = [a_row(), a_row(category="city", manner="ambient", party="first", fingerprint="aa" * 16)]
    (row,) = tables(companies.blocks(a_material(rows)))[CAPTION].rows
    assert told([tables(companies.blocks(a_material(rows)))[CAPTION]._replace(rows=(row,))]).split("\n")[7:] == [
        "The adpix", "FR", "e-mail address and city", "relayed, ambient", "first party, third party", "2", "2",
        "not judged",
    ]  # fmt: skip
    assert row[0].lines[0] == (Link("The adpix", "#C1"),)


def test_who_is_not_known_is_said_to_be() -> None:
    words = told(companies.blocks(a_material([a_row(vendor=None)])))
    assert "company not known" in words


def test_only_those_that_are_told_in_full_are_links() -> None:
    material = a_material([a_row(vendor=f"v{number:02}") for number in range(DETAILED + 2)])
    table = tables(companies.blocks(material))[CAPTION]
    assert [isinstance(row[0].lines[0][0], Link) for row in table.rows] == [True] * DETAILED + [False] * 2
    assert "Of each other one, a report of its own can be made." in told(companies.blocks(material))


@pytest.mark.parametrize(
    ("all_of_them", "said"),
    [
        (2, ""),
        (3, "1 more company is not listed here: it is on the dashboard's page Companies, and in the export."),
        (5, "3 more companies are not listed here: they are on the dashboard's page Companies, and in the export."),
    ],
)
def test_the_table_is_bounded_and_says_so(monkeypatch: pytest.MonkeyPatch, all_of_them: int, said: str) -> None:
    monkeypatch.setattr(companies, "_MOST", 2)
    table = tables(companies.blocks(a_material([a_row(vendor=f"v{number}") for number in range(all_of_them)])))[CAPTION]
    assert (len(table.rows), table.rest) == (2, said)


def test_nobody_is_nobody() -> None:
    assert told(companies.blocks(a_material([]))) == "Nothing was recorded as sent to any company."
