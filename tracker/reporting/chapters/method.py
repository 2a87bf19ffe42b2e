"""How the record was made, how accurate that is, and what it cannot say."""

from collections.abc import Iterator

from tracker.phrasing import gettext
from tracker.reporting.document import Block, Bullets, Line, Mono, Paragraph
from tracker.reporting.gathering import Material

CLAIMS, RIGHT, DEBATABLE, WRONG = 682, 87, 5, 8
"""Of so many distinct claims, checked by eye, so many of 100: the README tells it under `How accurate it is`."""


def blocks(_: Material) -> Iterator[Block]:
    """Yield method and limits."""
    yield Paragraph(
        (
            gettext(
                "Tracker is a program that runs on the person's own machine, between the browser and the network. It "
                "looks at each request before it leaves, and keeps what personal data was in it, masked, with the "
                "place where it stood. Recordings made by other programs can be imported."
            ),
        )
    )
    yield Paragraph((gettext("What can be relied upon, and what cannot:"),))
    yield Bullets(tuple(_limits()))


def _limits() -> Iterator[Line]:
    yield (
        gettext(
            "That a request was sent to a host, when, and what stood in the field, was observed. That this is personal "
            "data, and of which kind, is a conclusion: each proof gives the reason and the confidence."
        ),
    )
    yield _accuracy(), " ", Mono("How accurate it is")
    yield (gettext("In doubt, nothing is reported. What is missing in this report may have been sent all the same."),)
    yield (
        gettext(
            "Which company a host belongs to is taken from public lists, which may be out of date. A company that "
            "receives data may do so on behalf of another, such as the site."
        ),
    )
    yield (
        gettext(
            "Whether the person meant it to be sent is concluded from the form of the request. "
            "Consent that was given on a page is not recorded."
        ),
    )
    yield (
        gettext(
            "The record was made by the person, on their own machine. It is not signed by a third party: "
            "it is as credible as the way in which it was kept."
        ),
    )


def _accuracy() -> str:
    return gettext(
        "Of %(claims)s distinct claims about recorded traffic that were checked by eye, %(right)s of 100 were right, "
        "%(debatable)s debatable and %(wrong)s wrong. All measurements are in the README of Tracker, in this chapter:",
        claims=CLAIMS,
        right=RIGHT,
        debatable=DEBATABLE,
        wrong=WRONG,
    )
