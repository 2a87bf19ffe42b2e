"""The report in a few sentences, and three pictures."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from unicodedata import east_asian_width

from tracker.disclosure import Manner, Party
from tracker.phrasing import gettext, ngettext, voice
from tracker.reporting import words
from tracker.reporting.document import Bar, Bars, Block, Bullets, Paragraph, short
from tracker.reporting.gathering import Material
from tracker.reporting.summing import by_sensitivity, in_order
from tracker.taxonomy import TAXONOMY

_SENSITIVE = 4
_BARS = 15
_ROOM = 28  # letters beside a bar


def blocks(material: Material) -> Iterator[Block]:
    """Yield the summary."""
    if not material.count.rows:
        yield Paragraph((
            gettext("In this part of the record, nothing was found to have been sent."),
            " ",
            unseen_sentence(material),
        ))  # fmt: skip
        return
    yield Paragraph((_what_left(material),))
    yield Bullets(tuple((sentence,) for sentence in _findings(material)))
    yield Paragraph((unseen_sentence(material),))
    yield from _pictures(material)


def unseen_sentence(material: Material) -> str:
    """Return how much was not seen; nothing is said to be found, or not, without it."""
    unseen = material.unseen
    if not unseen.times:
        return gettext("No traffic is known that was forwarded but could not be read.")
    return ngettext(
        "In the whole record, %(count)s request to %(hosts)s could not be read, wholly or in part: "
        "what was in it is not known.",
        "In the whole record, %(count)s requests to %(hosts)s could not be read, wholly or in part: "
        "what was in them is not known.",
        unseen.times,
        hosts=words.hosts(unseen.hosts),
    )


def _what_left(material: Material) -> str:
    sums = material.sums
    one = material.of_one
    to = short(one.name, 80) if one else words.companies(len(sums.companies))
    return words.recorded(sums.span, to, sums.data, sums.sites)


def _findings(material: Material) -> Iterator[str]:
    sums = material.sums
    yield from _as_third_party(material)
    yield from _sensitive(material)
    early = sums.manners[Manner.PREMATURE]
    if early:
        yield ngettext(
            "%(count)s disclosure left before the person sent the form that it was typed into.",
            "%(count)s disclosures left before the person sent the form that they were typed into.",
            early,
        )
    relayed = sums.manners[Manner.RELAYED]
    if relayed:
        yield ngettext(
            "%(count)s disclosure was passed on by a page in the background.",
            "%(count)s disclosures were passed on by pages in the background.",
            relayed,
        )
    plain = material.count.plain
    if plain:
        yield ngettext(
            "%(count)s disclosure left without encryption, readable on the way.",
            "%(count)s disclosures left without encryption, readable on the way.",
            plain,
        )


def _as_third_party(material: Material) -> Iterator[str]:
    number = sum(Party.THIRD in one.parties for one in material.sums.companies.values())
    if material.of_one:
        if number:
            yield gettext("Data went to it as a third party: the person was on another site.")
        return
    if number:
        yield ngettext(
            "To %(count)s of them, data went as to a third party: the person was on another site.",
            "To %(count)s of them, data went as to third parties: the person was on another site.",
            number,
        )


def _sensitive(material: Material) -> Iterator[str]:
    kinds = [one for one in by_sensitivity(material.sums.kinds) if TAXONOMY[one].sensitivity >= _SENSITIVE]
    if kinds:
        yield gettext("Among the data are kinds that are very sensitive: %(kinds)s.", kinds=words.data_of(kinds, 8))


def _pictures(material: Material) -> Iterator[Block]:
    sums = material.sums
    if len(sums.companies) > 1:
        most = sorted(material.subjects, key=lambda one: (-one.sums.data, one.name))[:_BARS]
        bars = (Bar(_label(one.name), one.sums.data, voice().number(one.sums.data)) for one in most)
        yield Bars(gettext("Companies by distinct pieces of data"), tuple(bars))
    manners = sums.manners
    yield Bars(
        gettext("Disclosures by how they left (chapter 3 says what these words mean)"),
        tuple(Bar(words.MANNERS[one], manners[one], voice().number(manners[one])) for one in in_order(manners)),
    )
    yield Bars(*_over_time(material.count.days))


def _over_time(days: Counter[date]) -> tuple[str, tuple[Bar, ...]]:
    """Days, months, quarters or years, whichever are few."""
    first, last = min(days), max(days)
    if (last - first).days < 32:
        every = [first + timedelta(days=step) for step in range((last - first).days + 1)]
        return gettext("Disclosures by day (UTC)"), tuple(_bar(one.isoformat(), days[one]) for one in every)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 19:
        return gettext("Disclosures by month (UTC)"), _grouped(days, 1, lambda year, month: f"{year}-{month + 1:02}")
    if months < 73:
        return gettext("Disclosures by quarter (UTC)"), _grouped(days, 3, _quarter)
    return gettext("Disclosures by year (UTC)"), _grouped(days, 12, lambda year, _: str(year))


def _quarter(year: int, number: int) -> str:
    return gettext("Q%(number)s %(year)s", number=number + 1, year=year)


def _grouped(days: Counter[date], length: int, named: Callable[[int, int], str]) -> tuple[Bar, ...]:
    """So many months together; `named` says a year and which of its parts, from 0."""
    sums: Counter[int] = Counter()
    for one, times in days.items():
        sums[(one.year * 12 + one.month - 1) // length] += times
    parts = 12 // length
    return tuple(_bar(named(*divmod(place, parts)), sums[place]) for place in range(min(sums), max(sums) + 1))


def _label(name: str) -> str:
    """A name that has room beside its bar; a Chinese or Japanese sign is as wide as two letters."""
    said = short(name, 60)
    ends = accumulate(2 if east_asian_width(one) in "WF" else 1 for one in said)
    fitting = sum(end <= _ROOM for end in ends)
    return said if fitting == len(said) else f"{said[: fitting - 1]}…"


def _bar(name: str, times: int) -> Bar:
    return Bar(name, times, voice().number(times))
