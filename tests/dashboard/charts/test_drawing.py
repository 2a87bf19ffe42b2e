"""What only a real browser can show of charts: they are drawn under the page's policy, and handed out whole."""

import csv
import io
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import pytest
from flask import Flask, render_template_string
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

import dashboard
from dashboard import languages, security, templating, themes
from dashboard.charts import calendar_map, flow, listeners, network, timeline, trail, treemap
from dashboard.charts.chart import Cell, Chart, Table
from dashboard.charts.sparkline import sparkline
from tests.builders.browsers import chromium, flags
from tests.builders.dashboards import served
from tests.builders.nets import a_net
from tests.dashboard.charts.test_strangers import CHARTS
from tests.dashboard.charts.test_trail import a_step
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.timeline import Day
from tracker.taxonomy import Category

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)
HOSTILE = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
DAYS = [Day(date(2025, 6, 1) + timedelta(days=number), number % 3, number % 7, 0) for number in range(300)]
PARTS = [
    treemap.Part(list(Category)[number % 20], f"v{number}", f"Firm {number}", f"v{number % 9}", "Group", 1, number + 1)
    for number in range(60)
]
STREAMS = [
    flow.Stream(
        list(Category)[number % 12], f"s{number % 6}.example", f"v{number}", f"Firm {number}", Party.THIRD,
        Manner.RELAYED, ("sha256",) if number % 2 else (), 2**number,
    )
    for number in range(30)
]  # fmt: skip
NET = a_net(30, 60, 200)


def charts() -> list[Chart]:
    """One of each, each with an id of its own."""
    made = [
        timeline.chart(DAYS),
        calendar_map.chart(DAYS),
        treemap.by_data(PARTS),
        treemap.by_family(PARTS),
        flow.chart(STREAMS),
        trail.chart(1, [a_step(slug=f"v{number}", times=9) for number in range(4)]),
        network.chart(NET),
        network.chart(NET, "vendor:v0"),
        listeners.chart("boutique.example", [listeners.Listener(*_LISTENER)]),
        *(make(HOSTILE) for make in CHARTS.values()),
    ]
    return [chart._replace(id=f"n{place}") for place, chart in enumerate(made)]


_LISTENER = ("adpix", "Adpix", "advertising", Party.THIRD, (Category.EMAIL_ADDRESS,), 1, 1)
_PAGE = """{% extends "bare.html" %}{% from "macros.html" import chart, sparkline %}
{% block head %}<script src="{{ asset('boot.js') }}" nonce="{{ nonce() }}"></script>
{% include "plotting.html" %}{% endblock %}
{% block body %}<body><main>{{ sparkline(spark) }}<div class="plots">
{% for one in charts %}{{ chart(one) }}{% endfor %}</div></main></body>{% endblock %}"""


def an_app(shown: list[Chart]) -> Flask:
    """A page of charts with the dashboard's own templates, scripts and policy."""
    app = Flask("dashboard", root_path=str(Path(dashboard.__file__).parent))
    security.protect(app)
    languages.settle(app)
    templating.prepare(app)
    themes.prepare(app)
    app.add_url_rule(
        "/", "page", lambda: render_template_string(_PAGE, title="Charts", charts=shown, spark=sparkline([1, 5, 2]))
    )
    app.extensions["tracker"] = SimpleNamespace(live=SimpleNamespace(close=lambda: None))  # `served` ends it
    return app


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), headless=True, args=flags())
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def all_charts() -> Iterator[str]:
    with served(an_app(charts())) as address:
        yield address


@pytest.fixture(scope="module")
def one_chart() -> Iterator[str]:
    """A page with a chart whose table holds what a spreadsheet could take for formulas."""
    rows = ((Cell(FORMULA, "/log"), Cell("1,234", None, 1234)), (Cell('a "b", c'), Cell("-5")))
    chart = timeline.chart(DAYS[:5])._replace(
        id="one", title="Who <b>has</b> what? A & B", table=Table(("+Who", "How often"), rows)
    )
    with served(an_app([chart])) as address:
        yield address


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_chart_is_drawn_in_both_themes_at_any_width_without_complaint(
    browser: Browser, all_charts: str, theme: Literal["light", "dark"], size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size, color_scheme=theme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(all_charts)
    for canvas in page.locator("[data-canvas]").all():
        expect(canvas.locator(".main-svg").first).to_be_attached()
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.locator("[data-canvas] a").count() == 0
    page.close()


def test_a_figure_takes_the_themes_colours_and_follows_it(browser: Browser, all_charts: str) -> None:
    page = browser.new_page(viewport=DESK, color_scheme="light")
    page.goto(all_charts)
    tile = page.locator("#plot-n2 .treemaplayer path.surface").nth(1)
    light = tile.evaluate("(node) => getComputedStyle(node).fill")
    assert light in {
        "rgb(135, 149, 163)",
        "rgb(79, 119, 179)",
        "rgb(116, 70, 174)",
        "rgb(138, 28, 92)",
        "rgb(72, 7, 25)",
    }
    page.emulate_media(color_scheme="dark")
    expect(tile).not_to_have_css("fill", light)
    page.close()


def test_a_phone_gets_the_narrow_form_also_when_the_window_is_made_narrow(browser: Browser, all_charts: str) -> None:
    page = browser.new_page(viewport=DESK)
    page.goto(all_charts)
    calendar = page.locator("#plot-n1 [data-canvas]")
    expect(calendar.locator(".main-svg").first).to_be_visible()
    wide = calendar.bounding_box()
    page.set_viewport_size(PHONE)
    expect(calendar.locator(".xtick text").filter(has_text="Wed")).to_be_visible()
    tall = calendar.bounding_box()
    assert wide
    assert tall
    assert tall["height"] > 2 * wide["height"]
    page.close()


def test_a_hash_is_named_on_the_band(browser: Browser, all_charts: str) -> None:
    page = browser.new_page(viewport=DESK)
    page.goto(all_charts)
    expect(page.locator("#plot-n5 .annotation-text").filter(has_text="sha256").first).to_be_visible()
    page.close()


def handed_out(page: Page, kind: str) -> tuple[str, bytes]:
    """What a button gives that is pressed by the keyboard: a file's name and content."""
    page.locator(f"[data-download={kind}]").first.focus()
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def test_pictures_are_handed_out_with_their_title(browser: Browser, one_chart: str) -> None:
    page = browser.new_page(viewport=DESK)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(one_chart)
    expect(page.locator(".main-svg").first).to_be_visible()
    name, picture = handed_out(page, "png")
    assert name == "tracker-who-b-has-b-what-a-b.png"
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    assert width > 600
    assert height > 500
    name, drawing = handed_out(page, "svg")
    assert name.endswith(".svg")
    assert "Who <b>has</b> what? A & B" in ET.fromstring(drawing).itertext()
    assert said == []
    page.close()


def test_numbers_are_handed_out_as_a_table_that_is_no_formula(browser: Browser, one_chart: str) -> None:
    page = browser.new_page()
    page.goto(one_chart)
    name, content = handed_out(page, "csv")
    assert name.endswith(".csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["'+Who", "How often"],
        [f"'{FORMULA}", "1234"],
        ['a "b", c', "'-5"],
    ]
    page.close()


def test_a_treemap_is_gone_into_without_movement_where_none_is_wanted(browser: Browser, all_charts: str) -> None:
    page = browser.new_page(viewport=DESK, reduced_motion="reduce")
    page.goto(all_charts)
    branch = page.locator("#plot-n2 .treemaplayer .slice").nth(1)
    branch.scroll_into_view_if_needed()
    box = branch.bounding_box()
    assert box
    page.mouse.click(box["x"] + 10, box["y"] + 8)
    level = page.evaluate("document.querySelector('#plot-n2 [data-canvas]')._fullData[0].level")
    assert level not in (None, "", "0")
    page.close()


def test_without_scripts_the_table_is_there_and_no_button_that_does_nothing(browser: Browser, one_chart: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(one_chart)
    expect(page.locator("[data-download]").first).to_be_hidden()
    page.get_by_text("The numbers").click()
    expect(page.get_by_role("link", name=FORMULA)).to_be_visible()
    expect(page.get_by_role("img", name="8 disclosures, more and more")).to_be_visible()
    page.close()


def test_files_of_a_dark_page_are_drawn_on_white(browser: Browser, all_charts: str) -> None:
    page = browser.new_page(viewport=DESK, color_scheme="dark")
    page.goto(all_charts)
    plots = page.locator("[data-plot]")
    expect(plots.last.locator(".main-svg").first).to_be_visible()
    for place in range(9):
        plot = plots.nth(place)
        own = ink(plot)
        with page.expect_download() as found:
            plot.locator("[data-download=svg]").click()
        drawing = Path(found.value.path()).read_text("utf-8")
        assert 'style="fill: rgb(255, 255, 255)' in drawing[:4000] or "background: rgb(255, 255, 255)" in drawing[:4000]
        assert own not in drawing
        assert ink(plot) == own
    page.close()


def test_paper_gets_light_colours_and_the_page_its_own_again(browser: Browser, all_charts: str) -> None:
    page = browser.new_page(viewport=DESK, color_scheme="dark")
    page.goto(all_charts)
    plot = page.locator("[data-plot]").first
    expect(plot.locator(".legendtext").first).to_be_visible()
    dark = ink(plot)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert ink(plot) != dark
    assert page.locator("html").get_attribute("data-theme") is None
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    words = plot.locator(".main-svg text").first
    expect(words).to_have_css("fill", dark)
    assert ink(plot) == dark
    page.close()


def ink(plot: Locator) -> str:
    """The colour of the words in a plot."""
    colour: str = plot.locator(".main-svg text").first.evaluate("text => getComputedStyle(text).fill")
    return colour
