"""What can be done, in words."""

from tracker.attention.item import Action, Item, Kind, Step
from tracker.phrasing import Words, gettext, message


def steps_of(item: Item) -> list[str]:
    """Return in sentences what can be done about an item; commands stand in them as they are typed."""
    return [told(item, step) for step in item.steps]


def told(item: Item, step: Step) -> str:
    """Return one step in a sentence."""
    company = step.vendor.name if step.vendor else ""
    said = (_OF_KIND if (item.kind, step.action) in _OF_KIND.messages else _BY_ACTION).messages
    text = said.get((item.kind, step.action)) or said[step.action]
    return gettext(text, company=company, command=step.command or "", address=step.address or "")


_BY_ACTION: Words[object] = Words(
    {
        Action.LOOK: message("Look at the proof, down to the field: %(command)s."),
        Action.TRAIL: message("Follow where it went: %(command)s."),
        Action.WRITE: message("Ask %(company)s what it has of you, or to delete it: %(address)s."),
        Action.BLOCK: message(
            "Have your browser block third parties: Firefox's strict tracking protection, or a content blocker."
        ),
        Action.ENCRYPT: message("Turn on your browser's HTTPS-only mode, and type nothing on pages without HTTPS."),
        Action.CHANGE_PASSWORD: message("Change it at the site, to one of its own; %(command)s tells which."),
        Action.DELETE_ACCOUNT: message("Delete your account there: %(address)s."),
        Action.RATE: message("Say what you get out of %(company)s, to weigh it against the risk: %(command)s."),
        Action.CORRECT: message("If that name is not %(company)s, say whose it is: %(command)s."),
        Action.FORGET: message("Erase Tracker's own record of it (the company keeps what it has): %(command)s."),
        Action.MEND: message("See what is wrong, and how to mend it: %(command)s."),
    }
)
_OF_KIND: Words[object] = Words(
    {
        (Kind.SECRET, Action.CHANGE_PASSWORD): message(
            "Unless you meant it: change the password or code, and have the card replaced."
        ),
        (Kind.UNENCRYPTED, Action.LOOK): message("Look which site still does that: %(command)s."),
        (Kind.UNSEEN, Action.LOOK): message("Look at the blind spots: which hosts, and why."),
    }
)
