import re

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.mark.parametrize("address", ["/", "/log", "/nothing", "/static/app.css", "/plotly/1.js", "/log?category=x"])
def test_every_answer_carries_the_policy(address: str, client: FlaskClient) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; ")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_nonce_is_the_pages_own_and_new_each_time(client: FlaskClient) -> None:
    answers = [client.get("/log") for _ in range(2)]
    nonces = [re.findall(r"'nonce-([\w-]+)'", answer.headers["Content-Security-Policy"]) for answer in answers]
    for (nonce,), answer in zip(nonces, answers, strict=True):
        assert f'nonce="{nonce}"' in answer.text
    assert nonces[0] != nonces[1]


def test_pages_are_kept_by_no_cache_and_files_for_long(client: FlaskClient) -> None:
    assert client.get("/log").headers["Cache-Control"] == "no-store"
    assert "max-age=31536000" in client.get("/static/app.css").headers["Cache-Control"]


def test_nothing_is_changed_without_a_form_of_ours(app: Flask, client: FlaskClient) -> None:
    changing = [rule for rule in app.url_map.iter_rules() if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}]
    assert len(changing) > 30
    urls = app.url_map.bind("localhost")
    for rule in changing:
        address = urls.build(rule.endpoint, dict.fromkeys(rule.arguments, 1), method="POST")
        for form in ({}, {"csrf_token": "a stranger's"}):
            assert client.post(address, data=form).status_code == 400, address


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8081", "127.0.0.1.evil.example", "127.0.0.2", "a b"])
def test_a_strangers_name_that_points_here_gets_nothing(host: str, app: Flask, client: FlaskClient) -> None:
    for address in ("/", "/log", "/static/app.css", "/?token=made-up-token"):
        answer = client.get(address, headers={"Host": host})
        assert answer.status_code == 400
        assert "Adpix" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8081", "localhost:9000"])
def test_our_own_names_work_on_any_port(host: str, app: Flask) -> None:
    client = app.test_client()
    client.get("/?token=made-up-token", headers={"Host": host}, base_url=f"http://{host}")
    assert client.get("/", base_url=f"http://{host}").status_code == 200
