from tests.builders.records import a_disclosure, a_record
from tests.builders.written import rows, written
from tracker.disclosure import Manner
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.places import NEW_ON_SITE, NEW_TO_HOST, NEW_TO_VENDOR, Places
from tracker.taxonomy import Category

ALL = NEW_TO_HOST | NEW_ON_SITE | NEW_TO_VENDOR


def _ids(ledger: Ledger) -> tuple[list[int], list[int], list[int]]:
    """Two hosts of one vendor and one of another; two data; two sites: written apart from one another."""
    mail, name = a_disclosure(), a_disclosure(Category.FULL_NAME, "Marie", Manner.RELAYED)
    written(ledger, a_record(mail, host="a.adpix.test", site="x.test"))
    written(ledger, a_record(name, host="b.adpix.test", site="y.test"))
    written(ledger, a_record(name, host="c.other.test", site="y.test"))
    return tuple([key for (key,) in rows(ledger, model.id)] for model in (m.Host, m.Datum, m.Site))  # type: ignore[return-value]


def test_what_is_new_of_a_place_is_told_once(any_ledger: Ledger) -> None:
    (a, b, c), (mail, name), (x, y) = _ids(any_ledger)
    cases = {
        (a, mail, x): 0,
        (b, mail, x): NEW_TO_HOST,  # its vendor has it from there
        (c, mail, x): NEW_TO_HOST | NEW_TO_VENDOR,
        (a, mail, y): NEW_ON_SITE | NEW_TO_VENDOR,
        (a, name, x): ALL,
    }
    with any_ledger.reading() as session:
        for place, new in cases.items():
            assert Places().news(session, {place}).get(place, 0) == new, place
        both = Places().news(session, {(a, name, x), (b, name, x)})
    assert both == {(a, name, x): ALL}  # `b` had the name, and shares the rest with `a`


def test_a_place_that_is_known_is_not_asked_for_again(ledger: Ledger, statements: list[str]) -> None:
    (host, *_), (datum, _), (site, _) = _ids(ledger)
    known = Places()
    with ledger.reading() as session:
        assert known.news(session, {(host, datum, site)}) == {}
        statements.clear()
        assert known.news(session, {(host, datum, site)}) == {}
    assert statements == []
