import pytest
from flask.testing import FlaskClient

from dashboard.themes import COOKIE


@pytest.mark.parametrize(
    ("kept", "attribute", "scheme"),
    [
        (None, "", "light dark"),
        ("dark", ' data-theme="dark"', "dark"),
        ("light", ' data-theme="light"', "light"),
        ("system", "", "light dark"),
        ('"><script>', "", "light dark"),
    ],
    ids=["none", "dark", "light", "system", "hostile"],
)
def test_pages_are_shown_in_the_theme_that_was_chosen(
    client: FlaskClient, kept: str | None, attribute: str, scheme: str
) -> None:
    if kept is not None:
        client.set_cookie(COOKIE, kept)
    page = client.get("/blind-spots").text
    assert f'<html lang="en"{attribute}>' in page
    assert f'<meta name="color-scheme" content="{scheme}">' in page
