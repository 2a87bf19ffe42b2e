import pytest

from tests.builders.fields import a_field
from tracker.detection.decode import unfold
from tracker.detection.detectors import value_verdicts
from tracker.detection.detectors.token_claims import verdicts
from tracker.taxonomy import Category
from tracker.traffic import Field, Location


def a_claim(name: str, value: str) -> Field:
    return Field(Location.HEADER, f"authorization.{name}", name, value, (), ("jwt",))


@pytest.mark.parametrize(
    ("name", "value", "category"),
    [
        ("sub", "auth0|5f7c8ec7c33c6c004bbafe82", Category.USER_ID),
        ("sub", "4711", Category.USER_ID),
        ("oid", "cd07f044-a01e-4878-a15d-fb8aa7811116", Category.USER_ID),
        ("unique_name", "mdupont", Category.USERNAME),
        ("name", "Marie Dupont", Category.FULL_NAME),
        ("given_name", "Marie", Category.FIRST_NAME),
    ],
)
def test_registered_claims_tell_who_the_person_is(name: str, value: str, category: Category) -> None:
    assert category in {verdict.category for verdict in value_verdicts(a_claim(name, value), None, None)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("iss", "https://login.shop.test"),
        ("aud", "shop-web"),
        ("jti", "cd07f044"),
        ("nonce", "n-0S6_WzA2Mj"),
        ("sub", "anonymous"),
        ("sub", ""),
        ("sub", "x" * 300),
        ("upn", "marie@shop.test"),
    ],
)
def test_claims_of_the_token_itself_and_nobodys_are_left_alone(name: str, value: str) -> None:
    assert verdicts(a_claim(name, value), None, None) == ()


def test_the_same_names_outside_a_token_say_nothing() -> None:
    assert verdicts(a_field("4711", name="sub"), None, None) == ()
    assert verdicts(a_claim("sub", "4711")._replace(encoding=("jwt", "base64")), None, None) == ()


def test_claims_are_reached_through_decoding() -> None:
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJpZS00NzExIn0.c2lnbmF0dXJl"
    claims = unfold(a_field(token, name="id_token"))
    found = [verdict for claim in claims for verdict in value_verdicts(claim, None, None)]
    assert [(verdict.category, claims[0].path) for verdict in found] == [(Category.USER_ID, "id_token.sub")]
