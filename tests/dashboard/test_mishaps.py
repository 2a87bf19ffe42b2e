import pytest

from dashboard.mishaps import log_mishap

EMAIL = "marie@curie.test"


def test_a_mishap_is_told_by_kind_and_place_and_not_by_its_words(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise KeyError(EMAIL)
    except KeyError as error:
        log_mishap("a page failed", error)
    assert caplog.messages[0].startswith("a page failed: KeyError; please report it\n  File ")
    assert "test_mishaps.py" in caplog.text
    assert EMAIL not in caplog.text
    assert caplog.records[0].exc_info is None
