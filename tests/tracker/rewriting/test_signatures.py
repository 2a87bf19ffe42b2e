import pytest

from tests.builders.fields import a_field
from tracker.rewriting.signatures import signed, signs
from tracker.traffic import Field, Location

DIGITS = "v1=0123456789abcdef0123456789abcdef"
OF_USER = Field(Location.JSON, "user.email", "email", "a@b.test", ("user",))


@pytest.mark.parametrize(
    ("signature", "touched", "is_signed"),
    [
        (a_field(DIGITS, "sig"), a_field("a", "em"), True),
        (a_field(DIGITS, "X-Amz-Signature"), a_field("a", "em"), True),
        (a_field("lion", "sign"), a_field("a", "em"), False),
        (a_field("aquarius-and-nothing-else", "sign"), a_field("a", "em"), False),
        (a_field(DIGITS, "id"), a_field("a", "em"), False),
        (Field(Location.JSON, "sig", "sig", DIGITS), OF_USER, True),
        (Field(Location.JSON, "user.sig", "sig", DIGITS, ("user",)), OF_USER, True),
        (Field(Location.JSON, "other.sig", "sig", DIGITS, ("other",)), OF_USER, False),
        (Field(Location.QUERY, "sig", "sig", DIGITS), OF_USER, False),
    ],
)
def test_a_signature_beside_a_field_signs_it(signature: Field, touched: Field, is_signed: bool) -> None:
    assert signed([touched, signature], [touched]) is is_signed


@pytest.mark.parametrize(
    ("name", "value", "is_signed"),
    [
        ("Content-MD5", "x", True),
        ("authorization", "AWS4-HMAC-SHA256 Credential=x", True),
        ("Authorization", "Bearer x", False),
        ("X-A", "AWS4-HMAC-SHA256", False),
    ],
)
def test_headers_sign_the_address_and_the_body(name: str, value: str, is_signed: bool) -> None:
    assert signs([("Accept", "*/*"), (name, value)]) is is_signed
