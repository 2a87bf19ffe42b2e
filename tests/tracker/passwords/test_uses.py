from tests.builders.passwords import STRONG, a_use
from tracker.passwords.uses import Use


def test_a_use_has_no_place_for_a_password() -> None:
    assert Use._fields == ("site", "digest", "strength", "time")
    assert STRONG not in repr(a_use())
