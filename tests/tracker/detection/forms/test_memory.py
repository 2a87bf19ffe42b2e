import pytest

from tests.builders.requests import a_request
from tracker.detection import detect, knowledge_of
from tracker.detection.forms import FormMemory
from tracker.detection.forms import memory as module
from tracker.disclosure import Method
from tracker.profile import EMPTY
from tracker.taxonomy import Category

PAGE = "<form><label for=a>E-mail</label><input id=a name=entry.1><input name=colour></form>"


def test_what_a_form_said_is_remembered_for_its_site() -> None:
    memory = FormMemory()
    memory.learn("shop.test", PAGE)
    verdict = memory.verdict("shop.test", "entry.1")
    assert verdict
    assert verdict.category is Category.EMAIL_ADDRESS
    assert memory.verdict("shop.test", "colour") is None
    assert memory.verdict("other.test", "entry.1") is None


def test_the_last_page_seen_is_believed() -> None:
    memory = FormMemory()
    memory.learn("shop.test", PAGE)
    memory.learn("shop.test", b"<label>City <INPUT name=entry.1></label>")
    verdict = memory.verdict("shop.test", "entry.1")
    assert verdict
    assert verdict.category is Category.CITY
    memory.learn("shop.test", "<label>Colour <input name=entry.1></label><input name=email>")
    assert memory.verdict("shop.test", "entry.1") is None


@pytest.mark.parametrize("page", ["", b"<p>no form", "<input name=colour>", "<input type=email>"])
def test_a_page_that_asks_for_nothing_leaves_no_trace(page: bytes | str) -> None:
    memory = FormMemory()
    memory.learn("shop.test", page)
    assert memory.verdict("shop.test", "colour") is None


def test_what_is_typed_into_a_sign_in_form_is_remembered_rather_than_its_part_in_the_form() -> None:
    memory = FormMemory()
    memory.learn("shop.test", "<form><label>E-mail<input name=u1></label><input type=password name=p1>")
    carried = memory.verdict("shop.test", "u1")
    assert carried
    assert carried.category is Category.EMAIL_ADDRESS


def test_a_scripts_key_may_be_the_fields_id() -> None:
    memory = FormMemory()
    memory.learn("shop.test", "<label>City <input id=mat-input-3></label><label>Phone <input id=f-9 name=tel1></label>")
    assert {name: verdict.category for name, verdict in memory.of("shop.test").items()} == {
        "mat-input-3": Category.CITY,
        "f-9": Category.PHONE_NUMBER,
        "tel1": Category.PHONE_NUMBER,
    }


@pytest.mark.parametrize("identity", ["value", "title", "q", "3", "x-" * 200])
def test_an_id_that_may_be_anything_is_not_remembered(identity: str) -> None:
    memory = FormMemory()
    memory.learn("shop.test", f"<label>City <input id={identity} name=city></label>")
    assert set(memory.of("shop.test")) == {"city"}


def test_an_id_never_speaks_for_another_fields_name() -> None:
    memory = FormMemory()
    memory.learn("shop.test", "<label>City <input id=f-1 name=a></label><label>Colour <input name=f-1></label>")
    assert set(memory.of("shop.test")) == {"a"}


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SITES", 2)
    monkeypatch.setattr(module, "MAX_NAMES", 2)
    memory = FormMemory()
    memory.learn("a.test", "<input name=email><input name=city><input name=phone>")
    memory.learn("b.test", PAGE)
    assert memory.verdict("a.test", "email") is None
    memory.learn("a.test", "<input name=zip>")
    memory.learn("c.test", PAGE)
    assert memory.verdict("b.test", "entry.1") is None
    assert memory.verdict("a.test", "zip")
    assert memory.verdict("a.test", "phone")


SIGN_IN = """<form><h2>Sign in</h2><label>E-mail <input name=entry.1 id=mat-input-1></label>
<label>Password <input type=password name=entry.2 id=mat-input-2></label><button>Log in</button></form>"""
SENT = [
    ("entry.1=ada%40mail.test&entry.2=opensesame", "application/x-www-form-urlencoded"),
    ('{"user": {"mat-input-1": "ada@mail.test", "mat-input-2": "opensesame"}}', "application/json"),
]


@pytest.mark.parametrize(("body", "kind"), SENT, ids=["form", "script"])
def test_an_address_typed_into_a_sign_in_form_is_found_as_an_address(body: str, kind: str) -> None:
    knowledge = knowledge_of(EMPTY)
    knowledge.forms.learn("shop.test", SIGN_IN)
    findings = detect(a_request(body=body, content_type=kind, page="https://shop.test/login"), knowledge).findings
    assert {(finding.category, finding.evidence.method) for finding in findings} == {
        (Category.EMAIL_ADDRESS, Method.FORM),
        (Category.PASSWORD, Method.FORM),
    }
