import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.builders.reports import HOSTILE
from tracker.reporting.document import (
    Bar,
    Bars,
    Cell,
    Column,
    Command,
    Facts,
    Heading,
    Link,
    Mono,
    Paragraph,
    Strong,
    Table,
    cell,
)
from tracker.reporting.flowables import Pictured, Titled, fitting, flowables, heading
from tracker.reporting.fonts import TEXT, plain, prepare


@pytest.fixture(autouse=True)
def ready() -> None:
    prepare()


def test_a_heading_keeps_room_below_and_knows_what_it_says() -> None:
    _, title = heading("<b>A</b>", 2, "C1")
    assert isinstance(title, Titled)
    assert (title.said, title.level, title.anchor, title.getPlainText()) == ("<b>A</b>", 2, "C1", "<b>A</b> ")
    assert [type(one).__name__ for one in flowables(Heading("A", 3), 400)] == ["CondPageBreak", "Titled"]


def test_caption_and_headings_are_repeated_on_each_page() -> None:
    table = Table("T", (Column("A", 1), Column("B", 3, is_number=True)), ((cell("a"), cell("b")),) * 400, "rest")
    _, grid, rest, _ = flowables(table, 400)
    grid.wrap(400, 700)
    first, second = grid.split(400, 700)
    assert first._cellvalues[0][0][0].getPlainText() == second._cellvalues[0][0][0].getPlainText() == "T"
    assert second._cellvalues[1][1][0].getPlainText() == "B"
    assert rest.getPlainText() == "rest"
    assert grid._colWidths == [100, 300]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_words_stay_words(number: int) -> None:
    word = HOSTILE[number].encode("utf-8", "replace").decode()
    line = (word, Mono(word), Strong(word), Link(word, "#E1"))
    _, grid, _ = flowables(Table("", (Column("A", 1),), ((Cell((line,), "E1"),),)), 400)
    assert grid._cellvalues[2][0].getPlainText().count(word[:3]) >= 3


def test_facts_and_commands_are_set() -> None:
    grid, _ = flowables(Facts((("Name", (("a",), ("b",))),)), 400)
    assert grid._colWidths == [104, 296]
    assert list(flowables(Facts(()), 400)) == []
    (command,) = flowables(Command("a & b"), 400)
    assert command.getPlainText() == "a & b"


def test_bars_take_a_line_each() -> None:
    *_, picture = flowables(Bars("B", (Bar("a", 3, "3"), Bar("b", 0, "0"))), 400)
    assert isinstance(picture, Pictured)
    assert picture.wrap(400, 700) == (400, 34)


def test_what_is_no_part_of_a_report_is_refused() -> None:
    with pytest.raises(TypeError, match="no such part"):
        flowables("text", 400)  # type: ignore[arg-type]


def test_a_paragraph_that_was_split_is_broken_into_lines_again() -> None:
    (words,) = flowables(Paragraph(("word " * 900,)), 400)
    whole = words.wrap(400, 700)
    assert words.split(400, 100)
    assert words.wrap(400, 700) == whole
    assert words.blPara
    assert words.wrap(200, 700)[1] > whole[1]


def test_a_heading_of_one_long_word_is_broken_where_it_can_be_led_to() -> None:
    _, title = heading("Behörden" * 20, 2, "C1")
    _, height = title.wrap(300, 700)
    assert height > 2 * title.style.leading
    assert all(title.getActualLineWidths0()[place] <= 300 for place in range(len(title.blPara.lines)))


@pytest.mark.parametrize("word", ["W" * 60, "x", "追" * 9])
def test_what_stands_beside_a_bar_does_not_leave_the_page(word: str) -> None:
    assert stringWidth(cut := fitting(plain(word), 120), TEXT, 8) <= 120
    assert cut.rstrip("…") == plain(word)[: len(cut.rstrip("…"))]


def test_words_after_a_number_stand_apart_from_it() -> None:
    columns = (Column("A", 1), Column("B", 1, is_number=True), Column("C", 1))
    _, grid, _ = flowables(Table("T", columns, ((cell("a"), cell("1"), cell("c")),)), 400)
    assert [style.leftPadding for style in grid._cellStyles[2]] == [3, 3, 9]
