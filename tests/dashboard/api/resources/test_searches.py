"""The searches that are kept."""

from dashboard.api.resources.searches import OneSearch, Searches
from tests.builders.readers import Reader
from tracker.ledger.opening import Ledger
from tracker.ledger.searches import keep


def test_each_leads_to_its_answer(ledger: Ledger, empty_reader: Reader) -> None:
    asked = {"q": "e-mail & more", "party": "third", "period": "7"}
    with ledger.session() as session:
        keep(session, "Mine", asked)
    (found,) = empty_reader.shaped("/log/searches", Searches).items
    address = "/api/v1/log?q=e-mail+%26+more&party=third&period=7"
    assert found == OneSearch("Mine", asked, {"log": address})
    assert empty_reader.ask(address).status_code == 200


def test_what_the_log_does_not_know_is_left_out(ledger: Ledger, empty_reader: Reader) -> None:
    with ledger.session() as session:
        keep(session, "Foreign", {"unheard": "of"})
        keep(session, "Wrong", {"party": "fourth"})
    assert empty_reader.read("/log/searches") == {"items": []}
