"""Searches that the person named: bounded, tidied, and their words kept as they are."""

import pytest

from tracker.errors import ConfigurationError
from tracker.ledger.opening import Ledger
from tracker.ledger.searches import LONGEST_NAME, MOST, Search, drop, keep, searches


def test_a_search_is_found_again_by_its_name(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        assert keep(session, "  before\n I sent  it ", {"manner": "premature"}) == "before I sent it"
        keep(session, "Adpix", {"vendor": "adpix", "q": '"><script>'})
    with any_ledger.reading() as session:
        assert searches(session) == [
            Search("Adpix", {"vendor": "adpix", "q": '"><script>'}),
            Search("before I sent it", {"manner": "premature"}),
        ]


def test_a_second_search_of_a_name_replaces_the_first(ledger: Ledger) -> None:
    with ledger.session() as session:
        keep(session, "mine", {"q": "a"})
        keep(session, "mine", {"q": "b"})
        assert searches(session) == [Search("mine", {"q": "b"})]


@pytest.mark.parametrize(
    ("name", "asked", "words"),
    [
        (" \n\t", {"q": "a"}, "needs a name"),
        ("x" * (LONGEST_NAME + 1), {"q": "a"}, "60 letters at most"),
        ("x", {}, "nothing to keep"),
        ("x", {"q": "a" * 201}, "too long"),
        ("x", {f"name{number}": "a" for number in range(21)}, "too long"),
    ],
    ids=["no name", "long name", "nothing", "long text", "many arguments"],
)
def test_what_cannot_be_kept_is_said(name: str, asked: dict[str, str], words: str, ledger: Ledger) -> None:
    with ledger.session() as session:
        with pytest.raises(ConfigurationError, match=words):
            keep(session, name, asked)
        assert searches(session) == []


def test_no_more_are_kept_than_can_be_read(ledger: Ledger) -> None:
    with ledger.session() as session:
        for number in range(MOST):
            keep(session, f"search {number}", {"q": str(number)})
        with pytest.raises(ConfigurationError, match="30 searches are kept already"):
            keep(session, "one more", {"q": "x"})
        keep(session, "search 3", {"q": "another"})
        assert len(searches(session)) == MOST


def test_a_search_is_forgotten_once(ledger: Ledger) -> None:
    with ledger.session() as session:
        keep(session, "mine", {"q": "a"})
        keep(session, "other", {"q": "b"})
        assert [drop(session, name) for name in ("mine", "mine", "nobody")] == [True, False, False]
        assert [one.name for one in searches(session)] == ["other"]
        assert drop(session, "other")
        assert searches(session) == []
