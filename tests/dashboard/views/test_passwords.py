from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.passwords import a_use, logged_in
from tracker.ledger.opening import Ledger
from tracker.passwords.uses import Use

SHARED = (a_use("shop-a.test", "4-1f2e"), a_use("shop-b.test", "4-1f2e"))
WEAK = a_use("forum.test", "weak-beef", 0)


def page(ledger: Ledger, home: Path, *uses: Use) -> str:
    logged_in(ledger, *uses)
    with a_dashboard(ledger, home) as app:
        return str(signed_in(app).get("/passwords").text)


@pytest.mark.parametrize(
    ("uses", "headline"),
    [
        ((), "No password was looked at so far"),
        (SHARED[:1], "1 site, and no password is weak or was given to two companies"),
        (SHARED, "2 of 2 sites share a password with another company"),
        ((*SHARED, WEAK), "2 of 3 sites share a password with another company, and 1 site has a weak one"),
        ((WEAK,), "1 site has a weak password"),
    ],
    ids=range(5),
)
def test_the_headline_says_how_it_stands(ledger: Ledger, tmp_path: Path, uses: tuple[Use, ...], headline: str) -> None:
    assert f"<h1>{headline}</h1>" in page(ledger, tmp_path, *uses)


def test_it_tells_who_shares_what_and_what_to_do_but_no_digest(ledger: Ledger, tmp_path: Path) -> None:
    text = page(ledger, tmp_path, *SHARED, WEAK)
    assert "Password A, given to 2 sites" in text
    assert "very weak, guessed among the first thousand guesses" in text
    assert "password manager" in text
    assert 'href="/log?site=shop-a.test&amp;category=password"' in text
    assert not any(digest in text for digest in ("1f2e", "beef"))


def test_where_all_is_well_there_is_no_advice(ledger: Ledger, tmp_path: Path) -> None:
    text = page(ledger, tmp_path, SHARED[0])
    assert "What you can do" not in text
    assert "not seen elsewhere" in text


def test_before_the_first_password_it_says_what_will_come(empty_client: FlaskClient) -> None:
    text = empty_client.get("/passwords").text
    assert "When you log in" in text
    assert "No blind spots so far" in text


@pytest.mark.parametrize("uses", [(), SHARED], ids=len)
def test_turned_off_it_says_so_and_promises_nothing(
    uses: tuple[Use, ...], ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_PASSWORDS", "off")
    text = page(ledger, tmp_path, *uses)
    assert "This is turned off" in text
    assert "When you log in" not in text


def test_settings_that_cannot_be_read_turn_nothing_off(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_PASSWORDS", "perhaps")
    assert "This is turned off" not in page(ledger, tmp_path)


def test_a_strangers_name_is_no_markup(ledger: Ledger, tmp_path: Path) -> None:
    text = page(ledger, tmp_path, a_use("<script>alert(1)</script>", "4-1"))
    assert "<script>alert" not in text


def test_many_sites_are_shown_a_page_at_a_time(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.views.passwords._PAGE", 2)
    logged_in(ledger, *SHARED, WEAK, *(a_use(f"alone-{n}.test", f"4-{n}") for n in range(2)))
    with a_dashboard(ledger, tmp_path) as app:
        client = signed_in(app)
        first, second, third = (
            client.get(f"/passwords{query}").text for query in ("", "?after=shop-b.test", "?after=alone-0.test")
        )
    assert "Password A, given to 2 sites" in first
    assert "<bdi>forum.test</bdi>: very weak" in first
    assert '<a rel="next" href="/passwords?after=shop-b.test">' in first
    assert "Password A, given" not in second
    assert '<a rel="prev" href="/passwords">' in second
    assert "alone-1.test" in third
    assert 'rel="next"' not in third


def test_of_many_weak_ones_some_are_named_and_the_others_counted(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.views.passwords._WEAK", 2)
    text = page(ledger, tmp_path, *(a_use(f"weak-{n}.test", f"weak-{n}", 0) for n in range(5)))
    assert text.count("</bdi>: very weak") == 2
    assert "<li>and 3 more</li>" in text
    assert text.count('<th scope="row">') == 5  # all stand in the table
