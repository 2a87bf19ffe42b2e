"""Export: what was recorded, in formats for others; masked, as everywhere, and narrowed as the page's address says."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar, NamedTuple

from flask import Blueprint, Response, abort, redirect, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from dashboard import addresses, arguments, formats
from dashboard.choices import Option
from dashboard.downloads import from_file, streamed
from dashboard.narrowing import Narrowing, from_address, narrowing
from dashboard.notices import warn
from dashboard.pages import Page, show
from dashboard.wiring import reading, wiring
from dashboard.wording import sentence
from tracker.errors import ConfigurationError, LedgerError
from tracker.exporters import BINARIES, FORMATS, TEXTS
from tracker.exporters.selection import Selection
from tracker.exporters.studies.reduction import Hosts, Resolution
from tracker.keeper import drain
from tracker.ledger.queries.amount import Amount, amount
from tracker.ledger.queries.given_labels import given_labels
from tracker.ledger.queries.scope import Scope
from tracker.phrasing import Words, gettext, message

blueprint = Blueprint("export", __name__)
_PATIENCE = 3.0  # seconds without progress until what the ledger has must do
_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "sqlite": "application/vnd.sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "jsonld": "application/ld+json",
    "har": "application/json",
}
_NAMES = Words(
    {
        "csv": message("A table (CSV)"),
        "jsonl": message("Lines of JSON"),
        "sqlite": message("A database (SQLite)"),
        "parquet": message("Typed columns (Parquet)"),
        "jsonld": message("Linked data (JSON-LD)"),
        "har": message("A capture (HAR)"),
    }
)
_USES = Words(
    {
        "csv": message(
            "For a spreadsheet: LibreOffice, Excel, Numbers. What strangers wrote cannot act as a formula there: an "
            "apostrophe stands in front of it."
        ),
        "jsonl": message("For a script: one disclosure a line, with all that is known of it."),
        "sqlite": message("For questions of your own in SQL, or with Datasette. This file is not encrypted."),
        "parquet": message("For pandas, Polars, DuckDB or R: times, numbers and lists keep their types."),
        "jsonld": message(
            "For a register of processing, or a data protection authority: in the words of the W3C's Data Privacy "
            "Vocabulary, by company and site."
        ),
        "har": message(
            "For tools that read captured traffic: each request with what it disclosed, masked, at its place."
        ),
    }
)
RESOLUTIONS = Words(
    {
        Resolution.FULL: message("as they were recorded"),
        Resolution.SECOND: message("to the second"),
        Resolution.MINUTE: message("to the minute"),
        Resolution.HOUR: message("to the hour"),
        Resolution.DAY: message("to the day"),
    }
)
HOSTS = Words(
    {
        Hosts.FULL: message("whole names"),
        Hosts.WORDS: message("all but what looks like an identifier"),
        Hosts.DOMAIN: message("the registered domain alone"),
    }
)


class Format(NamedTuple):
    """A format: what it is called, what it is for, and the address to get it from; None where something is missing."""

    name: str
    words: str
    use: str
    address: str | None


class Part(NamedTuple):
    """Which part besides the scope: a vendor (slug, domain or host), and one label."""

    vendor: str | None
    label: tuple[str, str] | None

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        return (self.label,) if self.label else ()

    def arguments(self) -> dict[str, object]:
        """Return it as the address has it."""
        return {"vendor": self.vendor, "label": "=".join(self.label) if self.label else None}


@dataclass(frozen=True, slots=True)
class Export(Page):
    """What the page of exports shows. `is_study_wider`: the study has more than the address narrows to."""

    template: ClassVar[str] = "export.html"
    section: ClassVar[str] = "export"
    is_narrowed: ClassVar[bool] = True
    amount: Amount
    vendor: str
    is_filtered: bool
    labels: tuple[Option, ...]
    formats: tuple[Format, ...]
    has_parquet: bool
    is_study_wider: bool
    study: str
    resolutions: tuple[Option, ...]
    hosts: tuple[Option, ...]


@blueprint.get(addresses.EXPORT)
def export() -> str:
    """Show what can be had."""
    part = _part()
    with reading() as session:
        return show(session, _page(session, narrowing(), part))


@blueprint.get(f"{addresses.EXPORT}/<form>")
def download(form: str) -> Response:
    """Hand out an export."""
    if form not in FORMATS or (form == "parquet" and not _has_parquet()):
        abort(404)
    part, scope, settings = _part(), narrowing().scope(), wiring().settings()
    _bring_in()
    name = _file_name(part, form)
    if form in TEXTS:
        return streamed(_pieces(form, part, scope), name, _KINDS[form])

    def write(path: Path) -> None:
        with reading() as session:
            BINARIES[form](_selection(session, part, scope), path)

    return from_file(settings, write, name, _KINDS[form])


@blueprint.post(addresses.STUDY)
def study() -> AnyResponse:
    """Hand out a study's bundle. Its key is made at the first time."""
    from tracker.exporters.studies.bundle import write as write_bundle
    from tracker.exporters.studies.keys import study_of
    from tracker.exporters.studies.package import name_of
    from tracker.exporters.studies.reduction import Reduction

    parts, part = wiring(), _part()
    settings, scope = parts.settings(), from_address().scope()._replace(category=None, party=None, manner=None)
    try:
        reduction = Reduction.of(request.form.get("times", ""), request.form.get("hosts", ""))
        _bring_in()
        wanted = study_of(
            settings, parts.keys, request.form.get("name", ""), is_cut=request.form.get("new_key") == "on"
        )

        def write(path: Path) -> None:
            with reading() as session, path.open("wb") as file:
                write_bundle(_selection(session, part, scope), wanted, reduction, file, path.parent)

        return from_file(settings, write, f"{name_of(wanted.name)}-{_today()}.zip", "application/zip")
    except ConfigurationError:
        warn(
            gettext(
                "Nothing was exported. A study needs a name of 1 to 80 characters, letters without accents, "
                "and pyarrow must be installed."
            )
        )
        return redirect(f"{addresses.after_form(addresses.EXPORT)}#study-title", 303)


def _part() -> Part:
    given = arguments.text("label")
    key, _, value = (given or "").partition("=")
    if given and not (key and value):
        raise BadRequest(gettext("In the address, %(name)s is none of the known words.", name="label"))
    return Part(arguments.text("vendor"), (key, value) if given else None)


def _bring_in() -> None:
    """See that what has just left is in the ledger; where that takes too long, what is there must do."""
    parts = wiring()
    with suppress(LedgerError):
        drain(parts.ledger, parts.settings(), parts.keys, _PATIENCE)


def _selection(session: Session, part: Part, scope: Scope) -> Selection:
    others = scope._replace(since=None, until=None)
    return Selection(session, scope.since, scope.until, part.vendor, part.labels, scope=others)


def _pieces(form: str, part: Part, scope: Scope) -> Iterator[bytes]:
    with reading() as session:
        yield from TEXTS[form](_selection(session, part, scope))


def _file_name(part: Part, form: str) -> str:
    from tracker.exporters.studies.package import name_of

    whose = f"-{name_of(part.vendor)[:60]}" if part.vendor else ""
    return f"tracker{whose}-{_today()}.{form}"


def _today() -> str:
    return formats.now().date().isoformat()


def _has_parquet() -> bool:
    return find_spec("pyarrow") is not None


def _page(session: Session, asked: Narrowing, part: Part) -> Export:
    scope, has_parquet = asked.scope(), _has_parquet()
    return Export(
        title=gettext("Export"),
        amount=amount(session, scope, part.vendor, part.labels),
        vendor=part.vendor or "",
        is_filtered=part != Part(None, None),
        labels=_labels(session, part),
        formats=tuple(_format(name, part, has_parquet=has_parquet) for name in _KINDS),
        has_parquet=has_parquet,
        is_study_wider=any(value is not None for value in scope[2:]),
        study=addresses.with_query(addresses.STUDY, part.arguments()),
        resolutions=tuple(Option(one, sentence(RESOLUTIONS[one]), one is Resolution.SECOND) for one in Resolution),
        hosts=tuple(Option(one, sentence(HOSTS[one]), one is Hosts.WORDS) for one in Hosts),
    )


def _labels(session: Session, part: Part) -> tuple[Option, ...]:
    pairs = given_labels(session)
    if part.label and part.label not in pairs:
        pairs.append(part.label)
    return tuple(Option("=".join(pair), "=".join(pair), pair == part.label) for pair in pairs)


def _format(name: str, part: Part, *, has_parquet: bool) -> Format:
    address = addresses.with_query(f"{addresses.EXPORT}/{name}", part.arguments())
    is_there = name != "parquet" or has_parquet
    return Format(name, _NAMES[name], _USES[name], address if is_there else None)
