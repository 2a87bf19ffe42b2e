import pytest

from tracker.detection.forms import forms_of


def asked(markup: str) -> list[str | None]:
    return [field.verdict.category.value if field.verdict else None for field in forms_of(markup)]


HIDDEN = "tabindex=-1 autocomplete=off"


@pytest.mark.parametrize(
    "markup",
    [
        "<label>Verification code <input name=captchaCode></label>",
        "<label>Type the characters you see <input name=verification_code></label>",
        "<label>Gift card PIN <input type=password name=x></label>",
        "<input name=giftcard_number>",
        "<label>Voucher code <input name=code></label>",
        "<label>Rewards card <input name=card_number></label>",
        "<label>Baby's date of birth <input name=dob></label>",
        "<input name='babies[0].birthdate'>",
        "<fieldset><legend>Your child</legend><input name=birth_date></fieldset>",
        "<select name=username></select>",
        "<label>Leave this field empty <input name=email></label>",
        "<input name=email class=honeypot>",
        f"<input name=email {HIDDEN} style='position:absolute; left: -9999px'>",
        f"<input name=email {HIDDEN} style='opacity:0'>",
        f"<input name=email {HIDDEN} style='display: none'>",
        f"<input name=email {HIDDEN} hidden>",
        f"<input name=email {HIDDEN} aria-hidden=true>",
    ],
)
def test_what_is_not_the_persons_own_is_not_asked_for(markup: str) -> None:
    assert asked(markup) == [None]


@pytest.mark.parametrize(
    ("markup", "category"),
    [
        ("<label>Verification code <input name=otp></label>", "one_time_code"),
        ("<label>PIN <input type=password name=x></label>", "password"),
        ("<label>E-mail (gift card is sent there) <input name=email></label>", "email_address"),
        ("<input name=card_number>", "card_number"),
        ("<label>Date of birth <input name=dob></label>", "birth_date"),
        ("<label>Child's first name <input name=first_name></label>", "first_name"),
        ("<input type=email name=captchaEmail>", "email_address"),
        ("<input name=email tabindex=-1>", "email_address"),
        (f"<input name=email {HIDDEN}>", "email_address"),
        ("<input name=ship_city style='display:none'>", "city"),
        ("<input name=city tabindex=-1 aria-hidden=true autocomplete=address-level2>", "city"),
    ],
)
def test_what_is_the_persons_own_is_still_asked_for(markup: str, category: str) -> None:
    assert asked(markup) == [category]
