import pytest

from tracker.detection.forms import forms_of
from tracker.taxonomy import Category


def asked(markup: str) -> str | None:
    fields = forms_of(markup)
    assert len(fields) == 1
    verdict = fields[0].verdict
    return verdict.category.value if verdict else None


@pytest.mark.parametrize(
    ("markup", "category"),
    [
        ("<input type=email name=entry.1>", "email_address"),
        ("<input type=tel name=entry.1>", "phone_number"),
        ("<input type=search name=xyz>", "search_query"),
        ("<input type=password name=xyz>", "password"),
        ("<label>Your password <input type=password></label>", "password"),
        ("<input type=password name=cvv>", "card_security_code"),
        ("<input autocomplete='section-a postal-code' name=xyz>", "postal_code"),
        ("<input autocomplete=one-time-code name=city>", "city"),
        ("<input autocomplete=new-password name=city>", "city"),
        ("<input aria-label='Phone number'>", "phone_number"),
        ("<input placeholder='First name'>", "first_name"),
        ("<input title='Last name'>", "last_name"),
        ("<td>Postcode<td><input name=f7>", "postal_code"),
        ("City<p>(as on your card)<p><input name=f7>", "city"),
        ("<label>E-mail <input name=username></label>", "email_address"),
        ("<label>Name <input name=f7></label>", "full_name"),
        ("<input name=userid>", "username"),
        ("<input name=first_name id=xyz>", "first_name"),
        ("<input id=first_name>", "first_name"),
        ("<input type=radio name=gender value=f> Female", "gender"),
        ("<textarea name=message></textarea>", "message"),
        ("<select name=country></select>", "country"),
        ("<input type=tel name=card_number>", "card_number"),
        ("<html lang=it><label>Nome <input name=f7></label>", "first_name"),
        ("<fieldset><legend>Gender</legend><input type=radio name=q1> F</fieldset>", "gender"),
        ("<select name=q1><option>--<option>France<option>Germany</select>", "country"),
        ("<select name=q1><option>Alabama<option>Alaska</select>", "region"),
        ("<table><tr><th>Name<th>City<tr><td><td><input name=q1></table>", "city"),
        ("<ion-input label='First name'></ion-input>", "first_name"),
        ("<input name=q1 aria-describedby=h><p id=h>Phone number</p>", "phone_number"),
        ("<input name=q1 data-label='Phone number'>", "phone_number"),
        ("<input formcontrolname=firstName>", "first_name"),
        ("<input ng-model=user.email>", "email_address"),
        ("<input name=q1 inputmode=email>", "email_address"),
        ("<input name=q1 placeholder='Phone number or e-mail'>", "email_address"),
        ("<input name=q1 placeholder='Téléphone / e-mail'>", "email_address"),
        ("<input name=q1 placeholder='Phone or fax'>", "phone_number"),
        ("<label>E-mail verification code <input name=q1></label>", "one_time_code"),
        ("<label>Enter the code from your phone <input name=q1></label>", "one_time_code"),
        ("City<p>Please enter a valid e-mail address<p><input name=q1>", "city"),
        ("<input name=x1 id=email>", "email_address"),
        ("<label>Время <input name=x1 id=email></label>", "email_address"),
        ("<label>Time zone <input name=timezone></label>", "time_zone"),
    ],
)
def test_a_field_asks_for_what_its_markup_and_words_say(markup: str, category: str) -> None:
    assert asked(markup) == category


@pytest.mark.parametrize(
    "markup",
    [
        "<input type=checkbox name=email>",
        "<input type=file name=photo_of_passport>",
        "<label>Colour <input name=colour></label>",
        "<input name=login>",
        "<input id=name>",
        "<select name=lang></select>",
        "<input name=sr>",
        "<input type=radio name=plan> E-mail",
        "<select name=email></select>",
        "Please enter a valid e-mail address<p><input name=q1>",
        "<label for=emailOrder>Reservation</label><input name=reservation id=emailOrder>",
        "We will never sell your e-mail address to anybody at all<p><input name=colour>",
    ],
)
def test_a_field_asks_for_nothing_personal(markup: str) -> None:
    assert asked(markup) is None


def test_sources_that_agree_are_surer_together() -> None:
    one, both = forms_of("<input name=city>")[0], forms_of("<label>City <input name=city></label>")[0]
    assert one.verdict
    assert both.verdict
    assert both.verdict.confidence > one.verdict.confidence
    assert both.verdict.category is Category.CITY


@pytest.mark.parametrize(
    ("markup", "again"),
    [
        ("<label>City <input name=f7></label>", "<label>City <input name=f7 placeholder=City aria-label=City></label>"),
        ("<input name=city>", "<input name=city id=city>"),
    ],
)
def test_who_repeats_another_makes_nothing_surer(markup: str, again: str) -> None:
    one, repeated = forms_of(markup)[0].verdict, forms_of(again)[0].verdict
    assert one
    assert repeated == one
