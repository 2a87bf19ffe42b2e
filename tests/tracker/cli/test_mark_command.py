import pytest

from tests.tracker.cli.conftest import Run
from tracker.cli.deciding import decided


def test_it_is_off_until_it_is_turned_on(run: Run) -> None:
    for given, expected in ((), "off"), (("on",), "on"), (("status",), "on"), (("off",), "off"):
        assert run(*given) == f"The mark on pages is {expected}.\n"
    assert not decided().mark


def test_what_is_no_choice_is_one_line(run: Run) -> None:
    assert run("maybe", status=2).count("\n") == 1


def test_sites_are_left_without_it_and_get_it_back(run: Run) -> None:
    said = run("hide", "www.boutique.example")
    assert said.endswith("Without a mark, as you wish: boutique.example.\n")
    assert decided().unmarked_sites == {"boutique.example"}
    assert run("show", "boutique.example") == "The mark on pages is off.\n"


def test_a_site_is_named_by_an_address_of_it_and_nothing_else_is_one(run: Run) -> None:
    run("hide", "https://WWW.boutique.example/cart")
    run("hide", "http://nas/")
    assert decided().unmarked_sites == {"boutique.example", "nas"}
    run("show", "nas")
    assert decided().unmarked_sites == {"boutique.example"}
    assert "'shop' is no site or host" in run("hide", "shop", status=2)


@pytest.mark.parametrize("given", [("hide",), ("show",), ("on", "boutique.example"), ("status", "x")])
def test_a_site_is_named_where_it_is_needed_and_nowhere_else(run: Run, given: tuple[str, ...]) -> None:
    assert "name a site" in run(*given, status=2)
