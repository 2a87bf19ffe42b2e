"""What counts as a page."""

import pytest

from tracker.importers.entries import is_html


@pytest.mark.parametrize(
    ("content_type", "is_page"),
    [
        ("text/html", True),
        (" Text/HTML; charset=utf-8", True),
        ("application/xhtml+xml", True),
        ("application/json", False),
        ("", False),
        ("x-unknown text/html", False),
    ],
)
def test_pages_are_known_by_their_type(content_type: str, is_page: bool) -> None:
    assert is_html(content_type) is is_page
