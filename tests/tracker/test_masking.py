import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.masking import HIDDEN, Fingerprinter, length_class, masked, masked_path
from tracker.taxonomy import SECRETS, Category

values = st.text(alphabet=string.ascii_letters + string.digits + "@.-+ éß中\x1b\u202e", max_size=60)
print_of = Fingerprinter(bytes(32)).fingerprint


@pytest.mark.parametrize(
    ("category", "value", "preview"),
    [
        (Category.EMAIL_ADDRESS, "marie@mail.test", "m•••@m•••.test"),
        (Category.EMAIL_ADDRESS, "me@x.test", "•••@•••.test"),
        (Category.EMAIL_ADDRESS, "marie@mail.longsuffix", "m•••@m•••"),
        (Category.EMAIL_ADDRESS, "not an address", "no•••"),
        (Category.PHONE_NUMBER, "+33639981234", "•••34"),
        (Category.PHONE_NUMBER, "12345", "•••"),
        (Category.BANK_ACCOUNT, "FR7630006000011234567890189", "•••89"),
        (Category.FIRST_NAME, "Ada", "•••"),
        (Category.FIRST_NAME, "Marie", "M•••"),
        (Category.FULL_NAME, "Marie Dupont", "Ma•••"),
        (Category.CLIENT_ID, "", "•••"),
        (Category.PAGE_VISITED, "https://www.boutique.test/a?q=secret", "boutique.test/•••"),
        (Category.PAGE_VISITED, "http://192.0.2.1/a", "ht•••"),
        (Category.PAGE_VISITED, "https://[broken/abc", "ht•••"),
        (Category.PASSWORD, "hunter2", "password, under 8 characters"),
        (Category.CARD_NUMBER, "4242424242424242", "card number, 16 characters or more"),
        (Category.HEALTH, "multiple sclerosis", "•••"),
        (Category.RELIGION, "buddhism", "•••"),
        (Category.ONE_TIME_CODE, "", "one-time code, empty"),
    ],
)
def test_a_preview_shows_little(category: Category, value: str, preview: str) -> None:
    assert masked(category, value) == preview


@given(st.sampled_from(Category), values)
def test_masking_reveals_at_most_a_quarter_of_a_value(category: Category, value: str) -> None:
    preview = masked(category, value)
    stripped = value.strip()
    if category in SECRETS or category in (Category.EMAIL_ADDRESS, Category.PAGE_VISITED):
        assert len(stripped) < 4 or stripped not in preview
    else:
        assert len(preview.replace(HIDDEN, "")) <= len(stripped) / 4


@given(values, values)
def test_a_secret_of_the_same_length_class_looks_the_same(one: str, other: str) -> None:
    same = length_class(len(one)) == length_class(len(other))
    assert (masked(Category.PASSWORD, one) == masked(Category.PASSWORD, other)) is same


@given(st.sampled_from(Category), values)
def test_a_preview_holds_no_control_character(category: Category, value: str) -> None:
    assert not set(masked(category, value)) & set("\x1b\u202e")


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        ("user.email", "marie@mail.test", "user.email"),
        ("users.marie@mail.test.id", "x", "•••"),
        ("q=marie.dupont%40mail.test&n", "x", "q=•••&n"),
        ("to=marie%40mail.test", "x", "to=•••"),
        ("u/Dupont88/x", "Dupont88", "u/•••/x"),
        ("entry.839337160", "red", "entry.839337160"),
        ("call.+33639981234", "x", "call.•••"),
        ("call.0639981234", "x", "call.•••"),
        ("card.4242424242424242", "x", "card.•••"),
        ("users.+33 6 39 98 12 34.email", "x", "users.•••.email"),
        ("users.+33.6.39.98.12.34.email", "x", "users.•••.email"),
        ("users.06 39 98 12 34.email", "x", "users.•••.email"),
        ("users.%2B33%20639981234", "x", "users.•••"),
        ("card.4242 4242 4242 4242.on", "x", "card.•••.on"),
        ("items.0.1.2.3.4.5.6.7.8.9.name", "x", "items.0.1.2.3.4.5.6.7.8.9.name"),
        ("ep.2026-01-02", "x", "ep.2026-01-02"),
        ("550e8400-e29b-41d4-a716-446655440000", "x", "550e8400-e29b-41d4-a716-446655440000"),
        ("email_1234", "x", "email_1234"),
        ("a\x1b[31mb", "x", "a\ufffd[31mb"),
        ("x" * 300, "v", "x" * 199 + "…"),
    ],
)
def test_a_path_is_kept_without_what_it_gives_away(path: str, value: str, kept: str) -> None:
    assert masked_path(path, value) == kept


def test_equal_data_have_equal_fingerprints() -> None:
    assert print_of(Category.EMAIL_ADDRESS, " Marie@Mail.test", "a.test") == print_of(
        Category.EMAIL_ADDRESS, "marie@mail.test", "b.test"
    )


def test_categories_do_not_share_fingerprints_but_identifiers_do() -> None:
    assert print_of(Category.CITY, "Lyon", "a.test") != print_of(Category.LAST_NAME, "Lyon", "a.test")
    assert print_of(Category.CLIENT_ID, "x1y2", "a.test") == print_of(Category.USER_ID, "x1y2", "b.test")


def test_fingerprints_depend_on_the_key() -> None:
    other = Fingerprinter(b"k" * 32).fingerprint(Category.CITY, "Lyon", "a.test")
    assert print_of(Category.CITY, "Lyon", "a.test") != other


@given(st.sampled_from(sorted(SECRETS)), values, values)
def test_a_secrets_fingerprint_says_nothing_about_it(category: Category, one: str, other: str) -> None:
    assert print_of(category, one, "shop.test") == print_of(category, other, "shop.test")
    assert print_of(category, one, "shop.test") != print_of(category, one, "bank.test")


def test_a_lone_surrogate_has_a_fingerprint_too() -> None:
    assert len(print_of(Category.TEXT, "\ud800", "a.test")) == 32


def test_long_values_are_not_held_in_memory_for_their_fingerprints() -> None:
    fingerprinter = Fingerprinter(b"k" * 32)
    print_ = fingerprinter.fingerprint(Category.MESSAGE, "a" * 600, "a.example")
    assert fingerprinter.fingerprint(Category.MESSAGE, "a" * 600, "b.example") == print_
    assert fingerprinter._fingerprint.cache_info().currsize == 0
