"""Help: the way in, and the way out."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from dashboard.authority import authority_of
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.installations import CLIENT_KEY, recording, with_authority, with_wireguard_keys
from tracker.ledger.opening import Ledger
from tracker.settings import Settings


@pytest.fixture
def client(ledger: Ledger, settings: Settings) -> Iterator[FlaskClient]:
    with a_dashboard(ledger, settings.home, settings=settings) as app:
        yield signed_in(app)


def test_before_the_first_start_it_says_how_to_begin(client: FlaskClient) -> None:
    page = client.get("/help").text
    assert "Run <code>tracker start</code> in a terminal." in page
    assert "There is none yet" in page
    assert client.get("/help/certificate").status_code == 404


def test_the_running_proxy_s_address_and_certificate_are_told(client: FlaskClient, settings: Settings) -> None:
    with_authority(settings)
    authority = authority_of(settings)
    assert authority is not None
    with recording(settings):
        page = client.get("/help").text
    assert "<code>127.0.0.1:8080</code>." in page
    assert authority.fingerprint in page
    answer = client.get("/help/certificate")
    assert (answer.data, answer.content_type) == (authority.data, "application/x-x509-ca-cert")


def test_the_authority_s_key_is_never_handed_out(client: FlaskClient, settings: Settings) -> None:
    with_authority(settings)
    (settings.certificate_folder / "mitmproxy-ca.pem").write_text("PRIVATE KEY")
    assert b"PRIVATE" not in client.get("/help/certificate").data + client.get("/help").data


def test_the_code_for_a_phone_is_shown_only_while_a_tunnel_runs(client: FlaskClient, settings: Settings) -> None:
    with_wireguard_keys(settings)
    with recording(settings):
        page = client.get("/help").text
    assert CLIENT_KEY not in page
    assert "--mode wireguard@" in page
    with recording(settings, "regular", "wireguard@192.0.2.7:51820"):
        page = client.get("/help").text
    assert f"PrivateKey = {CLIENT_KEY}" in page
    assert 'viewBox="0 0 ' in page
    assert "--mode wireguard@" not in page


def test_a_tunnel_that_no_phone_can_reach_is_told(client: FlaskClient, settings: Settings) -> None:
    with_wireguard_keys(settings)
    with recording(settings, "wireguard"):
        page = client.get("/help").text
    assert "a phone cannot reach it" in page
    assert CLIENT_KEY not in page
    assert "--mode wireguard@" in page


def test_strangers_get_neither_help_nor_keys(ledger: Ledger, settings: Settings) -> None:
    with_authority(settings)
    with a_dashboard(ledger, settings.home, settings=settings) as app:
        stranger = app.test_client()
        assert {stranger.get(path).status_code for path in ("/help", "/help/certificate", "/profile")} == {401}


def test_words_are_explained_and_the_way_out_is_told(client: FlaskClient, settings: Settings) -> None:
    page = client.get("/help").text
    assert "<dt>Third party</dt>" in page
    assert "tracker forget --all" in page
    assert str(settings.home) in page
