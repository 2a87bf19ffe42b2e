"""A report as one HTML file: styles and pictures inside, no script, and nothing that asks anybody for anything.

All text is escaped by `Markup.format`; nothing here is put together by hand.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache, singledispatch
from importlib.resources import files

from markupsafe import Markup

from tracker.phrasing import gettext
from tracker.reporting.document import (
    Bars,
    Block,
    Bullets,
    Cell,
    Chapter,
    Command,
    Document,
    Facts,
    Heading,
    Line,
    Link,
    Mono,
    Paragraph,
    Piece,
    Strong,
    Table,
)

_LEVELS = {2: "h3", 3: "h4"}
_ROW, _ROOM, _LETTER, _GAP = 20, 300, 6.5, 8  # of bars, in pixels: as narrow as their words are, for small screens
_PAGE = Markup("""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{style_hash}'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Tracker">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header class="front">
<p class="maker">{made}</p>
<h1>{title}</h1>
<p class="subtitle">{subtitle}</p>
{front}
<nav aria-labelledby="contents"><h2 id="contents" class="plain">{contents}</h2><ol>{toc}</ol></nav>
</header>
<main>
{chapters}
</main>
</body>
</html>
""")


def encoded(document: Document) -> bytes:
    """Return a report as an HTML file, in UTF-8."""
    return str(
        _PAGE.format(
            language=document.language,
            title=document.title,
            subtitle=document.subtitle,
            made=document.made,
            style=_style(),
            style_hash=style_hash(),
            front=_all(document.front),
            contents=gettext("Contents"),
            toc=_joined(map(_entry, document.chapters)),
            chapters=_joined(_chapter(number, one) for number, one in enumerate(document.chapters, 1)),
        )
    ).encode()


@cache
def style_hash() -> str:
    """Return by what a Content-Security-Policy allows the report's style sheet."""
    return f"sha256-{base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()}"


@cache
def _style() -> Markup:
    """The program's own style sheet, the one thing that is not escaped."""
    return Markup(files("tracker").joinpath("data", "reports", "report.css").read_text("utf-8"))  # noqa: S704 - ours


def _entry(chapter: Chapter) -> Markup:
    inner = [one for one in chapter.blocks if isinstance(one, Heading) and one.anchor]
    below = Markup("<ol>{}</ol>").format(_joined(map(_inner, inner))) if inner else Markup()
    return Markup('<li><a href="#{}">{}</a>{}</li>').format(chapter.anchor, chapter.title, below)


def _inner(heading: Heading) -> Markup:
    return Markup('<li><a href="#{}"><bdi>{}</bdi></a></li>').format(heading.anchor, heading.text)


def _chapter(number: int, chapter: Chapter) -> Markup:
    return Markup('<section class="{}" aria-labelledby="{}"><h2 id="{}">{}. {}</h2>\n{}</section>\n').format(
        "chapter apart" if chapter.is_apart else "chapter",
        chapter.anchor,
        chapter.anchor,
        number,
        chapter.title,
        _all(chapter.blocks),
    )


def _all(blocks: Iterable[Block]) -> Markup:
    return _joined(map(_set, blocks))


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


@singledispatch
def _set(block: Block) -> Markup:
    """A part of a document as markup."""
    raise TypeError(f"no such part of a report: {block!r}")


@_set.register
def _(block: Heading) -> Markup:
    name = _LEVELS[block.level]
    anchor = Markup(' id="{}"').format(block.anchor) if block.anchor else Markup()
    return Markup("<{}{}><bdi>{}</bdi></{}>").format(name, anchor, block.text, name)


@_set.register
def _(block: Paragraph) -> Markup:
    return Markup("<p{}>{}</p>").format(Markup(' class="note"') if block.is_note else "", _line(block.line))


@_set.register
def _(block: Bullets) -> Markup:
    return Markup("<ul>{}</ul>").format(_joined(Markup("<li>{}</li>").format(_line(one)) for one in block.lines))


@_set.register
def _(block: Command) -> Markup:
    return Markup("<pre><code>{}</code></pre>").format(block.text)


@_set.register
def _(block: Facts) -> Markup:
    rows = (
        Markup("<div><dt>{}</dt>{}</div>").format(
            name, _joined(Markup("<dd>{}</dd>").format(_line(line)) for line in lines)
        )
        for name, lines in block.rows
    )
    return Markup("<dl>{}</dl>").format(_joined(rows))


@_set.register
def _(block: Table) -> Markup:
    columns = Markup().join(Markup('<col width="{}%">').format(share) for share in _shares(block))
    heads = Markup().join(
        Markup('<th scope="col"{}>{}</th>').format(_number_class(one.is_number), one.heading) for one in block.columns
    )
    rows = _joined(
        Markup("<tr>{}</tr>").format(
            Markup().join(_cell(one, column.is_number) for one, column in zip(row, block.columns, strict=True))
        )
        for row in block.rows
    )
    rest = Markup('<p class="note">{}</p>').format(block.rest) if block.rest else Markup()
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}"><table><caption>{}</caption>'
        "<colgroup>{}</colgroup><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table></div>{}"
    ).format(block.caption, block.caption, columns, heads, rows, rest)


@_set.register
def _(block: Bars) -> Markup:
    most = max((bar.value for bar in block.bars), default=0) or 1
    before, behind = _breadth(bar.label for bar in block.bars), _breadth(bar.said for bar in block.bars)
    width, height = before + _ROOM + behind, _ROW * len(block.bars)
    rows = (
        Markup(
            '<g transform="translate(0 {y})"><text x="{label}" y="14" text-anchor="end">{name}</text>'
            '<rect x="{start}" y="3" width="{width}" height="14"/><text x="{end}" y="14">{said}</text></g>'
        ).format(
            y=place * _ROW,
            label=before - _GAP,
            name=bar.label,
            start=before,
            width=max(round(_ROOM * bar.value / most), 1 if bar.value else 0),
            end=before + round(_ROOM * bar.value / most) + _GAP,
            said=bar.said,
        )
        for place, bar in enumerate(block.bars)
    )
    spoken = "; ".join(f"{bar.label}: {bar.said}" for bar in block.bars)
    return Markup(
        '<figure><figcaption>{}</figcaption><svg role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" '
        'height="{}">{}</svg></figure>'
    ).format(block.title, spoken, width, height, width, height, _joined(rows))


def _breadth(words: Iterable[str]) -> int:
    """What the longest of them takes, with a gap."""
    return 2 * _GAP + round(_LETTER * max(map(len, words), default=0))


def _shares(table: Table) -> Iterator[int]:
    total = sum(one.share for one in table.columns)
    return (round(100 * one.share / total) for one in table.columns)


def _number_class(is_number: bool) -> Markup:
    return Markup(' class="number"') if is_number else Markup()


def _cell(one: Cell, is_number: bool) -> Markup:
    anchor = Markup(' id="{}"').format(one.anchor) if one.anchor else Markup()
    lines = Markup().join(Markup("<div>{}</div>").format(_line(line)) for line in one.lines)
    return Markup("<td{}{}>{}</td>").format(anchor, _number_class(is_number), lines)


def _line(line: Line) -> Markup:
    return Markup().join(map(_piece, line))


def _piece(piece: Piece) -> Markup:
    match piece:
        case Mono(text):
            return Markup("<code><bdi>{}</bdi></code>").format(text)
        case Strong(text):
            return Markup("<strong>{}</strong>").format(text)
        case Link(text, address) if address.startswith("#"):
            return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, text)
        case Link(text, address):
            return Markup('<a href="{}" rel="noreferrer noopener external"><bdi>{}</bdi></a>').format(address, text)
        case str():
            return Markup("{}").format(piece)
