import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.forms import forms_of
from tracker.detection.forms.layout import MAX_CONTROLS

PAGE = """<!doctype html><html lang=en><form id=f>
<label for=mail>Your   e-mail</label> <input id=mail name=entry.839337160 type=text>
<input name=zip placeholder=ZIP>
Town <input name=town>
<input name=hidden type=hidden value=x>
</form><textarea name=notes></textarea>"""


def test_a_field_is_told_with_its_words_and_verdict() -> None:
    mail, zip_code, town, notes = forms_of(PAGE)
    assert (mail.form, mail.name, mail.id, mail.type, mail.label) == (
        0,
        "entry.839337160",
        "mail",
        "text",
        "Your e-mail",
    )
    assert mail.verdict
    assert "label" in mail.verdict.reasoning
    assert zip_code.label == "ZIP"
    assert town.label == "Town"
    assert (notes.form, notes.label, notes.verdict) == (None, "", None)


def test_the_account_name_of_a_sign_in_form_is_told_with_what_it_carries() -> None:
    name, password = forms_of("<form><label>E-mail<input name=u></label><input type=password></form>")
    assert name.verdict
    assert name.carries
    assert (name.verdict.category, name.carries.category) == ("username", "email_address")
    assert name.purpose == password.purpose == "sign-in"
    assert password.verdict == password.carries


def test_a_forms_purpose_changes_what_its_fields_are() -> None:
    contact = forms_of("<form><label>Name<input name=userName></label><textarea name=message></textarea>")
    assert [field.verdict.category for field in contact if field.verdict] == ["full_name", "message"]
    sign_up = "<form><label>Example ID<input></label>" + "<input type=password>" * 2
    assert next(field.verdict.category for field in forms_of(sign_up) if field.verdict) == "username"


def test_fields_come_in_the_order_of_the_page_whatever_form_they_belong_to() -> None:
    fields = forms_of("<form id=f><input name=a></form><form><input name=b></form><input name=c form=f>")
    assert [(field.name, field.form) for field in fields] == [("a", 0), ("b", 1), ("c", 0)]


def test_bytes_and_text_are_read_alike() -> None:
    assert forms_of(PAGE.encode()) == forms_of(PAGE)


def test_the_reasoning_never_quotes_the_page() -> None:
    field = forms_of("<label>E-mail of Marie Dupont <input name=marie></label>")[0]
    assert field.verdict
    assert "Marie" not in field.verdict.reasoning


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400)))
def test_no_page_is_too_strange(page: bytes | str) -> None:
    assert isinstance(forms_of(page), list)


HOSTILE = {
    "deep": "<div>" * 100_000 + "<input name=x>",
    "deep forms": "<form>" * 100_000 + "<input name=x>",
    "inputs": "<input name=x>" * 200_000,
    "distinct": "".join(f"<label for=a{n}>Your {n} mail</label><input id=a{n} name=zz{n}>" for n in range(40_000)),
    "options": "<select name=a>" + "<option>x" * 200_000,
    "aria": "<input aria-labelledby=x>" + "<span id=x>a</span>" * 80_000,
    "joined": "".join(f"<input name={'emailnameuser' * 3}{n}>" for n in range(30_000)),
    "groups": "<div><input name=x><button>Log in</button></div>" * 30_000,
    "words": "<a>Log in</a><h2>Sign up</h2>" * 50_000 + "<input name=x>",
    "tables": "<table><tr><th>a<th>b<tr><td><input name=x>" * 30_000,
    "custom": "<x-input name=a>" * 90_000,
    "long": "".join(f"<input name={'a_' * 120}{n}>" for n in range(6_000)),
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_of_a_hostile_page_a_bounded_number_of_fields_is_read(page: str) -> None:
    assert len(forms_of(page * (1 + 5_000_000 // len(page)))) <= MAX_CONTROLS


@pytest.mark.parametrize("part", ["<div>", "<div><input>", "<table><tr><th>x<td><input>", "<a>x</a><div><input></div>"])
def test_twice_the_page_is_at_most_twice_the_work(part: str) -> None:
    def steps(page: str) -> int:
        count = 0

        def step(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(step)
        try:
            forms_of(page)
        finally:
            sys.setprofile(None)
        return count

    forms_of(part * 500)
    assert steps(part * 1000) <= 2.2 * steps(part * 500)


def test_a_hostile_page_is_read_in_bounded_memory() -> None:
    tracemalloc.start()
    forms_of(HOSTILE["inputs"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000
