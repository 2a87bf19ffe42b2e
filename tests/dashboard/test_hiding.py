from pathlib import Path

from dashboard.hiding import disguised, hidden_among, seen_through
from tests.builders.dashboards import a_dashboard
from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_record
from tests.builders.rulings import a_ruled, noted
from tracker.aliases import Aliases
from tracker.disclosure import Party
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.latest_rulings import latest_rulings
from tracker.ledger.queries.log import entries
from tracker.ledger.queries.network import Firm
from tracker.vendors import shipped


def test_who_was_only_met_behind_a_site_s_own_name_hides(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(host="metrics.shop.example"), a_record(host="px.adpix.test")])
    firms = {
        1: Firm("eulerian-technologies", "Eulerian", "", root="eulerian-technologies", is_known=True),
        2: Firm("adpix", "Adpix", "", root="adpix", is_known=True),
    }
    with a_dashboard(ledger, tmp_path) as app, app.app_context(), ledger.reading() as session:
        assert disguised(session) == frozenset()
        assert hidden_among(session, firms) == set()
    with ledger.session() as session:
        note_aliases(session, [Aliases("metrics.shop.example", NOON, ("shop.eulerian.net",))], shipped())
    (tmp_path / "later").mkdir()
    with a_dashboard(ledger, tmp_path / "later") as app, app.app_context(), ledger.reading() as session:
        assert disguised(session) == {"eulerian-technologies"}
        assert hidden_among(session, firms) == {1}


def test_what_left_for_somebody_who_hides_left_for_a_third_party(ledger: Ledger, tmp_path: Path) -> None:
    fill(
        ledger,
        [
            a_record(host="metrics.shop.example"),
            a_record(host="www.shop.example"),
        ],
    )
    noted(ledger, *(a_ruled(host=host, party=Party.FIRST) for host in ("metrics.shop.example", "www.shop.example")))
    with ledger.session() as session:
        note_aliases(session, [Aliases("metrics.shop.example", NOON, ("shop.eulerian.net",))], shipped())
    with a_dashboard(ledger, tmp_path) as app, app.app_context(), ledger.reading() as session:
        left = seen_through(session, entries(session))
        assert {row.host: row.party for row in left} == {
            "metrics.shop.example": Party.THIRD,
            "www.shop.example": Party.FIRST,
        }
        ruled = seen_through(session, latest_rulings(session))
        assert {row.host: row.party for row in ruled} == {row.host: row.party for row in left}
