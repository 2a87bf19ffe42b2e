"""What stands in the page."""

import base64
import hashlib
import re
from html.parser import HTMLParser

from addons.voices import voice_of
from tracker.marking.element import element, source_of, style, style_source
from tracker.phrasing import speaking

TICKET = "abcDEF_-123"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_is_one_element_with_a_closed_shadow_and_without_a_script() -> None:
    tags = Tags()
    tags.feed(element(TICKET).decode("ascii"))
    assert tags.open == []
    assert [tag for tag, _ in tags.seen[:2]] == ["div", "template"]
    assert tags.seen[1][1] == {"shadowrootmode": "closed"}
    assert not {tag for tag, _ in tags.seen} & {"script", "link", "img", "object"}
    frames = [attributes for tag, attributes in tags.seen if tag == "iframe"]
    assert [frame["src"] for frame in frames] == [
        f"https://mark.tracker.invalid/{TICKET}/{part}" for part in ("badge", "panel")
    ]
    assert all(frame["loading"] == "lazy" and frame["title"] for frame in frames)
    assert not [name for _, attributes in tags.seen for name in attributes if name.startswith("on") or name == "style"]


def test_its_sheet_is_the_one_that_is_allowed() -> None:
    (sheet,) = re.findall(r"<style>(.*?)</style>", element(TICKET).decode(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert style_source() == source_of(style()) == f"'sha256-{digest}'"


def test_it_is_ascii_in_every_language() -> None:
    with speaking(voice_of("fr")):
        said = element(TICKET)
    assert said.isascii()
    assert said != element(TICKET)


def test_it_is_not_printed_and_does_not_move() -> None:
    assert "@media print" in style()
    assert not re.search(r"animation|transition|@import|url\(", style())
