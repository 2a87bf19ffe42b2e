from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from tests.builders.reports import HOSTILE, a_material, hostile_rows
from tests.builders.rows import a_row
from tracker.reporting import pdf
from tracker.reporting.gathering import Material
from tracker.reporting.writing import document
from tracker.rows import Row


def read(material: Material, paper: str = "a4") -> PdfReader:
    return PdfReader(BytesIO(pdf.encoded(document(material), paper)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def bookmarks(reader: PdfReader) -> Iterator[str]:
    waiting: list[Any] = [*reader.outline]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Destination):
            yield str(one.title)
        else:
            waiting[:0] = one


def test_title_language_and_time_are_told_and_nothing_of_the_machine() -> None:
    reader = read(a_material(vendor="adpix"))
    told = reader.metadata
    assert told is not None
    assert (told.title, told.author) == ("Personal data sent to The adpix", "Tracker")
    assert str(told["/CreationDate"]) == str(told["/ModDate"]) == "D:20260321090000+00'00'"
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]


def test_text_can_be_selected_and_bookmarks_lead_through_it() -> None:
    reader = read(a_material([a_row(), a_row(vendor="other", site="świat.example")]))
    text = text_of(reader)
    assert "Every value is masked" in text
    assert "m•••@m•••" in text
    assert "świat.example" in text
    assert f"page 1 of {len(reader.pages)}" in text
    found = list(bookmarks(reader))
    assert found[:2] == ["1. Summary", "2. What was seen, and what was not"]
    assert {"The adpix", "The other", "Who it is"} <= set(found)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_is_the_one_asked_for(paper: str, size: tuple[int, int]) -> None:
    box = read(a_material([]), paper).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_what_strangers_wrote_is_text_and_runs_nothing() -> None:
    made = pdf.encoded(document(a_material(hostile_rows())))
    assert b"/JavaScript" not in made
    assert b"/JS" not in made
    text = text_of(PdfReader(BytesIO(made)))
    assert "<script>alert(1)</script>" in text.replace(" ", "")
    assert "=cmd|'" in text
    assert "\u202e" not in text


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_name_makes_a_report_all_the_same(number: int) -> None:
    name = HOSTILE[number]
    assert len(read(a_material([a_row(vendor=name)], name)).pages) < 12


def test_a_report_of_very_much_stays_short() -> None:
    rows: list[Row] = [
        a_row(
            fingerprint=f"{number % 900:032x}",
            host=f"h{number % 70}.test",
            site=f"s{number % 90}.example",
            path=f"p{number}",
        )
        for number in range(20_000)
    ]
    reader = read(a_material(rows, "adpix"))
    assert len(reader.pages) < 60
    assert "25 of 900 are listed" in text_of(reader)


def test_a_report_of_nothing_can_be_made() -> None:
    assert "nothing was found to have been sent" in text_of(read(a_material([])))
