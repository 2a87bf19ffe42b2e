from flask.testing import FlaskClient


def test_all_that_deserves_attention_stands_on_one_page(client: FlaskClient) -> None:
    page = client.get("/attention").text
    assert "<h1>3 things deserve your attention</h1>" in page
    assert page.count('<li class="item"') == 3
    assert page.index("Specially protected data") < page.index("Companies got the same identifier of yours")
    assert page.count("<h2>") >= 3


def test_a_period_leaves_out_what_was_before_and_says_what_it_does_not_narrow(client: FlaskClient) -> None:
    page = client.get("/attention?period=7&party=first").text
    assert "<h1>Nothing deserves your attention, as far as could be seen</h1>" in page
    assert "could not be read" in page
    assert "The filters do not apply here" in page
    assert "The filters do not apply here" not in client.get("/attention?period=7").text


def test_of_an_empty_ledger_nothing_is_said(empty_client: FlaskClient) -> None:
    assert "Nothing deserves your attention" in empty_client.get("/attention").text
