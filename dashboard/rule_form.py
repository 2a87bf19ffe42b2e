"""The form by which a person makes a rule: what it offers, and what was chosen already."""

from collections.abc import Collection
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from dashboard import wording
from dashboard.choices import Option, OptionGroup, categories
from dashboard.formats import sortable
from tracker.disclosure import Manner, Party
from tracker.phrasing import Words, message
from tracker.rules import Action, Otherwise
from tracker.rules.text import ACTIONS
from tracker.trades import TRADES

_NOTES = Words(
    {
        Action.ALLOW: message("as it is, whatever the rules after it say"),
        Action.WARN: message("it goes as it is, and you are told"),
        Action.MASK: message("by something of the same shape that is nobody's, so that pages go on working"),
        Action.ALIAS: message("an e-mail address that only this company gets; other data are replaced"),
        Action.STRIP: message("it is left out of what is sent; the rest goes as it is"),
        Action.BLOCK: message("nothing of what it stands in leaves this machine. Pages may break"),
    }
)
_PARTIES = Words(
    {
        Party.THIRD: message("other companies than the site that you are on"),
        Party.FIRST: message("the site that you are on, itself"),
        Party.UNKNOWN: message("companies on pages that are not known"),
    }
)
_OTHERWISE = Words(
    {
        Otherwise.STRIP: message("take the whole field out"),
        Otherwise.BLOCK: message("stop the request"),
    }
)
_FIRST = (Action.STRIP, Action.MASK, Action.ALIAS, Action.BLOCK, Action.WARN, Action.ALLOW)


class Choice(NamedTuple):
    """Something to choose, and what it means."""

    value: str
    words: str
    note: str
    is_chosen: bool


class RuleForm(NamedTuple):
    """What the form offers. `has_more`: something was chosen of what is folded away."""

    actions: tuple[Choice, ...]
    company: str
    site: str
    name: str
    trades: tuple[Option, ...]
    parties: tuple[Option, ...]
    data: tuple[OptionGroup, ...]
    data_chosen: int
    manners: tuple[Choice, ...]
    otherwise: tuple[Option, ...]
    has_more: bool


def form(given: MultiDict[str, str]) -> RuleForm:
    """Return the form, as far as it is filled in. What makes no sense is passed over, but for what is typed."""
    action = given.get("action") if given.get("action") in list(Action) else Action.STRIP
    data, way, trade = _data(given.getlist("data")), given.get("way", ""), given.get("trade", "")
    otherwise = given.get("otherwise") or Otherwise.STRIP
    return RuleForm(
        actions=tuple(Choice(one.value, ACTIONS[one], _NOTES[one], one == action) for one in _FIRST),
        company=", ".join(given.getlist("company")),
        site=", ".join(given.getlist("site")),
        name=given.get("name", ""),
        trades=_trades(trade),
        parties=tuple(Option(one.value, wording.sentence(_PARTIES[one]), one == given.get("whom")) for one in _PARTIES),
        data=data,
        data_chosen=sum(option.is_chosen for group in data for option in group.options),
        manners=tuple(
            Choice(one.value, wording.sentence(wording.MANNERS[one]), wording.MANNER_NOTES[one], one == way)
            for one in Manner
        ),
        otherwise=tuple(Option(one.value, wording.sentence(_OTHERWISE[one]), one == otherwise) for one in _OTHERWISE),
        has_more=any(given.get(name) for name in ("trade", "way", "otherwise", "name")),
    )


def _trades(chosen: str) -> tuple[Option, ...]:
    named = sorted((sortable(TRADES[slug]), slug) for slug in TRADES)
    return tuple(Option(slug, wording.sentence(TRADES[slug]), slug == chosen) for _, slug in named)


def _data(chosen: Collection[str]) -> tuple[OptionGroup, ...]:
    return tuple(
        group._replace(options=tuple(one._replace(is_chosen=one.value in chosen) for one in group.options))
        for group in categories(None)
    )
