import plotly.graph_objects as go
import pytest

from dashboard.charts.chart import drawn, shown


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Adpix", "Adpix"),
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ('<a href="https://evil.example">', "&lt;a href=&quot;https://evil.".replace("&quot;", '"')),
        ("a & b", "a &amp; b"),
        ("x" * 26, "x" * 26),
        ("x" * 27, "x" * 25 + "…"),
    ],
)
def test_a_label_is_short_and_holds_no_markup(text: str, label: str) -> None:
    assert shown(text).startswith(label.removesuffix(">"))
    assert "<" not in shown(text)


def test_a_figure_is_drawn_as_plain_values() -> None:
    document = drawn(go.Figure(go.Bar(x=[1], y=[2])))
    assert document["data"][0]["type"] == "bar"
    assert document["data"][0]["x"] in ([1], (1,))
