"""The pages: one page, one module."""

from dashboard.views import (
    alias_makers,
    api_tokens,
    attention,
    blind_spots,
    cookies,
    data,
    datum,
    decisions,
    export,
    language,
    live,
    log,
    network,
    new_rule,
    overview,
    passwords,
    profile,
    report,
    rules,
    settings,
    site,
    sites,
    vendor,
    vendors,
)
from dashboard.views import help as help_
from tracker.ledger.queries.data import foremost
from tracker.ledger.queries.manners import ways
from tracker.ledger.queries.sites import sites as all_sites
from tracker.ledger.queries.totals import totals
from tracker.ledger.queries.vendors import holders

ASKED_OF_ALL = (totals, holders, ways, foremost, all_sites)
"""The questions that the views ask of the whole ledger; in a large one they take long."""
BLUEPRINTS = tuple(
    module.blueprint
    for module in (
        *(overview, attention),
        *(vendors, vendor, data, datum, cookies, sites, site, network, passwords, log, blind_spots, live, language),
        *(rules, new_rule, profile, report, export, settings, decisions, alias_makers, api_tokens, help_),
    )
)
