"""What of a form is learnt, and what never."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.lessons import SHOP, a_finding, a_lesson
from tests.builders.records import MAIL
from tracker.disclosure import Finding, Method, Party
from tracker.learning import learnable
from tracker.profile import Value
from tracker.sites import Context
from tracker.taxonomy import SECRETS, TAXONOMY, Category, Group
from tracker.traffic import Location

C, L, M = Category, Location, Method


SECRET = a_finding(Category.PASSWORD, "correct-horse-7")


def learnt(*findings: Finding, context: Context = SHOP) -> list[tuple[Category, str]]:
    return [(value.category, value.value) for value in learnable(findings, context)]


@pytest.mark.parametrize(
    ("category", "value"),
    [
        (C.EMAIL_ADDRESS, "marie.dupont@mail.example"),
        (C.PHONE_NUMBER, "+33 6 39 98 12 34"),
        (C.FULL_NAME, "Marie Dupont"),
        (C.FULL_NAME, "Ève de la Tour-d'Aigues"),
        (C.FIRST_NAME, "Maximiliane"),
        (C.LAST_NAME, "Delacroix"),
        (C.POSTAL_ADDRESS, "12 rue des Lilas"),
        (C.BIRTH_DATE, "1988-04-23"),
        (C.BIRTH_DATE, "23/04/1988"),
        (C.USERNAME, "marie88"),
        (C.USERNAME, "mariedupont"),
    ],
)
def test_what_is_the_person_s_and_distinct_is_learnt(category: Category, value: str) -> None:
    assert learnable([a_finding(category, f" {value} "), SECRET], SHOP) == (Value(category, value),)


def test_what_is_typed_as_a_secret_as_well_is_not_learnt() -> None:
    twice = a_finding(C.USERNAME, "correct-horse-7 ")
    assert learnt(twice, a_finding(), SECRET) == [(C.EMAIL_ADDRESS, MAIL)]


@pytest.mark.parametrize(
    ("category", "value"),
    [
        (C.EMAIL_ADDRESS, "marie.dupont"),
        (C.EMAIL_ADDRESS, "info@shop.example"),
        (C.EMAIL_ADDRESS, "No-Reply@shop.example"),
        (C.EMAIL_ADDRESS, "marie@intranet"),
        (C.EMAIL_ADDRESS, "Marie <marie@mail.example>"),
        (C.EMAIL_ADDRESS, "55502f40dc8b7c769880b10874abc9d0"),  # hashed
        (C.EMAIL_ADDRESS, "m" * 60 + "@" + "mail." * 40 + "example"),  # longer than any
        (C.PHONE_NUMBER, "12345"),
        (C.PHONE_NUMBER, "0000000000"),
        (C.FULL_NAME, "Marie"),
        (C.FULL_NAME, "Li Na"),
        (C.FULL_NAME, "Test User"),
        (C.FULL_NAME, "Agent 0071 Bond"),
        (C.FIRST_NAME, "Marie"),
        (C.FIRST_NAME, "undefined"),
        (C.LAST_NAME, "Dupont"),
        (C.POSTAL_ADDRESS, "Paris"),
        (C.POSTAL_ADDRESS, "rue des Lilas"),
        (C.POSTAL_ADDRESS, "12345678"),
        (C.BIRTH_DATE, "1988"),
        (C.BIRTH_DATE, "01/01/1970"),
        (C.BIRTH_DATE, "1970-01-01"),
        (C.BIRTH_DATE, "19700101"),
        (C.USERNAME, "marie"),
        (C.USERNAME, "customer"),
        (C.USERNAME, "webmaster42"),
        (C.USERNAME, "12345678"),
        (C.USERNAME, "hello there you"),
        (C.USERNAME, "dupont\0marie"),
    ],
)
def test_what_is_many_people_s_or_nobody_s_is_not(category: Category, value: str) -> None:
    assert learnt(a_finding(category, value), SECRET) == []


NEVER = [
    *sorted(SECRETS),
    *(
        category
        for category, term in TAXONOMY.items()
        if term.group in {Group.CREDENTIALS, Group.FINANCIAL, Group.SPECIAL}
    ),
    *(
        category
        for category, term in TAXONOMY.items()
        if term.group in {Group.BEHAVIOUR, Group.IDENTIFIERS, Group.DEVICE}
    ),
    *(C.NATIONAL_ID, C.PASSPORT_NUMBER, C.DRIVING_LICENCE, C.TAX_ID),
    *(C.CITY, C.POSTAL_CODE, C.REGION, C.COUNTRY, C.GENDER, C.NATIONALITY, C.MIDDLE_NAME, C.ORGANIZATION, C.JOB_TITLE),
]


@pytest.mark.parametrize("category", sorted(set(NEVER)))
@pytest.mark.parametrize("value", ["correct-horse-7", "4242424242424242", MAIL, "12 rue des Lilas"])
def test_secrets_and_what_is_not_for_tracing_are_never_learnt(category: Category, value: str) -> None:
    assert learnt(a_finding(category, value), SECRET) == []


@pytest.mark.parametrize(
    ("changes", "is_learnt"),
    [
        ({}, True),
        ({"location": L.JSON}, True),
        ({"location": L.MULTIPART}, True),
        ({"location": L.QUERY}, True),  # a form with method GET
        ({"location": L.QUERY, "method": M.NAME}, False),  # a link in a newsletter
        ({"method": M.NAME}, True),
        ({"method": M.NAME, "confidence": 0.79}, False),
        ({"method": M.VALUE, "path": "email"}, True),
        ({"method": M.VALUE, "path": "user[login]"}, True),  # many log in with their address
        ({"method": M.VALUE, "path": "x17"}, False),
        ({"method": M.VALUE, "path": "message"}, False),
        ({"method": M.ADAPTER}, False),
        ({"method": M.PROFILE}, False),
        ({"encoding": ("base64",)}, False),
        ({"location": L.COOKIE}, False),
        ({"location": L.HEADER}, False),
        ({"location": L.PATH}, False),
        ({"location": L.BODY}, False),
        ({"location": L.WEBSOCKET}, False),
    ],
)
def test_it_must_have_been_typed_into_a_field_that_says_what_it_is(changes: dict[str, Any], is_learnt: bool) -> None:
    assert bool(learnt(a_finding(**changes))) is is_learnt


def test_a_name_by_its_looks_alone_is_not_learnt() -> None:
    assert learnt(a_finding(C.FULL_NAME, "Marie Dupont", method=M.VALUE), SECRET) == []


@pytest.mark.parametrize(
    "path",
    [
        "friend_email",
        "friendEmail",
        "friendemail",
        "to",
        "mail[to]",
        "message.to[0].address",
        "cc",
        "recipient.email",
        "gift[email]",
        "invites[0].email",
        "emergencyContact.email",
        "children[1].email",
        "email_destinataire",
        "EmpfaengerMail",
        "correo_amigo",
        "email_получатель",
    ],
)
def test_a_field_of_somebody_else_s_teaches_nothing(path: str) -> None:
    assert learnt(a_finding(path=path)) == []


@pytest.mark.parametrize(
    "path", ["email", "user[email]", "customer.email", "contact_email", "billing_email", "entry.839337160", "token"]
)
def test_a_field_of_ones_own_does(path: str) -> None:
    assert learnt(a_finding(path=path)) == [(C.EMAIL_ADDRESS, MAIL)]


def test_a_label_that_speaks_of_somebody_else_counts_as_its_name() -> None:
    said = "its label says “recipient name” (English): full name"
    assert learnt(a_finding(C.FULL_NAME, "Bob Stranger", path="entry.17", reasoning=said), SECRET) == []


def test_of_several_addresses_in_one_form_none_is_learnt() -> None:
    own, other = a_finding(path="email"), a_finding(value="bob@mail.example", path="email2")
    assert learnt(own, other, a_finding(C.USERNAME, "marie88"), SECRET) == [(C.USERNAME, "marie88")]


def test_an_address_and_its_confirmation_are_one() -> None:
    assert learnt(a_finding(path="email"), a_finding(value=MAIL.upper(), path="email_confirm")) == [
        (C.EMAIL_ADDRESS, MAIL)
    ]


def test_first_and_last_name_are_a_full_name_though_each_is_too_short() -> None:
    names = a_finding(C.FIRST_NAME, "Marie"), a_finding(C.LAST_NAME, "Dupont"), SECRET
    assert learnt(*names) == [(C.FULL_NAME, "Marie Dupont")]
    assert learnt(*names, a_finding(C.FULL_NAME, "Marie A. Dupont")) == [(C.FULL_NAME, "Marie A. Dupont")]
    assert learnt(*names, a_finding(C.FIRST_NAME, "Bob")) == []


@pytest.mark.parametrize(
    ("beside", "is_learnt"),
    [
        ([], False),  # somebody is looked up in a directory
        ([a_finding(C.CITY, "Lyon")], False),
        ([a_finding()], True),
        ([a_finding(C.PHONE_NUMBER, "+33 6 39 98 12 34")], True),
        ([SECRET], True),
        ([a_finding(method=M.PROFILE)], True),  # the address is known already
        ([a_finding(method=M.PROFILE, location=L.COOKIE)], False),
        ([a_finding(path="friend_email")], False),
        ([a_finding(), a_finding(value="bob@mail.example")], False),
    ],
)
def test_a_name_counts_beside_what_only_its_owner_gives(beside: list[Finding], is_learnt: bool) -> None:
    name = a_finding(C.FULL_NAME, "Marie Dupont")
    assert ((C.FULL_NAME, "Marie Dupont") in learnt(name, *beside)) is is_learnt


@pytest.mark.parametrize(
    "context",
    [SHOP._replace(party=Party.THIRD), SHOP._replace(party=Party.UNKNOWN, site=None), SHOP._replace(site=None)],
)
def test_only_the_site_itself_teaches(context: Context) -> None:
    assert learnt(a_finding(), context=context) == []


def test_a_value_knows_its_site_and_does_not_show_itself() -> None:
    (value,) = learnable([a_finding()], SHOP)
    assert value.origin == "shop.example"
    assert MAIL not in repr(a_lesson())


@given(st.sampled_from(Category), st.text(), st.text(max_size=80))
def test_learning_never_raises_and_never_learns_a_secret(category: Category, value: str, path: str) -> None:
    values = learnable([a_finding(category, value, path)], SHOP)
    assert all(one.category not in SECRETS and len(one.value) <= 200 for one in values)
