import pytest

from tests.builders.reports import HOSTILE, LONG, MADE
from tracker.reporting.naming import file_name


@pytest.mark.parametrize(
    ("vendor", "expected"),
    [
        (None, "tracker-report-2026-03-21.pdf"),
        ("adpix", "tracker-report-adpix-2026-03-21.pdf"),
        ("shop.example", "tracker-report-shop-example-2026-03-21.pdf"),
        ("../../etc/passwd", "tracker-report-etc-passwd-2026-03-21.pdf"),
        ("東京", "tracker-report-2026-03-21.pdf"),
    ],
)
def test_a_file_is_named_for_company_and_day(vendor: str | None, expected: str) -> None:
    assert file_name(vendor, MADE, "pdf") == expected


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_name_leaves_its_folder_or_is_too_long(number: int) -> None:
    name = file_name(HOSTILE[number] + LONG, MADE, "html")
    assert len(name) < 100
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
