import pytest

from tests.builders.requests import a_request
from tracker.detection.fields import fields_of
from tracker.rewriting.parts import BODY, COOKIES, HEADERS, PARTS, PATH, QUERY, Part
from tracker.traffic import Location

REQUEST = a_request(
    "https://ads.test/u/marie@mail.test?em=marie",
    headers={"Cookie": "a=1", "X-A": "abc"},
    body="b=1",
    content_type="application/x-www-form-urlencoded",
)


@pytest.mark.parametrize(
    "part", [PATH, QUERY, HEADERS, COOKIES, BODY], ids=["path", "query", "headers", "cookies", "body"]
)
def test_a_part_alone_says_what_it_says_in_the_whole(part: Part) -> None:
    whole = [field for field in fields_of(REQUEST).fields if field.location in part.locations]
    alone = [field for field in fields_of(part.alone(REQUEST)).fields if field.location in part.locations]
    assert whole == alone
    assert whole


def test_every_location_is_of_one_part() -> None:
    assert sorted(location for part in PARTS for location in part.locations) == sorted(Location)
