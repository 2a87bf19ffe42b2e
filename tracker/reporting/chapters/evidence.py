"""The annex: each proof down to the request and the field."""

from collections.abc import Iterator

from tracker.disclosure import Manner, Method, Party
from tracker.phrasing import gettext, ngettext, sentence, voice
from tracker.reporting import words
from tracker.reporting.document import Block, Cell, Column, Line, Mono, Paragraph, Strong, Table, cell, named, short
from tracker.reporting.exhibits import Exhibit, Exhibits
from tracker.reporting.gathering import Material
from tracker.rows import Row, rfc3339
from tracker.taxonomy import Category
from tracker.traffic import Location

_FIELD, _REASON = 200, 400


def blocks(material: Material, exhibits: Exhibits) -> Iterator[Block]:
    """Yield the proofs."""
    if not exhibits.all:
        yield Paragraph((gettext("There is nothing to prove: nothing was found to have been sent."),))
        return
    yield Paragraph((_about(material, exhibits),))
    columns = (
        Column(gettext("No."), 7),
        Column(gettext("When and where"), 31),
        Column(gettext("What, in which field"), 31),
        Column(gettext("How it is known"), 31),
    )
    yield Table(gettext("Proofs"), columns, tuple(_row(one) for one in exhibits.all))
    if material.captures:
        yield _captures(material)


def _about(material: Material, exhibits: Exhibits) -> str:
    return ngettext(
        "The best %(count)s proof is listed, of %(rows)s rows. All of them are in the export; "
        "the number of the request is “entry” there.",
        "The best %(count)s proofs are listed, of %(rows)s rows. All of them are in the export; "
        "the number of the request is “entry” there.",
        len(exhibits.all),
        rows=voice().number(material.count.rows),
    )


def _row(one: Exhibit) -> tuple[Cell, ...]:
    row = one.row
    return (
        cell(Strong(one.name), anchor=one.name),
        cell(*_request(one)),
        cell(*_field(row)),
        cell(
            words.METHODS[Method(row.method)],
            short(sentence(voice().retold(row.reasoning)), _REASON),
            sentence(words.certainty(row.confidence)),
        ),
    )


def _request(one: Exhibit) -> Iterator[Line]:
    row = one.row
    yield (rfc3339(row.time).replace("T", " ").replace("Z", " UTC"),)
    yield (gettext("%(company)s, %(party)s", company=short(one.company, 60), party=words.PARTIES[Party(row.party)]),)
    yield short(f"{row.http_method} {row.scheme}", 30), " ", named(row.host)
    if row.site:
        yield gettext("on the site"), " ", named(row.site)
    else:
        yield (gettext("page not known"),)
    yield (gettext("request %(number)s", number=row.entry),)
    if row.source:
        yield gettext("capture"), " ", named(file_name(row.source), 80)
    if row.count > 1:
        yield (gettext("%(number)s times until %(time)s", number=row.count, time=words.minute(row.last)),)


def _field(row: Row) -> Iterator[Line]:
    yield words.label(Category(row.category)), " ", named(voice().masked(row.preview), 60)
    yield (words.LOCATIONS[Location(row.location)],)
    yield (named(row.path, _FIELD),)
    form = short(words.disguise(row.encoding), 120)
    yield (gettext("%(manner)s, %(form)s", manner=words.MANNERS[Manner(row.manner)], form=form),)


def file_name(source: str) -> str:
    """Return the name of a capture without the folders before it, which may be named for the person."""
    return source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def _captures(material: Material) -> Table:
    columns = (
        Column(gettext("Capture file"), 30),
        Column(gettext("SHA-256 of its bytes"), 48),
        Column(gettext("Imported (UTC)"), 18),
    )
    rows = tuple(
        (
            cell(named(file_name(one.source), 80)),
            cell(Mono(one.digest) if one.digest else gettext("not read to its end")),
            cell(words.minute(one.imported)),
        )
        for one in material.captures[:100]
    )
    rest = words.left_out(len(rows), len(material.captures))
    return Table(gettext("Capture files that rows were imported from"), columns, rows, rest)
