"""What one can do about each reason why something was not read, in plain words."""

from typing import NamedTuple

from tracker.phrasing import gettext, message


class Remedy(NamedTuple):
    """What a reason means, and what can be done about it."""

    means: str
    deed: str


_OTHER = (
    message("Tracker has no more to say of this reason than its name."),
    message("What the host's company says in its privacy notice is all there is to go by."),
)
_REMEDIES = {
    "partial-body": (
        message("Only the beginning was read: of a large upload, or of what an imported recording holds."),
        message(
            "Nothing needs to be done where you uploaded something large yourself. A recording can be made again with "
            "a program that keeps whole requests."
        ),
    ),
    "oversized": (
        message("It was so much, such as a video that is sent, that only a part was looked through."),
        message(
            "Nothing needs to be done where you uploaded something large yourself. Otherwise, wonder what it sends."
        ),
    ),
    "undecodable": (
        message("It was packed or encrypted in a way that Tracker cannot undo."),
        message(
            "Nothing can be done from here. If the host is not of the site that you were on, a blocker can stop it."
        ),
    ),
    "binary": (
        message("It was no text and no known format. Only your own values, from your profile, were looked for in it."),
        message("Add to your profile what matters to you: it is found in such data, too, where it is not encrypted."),
    ),
    "file": (
        message("You, or the page, sent a file. Tracker reads its name and size, not what is in it."),
        message("Remember what the file held: a photo also tells where and when it was taken."),
    ),
    "fault": (
        message("Tracker made a mistake while it read this. The request itself went through."),
        message("Run “tracker doctor”, and report the fault with what it says."),
    ),
    "not-http": (
        message("The program spoke another language than that of the web, such as that of calls, games or mail."),
        message("See which program it is by the host's name. Its own settings say what it sends, perhaps."),
    ),
    "pinned": (
        message("The program trusts only its own certificate, so that nobody can look in between: not even you."),
        message(
            "Use the company's web page in the browser in place of its program: there Tracker can read what leaves."
        ),
    ),
    "passed": (
        message("The program trusts only its own certificate, or you told Tracker not to read: it was let through."),
        message("Below you can have it read again. A program that refuses that does not work then."),
    ),
}


def remedy(reason: str) -> Remedy:
    """Return what a reason means and what can be done; unknown reasons are said to be unknown."""
    means, deed = _REMEDIES.get(reason, _OTHER)
    return Remedy(gettext(means), gettext(deed))
