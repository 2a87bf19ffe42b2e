import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.forms import forms_of

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
    "long": "".join(f"<input name={'a_' * 120}{n}>" for n in range(6_000)),
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_in_bounded_time(page: str) -> None:
    forms_of("<input name=warm>")
    begin = time.process_time()
    forms_of(page)
    assert time.process_time() - begin < 1  # about 0.1 s; the machine may be busy


def test_a_hostile_page_is_read_in_bounded_memory() -> None:
    tracemalloc.start()
    forms_of(HOSTILE["inputs"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000
