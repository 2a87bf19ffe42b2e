"""The title page: what the report is about, who made it, when, and from what."""

from collections.abc import Iterator
from importlib.metadata import version

from tracker.phrasing import gettext, ngettext
from tracker.reporting import words
from tracker.reporting.document import Block, Facts, Line, Mono, Paragraph, short
from tracker.reporting.gathering import Material


def title(material: Material) -> str:
    """Return the title of the report."""
    if material.asked.vendor is None:
        return gettext("Personal data sent to companies")
    return gettext("Personal data sent to %(company)s", company=company(material))


def subtitle(material: Material) -> str:
    """Return what stands below the title."""
    span = material.sums.span
    if not span.times:
        return gettext("A record of a person's own traffic. Nothing was recorded in this part.")
    first, last = words.day(span.first), words.day(span.last)
    if first == last:
        return gettext("A record of a person's own traffic, of %(day)s", day=first)
    return gettext("A record of a person's own traffic, from %(first)s to %(last)s", first=first, last=last)


def made(material: Material) -> str:
    """Return who made the report, and when."""
    return gettext(
        "Made by Tracker %(version)s, %(time)s", version=version("tracker"), time=words.moment(material.asked.made)
    )


def company(material: Material) -> str:
    """Return the name of the company that the report is about."""
    subject = material.of_one
    return short(subject.name if subject else material.asked.vendor or "", 80)


def blocks(material: Material) -> Iterator[Block]:
    """Yield what stands on the title page."""
    yield Facts(tuple(_facts(material)))
    yield Paragraph((
        gettext(
            "Every value is masked: this report shows enough of it to tell it apart, and too little to restore it. "
            "A finding says what was sent where. It does not say what was done with it afterwards, "
            "nor whether that was lawful."
        ),
    ))  # fmt: skip


def _facts(material: Material) -> Iterator[tuple[str, tuple[Line, ...]]]:
    asked, sums = material.asked, material.sums
    yield gettext("About"), ((company(material) if asked.vendor else gettext("All companies in the record"),),)
    yield gettext("Period asked for"), ((_period(material),),)
    if narrowed := list(_narrowed(material)):
        yield gettext("Narrowed to"), tuple(narrowed)
    if sums.span.times:
        between = gettext(
            "%(first)s to %(last)s", first=words.moment(sums.span.first), last=words.moment(sums.span.last)
        )
        yield gettext("First and last in it"), ((between,),)
    yield gettext("Made by"), ((f"Tracker {version('tracker')}",),)
    yield gettext("Made at"), ((words.moment(asked.made),),)
    rows = gettext("%(rows)s, which stand for %(disclosures)s", rows=_rows(material.count.rows),
                   disclosures=words.disclosures(sums.span.times))  # fmt: skip
    yield gettext("Made from"), ((rows,),)
    if material.count.digest is not None:
        yield gettext("SHA-256 of these rows"), ((Mono(material.count.digest),),)


def _rows(number: int) -> str:
    return ngettext("%(count)s row of the record", "%(count)s rows of the record", number)


def _period(material: Material) -> str:
    since, until = material.asked.scope.since, material.asked.scope.until
    if since is None and until is None:
        return gettext("all that was recorded until this report was made")
    if since is None:
        return gettext("before %(until)s", until=words.moment(material.asked.closed.until or material.asked.made))
    if until is None or until > material.asked.made:
        return gettext("from %(since)s until this report was made", since=words.moment(since))
    return gettext("from %(since)s to before %(until)s", since=words.moment(since), until=words.moment(until))


def _narrowed(material: Material) -> Iterator[Line]:
    scope = material.asked.scope
    if scope.category is not None:
        yield (gettext("kind of data: %(kind)s", kind=words.label(scope.category)),)
    if scope.party is not None:
        yield (gettext("recipients: %(party)s", party=words.PARTIES[scope.party]),)
    if scope.manner is not None:
        yield (gettext("how it left: %(manner)s", manner=words.MANNERS[scope.manner]),)
