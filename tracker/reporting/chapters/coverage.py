"""What was seen, and what was not."""

from collections.abc import Iterator

from tracker.phrasing import gettext, ngettext
from tracker.reporting import words
from tracker.reporting.chapters.summary import unseen_sentence
from tracker.reporting.document import Block, Bullets, Column, Paragraph, Table, cell, count, named, short
from tracker.reporting.gathering import Material

_MOST = 25


def blocks(material: Material) -> Iterator[Block]:
    """Yield what was seen and what was not."""
    yield Paragraph((_seen(material),))
    yield Paragraph((gettext("Not seen, and so not in this report:"),))
    yield Bullets(tuple((sentence,) for sentence in _never_seen()))
    yield Paragraph((unseen_sentence(material),))
    if material.spots:
        yield _table(material)
    elif material.asked.vendor and material.unseen.times:
        yield Paragraph((gettext("None of these requests went to the company that this report is about."),))
    if not material.asked.scope.is_open:
        yield Paragraph(
            (gettext("What could not be read is counted over the whole record, not over the part reported on."),), True
        )


def _seen(material: Material) -> str:
    coverage = material.coverage
    return ngettext(
        "The whole record has %(count)s request in which personal data was found, with %(disclosures)s. "
        "Requests in which none was found are not kept.",
        "The whole record has %(count)s requests in which personal data was found, with %(disclosures)s. "
        "Requests in which none was found are not kept.",
        coverage.requests,
        disclosures=words.disclosures(coverage.disclosures),
    )


def _never_seen() -> Iterator[str]:
    yield gettext("traffic that did not go through the recording proxy, or was not in the captures that were imported;")
    yield gettext("what companies tell each other from server to server;")
    yield gettext("values that a page encrypts before it sends them, unless their format is known;")
    yield gettext("what the program did not recognise as personal data: in doubt it is silent.")


def _table(material: Material) -> Table:
    columns = (
        Column(gettext("Host"), 30),
        Column(gettext("Company"), 22),
        Column(gettext("Why it was not read"), 30),
        Column(gettext("Times"), 8, is_number=True),
        Column(gettext("Size"), 10, is_number=True),
    )
    rows = tuple(
        (
            cell(named(spot.host)),
            cell(named(spot.vendor_name, 60)),
            cell(short(words.unseen(spot.reason), 80)),
            count(spot.times),
            cell(words.size(spot.size)),
        )
        for spot in material.spots[:_MOST]
    )
    rest = words.left_out(len(rows), len(material.spots), is_exported=False)
    return Table(gettext("What could not be read"), columns, rows, rest)
