import pytest

from tracker.detection.limits import MAX_NAME
from tracker.detection.naming import Named, named


@pytest.mark.parametrize(
    ("key", "name", "parents"),
    [
        ("email", "email", ()),
        ("user[email]", "email", ("user",)),
        ("user[emails][0]", "emails", ("user",)),
        ("emails[]", "emails", ()),
        ("[email]", "email", ()),
        ("a[b][c]", "c", ("a", "b")),
        ("billing.zip", "billing.zip", ()),
        ("a[b", "a[b", ()),
        ("[0]", "[0]", ()),
        ("", "", ()),
    ],
)
def test_brackets_are_levels(key: str, name: str, parents: tuple[str, ...]) -> None:
    assert named(key) == Named(key, name, parents)


def test_long_keys_are_cut() -> None:
    assert len(named("a" * 1000).path) == MAX_NAME
