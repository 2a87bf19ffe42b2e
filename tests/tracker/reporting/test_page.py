import base64
import hashlib
import itertools
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.builders.reports import HOSTILE, a_material, hostile_rows
from tests.builders.rows import a_row
from tracker.phrasing import Voice, speaking
from tracker.reporting import page
from tracker.reporting.document import Bar, Bars, Chapter, Document, Link, Paragraph, Strong, Table
from tracker.reporting.writing import document

ASKING = ("script", "img", "link", "iframe", "object", "embed", "form", "video", "audio", "base", "source")


def html(rows: list[object] | None = None, vendor: str | None = None) -> str:
    return page.encoded(document(a_material([a_row()] if rows is None else rows, vendor))).decode()  # type: ignore[arg-type]


@pytest.mark.parametrize("vendor", [None, "adpix"])
def test_the_file_asks_nobody_for_anything(vendor: str | None) -> None:
    text = html(vendor=vendor)
    tree = LexborHTMLParser(text)
    assert [name for name in ASKING if tree.css(name)] == []
    assert "@import" not in text
    assert "url(" not in text
    assert not [
        node
        for node in tree.css("*")
        if any(name.startswith("on") or name in ("src", "style") for name in node.attributes)
    ]


def test_the_file_allows_itself_nothing_but_its_styles() -> None:
    tree = LexborHTMLParser(html())
    (style,) = tree.css("style")
    digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()
    (policy,) = tree.css("meta[http-equiv]")
    assert policy.attributes["content"] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    assert page.style_hash() == f"sha256-{digest}"


def test_the_file_is_built_so_that_it_can_be_read_aloud() -> None:
    tree = LexborHTMLParser(html())
    assert [node.attributes["lang"] for node in tree.css("html")] == ["en"]
    assert len(tree.css("h1")) == 1
    levels = [int(str(node.tag)[1]) for node in tree.css("h1, h2, h3, h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for table in tree.css("table"):
        assert [bool(caption.text()) for caption in table.css("caption")] == [True]
        assert all(head.attributes["scope"] == "col" for head in table.css("th"))
    assert all(picture.attributes["aria-label"] for picture in tree.css("svg"))
    assert len({node.attributes["id"] for node in tree.css("[id]")}) == len(tree.css("[id]"))


def test_nothing_of_a_strangers_becomes_markup() -> None:
    text = html(list(hostile_rows()))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script" not in text
    assert "<a href='" not in text
    assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', text))
    assert "\u202e" not in text
    assert "=cmd|&#39; /C calc&#39;!A0" in text
    assert len(text) < 400_000


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_name_of_a_company_is_text(number: int) -> None:
    name = HOSTILE[number]
    tree = LexborHTMLParser(html([a_row(vendor=name)], name))
    assert [node.tag for node in tree.css("h1 *")] == []
    assert not tree.css("script")


def test_no_template_language_is_run_over_it() -> None:
    assert "{{ 7*7 }}" in html(list(hostile_rows()))


def test_bars_are_to_one_scale_and_nothing_is_no_bar() -> None:
    bars = Bars("Much", (Bar("a", 10, "10"), Bar("b", 5, "5"), Bar("c", 0, "0")))
    chapter = Chapter("A", "a", (bars, Bars("None", ())))
    made = document(a_material([]))._replace(chapters=(chapter,))
    tree = LexborHTMLParser(page.encoded(made).decode())
    assert [int(node.attributes["width"] or "") for node in tree.css("rect")] == [300, 150, 0]
    whole = int(tree.css("svg")[0].attributes["width"] or "")
    assert 300 < whole < 358, "on a small screen they would be made smaller, with their words"


def test_what_is_no_part_of_a_report_is_refused() -> None:
    made = document(a_material([]))
    broken = made._replace(front=("text",))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no such part"):
        page.encoded(broken)


def test_a_table_says_what_it_leaves_out() -> None:
    made: Document = document(a_material([]))._replace(
        front=(Paragraph(("a",), True), Table("T", (), (), "2 of 9 <x>"))
    )
    assert '<p class="note">2 of 9 &lt;x&gt;</p>' in page.encoded(made).decode()


class Shouting(Voice):
    """A language of its own."""

    def message(self, text: str) -> str:
        return text.upper() if "%" not in text else text


def test_the_frame_is_in_the_language_of_the_moment() -> None:
    with speaking(Shouting()):
        assert ">CONTENTS</h2>" in html()


def test_links_outside_tell_nobody_where_they_stood() -> None:
    line = (Strong("A"), Link("<site>", "https://a.test/?a=1&b=2"))
    text = page.encoded(document(a_material([]))._replace(front=(Paragraph(line),))).decode()
    assert (
        '<p><strong>A</strong><a href="https://a.test/?a=1&amp;b=2" rel="noreferrer noopener external">'
        "<bdi>&lt;site&gt;</bdi></a></p>" in text
    )
