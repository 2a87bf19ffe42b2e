"""What captures teach of the person who made them."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders.captures import a_har_file, an_entry
from tracker.importers.captures import find
from tracker.importers.learning import lessons_in
from tracker.profile import EMPTY, Profile, Value
from tracker.taxonomy import Category

MAIL = Value(Category.EMAIL_ADDRESS, "marie.dupont@mail.example")


def a_post(site: str, body: str = "email=marie.dupont%40mail.example", page: str = "") -> dict[str, Any]:
    url = f"https://{site}/register"
    return an_entry(url, "POST", {"Referer": page or url}, body)


@pytest.mark.parametrize(
    ("entry", "profile", "expected"),
    [
        (a_post("www.shop.test"), EMPTY, [(MAIL, "shop.test")]),
        (a_post("www.shop.test"), Profile((MAIL,)), []),
        (a_post("px.adpix.test", page="https://www.shop.test/"), EMPTY, []),
        (a_post("www.shop.test", "password=correct-horse-7"), EMPTY, []),
        (an_entry("https://www.shop.test/?email=marie.dupont%40mail.example"), EMPTY, []),
    ],
    ids=["new", "known", "to a third party", "a secret", "in a link"],
)
def test_what_is_given_in_forms_is_learnt(
    tmp_path: Path, entry: dict[str, Any], profile: Profile, expected: list[tuple[Value, str]]
) -> None:
    a_har_file(tmp_path / "a.har", entry, entry)
    found = lessons_in(find([tmp_path]).captures, profile)
    assert [(lesson.value, lesson.value.origin) for lesson in found] == expected


def test_a_capture_that_cannot_be_read_teaches_nothing_and_the_others_do(tmp_path: Path) -> None:
    for name in ("a.har", "b.har"):
        a_har_file(tmp_path / name, a_post("www.shop.test"))
    captures = find([tmp_path]).captures
    (tmp_path / "a.har").unlink()
    assert [lesson.value for lesson in lessons_in(captures, EMPTY)] == [MAIL]
