import pytest

from tracker.detection.forms import forms_of


def asked(markup: str) -> list[str | None]:
    return [field.verdict.category.value if field.verdict else None for field in forms_of(f"<form>{markup}</form>")]


PASSWORD = "<input type=password name=p>"
MAIL = "<input type=email name=a>"
AGAIN = "<input name=confirmEmail><input type=password><input type=password>"
ID = "<label>Personnummer <input name=personnummer></label>"


@pytest.mark.parametrize(
    ("markup", "categories"),
    [
        ("<label>E-mail <input name=u></label>" + PASSWORD, ["username", "password"]),
        ("<input type=tel name=u>" + PASSWORD, ["username", "password"]),
        ("<input name=xyz>" + PASSWORD, ["username", "password"]),
        ("<label>Name <input name=f1></label>" + PASSWORD, ["username", "password"]),
        (ID + PASSWORD, ["username", "password"]),
        ("<input type=email name=a><input type=tel name=b>" + PASSWORD, ["username", "username", "password"]),
        (MAIL + PASSWORD + "<input type=email name=b>", ["username", "password", "email_address"]),
        (PASSWORD + "<input type=email name=a>", ["password", "username"]),
        ("<h2>Sign in</h2><input type=email name=a><button>Next</button>", ["username"]),
        ("<input name=card_number>" + PASSWORD, ["card_number", "password"]),
        ("<h2>Sign in</h2><input type=checkbox>" + PASSWORD, [None, "password"]),
        ("<input type=email name=a>" + PASSWORD * 2, ["email_address", "password", "password"]),
        ("<h2>Newsletter</h2><input type=email name=a><button>Next</button>", ["email_address"]),
    ],
)  # fmt: skip
def test_the_name_of_the_account_is_told_in_sign_in_forms_only(markup: str, categories: list[str | None]) -> None:
    assert asked(markup) == categories


def test_the_reasoning_says_what_kind_of_name_it_is() -> None:
    verdict = forms_of("<form><label>E-mail <input name=u></label>" + PASSWORD)[0].verdict
    assert verdict
    assert "account's name in a sign-in form" in verdict.reasoning
    assert "label says “e-mail” (" in verdict.reasoning or "label says “email” (" in verdict.reasoning


@pytest.mark.parametrize(
    ("markup", "categories"),
    [
        ("<label>Example ID <input></label>" + PASSWORD * 2, ["username", "password", "password"]),
        ("Example ID <input>" + PASSWORD * 2, ["username", "password", "password"]),
        ("<label>Email (Username) <input></label>" + PASSWORD * 2, ["email_address", "password", "password"]),
        ("<label>Username or e-mail <input></label>" + PASSWORD * 2, ["email_address", "password", "password"]),
        ("<label>Email (Username) <input></label>" + AGAIN, ["email_address", "email_address", "password", "password"]),
        ("<label>Username or nickname <input></label>" + PASSWORD * 2, ["username", "password", "password"]),
        (MAIL + "<label>Email / Username <input></label>" + PASSWORD, ["email_address", "username", "password"]),
        ("<label>Colour <input></label>" + PASSWORD * 2, [None, "password", "password"]),
        ("<label>The number on the back of your ID <input></label>" + PASSWORD * 2, [None, "password", "password"]),
        ("<input name=username>Example ID <input>" + PASSWORD * 2, ["username", None, "password", "password"]),
        ("<h2>Sign up</h2><label>Example ID <input></label>", [None]),
        ("<input>" + PASSWORD * 2, [None, "password", "password"]),
    ],
)  # fmt: skip
def test_in_a_sign_up_form_an_id_is_a_user_name_and_an_address_is_an_address(
    markup: str, categories: list[str | None]
) -> None:
    assert asked(markup) == categories


@pytest.mark.parametrize(
    ("markup", "categories"),
    [
        ("<label>Name <input name=username></label><textarea name=message></textarea>", ["full_name", "message"]),
        ("<label>User name <input name=username></label><textarea name=message></textarea>", ["username", "message"]),
        ("<input name=username><textarea name=message></textarea>", ["username", "message"]),
    ],
)
def test_a_form_that_opens_no_account_asks_for_the_persons_name(markup: str, categories: list[str | None]) -> None:
    assert asked(markup) == categories
