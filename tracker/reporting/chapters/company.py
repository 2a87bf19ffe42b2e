"""One company in full: who it is, what it got and how, from where, under which hash, and how risky that is."""

from collections.abc import Iterator

from tracker.phrasing import gettext, listed, ngettext, sentence, voice
from tracker.reporting import words
from tracker.reporting.chapters.companies import risk
from tracker.reporting.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Heading,
    Line,
    Link,
    Mono,
    Paragraph,
    Piece,
    Table,
    cell,
    count,
    named,
    short,
)
from tracker.reporting.exhibits import Exhibits
from tracker.reporting.gathering import Detail
from tracker.reporting.summing import CompanySum, DatumSum, Span, in_order
from tracker.taxonomy import Category
from tracker.upstream.portrait import Fact, Said

_SHARERS = 8
_DATA = 300


def blocks(detail: Detail, exhibits: Exhibits, *, is_brief: bool = False) -> Iterator[Block]:
    """Yield what is told of one company: a chapter, or (brief) a part of one."""
    level, most = (3, 8) if is_brief else (2, 30)
    sums = detail.subject.sums
    yield Paragraph((_summary(detail),))
    yield Heading(gettext("Who it is"), level)
    yield Facts(tuple(_facts(detail)))
    yield Heading(gettext("How risky that is"), level)
    yield from _risk(detail)
    yield Heading(gettext("What was sent to it"), level)
    yield _kinds(sums)
    yield _data(sums, exhibits)
    yield Heading(gettext("From which sites, and to which of its hosts"), level)
    yield _sites(sums, most)
    yield _hosts(sums, most)
    shared = _shared(detail)
    if shared is not None:
        yield Heading(gettext("Identifiers that were sent to others, too"), level)
        yield shared
        yield Paragraph((_about_sharing(),), True)


def _summary(detail: Detail) -> str:
    subject = detail.subject
    sums = subject.sums
    return words.recorded(sums.span, short(subject.name, 80), sums.data, sum(site is not None for site in sums.sites))


def _facts(detail: Detail) -> Iterator[tuple[str, tuple[Line, ...]]]:
    name = short(detail.subject.name, 120)
    if not detail.subject.sums.is_known:
        yield gettext("Domain"), ((Mono(name),), (gettext("Which company stands behind it is not known."),))
        return
    yield gettext("Name"), ((name,),)
    found = detail.assessed
    if found is None:
        return
    for fact in found.facts(None):
        if fact.is_known:
            yield short(fact.heading, 80), tuple(_said(fact))
    if detail.trade:
        yield gettext("Line of business"), ((short(sentence(detail.trade), 60),),)
    lacking = [_within(fact.heading) for fact in found.facts(detail.trade) if not fact.is_known]
    if lacking:
        yield gettext("Not known"), ((sentence(listed(lacking, len(lacking))),),)


def _within(heading: str) -> str:
    """A heading as it stands within a sentence."""
    said = short(heading, 60)
    return said[:1].lower() + said[1:]


def _said(fact: Fact) -> Iterator[Line]:
    for one in fact.said:
        yield (_piece(one),)
    if fact.source is not None:
        yield gettext("Source:"), " ", _piece(fact.source)


def _piece(said: Said) -> Piece:
    text = short(said.text, 300)
    return Link(text, said.link) if said.link and len(said.link) < 1000 else text


def _risk(detail: Detail) -> Iterator[Block]:
    rated = detail.subject.rated
    if rated is None:
        yield Paragraph((gettext("Its risk was not judged."),))
        return
    yield Paragraph((gettext("%(risk)s. The reasons, the weightiest first:", risk=sentence(risk(detail.subject))),))
    yield Bullets(tuple((short(sentence(reason), 400),) for reason in rated.reasons))
    yield Paragraph(
        (
            gettext(
                "Judged by all that the record has of this company. "
                "The number says how much harm could come of it, not that harm was done."
            ),
        ),
        True,
    )


def _kinds(sums: CompanySum) -> Table:
    columns = (
        Column(gettext("Kind of data"), 26),
        Column(gettext("Distinct"), 13, is_number=True),
        Column(gettext("Times"), 10, is_number=True),
        Column(gettext("How it left"), 24),
        Column(gettext("First (UTC)"), 15),
        Column(gettext("Last (UTC)"), 15),
    )
    return Table(gettext("By kind"), columns, tuple(_kind(sums, category) for category in sums.categories))


def _kind(sums: CompanySum, category: Category) -> tuple[Cell, ...]:
    kind = sums.kinds[category]
    how = ", ".join(f"{words.MANNERS[one]} ({voice().number(kind.manners[one])})" for one in in_order(kind.manners))
    return (
        cell(words.label(category)),
        count(len(kind.seen)),
        count(kind.span.times),
        cell(how),
        cell(words.minute(kind.span.first)),
        cell(words.minute(kind.span.last)),
    )


def _data(sums: CompanySum, exhibits: Exhibits) -> Table:
    columns = (
        Column(gettext("Data, masked, with fingerprint"), 32),
        Column(gettext("How it travelled"), 26),
        Column(gettext("From"), 18),
        Column(gettext("Times, first and last (UTC)"), 18),
        Column(gettext("Proof"), 9),
    )
    every = [(category, one) for category in sums.categories for one in sums.kinds[category].data.values()]
    rows = tuple(_datum(sums.mark, category, one, exhibits) for category, one in every[:_DATA])
    return Table(gettext("One by one"), columns, rows, words.left_out(len(rows), sums.data))


def _datum(company: str, category: Category, datum: DatumSum, exhibits: Exhibits) -> tuple[Cell, ...]:
    proofs = [Link(one.name, f"#{one.name}") for one in exhibits.of(company, category, datum.fingerprint)]
    forms = sorted({words.disguise(one) for one in datum.encodings})
    sites = sorted(short(site, 60) for site in datum.sites if site)
    return (
        cell(words.label(category), named(voice().masked(datum.preview), 60), Mono(datum.fingerprint)),
        cell(
            ", ".join(words.MANNERS[one] for one in in_order(datum.manners)),
            *(short(one, 120) for one in forms[:3]),
        ),
        cell(listed(sites, 4) if sites else gettext("page not known")),
        cell(_times(datum.span.times), words.minute(datum.span.first), words.minute(datum.span.last)),
        cell(*proofs),
    )


def _times(number: int) -> str:
    return ngettext("%(count)s time", "%(count)s times", number)


def _sites(sums: CompanySum, most: int) -> Table:
    rows = tuple(
        (cell(named(site) if site else gettext("page not known")), *_span(span))
        for site, span in _most(sums.sites)[:most]
    )
    return Table(gettext("Sites"), _columns(gettext("Site")), rows, words.left_out(len(rows), len(sums.sites)))


def _hosts(sums: CompanySum, most: int) -> Table:
    rows = tuple((cell(named(host)), *_span(span)) for host, span in _most(sums.hosts)[:most])
    return Table(gettext("Hosts"), _columns(gettext("Host")), rows, words.left_out(len(rows), len(sums.hosts)))


def _most[Key: (str, str | None)](spans: dict[Key, Span]) -> list[tuple[Key, Span]]:
    return sorted(spans.items(), key=lambda one: (-one[1].times, one[0] or ""))


def _columns(heading: str) -> tuple[Column, ...]:
    return (
        Column(heading, 50),
        Column(gettext("Times"), 14, is_number=True),
        Column(gettext("First (UTC)"), 18),
        Column(gettext("Last (UTC)"), 18),
    )


def _span(span: Span) -> tuple[Cell, ...]:
    return count(span.times), cell(words.minute(span.first)), cell(words.minute(span.last))


def _shared(detail: Detail) -> Table | None:
    """The identifiers that other companies have, too; None where there are none."""
    columns = (Column(gettext("Identifier"), 45), Column(gettext("Also sent to"), 55))
    rows = []
    for category in detail.subject.sums.categories:
        for datum in detail.subject.sums.kinds[category].data.values():
            slug = detail.subject.listed.slug if detail.subject.listed else ""
            others = [short(one.name, 60) for one in detail.sharers.get(datum.fingerprint, ()) if one.slug != slug]
            if others:
                who = cell(words.label(category), named(voice().masked(datum.preview), 60), Mono(datum.fingerprint))
                rows.append((who, cell(listed(others, _SHARERS))))
    return Table(gettext("Identifiers in several hands"), columns, tuple(rows)) if rows else None


def _about_sharing() -> str:
    return gettext(
        "Where two companies have the same identifier of one person, they can put together what each knows. "
        "Whether they do so, traffic does not show. It is told of the whole record."
    )
