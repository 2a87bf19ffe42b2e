"""How the report can be checked: the export of the same rows, and their SHA-256."""

from collections.abc import Iterator

from tracker.phrasing import gettext, voice
from tracker.reporting.document import Block, Command, Facts, Mono, Paragraph, short
from tracker.reporting.gathering import MOST_HASHED, Material


def blocks(material: Material) -> Iterator[Block]:
    """Yield how to check it."""
    yield Paragraph(
        (
            gettext(
                "Whoever keeps the record can export the rows that this report was made from, on the machine "
                "that holds it. Typed into a terminal:"
            ),
        )
    )
    yield Command(short(material.asked.command, 2000))
    if material.count.digest is None:
        yield from _of_many()
        return
    yield Command("sha256sum rows.jsonl")
    yield Paragraph((gettext("The second command (or any other program that computes it) then shows this sum:"),))
    yield Facts(((gettext("SHA-256"), ((Mono(material.count.digest),),)),))
    yield Paragraph((_when_it_differs(),))
    yield Paragraph(
        (
            gettext(
                "Keep the exported file with the report: whoever has both can see whether the rows are still the same. "
                "To prove the time, too, have the sum stamped by a trusted service or a notary on the day it is made."
            ),
        )
    )


def _of_many() -> Iterator[Block]:
    yield Paragraph(
        (
            gettext(
                "Each proof of the annex is a line of that file: the number of its request stands there as “entry”, "
                "the fingerprint of what was sent as “fingerprint”."
            ),
        )
    )
    yield Paragraph(
        (
            gettext(
                "This report is made from more than %(most)s rows, so that it tells no SHA-256 of them. "
                "A report of a shorter period, or of one company, does.",
                most=voice().number(MOST_HASHED),
            ),
        )
    )


def _when_it_differs() -> str:
    return gettext(
        "The sum is another one where rows were erased since, where later knowledge laid a host to another company, "
        "or changed how something left; and on the last day, where what the browser sends by itself was seen again "
        "after the report was made, for its repeats of one day are counted in one row."
    )
