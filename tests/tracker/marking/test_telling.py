"""What a mark says."""

from tests.builders.marking import a_view, got
from tracker.marking.holdings import Held
from tracker.marking.telling import DAY, told
from tracker.taxonomy import Category

MANY = tuple(Category)[:9]


def test_it_says_what_the_site_has_the_gravest_first() -> None:
    held = (Held(Category.LANGUAGE, 1, "2026-03-02"), Held(Category.EMAIL_ADDRESS, 2, "2026-01-31"))
    said = told(a_view(), "La Boutique", held, "")
    assert said.held == "What La Boutique has of you"
    assert said.kinds == "2 kinds of data"
    assert said.held_rows == (
        ("E-mail address", f"2, since {DAY}", "2026-01-31"),
        ("Language", f"1, since {DAY}", "2026-03-02"),
    )


def test_what_is_not_known_is_said() -> None:
    assert told(a_view(), "x", (), "").held_rows == (("", "Nothing that Tracker has seen.", ""),)
    assert told(a_view(), "x", None, "").kinds == told(a_view(), "x", (), "").kinds == ""
    assert told(a_view(), "x", None, "").held_rows == (("", "Not known yet: the ledger is being read.", ""),)
    assert told(a_view(), "x", (), "").got_rows == (("", "None got anything that Tracker has seen.", ""),)


def test_it_says_who_got_what_the_gravest_first() -> None:
    view = a_view(got("a.test", Category.LANGUAGE), got("b.test", Category.EMAIL_ADDRESS, Category.CLIENT_ID))
    said = told(view, "x", (), "http://127.0.0.1:1/sites/boutique.test")
    assert (said.badge, said.has_grave) == ("2 third parties", True)
    assert said.got_rows == (("b.test", "e-mail address, browser identifier", ""), ("a.test", "language", ""))
    assert said.address == "http://127.0.0.1:1/sites/boutique.test"


def test_one_is_one_and_not_grave() -> None:
    said = told(a_view(got("a.test", Category.LANGUAGE)), "x", (), "")
    assert (said.badge, said.has_grave) == ("1 third party", False)
    assert told(a_view(), "x", (), "").badge == "0 third parties"


def test_long_lists_and_names_are_cut() -> None:
    view = a_view(got("y" * 300, *MANY), *(got(f"{number}.test") for number in range(60)))
    said = told(view, "x" * 300, (), "")
    assert len(said.held) < 120
    assert len(said.got_rows) == 40
    assert len(said.got_rows[0].name) == 80
    assert said.got_rows[0].text.endswith(", 5 more")
