from pathlib import Path

from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.ledger.opening import Ledger


def test_sites_tell_who_listens(client: FlaskClient) -> None:
    page = client.get("/sites").text
    assert page.index("nouvelles.example") < page.index("banque.example")
    assert 'href="/log?site=meteo.example"' in page


def test_unknown_pages_have_a_row_of_their_own(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(site=None)])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/sites").text
        assert '<a href="/log?site=unknown">page unknown</a>' in page
