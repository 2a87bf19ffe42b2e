"""What a rule does, in one plain sentence; what a ready-made list does, and why something was spared.

Names in it are strangers': escape it where shown.
"""

from collections.abc import Callable, Iterable

from tracker.belongings import yours
from tracker.disclosure import Manner, Party
from tracker.phrasing import Words, gettext, message, ngettext
from tracker.rules.presets import Preset
from tracker.rules.rule import Action, Otherwise, Rule
from tracker.taxonomy import Category
from tracker.trades import in_words

ACTIONS = Words(
    {
        Action.ALLOW: message("Allow"),
        Action.WARN: message("Warn"),
        Action.MASK: message("Replace"),
        Action.ALIAS: message("Use an alias"),
        Action.STRIP: message("Take out"),
        Action.BLOCK: message("Block"),
    }
)
"""The actions in a word or two, for a button or a heading."""
_SENTENCES = Words(
    {
        Action.ALLOW: message("Leave %(what)s in what goes %(where)s"),
        Action.WARN: message("Warn you when what goes %(where)s holds %(what)s"),
        Action.MASK: message("Replace %(what)s by something made up in what goes %(where)s"),
        Action.ALIAS: message(
            "Replace %(what)s by something made up, an e-mail address by an alias, in what goes %(where)s"
        ),
        Action.STRIP: message("Take %(what)s out of what goes %(where)s"),
        Action.BLOCK: message("Stop requests %(where)s that hold %(what)s"),
    }
)
_PARTIES = Words(
    {
        None: message("to anybody"),
        Party.FIRST: message("to the site that you are on"),
        Party.THIRD: message("to third parties"),
        Party.UNKNOWN: message("to companies on pages that are not known"),
    }
)
_COMPANIES = Words(
    {
        None: message("to %(names)s"),
        Party.FIRST: message("to %(companies)s on their own sites"),
        Party.THIRD: message("to %(companies)s as third parties"),
        Party.UNKNOWN: message("to %(companies)s on pages that are not known"),
    }
)
_TRADES = Words(
    {
        None: message("to companies listed under %(trades)s"),
        Party.FIRST: message("to the site that you are on, where it is listed under %(trades)s"),
        Party.THIRD: message("to third parties listed under %(trades)s"),
        Party.UNKNOWN: message("to companies listed under %(trades)s on pages that are not known"),
    }
)
_MANNERS = Words(
    {
        Manner.SUBMITTED: message("%(rule)s when you send a form"),
        Manner.RELAYED: message("%(rule)s when a page passes it on"),
        Manner.PREMATURE: message("%(rule)s before you send the form"),
        Manner.AMBIENT: message("%(rule)s when the browser sends it by itself"),
    }
)
MOST = 4  # of a kind that are named


def rule_text(rule: Rule, name_of: Callable[[str], str] = str) -> str:
    """Return what a rule does, as `Take your e-mail address out of what goes to third parties.`

    `name_of` gives the name of the company of a slug. Whether the rule is on is not said.
    """
    said = _sentence(rule) % {"what": _what(rule), "where": _where(rule, name_of)}
    if rule.manner is not None:
        said = _MANNERS[rule.manner] % {"rule": said}
    if rule.sites:
        said = gettext("%(rule)s while you are on %(sites)s", rule=said, sites=_either(sorted(rule.sites)))
    return f"{said}."


def otherwise_text(rule: Rule) -> str:
    """Return what a rule does where a value cannot be replaced or taken out in its place; empty where that is plain."""
    is_stopped = rule.otherwise is Otherwise.BLOCK
    if rule.action in (Action.MASK, Action.ALIAS):
        if is_stopped:
            return gettext("Where that cannot be replaced, the request is stopped.")
        return gettext("Where that cannot be replaced, it is taken out.")
    if rule.action is Action.STRIP and is_stopped:
        return gettext("Where that cannot be taken out, the request is stopped.")
    return ""


def preset_name(preset: Preset) -> str:
    """Return what a ready-made list is called."""
    return gettext(preset.name)


def preset_text(preset: Preset) -> str:
    """Return what a ready-made list does, in a sentence."""
    return gettext(preset.text)


def spared_text(reason: str) -> str:
    """Return why something was left as it is, where a `Decision` or a ruling says so; empty where it was not."""
    return gettext(reason) if reason else ""


def _sentence(rule: Rule) -> str:
    if rule.action is Action.ALIAS and rule.categories == {Category.EMAIL_ADDRESS}:
        return gettext("Replace %(what)s by an alias in what goes %(where)s")
    return _SENTENCES[rule.action]


def _what(rule: Rule) -> str:
    if not rule.categories:
        return gettext("any personal data")
    return _either([yours(category) for category in Category if category in rule.categories])


def _where(rule: Rule, name_of: Callable[[str], str]) -> str:
    companies = _either(sorted(map(name_of, rule.vendors)))
    trades = _either(sorted(map(in_words, rule.kinds)))
    if trades and not companies:
        return _TRADES[rule.party] % {"trades": trades}
    said = _COMPANIES[rule.party] % {"companies": companies, "names": companies} if companies else _PARTIES[rule.party]
    if trades:
        return gettext("%(where)s, where listed under %(trades)s", where=said, trades=trades)
    return said


def _either(words: Iterable[str]) -> str:
    """Words as a person lists what may be: `a, b or 2 more`."""
    named = list(words)
    if len(named) > MOST:
        rest = len(named) - MOST + 1
        named = [*named[: MOST - 1], ngettext("%(count)s more", "%(count)s more", rest)]
    if len(named) < 2:
        return "".join(named)
    return gettext("%(words)s or %(last)s", words=", ".join(named[:-1]), last=named[-1])
