"""One site: who listens there and what each got, what the person gave it, what was taken before, and what helps."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, NamedTuple

from flask import Blueprint, abort
from sqlalchemy.orm import Session

from dashboard import addresses, arguments, formats
from dashboard.charts import listeners as listeners_chart
from dashboard.charts import timeline as timeline_chart
from dashboard.charts.chart import Chart
from dashboard.charts.listeners import Listener
from dashboard.decided import decided
from dashboard.ears import Ear, by_company, headline, recognising
from dashboard.languages import locale
from dashboard.narrowing import narrowing
from dashboard.offers import Here, of_site
from dashboard.pages import Page, show
from dashboard.recent import Recent, recent
from dashboard.wiring import reading, ways_heard
from tracker.disclosure import Manner, Party
from tracker.ledger.queries import site as queries
from tracker.ledger.queries.blind_spots import Spot
from tracker.ledger.queries.filters import Filters
from tracker.ledger.queries.log import Entry, entries
from tracker.ledger.queries.passwords import Used, passwords
from tracker.ledger.queries.past import mark_of
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.site import Disguise, Given, Kept, Place
from tracker.passwords.wording import GUESSED, STRENGTHS
from tracker.phrasing import gettext
from tracker.taxonomy import TAXONOMY, Category
from tracker.vendors import builtin

blueprint = Blueprint("site", __name__)
_YEAR = 366
_LISTENERS, _IDENTIFIERS, _GIVEN, _PROOFS = 30, 12, 15, 3


class Mark(NamedTuple):
    """An identifier that was met on the site, and who got it there, the latest first. `alike` are how many more of its
    kind the same companies got.
    """

    datum: int
    category: Category
    preview: str
    holders: tuple[Kept, ...]
    alike: int


class Password(NamedTuple):
    """A password that was given to the site, and the other sites that were given the same."""

    strength: int
    is_weak: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site(Page):
    """What the page of one site shows: of those who listen there, a page. `previous` and `onward` lead to others."""

    template: ClassVar[str] = "site.html"
    section: ClassVar[str] = "sites"
    is_narrowed: ClassVar[bool] = True
    headline: str
    place: Place
    log: str
    ears: tuple[Ear, ...]
    previous: str | None
    onward: str | None
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
    here_rules: Here | None
    is_private: bool
    chart_of_listeners: Chart | None
    chart_of_days: Chart | None


@blueprint.get(f"{addresses.SITES}/<path:domain>")
def one_site(domain: str) -> str:
    """Show one site, or all pages that are unknown."""
    with reading() as session:
        found = queries.place(session, "" if domain == addresses.UNKNOWN_SITE else domain)
        if found is None:
            abort(404)
        return show(session, _page(session, recent(session), found))


def _page(session: Session, known: Recent, place: Place) -> Site:
    scope, name = narrowing().scope(), place.domain or addresses.UNKNOWN_SITE
    here, mark = (place.id, scope), mark_of(session, scope)
    hidden = known.ask(("disguises", *here), lambda: queries.disguises(session, place.id, builtin))
    ears = known.ask(("ears", *here), lambda: tuple(by_company(queries.got(session, *here), hidden)), mark)
    others = [ear for ear in ears if ear.is_other]
    start = _start(ears)
    early = known.ask(("early", *here), lambda: _early(session, place.domain), mark or _taken(session, place.id, scope))
    given = _sensitive_first(known.ask(("given", *here), lambda: queries.given(session, *here), mark))
    marks = _marks(known.ask(("identifiers", *here), lambda: queries.identifiers(session, *here), mark))
    password = _password_given(session, known, place)
    own_name = place.domain or gettext("pages that are not known")
    return Site(
        title=place.domain or gettext("Pages that are not known"),
        headline=headline(own_name, others, bool(ears)),
        place=place,
        log=addresses.log_address(site=name),
        ears=ears[start : start + _LISTENERS],
        previous=_others(place.domain, ears, start - _LISTENERS) if start else None,
        onward=_others(place.domain, ears, start + _LISTENERS) if len(ears) > start + _LISTENERS else None,
        early=tuple(early[:_PROOFS]),
        more_early=addresses.log_address(site=name, manner=Manner.PREMATURE) if len(early) > _PROOFS else "",
        given=tuple(given[:_GIVEN]),
        more_given=addresses.log_address(site=name, manner=Manner.SUBMITTED) if len(given) > _GIVEN else "",
        marks=tuple(marks[:_IDENTIFIERS]),
        more_marks=sum(1 + mark.alike for mark in marks[_IDENTIFIERS:]),
        disguises=tuple(hidden),
        password=password,
        strengths=dict(STRENGTHS.items()),
        guessed=dict(GUESSED.items()),
        spots=tuple(queries.unseen_of(session, place.domain)) if place.domain else (),
        advice=tuple(_advice(others, marks, bool(early), password)),
        here_rules=of_site(session, place.domain, scope) if place.domain else None,
        is_private=place.domain in decided().control.private_sites,
        chart_of_listeners=known.ask(
            ("picture", place.id, narrowing(), str(locale())), lambda: _picture(own_name, name, ears, others), ears
        ),
        chart_of_days=_days(session, known, place, name, ears) if ears else None,
    )


def _start(ears: Sequence[Ear]) -> int:
    """The place of the first of those who listen that are shown: after the one that the address names."""
    after = arguments.text("after")
    return next((place for place, ear in enumerate(ears, 1) if ear.slug == after), 0) if after else 0


def _others(domain: str, ears: Sequence[Ear], start: int) -> str:
    after = ears[start - 1].slug if start > 0 else None
    return f"{addresses.site_address(domain, after=after)}#ears-title"


def _taken(session: Session, site: int, scope: Scope) -> Hashable:
    """What is another when something else left before it was sent, None where only rows know."""
    if scope.has_period:
        return None
    heard = ways_heard(session, None, [site])
    return tuple((pair, way) for pair, ways in heard for way in ways if way.manner is Manner.PREMATURE)


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
    """By identifier, those that several got first; those of one kind that the same companies got are told once."""
    found: dict[int, list[Kept]] = {}
    for row in rows:
        found.setdefault(row.datum, []).append(row)
    marks: dict[tuple[Category, frozenset[str]], Mark] = {}
    for key, kept in found.items():
        which = kept[0].category, frozenset(one.vendor_slug for one in kept)
        first = marks.get(which) or Mark(key, kept[0].category, kept[0].preview, tuple(kept), -1)
        marks[which] = first._replace(alike=first.alike + 1)
    return sorted(marks.values(), key=lambda mark: -len(mark.holders))


def _password_given(session: Session, known: Recent, place: Place) -> Password | None:
    if not place.domain:
        return None
    return _password(known.ask(("passwords", place.id), lambda: passwords(session, place.id)), place.domain)


def _password(used: Iterable[Used], domain: str) -> Password | None:
    own = next((use for use in used if use.site == domain), None)
    if own is None:
        return None
    return Password(own.strength, own.is_weak, tuple(use.site for use in used if _is_same(use, own)))


def _is_same(use: Used, own: Used) -> bool:
    return bool(own.group) and use.group == own.group and use.site != own.site


def _picture(own_name: str, name: str, ears: Iterable[Ear], others: Sequence[Ear]) -> Chart | None:
    if not others:
        return None
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
    return chart if narrowing().category else chart._replace(title=recognising(others))


def _days(session: Session, known: Recent, place: Place, name: str, ears: tuple[Ear, ...]) -> Chart:
    """The days, drawn anew when any company got something there, or the period ends on another day."""
    scope = narrowing().scope()
    ends = _ends(place, scope.since, scope.until)
    return known.ask(
        ("days", place.id, narrowing(), str(locale())),
        lambda: timeline_chart.chart(queries.days_of(session, place.id, *ends, scope), site=name),
        (ends, ears),
    )


def _ends(place: Place, since: datetime | None, until: datetime | None) -> tuple[date, date]:
    """The days that the timeline shows: all of the period, or of all time those from the first visit to the last. Of a
    period of years none long before the first visit, which a strange address may ask for.
    """
    last = place.last if since is None and until is None else max(place.last, formats.now())
    end = _utc(min(last, until - timedelta(microseconds=1)) if until else last)
    before = _utc(place.first) - timedelta(days=1)
    start = before if since is None else max(_utc(since), min(before, end - timedelta(days=_YEAR)))
    return min(start, end), end


def _utc(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


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
