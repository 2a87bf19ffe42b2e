"""How to read the report: its terms, each in a sentence."""

from collections.abc import Iterator

from tracker.disclosure import Manner, Party
from tracker.phrasing import gettext, message
from tracker.reporting import words
from tracker.reporting.document import Block, Facts, Heading, Mono, Paragraph
from tracker.reporting.gathering import Material

_TERMS = (
    (
        message("Disclosure"),
        message("One kind of data, sent to one host in one request. The same again the same day is counted."),
    ),
    (
        message("Masked value"),
        message("Dots stand for what is hidden; how many dots there are tells nothing."),
        message("Of passwords, card numbers and codes, the kind and the class of length alone are kept."),
    ),
    (
        message("Fingerprint"),
        message(
            "A keyed hash of the value. Equal fingerprints mean the same value; "
            "without the key of the record nobody can restore the value or compare it elsewhere."
        ),
    ),
    (
        message("Confidence"),
        message(
            "How sure the program is that this is that kind of data, from 0 to 100, with the reason "
            "for it. It is a judgement, not a probability that was measured for the single case."
        ),
    ),
    (
        message("Readable, encoded, hashed"),
        message(
            "How the value travelled. A hash is no protection where the recipient has the same value: "
            "it hashes its own list, and compares."
        ),
    ),
    (
        message("Company"),
        message(
            "Who stands behind a host, by public lists that the report names. "
            "Where nobody is known, the domain stands for them."
        ),
    ),
)
_EXAMPLE = Mono("m•••@m•••")


def blocks(_: Material) -> Iterator[Block]:
    """Yield the terms."""
    yield Facts(tuple((gettext(term), tuple((gettext(one),) for one in said)) for term, *said in _TERMS))
    yield Paragraph((gettext("A masked value looks like this:"), " ", _EXAMPLE), is_note=True)
    yield Heading(gettext("How data left"))
    yield Facts(tuple((words.MANNERS[one], ((words.MANNER_NOTES[one],),)) for one in Manner))
    yield Heading(gettext("To whom it went"))
    yield Facts(tuple((words.PARTIES[one], ((words.PARTY_NOTES[one],),)) for one in Party))
    yield Paragraph(
        (gettext("In the reasons for a risk, “you” and “your” mean the person whose traffic was recorded."),), True
    )
