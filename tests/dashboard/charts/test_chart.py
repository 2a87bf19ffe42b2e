import pytest

from dashboard.charts.chart import Cell, counted_cell, drawn, shown


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Adpix", "Adpix"),
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ('<a href="https://evil.example">', "&lt;a href=&quot;https://evil.".replace("&quot;", '"')),
        ("a & b", "a &amp; b"),
        ("x" * 26, "x" * 26),
        ("x" * 27, "x" * 25 + "…"),
        ("abc\u202egro.lived", "abc\ufffdgro.lived"),
        ("a\nb\x00\x1b[31m", "a\ufffdb\ufffd\ufffd[31m"),
    ],
)
def test_a_label_is_short_and_holds_no_markup(text: str, label: str) -> None:
    assert shown(text).startswith(label.removesuffix(">"))
    assert "<" not in shown(text)


def test_a_label_may_be_shorter_still() -> None:
    assert shown("boutique.example", 10) == "boutique.…"
    assert shown("boutique.example", 16) == "boutique.example"


@pytest.mark.parametrize(
    ("text", "label"), [("追跡会社", "追跡会社"), ("追跡会社名", "追跡会…"), ("a追跡会社", "a追跡…")]
)
def test_a_sign_that_is_as_wide_as_two_letters_counts_for_two(text: str, label: str) -> None:
    assert shown(text, 8) == label


def test_a_figure_has_a_narrow_form_only_where_that_is_another() -> None:
    assert drawn([{"type": "bar"}], {"height": 1}) == {"data": [{"type": "bar"}], "layout": {"height": 1}}
    assert drawn([], {}, {"layout": {"height": 2}})["narrow"] == {"layout": {"height": 2}}


def test_a_number_is_written_for_people_and_kept_for_programs() -> None:
    assert counted_cell(12345, "/log") == Cell("12,345", "/log", 12345)
    assert Cell("a").amount is None
