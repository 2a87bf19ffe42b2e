import pytest

from tracker.reporting.fonts import BOLD, CODE, TEXT, letters, markup, plain, prepare

FRENCH, POLISH, RUSSIAN, GREEK = (
    "Œuvre naïve à l\u2019été, 12 €",
    "Zażółć gęślą jaźń",
    "Съешь ещё этих булок",
    "Ξεσκεπάζω",
)


@pytest.mark.parametrize("text", [FRENCH, POLISH, RUSSIAN, GREEK, "m•••@m••• → “a” … \u2013 \xa0:", "שלום", "مرحبا"])
def test_letters_that_are_met_are_there(text: str) -> None:
    assert plain(text, TEXT) == plain(text, BOLD) == text


def test_what_the_font_lacks_is_written_by_its_number() -> None:
    assert plain("A 東京") == "A [U+6771 4EAC]"
    assert plain("\N{PILE OF POO}") == "[U+1F4A9]"


@pytest.mark.parametrize("font", [TEXT, BOLD, CODE])
def test_no_text_is_markup(font: str) -> None:
    assert markup("<b a=\"1\" b='2'>&", font) == "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;"


def test_a_narrow_space_that_must_not_break_a_line_does_not() -> None:
    assert plain("3\u202f332") == "3\xa0332"


def test_all_fonts_are_registered() -> None:
    from reportlab.pdfbase import pdfmetrics

    prepare()
    assert {TEXT, BOLD, CODE} <= set(pdfmetrics.getRegisteredFontNames())
    assert all(len(letters(name)) > 1000 for name in (TEXT, BOLD, CODE))
