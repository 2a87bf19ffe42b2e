"""Exports by the browser: each format whole, narrowed as the address says, masked, and streamed."""

import contextlib
import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.views import export
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.forms import notices, send, token_of
from tests.builders.records import MAIL, NOON, a_disclosure, a_record, an_evidence
from tests.builders.written import written
from tracker.exporters import FORMATS, TEXTS
from tracker.ledger.captures import put
from tracker.ledger.opening import Ledger
from tracker.settings import Settings

FORMULA = "=cmd|' /C calc'!A0"
LATER = NOON.replace(month=4)


@pytest.fixture
def client(ledger: Ledger, settings: Settings) -> Iterator[FlaskClient]:
    """A dashboard over what went to a shop in March, and to a third party in April, in a hostile field."""
    with ledger.session() as session:
        put(session, "a.har", "1" * 64, {"run": "1"}, 1)
    written(ledger, a_record(a_disclosure(), time=NOON, source="a.har", entry=0))
    written(ledger, a_record(a_disclosure(evidence=an_evidence(FORMULA)), host="px.adpix.test", time=LATER))
    with a_dashboard(ledger, settings.home, settings=settings) as app:
        yield signed_in(app)


def hosts(answer: TestResponse) -> list[str]:
    return [row["host"] for row in csv.DictReader(io.StringIO(answer.text))]


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_handed_out_as_a_file_with_the_day_in_its_name(client: FlaskClient, form: str) -> None:
    answer = client.get(f"/export/{form}")
    assert answer.status_code == 200
    named = answer.headers["Content-Disposition"]
    assert named == f"attachment; filename=tracker-{date.today().isoformat()}.{form}"  # noqa: DTZ011 - the reader's day
    assert len(answer.data) > 100
    assert MAIL.encode() not in answer.data
    assert f'href="/export/{form}"' in client.get("/export").text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["www.shop.example", "px.adpix.test"]),
        ("?until=2026-03-31", ["www.shop.example"]),
        ("?since=2026-04-01", ["px.adpix.test"]),
        ("?party=third", ["px.adpix.test"]),
        ("?category=health", []),
        ("?manner=submitted&vendor=adpix", ["px.adpix.test"]),
        ("?label=run%3D1", ["www.shop.example"]),
        ("?label=run%3D2", []),
    ],
    ids=range(8),
)
def test_an_export_is_narrowed_as_the_page_is(client: FlaskClient, asked: str, expected: list[str]) -> None:
    assert hosts(client.get(f"/export/csv{asked}")) == expected
    page = client.get(f"/export{asked}").text
    title = {0: "There is nothing to export here", 1: "Take 1 disclosure with you"}.get(
        len(expected), "Take 2 disclosures with you"
    )
    assert f"<h1>{title}</h1>" in page
    assert ('href="/export/csv' in page) == bool(expected)  # an empty file is not offered


def test_links_carry_what_the_page_is_narrowed_to(client: FlaskClient) -> None:
    page = client.get("/export?since=2026-03-01&vendor=shop.example&label=run%3D1").text
    assert 'href="/export/csv?since=2026-03-01&amp;vendor=shop.example&amp;label=run%3D1"' in page
    assert '<option value="run=1" selected>run=1</option>' in page
    assert 'action="/export/study?since=2026-03-01&amp;vendor=shop.example&amp;label=run%3D1"' in page


def test_the_company_stands_in_the_file_s_name_and_no_header_is_broken(client: FlaskClient) -> None:
    answer = client.get("/export/csv", query_string={"vendor": "Ad\r\nPix/../<b>"})
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=tracker-ad-pix-..-b-")


def test_what_strangers_wrote_is_no_formula(client: FlaskClient) -> None:
    row = [row for row in csv.DictReader(io.StringIO(client.get("/export/csv").text)) if "calc" in row["path"]]
    assert [one["path"] for one in row] == [f"'{FORMULA}"]


def test_a_database_is_one_and_nothing_of_it_is_left_behind(
    client: FlaskClient, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(client.get("/export/sqlite?party=third").data)
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM disclosures").fetchone() == (1,)
    assert list((settings.home / "exports").iterdir()) == []


def test_rows_are_not_gathered_before_they_are_sent(
    client: FlaskClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []

    def endless(_selection: object) -> Iterator[bytes]:
        for number in range(10_000):
            taken.append(number)
            yield b"x" * 1000

    monkeypatch.setitem(TEXTS, "csv", endless)
    answer = client.get("/export/csv", buffered=False)
    assert len(taken) < 200
    answer.close()
    assert len(taken) < 200


@pytest.mark.parametrize("form", ["exe", "..", "study", "CSV", "<b>"])
def test_what_is_no_format_is_no_page(client: FlaskClient, form: str) -> None:
    assert client.get(f"/export/{form}").status_code == 404


@pytest.mark.parametrize("label", ["x", "=", "a=", "=b"])
def test_what_is_no_label_is_said(client: FlaskClient, label: str) -> None:
    assert client.get("/export", query_string={"label": label}).status_code == 400


def study(client: FlaskClient, address: str = "/export/study", **given: str) -> TestResponse:
    token = token_of(client.get("/export").text)
    return client.post(address, data={"csrf_token": token, "times": "hour", "hosts": "words", **given})


def test_a_study_is_handed_out_as_an_archive(client: FlaskClient, settings: Settings) -> None:
    answer = study(client, name="Cookies 2026")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=cookies-2026-20")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        said = json.loads(archive.read("datapackage.json"))["tracker"]
        assert archive.read("data/disclosures.csv").count(b"\n") == 3
    assert said["reduced"] == {"times": "hour", "hosts": "words"}
    assert list((settings.home / "exports").iterdir()) == []


def test_a_study_obeys_the_period_and_company_and_says_what_it_does_not(client: FlaskClient) -> None:
    answer = study(client, "/export/study?since=2026-04-01&party=first", name="April")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.read("data/disclosures.csv").count(b"\n") == 2
    assert "do not narrow a study" in client.get("/export?party=first").text
    assert "do not narrow a study" not in client.get("/export?period=30").text


@pytest.mark.parametrize("given", [{"name": ""}, {"name": "é"}, {"name": "x", "times": "year"}], ids=range(3))
def test_what_cannot_be_a_study_is_said(client: FlaskClient, given: dict[str, str]) -> None:
    answer = send(client, "/export", "/export/study", **{"times": "hour", "hosts": "words", **given})
    assert answer.location == "/export#study-title"
    assert notices(answer.page)[0].startswith("Nothing was exported.")


def test_no_study_is_made_without_the_page_s_token(client: FlaskClient, settings: Settings) -> None:
    assert client.post("/export/study", data={"name": "x"}).status_code == 400
    assert not (settings.home / "studies").exists()


def test_where_a_library_is_missing_the_page_says_how_to_get_it(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "find_spec", lambda _: None)
    page = client.get("/export").text
    assert "pip install pyarrow" in page
    assert 'name="times"' not in page
    assert client.get("/export/parquet").status_code == 404


def test_strangers_get_nothing(app: Flask) -> None:
    assert app.test_client().get("/export/csv").status_code == 401
