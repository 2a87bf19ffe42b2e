"""The addresses of pages, built in one place: views, charts and templates link through these."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote, urlencode

from flask import request

from dashboard.narrowing import NAMES, Narrowing, carried, narrowing

OVERVIEW = "/"
ATTENTION = "/attention"
VENDORS = "/vendors"
DATA = "/data"
SITES = "/sites"
UNKNOWN_SITE = "unknown"
"""What stands in addresses for all pages that are unknown."""
IDENTIFIERS = "/identifiers"
PASSWORDS = "/passwords"
LOG = "/log"
LOG_KEEP = "/log/keep"
LOG_DROP = "/log/drop"
NETWORK = "/network"
BLIND_SPOTS = "/blind-spots"
BLIND_SPOTS_HOST = "/blind-spots/host"
RULES = "/rules"
RULES_CHANGE = "/rules/change"
RULES_PRESET = "/rules/preset"
RULES_RESTORE = "/rules/restore"
RULES_NEW = "/rules/new"
RULES_TRY = "/rules/try"
RULES_ADD = "/rules/add"
RULES_RELEASE = "/rules/release"
RULES_DONE = "/rules/done"
PROFILE = "/profile"
PROFILE_ADD = "/profile/add"
PROFILE_REMOVE = "/profile/remove"
PROFILE_LEARNING = "/profile/learning"
PROFILE_FORGET = "/profile/forget-learnt"
PROFILE_COUNTRY = "/profile/country"
REPORT = "/report"
EXPORT = "/export"
STUDY = "/export/study"
FORGET = "/forget"
SETTINGS = "/settings"
SETTINGS_THEME = "/settings/theme"
SETTINGS_RETENTION = "/settings/retention"
SETTINGS_NOTIFICATIONS = "/settings/notifications"
SETTINGS_PAUSE = "/settings/pause"
SETTINGS_PRIVATE = "/settings/private"
SETTINGS_SIGNALS = "/settings/signals"
SETTINGS_MARK = "/settings/mark"
SETTINGS_MAILBOX = "/settings/mailbox"
SETTINGS_UNMARKED = "/settings/mark/site"
SETTINGS_ALIAS = "/settings/alias"
SETTINGS_ALIAS_MADE = "/settings/alias/made"
SETTINGS_ALIAS_MAKER = "/settings/alias/maker"
SETTINGS_TOKEN = "/settings/api-token"  # noqa: S105 - an address
API = "/api/v1"
API_DESCRIPTION = f"{API}/openapi.json"
HELP = "/help"
CERTIFICATE = "/help/certificate"
LIVE = "/live"
LEAVE = "/leave"
LEAVE_OTHERS = "/settings/leave-others"
LANGUAGE = "/language"


def vendor_address(slug: str, **arguments: object) -> str:
    """Return the page of a vendor."""
    return with_query(f"{VENDORS}/{_quoted(slug)}", arguments)


def report_address(vendor: str | None = None) -> str:
    """Return the page where a report is chosen, of one vendor perhaps."""
    return with_query(REPORT, {"vendor": vendor})


def export_address(form: str | None = None, **arguments: object) -> str:
    """Return the page of exports, or a file of that format, of what is asked for."""
    return with_query(f"{EXPORT}/{form}" if form else EXPORT, arguments)


def forget_address(slug: str) -> str:
    """Return the page where a vendor's record is erased, once that was confirmed."""
    return with_query(f"{FORGET}/{_quoted(slug)}", {})


def vendors_address(**arguments: object) -> str:
    """Return the list of vendors, filtered and sorted as asked."""
    return with_query(VENDORS, arguments)


def page_address(path: str) -> str:
    """Return a page by its path."""
    return with_query(path, {})


def after_form(path: str) -> str:
    """Return a page by its path, narrowed to what the form said that the page it stood on was."""
    return with_query(path, {name: request.form.get(name) for name in NAMES})


def site_address(domain: str, **arguments: object) -> str:
    """Return the page of a site; '' stands for all pages that are unknown."""
    return with_query(f"{SITES}/{_quoted(domain or UNKNOWN_SITE)}", arguments)


def datum_address(key: int) -> str:
    """Return the page of one datum."""
    return with_query(f"{DATA}/{key}", {})


def sites_address(**arguments: object) -> str:
    """Return the list of sites, filtered and sorted as asked."""
    return with_query(SITES, arguments)


def network_address(**arguments: object) -> str:
    """Return the network, as asked."""
    return with_query(NETWORK, arguments)


def data_address(**arguments: object) -> str:
    """Return the page of the person's data, of one category perhaps."""
    return with_query(DATA, arguments)


def rule_address(path: str, fields: Iterable[tuple[str, str]], back: str = "") -> str:
    """Return where a rule is tried or made that is said by these fields, and what page to come back to afterwards."""
    given = [*fields, *([("back", back)] if back else []), *carried(narrowing(), {}).items()]
    return f"{path}?{urlencode([(name, value) for name, value in given if value])}"


def rulings_address(**arguments: object) -> str:
    """Return what rules did: one of them, or to one company."""
    return with_query(RULES_DONE, arguments)


def log_address(**filters: object) -> str:
    """Return the log, filtered as asked."""
    return with_query(LOG, filters)


def search_address(asked: Mapping[str, str]) -> str:
    """Return the log as a kept search asks for it, whatever this page is narrowed to."""
    return f"{LOG}?{urlencode(asked)}" if asked else LOG


def with_query(path: str, arguments: dict[str, object]) -> str:
    """Return a path with these arguments and what this page is narrowed to; what is None or empty is left out."""
    given = tuple((name, value if value is None else str(value)) for name, value in arguments.items())
    return _written(path, given, narrowing())


@lru_cache(8192)
def _quoted(name: str) -> str:
    return quote(name, safe="")


@lru_cache(8192)  # a page of pictures has a thousand links, the same at each look
def _written(path: str, given: tuple[tuple[str, str | None], ...], asked: Narrowing) -> str:
    kept = [(name, value) for name, value in carried(asked, dict(given)).items() if value]
    return f"{path}?{urlencode(kept)}" if kept else path


def is_web(text: str) -> bool:
    """Tell whether a text of our data is the address of a page on the web."""
    return text.startswith("https://")


def own(address: str) -> str:
    """Return an address if it leads to a page of ours; otherwise the overview's."""
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_ours else OVERVIEW
