"""The meanings of keys."""

import pytest

from dashboard.api.fields import meant
from tracker.dictionary import MEANINGS


@pytest.mark.parametrize("key", MEANINGS)
def test_a_key_means_what_exports_say_it_means(key: str) -> None:
    assert str(meant(key).description).startswith(MEANINGS[key].text)


def test_a_unit_is_told() -> None:
    assert meant("confidence").description == "how sure the finding is (0 to 1)"
