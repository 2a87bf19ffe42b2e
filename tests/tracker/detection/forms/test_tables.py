import pytest

from tracker.detection.forms.layout import page_of
from tracker.detection.forms.tables import MAX_COLUMNS


def headers(page: str) -> list[str]:
    return [control.header for control in page_of(page).controls]


HEAD = "<table><tr><th>First name<th>Last name</tr>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (HEAD + "<tr><td><input><td><input></table>", ["First name", "Last name"]),
        (HEAD + "<tr><td><input><td><input><tr><td><input></table>", ["First name", "Last name", "First name"]),
        (HEAD + "</table><table><tr><td><input></table>", [""]),
        (HEAD + "<tr><td><td><td><input></table>", [""]),
        ("<table><tr><th>City<td><input><tr><td><input></table>", ["", ""]),
        ("<table><tr><th>Your address</tr><tr><td><input></table>", [""]),
        ("<table><tr><td>City<th>x<tr><td><input></table>", [""]),
        ("<table><thead><tr><th>A <b>b</b></th> c<th>D</tr><tbody><tr><td><input></table>", ["A b"]),
        (HEAD + "</table><input>", [""]),
    ],
)
def test_headers_speak_for_the_fields_under_them(page: str, expected: list[str]) -> None:
    assert headers(page) == expected


def test_a_table_of_many_columns_is_cut() -> None:
    page = "<table><tr>" + "<th>x" * (MAX_COLUMNS + 5) + "</tr><tr>" + "<td><input>" * (MAX_COLUMNS + 5)
    assert headers(page).count("") == 5
