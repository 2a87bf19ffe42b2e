import pytest

from tracker.detection.forms import FormMemory
from tracker.detection.forms import memory as module
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
