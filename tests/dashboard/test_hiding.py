from pathlib import Path

from dashboard.hiding import disguised, hidden_among
from tests.builders.dashboards import a_dashboard
from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_record
from tracker.aliases import Aliases
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
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
