"""The words that the pages use, in plain ones."""

from typing import NamedTuple, Self

from tracker.phrasing import gettext, message


class Entry(NamedTuple):
    """A word, and what it means."""

    word: str
    meaning: str

    def said(self) -> Self:
        """The entry in the reader's language."""
        return self._replace(word=gettext(self.word), meaning=gettext(self.meaning))


GLOSSARY = (
    Entry(message("Site"), message("What you see in the address bar: the page you chose to visit.")),
    Entry(
        message("Third party"),
        message(
            "Another company than the site's, which the page brings along: for advertising, for counting visitors, for "
            "maps or fonts. You did not choose it, and mostly do not see it."
        ),
    ),
    Entry(
        message("Company"),
        message("Who stands behind the addresses that data went to. Where nobody knows, the address is named instead."),
    ),
    Entry(
        message("Disclosure"),
        message("One piece of your data that went to one company in one request. It is what Tracker counts."),
    ),
    Entry(
        message("How it left"),
        message(
            "You sent it (with a form, to the site itself), it was passed on (by the page, to somebody else), it was "
            "taken before you sent it, or your browser sends it by itself, such as cookies."
        ),
    ),
    Entry(
        message("Identifier"),
        message("A number or a text that singles you out without your name: most cookies, advertising identifiers."),
    ),
    Entry(
        message("Shared identifier"),
        message("One company's identifier seen by another: so two companies know that they speak of the same person."),
    ),
    Entry(
        message("Rule"),
        message(
            "What you decide of data before they leave: let them through, replace them, take them out, or stop what "
            "holds them. Without rules, Tracker only watches."
        ),
    ),
    Entry(
        message("Alias"),
        message(
            "An e-mail address that only one company gets. Mail to it reaches you; who else has it, has it from them."
        ),
    ),
    Entry(
        message("Host"),
        message("The address of a computer that answers for a company or a site, such as www.shop.example."),
    ),
    Entry(
        message("Hash"),
        message(
            "A scrambled form of your data. It looks like noise, but the same address always gives the same hash, so "
            "whoever has the address knows you again. Tracker knows the common ones of the values in your profile."
        ),
    ),
    Entry(
        message("Masked"),
        message("Shown so that you recognise it and nobody else could use it. Tracker keeps no more than that."),
    ),
    Entry(
        message("Blind spot"),
        message("What went through and could not be read. Nothing found there does not mean that nothing left."),
    ),
    Entry(
        message("Risk"),
        message("How much harm could come of what a company has of you, from 0 to 100, always with its reasons."),
    ),
    Entry(message("Depth"), message("How many sides of your life a company knows, and how sensitive they are.")),
)
