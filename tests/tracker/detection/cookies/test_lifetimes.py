import pytest

from tracker.detection.cookies.lifetimes import documented, every_documented
from tracker.detection.cookies.names import all_known, known_cookie


def test_all_that_is_documented_is_of_a_known_cookie_and_names_who_says_so() -> None:
    known = {(one.owner, one.name) for one in all_known()}
    assert every_documented().keys() <= known
    for one in every_documented().values():
        assert 0 <= one.days <= 3 * 366
        assert one.source.startswith("https://")


@pytest.mark.parametrize(
    ("name", "domain", "days"),
    [
        ("_ga", "shop.test", 730),
        ("_ga_ABC123", "shop.test", 730),
        ("_fbp", "shop.test", 90),
        ("_pk_id.1.abcd", "shop.test", 396),
        ("YSC", "youtube.com", 0),
        ("IDE", "doubleclick.net", None),
        ("AMCV_1", "shop.test", None),
        ("PHPSESSID", "shop.test", None),
    ],
)
def test_what_an_owner_documents_is_told_of_each_name_that_is_meant(name: str, domain: str, days: float | None) -> None:
    known = known_cookie(name, domain)
    assert known
    found = documented(known)
    assert (found and found.days) == days
