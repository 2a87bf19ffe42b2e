"""Searches that the person named: bounded, tidied, and their words kept as they are."""

import pytest

from tests.builders.records import a_disclosure, a_record, an_evidence
from tests.builders.written import written
from tracker.errors import ConfigurationError
from tracker.ledger.forgetting import forget
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


TELLING = {
    "by its slug": {"vendor": "adpix"},
    "by its host": {"host": "px.adpix.test", "party": "third"},
    "where it listens": {"site": "news.example"},
    "the value": {"datum": "2"},
    "the text": {"q": "DPIX"},
    "the field": {"q": "hashed"},
    "what Adpix got": {"category": "email_address"},
    "never found": {"q": "marie.dupont@mail.example"},
}
OTHERS = {
    "of the shop": {"vendor": "shop.example", "site": "shop.example", "host": "www.shop.example", "datum": "1"},
    "by a text": {"q": "shop"},
    "by a kind": {"q": "e-mail", "category": "email_address"},
    "pages that are not known": {"site": "unknown", "period": "7"},
    "adpixels, which is another word": {"manner": "premature"},
}


def test_what_tells_of_a_forgotten_company_is_forgotten_too(any_ledger: Ledger) -> None:
    hashed = a_disclosure(value="another@mail.example", evidence=an_evidence("hashed"))
    written(any_ledger, a_record(), a_record(hashed, host="px.adpix.test", site="news.example"))
    with any_ledger.session() as session:
        for name, asked in (TELLING | OTHERS).items():
            keep(session, name, asked)
    forget(any_ledger, vendor="adpix")
    with any_ledger.reading() as session:
        assert {one.name: one.asked for one in searches(session)} == OTHERS


def test_nothing_that_was_looked_for_is_left_when_everything_is_forgotten(ledger: Ledger) -> None:
    written(ledger, a_record())
    with ledger.session() as session:
        keep(session, "the shop", {"site": "shop.example"})
    forget(ledger, everything=True)
    with ledger.reading() as session:
        assert searches(session) == []
