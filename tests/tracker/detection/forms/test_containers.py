import pytest

from tracker.detection.forms.containers import MAX_DEPTH, MAX_WORDS
from tracker.detection.forms.layout import page_of


def groups(page: str) -> list[str]:
    """The names of the fields that belong together, in the order of their first fields."""
    homes: dict[int, list[str]] = {}
    for control in page_of(page).controls:
        homes.setdefault(id(control.home), []).append(control.attributes["name"])
    return ["".join(names) for names in homes.values()]


SIGN_IN = "<div><div><input name=a></div><div><input name=b></div><button>Log in</button></div>"
NEWS = "<section><input name=c><button type=button>Subscribe</button></section>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (SIGN_IN + NEWS, ["ab", "c"]),
        ("<main>" + SIGN_IN + "<input name=d></main>" + NEWS, ["ab", "d", "c"]),
        ("<div><input name=a><button type=button>Show</button></div><input name=b>", ["ab"]),
        ("<div><div><button>Log in</button></div><input name=a></div><input name=b>", ["a", "b"]),
        ("<div><div><input name=a></div><button type=submit></button></div><input name=b>", ["a", "b"]),
        ("<div><div><div><input name=a></section><a role=button>Next</a></div></div></div><input name=b>", ["a", "b"]),
        ("<div><section><input name=a><button>Next</button></div><input name=b>", ["a", "b"]),
        (
            "<div><input name=a><form><input name=b></div></form><button>Next</button></div><input name=c>",
            ["a", "b", "c"],
        ),
        ("</div><input name=a></div><input name=b>", ["ab"]),
        ("<div><input name=a><input type=submit></div><input name=b>", ["a", "b"]),
    ],
)
def test_fields_outside_any_form_belong_to_the_button_that_sends_them(page: str, expected: list[str]) -> None:
    assert groups(page) == expected


def test_a_group_has_its_own_words() -> None:
    page = "<h1>Shop</h1><a>Log in</a><div><h2>News</h2><input><a>Terms</a><button>Subscribe</button></div><input>"
    inside, outside = (control.home for control in page_of(page).controls)
    assert (inside.above, inside.headings, inside.submits, inside.links) == ("News", ["News"], ["Subscribe"], ["Terms"])
    assert (outside.headings, outside.submits, outside.links) == (["Shop"], [], ["Log in"])


def test_deep_pages_and_many_words_are_bounded() -> None:
    deep = "<div>" * (MAX_DEPTH * 3) + "<input name=a>" + "</div>" * (MAX_DEPTH * 3) + "<input name=b>"
    assert groups(deep) == ["ab"]
    many = page_of("<a>x</a>" * MAX_WORDS + "<button>Log in</button>" * MAX_WORDS + "<input>").controls[0].home
    assert len(many.links) + len(many.submits) == MAX_WORDS
    assert many.submits
