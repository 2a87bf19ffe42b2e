import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import KEYS, a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_record
from tracker.control.pinned import change
from tracker.disclosure import BlindSpot
from tracker.ledger.opening import Ledger
from tracker.settings import Settings


def test_each_host_says_why_it_was_not_read(client: FlaskClient) -> None:
    page = client.get("/blind-spots").text
    assert "video.nouvelles.example" in page
    assert "More than is inspected" in page
    assert "69.6 MB" in page


def test_a_size_that_is_not_known_is_said(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(blind_spots=(BlindSpot("pinned"),))])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/blind-spots").text
    assert "unknown" in page
    assert "The program trusts nobody but its maker" in page


def test_without_any_all_could_be_read(empty_client: FlaskClient) -> None:
    assert "No blind spots so far: what went through the proxy could be read." in empty_client.get("/blind-spots").text


REASONS = ["partial-body", "oversized", "undecodable", "binary", "file", "fault", "not-http", "pinned", "new-one"]


@pytest.fixture
def many(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    """Sixty hosts, each later and greater than the one before, for one of the reasons in turn."""
    spots = [(number, BlindSpot(REASONS[number % len(REASONS)], 10 * number + 1)) for number in range(60)]
    fill(
        ledger,
        [
            a_record(host=f"h{number:02}.test", time=NOON + timedelta(days=number), blind_spots=(spot,))
            for number, spot in spots
        ],
    )
    with a_dashboard(ledger, tmp_path) as app:
        yield signed_in(app)


def hosts(page: str) -> list[str]:
    """The hosts that the list by host has: what can be decided of some stands below it."""
    return re.findall(r'<th scope="row"><bdi>([^<]+)</bdi>', page.partition('id="passed-title"')[0])


def test_each_reason_says_what_it_means_and_what_can_be_done(many: FlaskClient) -> None:
    page = many.get("/blind-spots").text
    assert "<h1>Tracker could not read 60 requests, wholly or in part</h1>" in page
    for reason in REASONS:
        assert f'href="/blind-spots?reason={reason}"' in page
    assert "trusts only its own certificate" in page
    assert "no more to say of this reason" in page
    assert "cannot be said" in page


@pytest.mark.parametrize(
    ("sort", "first"), [("size", "h59.test"), ("last", "h59.test"), ("first", "h00.test"), ("host", "h00.test")]
)
def test_hosts_are_sorted_as_asked_and_paged(many: FlaskClient, sort: str, first: str) -> None:
    page = many.get(f"/blind-spots?sort={sort}").text
    rest = many.get(f"/blind-spots?sort={sort}&page=2").text
    assert hosts(page)[0] == first
    assert len({*hosts(page), *hosts(rest)}) == len(hosts(page)) + len(hosts(rest)) == 60
    assert f'rel="next" href="/blind-spots?sort={sort}&amp;page=2"' in page
    assert f'rel="prev" href="/blind-spots?sort={sort}"' in rest
    assert page.count('aria-sort="none"') == 4


def test_a_reason_narrows_and_can_be_taken_off(many: FlaskClient) -> None:
    page = many.get("/blind-spots?reason=pinned&sort=host").text
    assert len(hosts(page)) == 6
    assert 'href="/blind-spots?sort=host" aria-label="Do not narrow to Why: ' in page
    assert "No host has that reason." in many.get("/blind-spots?reason=x").text


def test_a_period_shows_what_was_met_in_it_and_says_what_is_not_known(many: FlaskClient) -> None:
    day = (NOON + timedelta(days=5)).date()
    page = many.get(f"/blind-spots?since={day}&until={day}&party=third").text
    assert hosts(page) == ["h05.test"]
    assert "not day by day" in page
    assert "those filters change nothing" in page
    assert "Tracker could read all that it saw in this time" in many.get("/blind-spots?until=1990-01-01").text


@pytest.mark.parametrize("query", ["sort=best", "page=x"])
def test_what_makes_no_sense_in_the_address_is_said(many: FlaskClient, query: str) -> None:
    assert many.get(f"/blind-spots?{query}").status_code == 400


def test_an_empty_ledger_claims_nothing_and_teaches(empty_client: FlaskClient) -> None:
    page = empty_client.get("/blind-spots").text
    assert "What Tracker cannot read is told here" in page
    assert "tracker browse" in page
    assert "Tracker could read all that it saw" not in page


# ---- hosts that pass unread


def _decide(client: FlaskClient, host: str, deed: str) -> str:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/blind-spots").text)
    assert token
    form = {"csrf_token": token[1], "host": host, "deed": deed}
    return client.post("/blind-spots/host", data=form, follow_redirects=True).text


def test_a_host_is_passed_read_and_left_to_tracker_by_a_form(many: FlaskClient) -> None:
    assert "A program refused to be read here, and did not get through" in many.get("/blind-spots").text
    page = _decide(many, "h07.test", "pass")
    assert "h07.test passes unread from now on." in page
    assert "Passed through unread, as you decided" in page
    assert "h07.test is read from now on, or does not get through." in _decide(many, "h07.test", "read")
    assert "Tracker finds out anew whether h07.test can be read." in _decide(many, "h07.test", "leave")


def test_what_is_no_host_is_said_and_changes_nothing(many: FlaskClient) -> None:
    page = _decide(many, "<b>bank", "pass")
    assert "&lt;b&gt;bank" in page
    assert "is no site or host" in page
    assert "<b>bank" not in page


def test_choices_that_cannot_be_read_are_said_and_the_hosts_are_shown(many: FlaskClient, tmp_path: Path) -> None:
    settings = Settings(tmp_path, key_store="file")
    settings.control_file.write_bytes(b"nothing of ours")
    page = many.get("/blind-spots?language=fr").text
    assert "restaurez-le depuis" in page
    assert "h07.test" in page


def test_a_form_of_somebody_elses_changes_nothing(many: FlaskClient) -> None:
    assert many.post("/blind-spots/host", data={"host": "h07.test", "deed": "pass"}).status_code == 400
    assert "as you decided" not in many.get("/blind-spots").text
    assert "passes unread from now on" not in _decide(many, "h07.test", "other")


def test_a_program_that_does_not_know_the_authority_is_told_of(many: FlaskClient, tmp_path: Path) -> None:
    settings = Settings(tmp_path, key_store="file")
    change(settings, KEYS, lambda learnt: learnt.with_strangers({"browser": 9}, datetime.now(UTC)))
    assert "at 9 sites, so that it could not open them" in many.get("/blind-spots").text


def test_of_the_hosts_that_pass_unread_few_are_shown_until_all_are_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(host=f"h{number:02}.test", blind_spots=(BlindSpot("pinned"),)) for number in range(14)])
    with a_dashboard(ledger, tmp_path) as app:
        client = signed_in(app)
        few, whole = (
            client.get(f"/blind-spots{query}").text.partition('id="passed-title"')[2] for query in ("", "?hosts=all")
        )
    assert (few.count('class="decisions"'), whole.count('class="decisions"')) == (10, 14)
    assert "4 more hosts are not shown." in few
    assert 'href="/blind-spots?hosts=all#passed-title"' in few
    assert "not shown" not in whole
