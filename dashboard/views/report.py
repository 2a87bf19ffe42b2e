"""Report: what a period or a company comes to, to be printed or sent: one HTML file or a PDF, masked."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, NamedTuple

from flask import Blueprint, Response, abort
from sqlalchemy.orm import Session

from dashboard import addresses, arguments, formats, languages, security
from dashboard.choices import Option
from dashboard.narrowing import narrowing
from dashboard.pages import Page, show
from dashboard.wiring import reading, wiring
from tracker.errors import LedgerError
from tracker.keeper import drain
from tracker.ledger.queries.amount import ENOUGH, Amount, amount
from tracker.ledger.queries.companies import Company, companies
from tracker.phrasing import gettext, speaking
from tracker.reporting.asked import Asked
from tracker.reporting.document import Document, short
from tracker.reporting.gathering import gathered
from tracker.reporting.naming import file_name
from tracker.reporting.writing import document
from tracker.trades import in_words

blueprint = Blueprint("report", __name__)
_PATIENCE = 3.0  # seconds without progress until what the ledger has must do
_KINDS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
_PAPERS = {"a4": "A4", "letter": "US Letter"}


class Choice(NamedTuple):
    """What the form asks for: a company (slug; None: all), the language of the report and the paper of the PDF."""

    vendor: str | None
    language: str
    paper: str


@dataclass(frozen=True, slots=True)
class Report(Page):
    """What the page of reports shows; `is_long`: making one takes so long that it is said."""

    template: ClassVar[str] = "report.html"
    section: ClassVar[str] = "report"
    is_narrowed: ClassVar[bool] = True
    amount: Amount
    is_long: bool
    vendors: tuple[Option, ...]
    spoken: tuple[Option, ...]
    papers: tuple[Option, ...]


@blueprint.get(addresses.REPORT)
def report() -> str:
    """Show what a report can be about."""
    choice = _choice()
    with reading() as session:
        return show(session, _page(session, choice))


@blueprint.get(f"{addresses.REPORT}/<any(html, pdf):form>")
def file(form: str) -> Response:
    """Hand out a report: to be looked at, or (`save`) as a file."""
    choice = _choice()
    _bring_in()
    made = _document(choice)
    response = Response(_encoded(made, form, choice.paper), content_type=_KINDS[form])
    how = "attachment" if arguments.text("save") else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="{file_name(choice.vendor, made.time, form)}"'
    return response


def _choice() -> Choice:
    said, paper = arguments.text("said"), arguments.text("paper")
    own = languages.locale().language
    return Choice(
        arguments.text("vendor"), said if said in languages.LANGUAGES else own, paper if paper in _PAPERS else "a4"
    )


def _bring_in() -> None:
    """See that what has just left is in the ledger; where that takes too long, what is there must do."""
    parts = wiring()
    with suppress(LedgerError):
        drain(parts.ledger, parts.settings(), parts.keys, _PATIENCE)


def _document(choice: Choice) -> Document:
    asked = Asked(datetime.now(UTC), choice.vendor, narrowing().scope(), choice.language)
    with speaking(languages.spoken_in(choice.language)), reading() as session:
        if choice.vendor is not None and choice.vendor not in companies(session):
            abort(404)
        return document(gathered(session, asked, wiring().answers.rated, in_words))


def _encoded(made: Document, form: str, paper: str) -> bytes:
    with speaking(languages.spoken_in(made.language)):
        if form == "pdf":
            from tracker.reporting import pdf

            return pdf.encoded(made, paper)
        from tracker.reporting import page

        security.allow_style(page.style_hash())
        return page.encoded(made)


def _page(session: Session, choice: Choice) -> Report:
    known = companies(session)
    if choice.vendor is not None and choice.vendor not in known:
        abort(404)
    how_much = amount(session, narrowing().scope(), choice.vendor)
    return Report(
        title=gettext("Report"),
        amount=how_much,
        is_long=how_much.is_more or how_much.disclosures > ENOUGH,
        vendors=tuple(_named(one, choice.vendor) for one in sorted(known.values(), key=_by_name)),
        spoken=tuple(Option(code, name, code == choice.language) for code, name in languages.LANGUAGES.items()),
        papers=tuple(Option(code, name, code == choice.paper) for code, name in _PAPERS.items()),
    )


def _named(company: Company, chosen: str | None) -> Option:
    return Option(company.slug, short(company.name, 80), company.slug == chosen)


def _by_name(company: Company) -> tuple[str, str]:
    return formats.sortable(company.name), company.slug
