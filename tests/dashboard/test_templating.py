from pathlib import Path

import pytest
from flask import Flask
from jinja2 import UndefinedError

import dashboard


def test_a_static_file_has_another_address_when_its_content_is_another(app: Flask) -> None:
    with app.test_request_context():
        address = app.jinja_env.globals["asset"]("app.css")  # type: ignore[operator]
        assert app.test_client().get(address).status_code == 200
        assert address.startswith("/static/app.css?v=")
        assert app.jinja_env.globals["asset"]("plotly").startswith("/plotly/")  # type: ignore[operator]


def test_the_plot_library_is_the_installed_one(app: Flask) -> None:
    answer = app.test_client().get("/plotly/7.js")
    assert answer.content_type.startswith("text/javascript")
    assert b"plotly.js v" in answer.data[:200]


def test_a_misspelt_name_in_a_template_is_an_error(app: Flask) -> None:
    with pytest.raises(UndefinedError):
        app.jinja_env.from_string("{{ misspelt }}").render()


@pytest.mark.parametrize("path", sorted(Path(dashboard.__file__).parent.glob("templates/*")), ids=lambda p: p.name)
def test_no_template_trusts_what_it_is_given(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "|safe" not in text.replace(" ", "")
    assert "Markup" not in text
    assert "autoescape" not in text
    assert " style=" not in text
    assert "javascript:" not in text
    assert " onclick" not in text


def test_no_page_loads_anything_from_elsewhere() -> None:
    for path in Path(dashboard.__file__).parent.rglob("*"):
        if path.suffix in (".html", ".css", ".js"):
            assert "//" not in path.read_text(encoding="utf-8").replace("// ", "").replace('startsWith("//")', ""), path
