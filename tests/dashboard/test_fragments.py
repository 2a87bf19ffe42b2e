"""What looks the same at each look is written once; what has changed, is told in another manner or links elsewhere is
written anew.
"""

from datetime import UTC, datetime

import pytest
from flask import Flask
from jinja2 import Template

from dashboard import fragments, narrowing
from dashboard.fragments import Fragments
from dashboard.languages import spoken_in
from tracker import phrasing

_PAGE = """
{%- macro row(name) %}{{ count() }}{{ name }}{{ _("Log") }} {{ address.vendor_address("a") }}{% endmacro -%}
{%- macro other(name) %}{{ count() }}other{% endmacro -%}
{{ once(row, name) }}|{{ once(row, name) }}
"""


@pytest.fixture
def written(app: Flask) -> list[int]:
    return []


@pytest.fixture
def page(app: Flask, written: list[int]) -> Template:
    def count() -> str:
        written.append(1)
        return ""

    return app.jinja_env.from_string(_PAGE, globals={"count": count})


def _said(app: Flask, page: Template, address: str = "/log", name: object = "b") -> str:
    language = "fr" if "language=fr" in address else "en"
    with app.test_request_context(address), phrasing.speaking(spoken_in(language)):
        narrowing.read()
        return page.render(name=name)


def test_what_is_said_of_the_same_is_written_once(app: Flask, page: Template, written: list[int]) -> None:
    assert _said(app, page) == "bLog /vendors/a|bLog /vendors/a"
    assert _said(app, page) == "bLog /vendors/a|bLog /vendors/a"
    assert len(written) == 1


@pytest.mark.parametrize(
    ("address", "name", "said"),
    [
        ("/log", "c", "cLog /vendors/a"),
        ("/log?party=third", "b", "bLog /vendors/a?party=third"),
        ("/log?language=fr", "b", "bJournal /vendors/a"),
        ("/log?since=2026-03-01", "b", "bLog /vendors/a?since=2026-03-01"),
    ],
    ids=["another value", "another filter", "another language", "another period"],
)
def test_what_is_another_is_written_anew(
    app: Flask, page: Template, written: list[int], address: str, name: str, said: str
) -> None:
    _said(app, page)
    assert _said(app, page, address, name).partition("|")[0] == said
    assert len(written) == 2


def test_days_are_told_anew_each_day(
    app: Flask, page: Template, written: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    _said(app, page)
    monkeypatch.setattr(fragments, "now", lambda: datetime(2031, 3, 1, tzinfo=UTC))
    _said(app, page)
    assert len(written) == 2


def test_companies_are_named_anew_once_the_catalogue_is_another(
    app: Flask, page: Template, written: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    _said(app, page)
    monkeypatch.setattr(fragments, "edition", lambda: ("catalogue", 1, 2))
    _said(app, page)
    assert len(written) == 2


def test_two_macros_say_their_own_of_the_same(app: Flask, page: Template) -> None:
    both = app.jinja_env.from_string(
        "{% macro a(one) %}A{{ one }}{% endmacro %}{% macro b(one) %}B{{ one }}{% endmacro %}"
        "{{ once(a, 1) }}{{ once(b, 1) }}{{ once(a, one=1) }}"
    )
    assert _said(app, both) == "A1B1A1"


def test_what_is_given_again_as_it_is_is_written_once(app: Flask, written: list[int], page: Template) -> None:
    both = app.jinja_env.from_string(_PAGE.replace("once(", "same("), globals=page.globals)
    figure = {"a": "<b>"}
    assert _said(app, both, name=figure) == _said(app, both, name=figure)
    assert len(written) == 1
    assert "&lt;b&gt;" in _said(app, both, name={"a": "<b>"})  # what only looks the same is another
    assert "Journal" in _said(app, both, "/log?language=fr", figure)
    assert len(written) == 3


def test_of_what_is_large_little_is_kept(app: Flask, page: Template) -> None:
    both = app.jinja_env.from_string(_PAGE.replace("once(", "same("), globals=page.globals)
    for number in range(60):
        _said(app, both, name=[number])
    assert len(app.extensions["tracker-same"]) == 40


def test_a_strangers_text_stays_escaped(app: Flask, page: Template) -> None:
    assert "&lt;script&gt;" in _said(app, page, name="<script>")
    assert "<script>" not in _said(app, page, name="<script>")


def test_the_oldest_goes_when_there_are_too_many() -> None:
    known = Fragments(most=2)
    assert [known.written(key, lambda key=key: f"is {key}") for key in "aba"] == ["is a", "is b", "is a"]  # type: ignore[misc]
    assert known.written("c", lambda: "is c") == "is c"
    assert len(known) == 2
    assert known.written("a", lambda: "anew") == "anew"
