import pytest

from tracker.detection.forms import forms_of


def asked(markup: str) -> list[str | None]:
    return [field.verdict.category.value if field.verdict else None for field in forms_of(markup)]


CARD = ["card_number", "card_expiry", "card_expiry"]
BOX = "<input maxlength=1>"
NUMBERS = "".join(f"<option>{n}" for n in range(1, 13))
CHOSEN = (
    f"<select>{NUMBERS}<option>13</select><select>{NUMBERS}</select>"
    "<select><option>2000<option>1999<option>1998</select>"
)
DATE = "<select name=day></select><select name=month></select><select name=year></select>"


@pytest.mark.parametrize(
    ("markup", "categories"),
    [
        ("<input name=name><input name=surname>", ["first_name", "last_name"]),
        ("<input name=prenom><input name=nom>", ["first_name", "last_name"]),
        ("<input name=name><input name=email>", ["full_name", "email_address"]),
        ("<input name=first_name><input name=last_name><input name=name>", ["first_name", "last_name", "full_name"]),
        ("<label>Full name<input name=name></label><input name=surname>", ["full_name", "last_name"]),
        ("<form><input name=name></form><form><input name=surname></form>", ["full_name", "last_name"]),
        ("<input name=name><input name=card_number>", ["card_holder", "card_number"]),
        ("<input name=card_number><select name=ddlMonth></select><select id=year></select>", CARD),
        (DATE, ["birth_date"] * 3),
        ("<select name=month></select><select name=year></select>", [None, None]),
        ("<input type=checkbox name=day>" + DATE, [None] + ["birth_date"] * 3),
        ("<input name=phone>-<input name=f2>-<input name=f3>", ["phone_number"] * 3),
        ("<input name=phone>Colour<input name=f2>", ["phone_number", None]),
        ("<input name=phone><label>Colour<input name=f2></label>", ["phone_number", None]),
        ("<input name=city><input name=f2>", ["city", None]),
        ("<fieldset><legend>Date of birth</legend><input name=a>Colour<select name=b></select>", ["birth_date"] * 2),
        ("<fieldset><legend>Your city</legend><input name=a><input name=b>", ["city", None]),
        ("<fieldset><legend>Date of birth</legend><input name=a><textarea name=b></textarea>", ["birth_date", None]),
        ("<input name=xyz><input type=password name=p>", ["username", "password"]),
        ("<input name=IDToken1><input type=password name=p>", ["username", "password"]),
        ("<input name=email><input name=xyz><input type=password>", ["username", None, "password"]),
        ("<input name=card_number><input name=xyz><input type=password>", ["card_number", None, "password"]),
        ("<input type=password><input name=email><input name=xyz>", ["password", "username", None]),
        ("<input placeholder=DD><input placeholder=MM><input placeholder=YYYY>", ["birth_date"] * 3),
        ("<label>Jour<select></select></label>Mois<select></select>Année<input>", ["birth_date"] * 3),
        (CHOSEN, ["birth_date"] * 3),
        ("<fieldset><legend>Date of departure</legend>" + DATE, [None] * 3),
        ("<input name=cardNumber>Exp. date<select><option>MM</select><select><option>YYYY</select>", CARD),
        ("<input maxlength=3 name=ssn><input maxlength=2 name=x><input maxlength=4 name=y>", ["national_id"] * 3),
        ("<input name=ssn><input name=x>", ["national_id", None]),
        ("<input maxlength=3 name=ssn><input maxlength=40 name=x>", ["national_id", None]),
        ("<input maxlength=3 name=ssn><input maxlength=x name=x>", ["national_id", None]),
        (BOX * 6, ["one_time_code"] * 6),
        (BOX * 3, [None] * 3),
        (BOX * 2 + "<input name=otp maxlength=1>" + BOX, ["one_time_code"] * 4),
        ("<input name=xyz><input type=password><input type=password>", [None, "password", "password"]),
        ("<input name=city><input type=password>", ["city", "password"]),
        ("<input type=password>", ["password"]),
    ],
)  # fmt: skip
def test_fields_explain_each_other(markup: str, categories: list[str | None]) -> None:
    assert asked(markup) == categories
