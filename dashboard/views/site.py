"""One site: who listens there and what each got, what the person gave it, what was taken before, and what helps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, NamedTuple

from flask import Blueprint, abort
from sqlalchemy.orm import Session

from dashboard import addresses, formats
from dashboard.charts import listeners as listeners_chart
from dashboard.charts import timeline as timeline_chart
from dashboard.charts.chart import Chart
from dashboard.charts.listeners import Listener
from dashboard.narrowing import narrowing
from dashboard.pages import Page, show
from dashboard.wiring import reading
from dashboard.wording import yours
from tracker.disclosure import Manner, Party
from tracker.ledger.queries import site as queries
from tracker.ledger.queries.blind_spots import Spot
from tracker.ledger.queries.filters import Filters
from tracker.ledger.queries.log import Entry, entries
from tracker.ledger.queries.passwords import Used, passwords
from tracker.ledger.queries.site import LASTING_HERE, Disguise, Given, Got, Kept, Place
from tracker.passwords.wording import GUESSED, STRENGTHS
from tracker.phrasing import gettext, ngettext
from tracker.taxonomy import IDENTIFIERS, TAXONOMY, Category
from tracker.vendors import builtin

blueprint = Blueprint("site", __name__)
_DAYS, _MOST_DAYS = 90, 400
_LISTENERS, _IDENTIFIERS, _GIVEN, _PROOFS = 30, 12, 15, 3
_TELLING = 3  # least sensitivity of what is worth a title


class Ear(NamedTuple):
    """Who listens on the site, and what it got: categories, the most sensitive first; `hidden` is the host by whose
    name it looks like the site itself.
    """

    slug: str
    name: str
    business: str
    party: Party
    hidden: str | None
    categories: tuple[Category, ...]
    manners: tuple[Manner, ...]
    data: int
    times: int
    is_plain: bool
    first: datetime
    last: datetime

    @property
    def is_other(self) -> bool:
        """Whether it is somebody else than the site itself."""
        return self.party is not Party.FIRST or self.hidden is not None


class Mark(NamedTuple):
    """An identifier that was met on the site, and who got it there, the latest first."""

    datum: int
    category: Category
    preview: str
    holders: tuple[Kept, ...]


class Password(NamedTuple):
    """A password that was given to the site, and the other sites that were given the same."""

    strength: int
    is_weak: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site(Page):
    """What the page of one site shows. `domain` is '' for all pages that are unknown."""

    template: ClassVar[str] = "site.html"
    section: ClassVar[str] = "sites"
    is_narrowed: ClassVar[bool] = True
    headline: str
    place: Place
    log: str
    ears: tuple[Ear, ...]
    more_ears: int
    early: tuple[Entry, ...]
    more_early: str
    given: tuple[Given, ...]
    more_given: str
    marks: tuple[Mark, ...]
    more_marks: int
    disguises: tuple[Disguise, ...]
    password: Password | None
    strengths: dict[int, str]
    guessed: dict[int, str]
    spots: tuple[Spot, ...]
    advice: tuple[str, ...]
    chart_of_listeners: Chart | None
    chart_of_days: Chart | None


@blueprint.get(f"{addresses.SITES}/<path:domain>")
def one_site(domain: str) -> str:
    """Show one site, or all pages that are unknown."""
    with reading() as session:
        found = queries.place(session, "" if domain == addresses.UNKNOWN_SITE else domain)
        if found is None:
            abort(404)
        return show(session, _page(session, found))


def _page(session: Session, place: Place) -> Site:
    scope, name = narrowing().scope(), place.domain or addresses.UNKNOWN_SITE
    hidden = queries.disguises(session, place.id, builtin)
    ears = _ears(queries.got(session, place.id, scope), hidden)
    others = [ear for ear in ears if ear.is_other]
    early = _early(session, place.domain)
    given = _sensitive_first(queries.given(session, place.id, scope))
    marks = _marks(queries.identifiers(session, place.id, scope))
    password = _password(session, place.domain) if place.domain else None
    own_name = place.domain or gettext("pages that are not known")
    return Site(
        title=place.domain or gettext("Pages that are not known"),
        headline=_headline(own_name, others, bool(ears)),
        place=place,
        log=addresses.log_address(site=name),
        ears=tuple(ears[:_LISTENERS]),
        more_ears=len(ears[_LISTENERS:]),
        early=tuple(early[:_PROOFS]),
        more_early=addresses.log_address(site=name, manner=Manner.PREMATURE) if len(early) > _PROOFS else "",
        given=tuple(given[:_GIVEN]),
        more_given=addresses.log_address(site=name, manner=Manner.SUBMITTED) if len(given) > _GIVEN else "",
        marks=tuple(marks[:_IDENTIFIERS]),
        more_marks=len(marks[_IDENTIFIERS:]),
        disguises=tuple(hidden),
        password=password,
        strengths=dict(STRENGTHS.items()),
        guessed=dict(GUESSED.items()),
        spots=tuple(queries.unseen_of(session, place.domain)) if place.domain else (),
        advice=tuple(_advice(others, marks, bool(early), password)),
        chart_of_listeners=_picture(own_name, name, ears, others) if others else None,
        chart_of_days=_days(session, place, name) if ears else None,
    )


def _ears(rows: Iterable[Got], hidden: Iterable[Disguise]) -> list[Ear]:
    """Who listens: third parties first, of these those who got the most sensitive."""
    behind = {one.vendor_slug: one.host for one in hidden}
    found: dict[str, list[Got]] = {}
    for row in rows:
        found.setdefault(row.vendor_slug, []).append(row)
    ears = [_ear(members, behind.get(slug)) for slug, members in found.items()]
    return sorted(ears, key=lambda ear: (not ear.is_other, [-s for s in _senses(ear.categories)], -ear.data, ear.name))


def _ear(rows: Sequence[Got], hidden: str | None) -> Ear:
    one, ways = rows[0], [row.how for row in rows]
    is_third = any(way.is_third_party for way in ways)
    is_first = any(way.is_first_party for way in ways)
    manners = {manner for way in ways for manner in way.manners}
    return Ear(
        one.vendor_slug,
        one.vendor_name,
        one.business,
        Party.THIRD if is_third else Party.FIRST if is_first else Party.UNKNOWN,
        hidden,
        tuple(sorted((row.category for row in rows), key=lambda kind: (-TAXONOMY[kind].sensitivity, kind.value))),
        tuple(manner for manner in Manner if manner in manners),
        sum(row.data for row in rows),
        sum(row.times for row in rows),
        any(way.is_plain for way in ways),
        min(row.first for row in rows),
        max(row.last for row in rows),
    )


def _senses(categories: Iterable[Category]) -> list[int]:
    return [TAXONOMY[one].sensitivity for one in categories]


def _headline(site: str, others: Sequence[Ear], has_any: bool) -> str:
    if not others:
        if not has_any:
            return gettext("On %(site)s, nothing like that was seen leaving", site=site)
        return gettext("On %(site)s, nobody but the site itself was seen listening", site=site)
    listening = ngettext(
        "On %(site)s, %(count)s company listened", "On %(site)s, %(count)s companies listened", len(others), site=site
    )
    worst = max({kind for ear in others for kind in ear.categories}, key=lambda kind: _telling(kind, others))
    if TAXONOMY[worst].sensitivity < _TELLING:
        return listening
    return ngettext(
        "%(listening)s; %(count)s got %(data)s",
        "%(listening)s; %(count)s got %(data)s",
        sum(worst in ear.categories for ear in others),
        listening=listening,
        data=yours(worst),
    )


def _telling(kind: Category, others: Sequence[Ear]) -> tuple[int, bool, int, str]:
    """How much it says that others got that: what a person knows by name before what machines are told by."""
    got = sum(kind in ear.categories for ear in others)
    return TAXONOMY[kind].sensitivity, kind not in IDENTIFIERS, got, kind.value


def _early(session: Session, domain: str) -> list[Entry]:
    """What left before it was sent, the latest first, one more than is shown."""
    scope = narrowing().scope()
    if scope.manner not in {None, Manner.PREMATURE}:
        return []
    wanted = Filters(
        category=scope.category,
        site=domain,
        party=scope.party,
        manner=Manner.PREMATURE,
        since=scope.since,
        until=scope.until,
    )
    return entries(session, wanted, None, _PROOFS + 1)


def _sensitive_first(rows: Iterable[Given]) -> list[Given]:
    return sorted(rows, key=lambda row: (-TAXONOMY[row.category].sensitivity, row.category.value))


def _marks(rows: Iterable[Kept]) -> list[Mark]:
    """By identifier, those that several got first."""
    found: dict[int, list[Kept]] = {}
    for row in rows:
        found.setdefault(row.datum, []).append(row)
    marks = [Mark(key, kept[0].category, kept[0].preview, tuple(kept)) for key, kept in found.items()]
    return sorted(marks, key=lambda mark: -len(mark.holders))


def _password(session: Session, domain: str) -> Password | None:
    used = passwords(session)
    own = next((use for use in used if use.site == domain), None)
    if own is None:
        return None
    return Password(own.strength, own.is_weak, tuple(use.site for use in used if _is_same(use, own)))


def _is_same(use: Used, own: Used) -> bool:
    return bool(own.group) and use.group == own.group and use.site != own.site


def _picture(own_name: str, name: str, ears: Iterable[Ear], others: Sequence[Ear]) -> Chart:
    rows = [
        Listener(
            ear.slug,
            ear.name,
            ear.business,
            Party.THIRD if ear.hidden else ear.party,
            ear.categories,
            ear.data,
            ear.times,
        )
        for ear in ears
    ]
    chart = listeners_chart.chart(own_name, rows, name)
    return chart if narrowing().category else chart._replace(title=_recognising(others))


def _recognising(others: Sequence[Ear]) -> str:
    knowing = sum(any(kind in LASTING_HERE for kind in ear.categories) for ear in others)
    if not knowing:
        return gettext("None of those who listened got an identifier to know you again by")
    if knowing == len(others):
        return ngettext(
            "The %(count)s company that listened got an identifier to know you again by",
            "All %(count)s companies that listened got an identifier to know you again by",
            knowing,
        )
    return ngettext(
        "%(some)s of the %(count)s company that listened got an identifier to know you again by",
        "%(some)s of the %(count)s companies that listened got an identifier to know you again by",
        len(others),
        some=formats.number(knowing),
    )


def _days(session: Session, place: Place, name: str) -> Chart:
    scope = narrowing().scope()
    since, until = _ends(place, scope.since, scope.until)
    return timeline_chart.chart(queries.days_of(session, place.id, since, until, scope), site=name)


def _ends(place: Place, since: datetime | None, until: datetime | None) -> tuple[date, date]:
    """The days that the timeline shows: of the period, or the last that there is something of."""
    last = min(place.last, (until or place.last) - timedelta(microseconds=1)).astimezone(UTC)
    end = max(last, since).astimezone(UTC).date() if since else last.date()
    start = max(place.first.astimezone(UTC).date() - timedelta(days=1), end - timedelta(days=_DAYS - 1))
    if since is not None:
        start = max(since.astimezone(UTC).date(), end - timedelta(days=_MOST_DAYS - 1))
    return min(start, end), end


def _advice(others: Sequence[Ear], marks: Sequence[Mark], has_early: bool, password: Password | None) -> Iterable[str]:
    """What one can do, the most pressing first."""
    if password and password.others:
        yield gettext("Change the password here: other sites were given the same one.")
    elif password and password.is_weak:
        yield gettext("Change the password here: it is quickly guessed.")
    if has_early:
        yield gettext(
            "Do not type into forms here what you do not mean to give: somebody reads along before you send it."
        )
    if any(Manner.RELAYED in ear.manners and Category.EMAIL_ADDRESS in ear.categories for ear in others):
        yield gettext(
            "Give this site an e-mail address of its own (an alias): then the others cannot join it with what else "
            "they have."
        )
    if any(ear.hidden for ear in others):
        yield gettext(
            "Use a blocker that looks behind names, such as uBlock Origin in Firefox: the browser's own protection "
            "does not see who hides behind the site's name."
        )
    if others:
        yield gettext("Block third parties in your browser: turn on its strict tracking protection, or add a blocker.")
    if marks:
        yield gettext("Clear this site's cookies, and those of the companies above: the identifiers are new then.")
        yield gettext(
            "Ask a company what it has of you, or to delete it: its page says how to reach it, where that is known."
        )
