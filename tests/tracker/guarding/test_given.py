import pytest

from tracker.disclosure import Evidence, Finding, Method
from tracker.guarding import given as module
from tracker.guarding.given import Given, mark_of
from tracker.masking import Fingerprinter
from tracker.taxonomy import Category
from tracker.traffic import Location

FINGERPRINTER = Fingerprinter(bytes(32))


def a_finding(value: str = "marie@mail.test", category: Category = Category.EMAIL_ADDRESS) -> Finding:
    return Finding(category, value, Evidence(Location.FORM, "field", Method.NAME, 0.9, "Because."))


def a_memory(kept: bytes = b"") -> Given:
    return Given(FINGERPRINTER, kept)


def test_what_was_submitted_on_a_site_is_known_there_in_any_spelling_and_nowhere_else() -> None:
    given = a_memory()
    given.add("shop.test", [a_finding()])
    assert given.has("shop.test", a_finding("MARIE@mail.test"))
    assert not given.has("shop.test", a_finding("marie@mail"))
    assert not given.has("forum.test", a_finding())


def test_secrets_of_one_kind_count_as_one() -> None:
    given = a_memory()
    given.add("shop.test", [a_finding("lilas", Category.PASSWORD)])
    assert given.has("shop.test", a_finding("roses", Category.PASSWORD))
    assert not given.has("shop.test", a_finding("4242424242424242", Category.CARD_NUMBER))


def test_it_is_kept_without_values_but_for_what_is_not_to_be_kept() -> None:
    given = a_memory()
    given.add("shop.test", [a_finding()])
    given.add("diary.test", [a_finding()], is_kept=False)
    assert given.has_news
    kept = given.to_bytes()
    assert not given.has_news
    assert b"marie" not in kept
    again = a_memory(kept)
    assert again.has("shop.test", a_finding())
    assert not again.has("diary.test", a_finding())
    assert given.has("diary.test", a_finding())


def test_what_is_submitted_again_is_no_news_until_it_is_to_be_kept() -> None:
    given = a_memory()
    given.add("shop.test", [a_finding()], is_kept=False)
    assert not given.has_news
    given.add("shop.test", [a_finding()])
    assert given.has_news
    given.to_bytes()
    given.add("shop.test", [a_finding()], is_kept=False)
    given.add("shop.test", [a_finding()])
    assert not given.has_news
    assert given.to_bytes()


@pytest.mark.parametrize("kept", [b"", b"too short", bytes(40)])
def test_whatever_was_kept_is_read(kept: bytes) -> None:
    assert len(a_memory(kept).to_bytes()) in (0, 16)


def test_of_too_much_the_oldest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    given = a_memory()
    for number in range(3):
        given.add("shop.test", [a_finding(f"marie{number}@mail.test")])
    assert [given.has("shop.test", a_finding(f"marie{number}@mail.test")) for number in range(3)] == [False, True, True]


def test_forgotten_is_forgotten() -> None:
    given = a_memory()
    given.add("shop.test", [a_finding()])
    given.forget()
    assert not given.has("shop.test", a_finding())
    assert not given.has_news


def seeds(*values: str) -> bytes:
    kind = Category.EMAIL_ADDRESS
    return b"".join(
        mark_of(FINGERPRINTER, "shop.test", kind, FINGERPRINTER.fingerprint(kind, value, "")) for value in values
    )


def test_what_somebody_else_keeps_is_known_and_not_kept_here() -> None:
    given = a_memory()
    given.add("shop.test", [a_finding("own@mail.test")])
    kept = given.to_bytes()
    given.seed(seeds("marie@mail.test", "own@mail.test") + b"rest")
    assert given.has("shop.test", a_finding())
    assert not given.has("forum.test", a_finding())
    assert given.to_bytes() == kept
    given.add("shop.test", [a_finding()])
    assert given.has_news


def test_a_secrets_mark_is_that_of_its_site_whoever_got_it() -> None:
    given = a_memory()
    other = FINGERPRINTER.fingerprint(Category.PASSWORD, "lilas", "id.test")
    given.seed(mark_of(FINGERPRINTER, "shop.test", Category.PASSWORD, other))
    assert given.has("shop.test", a_finding("roses", Category.PASSWORD))


def test_of_too_many_the_newest_are_known_and_own_ones_go_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    given = a_memory()
    given.add("shop.test", [a_finding("own@mail.test")])
    given.seed(seeds("a@mail.test", "b@mail.test", "c@mail.test"))
    names = ("own", "a", "b", "c")
    assert [given.has("shop.test", a_finding(f"{name}@mail.test")) for name in names] == [True, True, True, False]
    given.add("shop.test", [a_finding("new@mail.test")])
    assert [given.has("shop.test", a_finding(f"{name}@mail.test")) for name in names] == [True, True, False, False]
