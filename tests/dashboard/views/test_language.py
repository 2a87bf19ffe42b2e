import pytest
from flask.testing import FlaskClient

from tests.builders.forms import token_of


def chosen(client: FlaskClient, language: str, back: str = "/log") -> tuple[int, str | None]:
    given = {"csrf_token": token_of(client.get("/blind-spots").text), "language": language, "back": back}
    answer = client.post("/language", data=given)
    return answer.status_code, answer.headers.get("Location")


def test_a_language_that_was_chosen_is_kept(client: FlaskClient) -> None:
    assert chosen(client, "fr", "/log?q=a") == (303, "/log?q=a")
    assert '<html lang="fr">' in client.get("/log").text
    assert chosen(client, "en") == (303, "/log")
    assert '<html lang="en">' in client.get("/log", headers={"Accept-Language": "fr"}).text


@pytest.mark.parametrize("back", ["https://evil.test/", "//evil.test", "/\\evil.test", "", "javascript:alert(1)"])
def test_the_way_back_never_leads_elsewhere(client: FlaskClient, back: str) -> None:
    assert chosen(client, "fr", back) == (303, "/")


def test_a_language_that_there_is_not_is_refused(client: FlaskClient) -> None:
    assert chosen(client, "de") == (400, None)


def test_nobody_chooses_from_outside(client: FlaskClient) -> None:
    assert client.post("/language", data={"language": "fr"}).status_code == 400
