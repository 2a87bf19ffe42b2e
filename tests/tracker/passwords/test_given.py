"""Which password was given, and what is none."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from tests.builders.lessons import SHOP, a_finding
from tests.builders.passwords import STRONG, a_password
from tracker.disclosure import Finding, Method, Party
from tracker.passwords.given import Given, given
from tracker.taxonomy import Category
from tracker.traffic import Location

OLD = "mirabelle-thimble-4"
NAMED = "its name says “pass word” (English): password"


@pytest.mark.parametrize(
    "findings",
    [
        [a_password()],
        [a_password(path="login.password", location=Location.JSON)],
        [a_password(location=Location.MULTIPART, method=Method.NAME, reasoning=NAMED)],
        [a_password(location=Location.QUERY)],
        [a_password(), a_password(path="confirm")],
        [a_password(OLD, "first"), a_password(path="second"), a_password(path="third")],
        [a_password(path="user[password]"), a_password(path="user[again]"), a_password(OLD, "user[third]")],
        [a_password(OLD, "old_password"), a_password(path="new_password")],
        [a_password(path="password"), a_password(OLD, "currentPassword")],
        [a_password(OLD, "pw1", reasoning="its autocomplete is “current-password”"), a_password(path="pw2")],
        [a_password(OLD, "motDePasseActuel"), a_password(path="motDePasse")],
        [a_password("482910", "pin"), a_password()],
    ],
    ids=range(12),
)
def test_the_password_that_holds_from_now_on_is_told(findings: list[Finding]) -> None:
    assert given(findings, SHOP) == Given("shop.example", STRONG)


@pytest.mark.parametrize(
    "findings",
    [
        [],
        [a_finding()],
        [a_password("abc")],
        [a_password("x" * 73)],
        [a_password(confidence=0.5)],
        [a_password(location=Location.COOKIE)],
        [a_password(location=Location.QUERY, method=Method.NAME)],
        [a_password("482910", "pin")],
        [a_password("482910", "user.otp")],
        [a_password(OLD, "one"), a_password(path="two")],
        [a_password("5f4dcc3b5aa765d61d8327deb882cf99")],
        [a_password("X03MO1qnZdYdgyfeuILPmQ==")],
        [a_password("U2FsdGVkX1+vupppZksvRf5pq5g5XjFR")],
        [a_password('{"iv":"x"}')],
        [a_finding(category, "482910") for category in (Category.ONE_TIME_CODE, Category.CARD_SECURITY_CODE)],
    ],
    ids=range(15),
)
def test_what_is_no_password_or_not_clear_tells_nothing(findings: list[Finding]) -> None:
    assert given(findings, SHOP) is None


@pytest.mark.parametrize(
    "context", [SHOP._replace(party=Party.THIRD), SHOP._replace(party=Party.UNKNOWN, site=None), SHOP._replace(site="")]
)
def test_only_what_goes_to_the_site_itself_counts(context: object) -> None:
    assert given([a_password()], context) is None  # type: ignore[arg-type]


def test_the_form_tells_words_that_guess_it_but_no_secrets() -> None:
    findings = [
        a_finding(),
        a_password(),
        a_finding(Category.CARD_NUMBER, "4242424242424242"),
        a_finding(value="x" * 99),
    ]
    found = given([*findings, *findings], SHOP)
    assert found is not None
    assert found.words == (findings[0].value,)


def test_it_is_never_shown() -> None:
    assert repr(given([a_password()], SHOP)) == "Given('shop.example')"
    assert STRONG not in f"{given([a_password()], SHOP)}"


texts = st.text(max_size=90)
findings = st.builds(
    a_password, texts, texts, location=st.sampled_from(Location), reasoning=texts, confidence=st.floats(0, 1)
)


@examples(st.lists(findings, max_size=12))
def test_whatever_is_sent_it_tells_one_of_what_was_sent_or_nothing(found: list[Finding]) -> None:
    told = given(found, SHOP)
    assert told is None or told.password in {finding.value for finding in found}
