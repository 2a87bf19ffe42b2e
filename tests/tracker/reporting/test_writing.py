import pytest

from tests.builders.reports import MADE, a_material, hostile_rows, told
from tests.builders.rows import a_row
from tracker.reporting.document import Document, Heading
from tracker.reporting.writing import document
from tracker.rows import Row


def titles(made: Document) -> list[str]:
    return [chapter.title for chapter in made.chapters]


def test_a_report_of_all_tells_company_by_company() -> None:
    made = document(a_material([a_row(), a_row(vendor="other")]))
    assert titles(made) == [
        "Summary",
        "What was seen, and what was not",
        "How to read this report",
        "The companies",
        "Company by company",
        "Method and limits",
        "How to check this report",
        "Annex: the proofs",
    ]
    each = made.chapters[4]
    assert [(one.text, one.anchor) for one in each.blocks if isinstance(one, Heading) and one.level == 2] == [
        ("The adpix", "C1"),
        ("The other", "C2"),
    ]
    assert (made.language, made.time) == ("en", MADE)


def test_a_report_of_one_company_has_its_own_chapter() -> None:
    made = document(a_material(vendor="adpix"))
    assert made.title == "Personal data sent to The adpix"
    assert "The company, and what was sent to it" in titles(made)
    assert "Company by company" not in titles(made)


@pytest.mark.parametrize(
    ("rows", "apart"),
    [
        ([], {"Method and limits"}),
        ([a_row()], {"Summary", "The companies", "Company by company", "Method and limits", "Annex: the proofs"}),
    ],
    ids=["nothing", "a row"],
)
def test_what_says_that_there_is_nothing_gets_no_page_of_its_own(rows: list[Row], apart: set[str]) -> None:
    assert {chapter.title for chapter in document(a_material(rows)).chapters if chapter.is_apart} == apart


@pytest.mark.parametrize("vendor", [None, "adpix"])
def test_a_report_of_nothing_says_so_with_what_was_not_seen(vendor: str | None) -> None:
    made = document(a_material([], vendor))
    words = told(made)
    assert "nothing was found to have been sent. No traffic is known that was forwarded but could not be read." in words
    assert "Nothing was recorded as sent to any company." in words
    assert "Company by company" not in titles(made)


def test_every_link_within_leads_somewhere() -> None:
    from tests.builders.reports import links_within

    for rows in ([a_row(), a_row(vendor="other", fingerprint="aa" * 16)], hostile_rows()):
        wanted, there = links_within(document(a_material(rows)))
        assert wanted
        assert wanted <= there
