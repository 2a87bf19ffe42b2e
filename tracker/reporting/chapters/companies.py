"""The companies at a glance: who they are, what they got, how risky that is."""

from collections.abc import Iterator

from tracker.disclosure import Party
from tracker.phrasing import gettext, ngettext, voice
from tracker.reporting import words
from tracker.reporting.document import (
    Block,
    Cell,
    Column,
    Line,
    Link,
    Paragraph,
    Table,
    cell,
    count,
    short,
)
from tracker.reporting.gathering import DETAILED, Material, Subject
from tracker.reporting.summing import in_order

_MOST = 100


def blocks(material: Material) -> Iterator[Block]:
    """Yield the table of companies, and what is said of those that are not told in full."""
    if not material.subjects:
        yield Paragraph((gettext("Nothing was recorded as sent to any company."),))
        return
    yield _table(material)
    if len(material.subjects) > DETAILED:
        yield Paragraph(
            (
                gettext(
                    "The %(number)s with the highest risk are told in full below. "
                    "Of each other one, a report of its own can be made.",
                    number=words.companies(DETAILED),
                ),
            )
        )


def anchor(number: int) -> str:
    """Return the name that links to a company's part lead to."""
    return f"C{number}"


def _table(material: Material) -> Table:
    columns = (
        Column(gettext("Company"), 24),
        Column(gettext("What was sent to it"), 33),
        Column(gettext("How"), 16),
        Column(gettext("Data"), 11, is_number=True),
        Column(gettext("Times"), 8, is_number=True),
        Column(gettext("Risk"), 14),
    )
    shown = material.subjects[:_MOST]
    rows = tuple(_row(subject, number) for number, subject in enumerate(shown, 1))
    rest = _rest(len(material.subjects) - len(shown))
    return Table(gettext("Companies, those with the highest risk first"), columns, rows, rest)


def _rest(number: int) -> str:
    """Say how many companies are not in the table, and where they are."""
    if number <= 0:
        return ""
    return ngettext(
        "%(count)s more company is not listed here: it is on the dashboard's page Companies, and in the export.",
        "%(count)s more companies are not listed here: they are on the dashboard's page Companies, and in the export.",
        number,
    )


def _row(subject: Subject, number: int) -> tuple[Cell, ...]:
    sums = subject.sums
    name: Line = (short(subject.name, 60),)
    if number <= DETAILED:
        name = (Link(short(subject.name, 60), f"#{anchor(number)}"),)
    who = [name, (_seat(subject),)] if _seat(subject) else [name]
    return (
        cell(*who),
        cell(words.data_of(sums.categories, 5)),
        cell(", ".join(words.MANNERS[one] for one in in_order(sums.manners)), _parties(subject)),
        count(sums.data),
        count(sums.span.times),
        cell(risk(subject)),
    )


def _seat(subject: Subject) -> str:
    if not subject.sums.is_known:
        return gettext("company not known")
    country = subject.listed.country if subject.listed else None
    return short(voice().country(country), 40) if country else ""


def _parties(subject: Subject) -> str:
    return ", ".join(words.PARTIES[one] for one in Party if one in subject.sums.parties)


def risk(subject: Subject) -> str:
    """Return the risk of a company in a word and a number."""
    if subject.rated is None:
        return gettext("not judged")
    return gettext("%(level)s, %(score)s/100", level=subject.rated.level.said, score=subject.rated.score)
