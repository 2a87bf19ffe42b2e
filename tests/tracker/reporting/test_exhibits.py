import pytest

from tests.builders.reports import a_material
from tests.builders.rows import a_row
from tracker.reporting import exhibits
from tracker.reporting.exhibits import Exhibits
from tracker.taxonomy import Category

ROWS = [a_row(category="language", fingerprint="aa" * 16), a_row(), a_row(vendor="other")]


def test_proofs_are_numbered_in_the_order_of_the_text() -> None:
    found = Exhibits(a_material(ROWS))
    assert [(one.name, one.company, one.row.category) for one in found.all] == [
        ("E1", "The adpix", "email_address"),
        ("E2", "The adpix", "language"),
        ("E3", "The other", "email_address"),
    ]
    assert [one.name for one in found.of("other", Category.EMAIL_ADDRESS, "0f" * 16)] == ["E3"]
    assert found.of("nobody", Category.EMAIL_ADDRESS, "0f" * 16) == []
    assert found.left_out == 0


def test_there_are_no_more_of_them_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exhibits, "MOST", 2)
    found = Exhibits(a_material(ROWS))
    assert ([one.number for one in found.all], found.left_out) == ([1, 2], 1)
    assert found.of("other", Category.EMAIL_ADDRESS, "0f" * 16) == []
