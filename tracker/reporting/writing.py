"""What was gathered, as a document in the language of the moment."""

from collections.abc import Iterable, Iterator

from tracker.phrasing import gettext
from tracker.reporting.chapters import checking, companies, company, coverage, evidence, front, method, reading, summary
from tracker.reporting.document import Block, Chapter, Document, Heading, Paragraph, short
from tracker.reporting.exhibits import Exhibits
from tracker.reporting.gathering import Material


def document(material: Material) -> Document:
    """Return the report."""
    return Document(
        title=front.title(material),
        subtitle=front.subtitle(material),
        language=material.asked.language,
        made=front.made(material),
        time=material.asked.made,
        front=tuple(front.blocks(material)),
        chapters=tuple(_chapters(material)),
    )


def _chapters(material: Material) -> Iterator[Chapter]:
    exhibits = Exhibits(material)
    yield _chapter(gettext("Summary"), "summary", summary.blocks(material), is_apart=True)
    yield _chapter(gettext("What was seen, and what was not"), "coverage", coverage.blocks(material))
    yield _chapter(gettext("How to read this report"), "reading", reading.blocks(material))
    if material.of_one is None:
        yield _chapter(gettext("The companies"), "companies", companies.blocks(material), is_apart=True)
        if material.details:
            told = _each_company(material, exhibits)
            yield _chapter(gettext("Company by company"), "each", told, is_apart=True)
    else:
        told = company.blocks(material.details[0], exhibits)
        yield _chapter(gettext("The company, and what was sent to it"), "company", told, is_apart=True)
    yield _chapter(gettext("Method and limits"), "method", method.blocks(material), is_apart=True)
    yield _chapter(gettext("How to check this report"), "checking", checking.blocks(material))
    yield _chapter(gettext("Annex: the proofs"), "proofs", evidence.blocks(material, exhibits), is_apart=True)


def _each_company(material: Material, exhibits: Exhibits) -> Iterator[Block]:
    for number, detail in enumerate(material.details, 1):
        yield Heading(short(detail.subject.name, 80), 2, companies.anchor(number))
        yield from company.blocks(detail, exhibits, is_brief=True)


def _chapter(title: str, anchor: str, blocks: Iterable[Block], *, is_apart: bool = False) -> Chapter:
    """A chapter; one that says in a sentence that there is nothing needs no page of its own."""
    told = tuple(blocks)
    return Chapter(title, anchor, told, is_apart and not all(isinstance(block, Paragraph) for block in told))
