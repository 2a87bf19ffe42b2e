"""Every page is said in French to whoever reads French, but for what strangers and codes are called."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

# fmt: off
ENGLISH = frozenset((
    "the", "of", "and", "with", "is", "are", "was", "were", "you", "your", "that", "this", "these", "from", "has",
    "have", "it", "its", "by", "not", "what", "who", "where", "which", "when", "how", "since", "nothing", "company",
    "companies", "third", "party", "all", "show", "left", "sent", "received", "found", "known", "first", "last",
))
# fmt: on
"""Words that French text does not have. Strangers' names and codes are left out before they are looked for."""
PLACES = frozenset(f"{height} {side}" for height in ("top", "middle", "bottom") for side in ("left", "center", "right"))
"""Where Plotly puts a text."""
MADE_UP = (
    "The field is called",
    "The header ",
    "Your own e-mail address",
)  # reasons of the made-up world: detection gives none such
SILENT = "script, style, code, bdi, svg, [lang=en]"
SAID = ("aria-label", "title", "placeholder", "data-label")
OTHERS = (
    "/report/html",
    "/report/html?vendor=adpix&period=90",
    "/vendors/adpix",
    "/vendors/adpix?category=page_visited",
    "/vendors?q=zzz",
    "/vendors?sort=doubt",
    "/data/1",
    "/data?category=page_visited",
    "/log?vendor=adpix",
    "/sites/boutique.example",
    "/sites?q=zzz",
    "/network?focus=vendor:adpix",
    "/network?only=syncs&least=3",
    "/log?q=zzz",
)


def test_no_page_is_said_in_english(app: Flask, client: FlaskClient) -> None:
    wrong = {address: found for address in addresses(app) if (found := english_on(french(client, address)))}
    assert wrong == {}


@pytest.mark.parametrize("address", ["/", "/vendors", "/data", "/sites", "/passwords", "/log", "/blind-spots"])
def test_no_empty_page_is_said_in_english_where_its_reader_reads_french(
    address: str, empty_client: FlaskClient
) -> None:
    assert english_on(french(empty_client, address)) == []


@pytest.mark.parametrize("address", ["/nothing", "/log?method=none", "/log?before=x", "/log?datum=x"])
def test_no_failure_is_said_in_english(address: str, client: FlaskClient) -> None:
    assert english_on(french(client, address)) == []


def test_the_way_in_is_told_in_french(app: Flask) -> None:
    page = french(app.test_client(), "/")
    assert "Ce tableau de bord" in page
    assert english_on(page) == []


def test_english_on_a_page_is_found() -> None:
    page = """<p>Rien <code>of the</code> <b lang="en">this was</b></p><p title="Who has it">a</p>
        <script data-figure>["of the"]</script>"""
    assert english_on(page) == ["Who has it", "of the"]
    assert english_on("<p>Personne</p>") == []


def addresses(app: Flask) -> list[str]:
    """Every page that takes nothing from its address, and one of each other kind."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    plain = {rule.rule for rule in rules if not rule.arguments} - {"/live"}
    return [*sorted(plain), *OTHERS]


def french(client: FlaskClient, address: str) -> str:
    asking = {"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.1"}
    return client.get(address, headers=asking, follow_redirects=True).text


def english_on(page: str) -> list[str]:
    """What is English on a page, in its texts, its attributes, and its figures."""
    told = (text for text in told_on(page) if not text.startswith(MADE_UP))
    return [text for text in told if ENGLISH & set(re.findall(r"\w+", text.lower()))]


def told_on(page: str) -> Iterator[str]:
    tree = LexborHTMLParser(page)
    figures = [json.loads(node.text()) for node in tree.css("script[data-figure]")]
    for node in tree.css(SILENT):
        node.decompose()
    for node in tree.css("*"):
        yield from (value for name, value in node.attributes.items() if name in SAID and value)
        yield from (text.strip() for text in [node.text(deep=False)] if text.strip())
    for figure in figures:
        yield from (
            text for text in texts_of(figure) if " " in text and text not in PLACES
        )  # words alone are mostly Plotly's own


def texts_of(part: Any) -> Iterator[str]:
    if isinstance(part, str) and not part.startswith("/"):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in ("template", "family"):
                yield from texts_of(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts_of(value)
