"""The pages: one page, one module."""

from dashboard.views import blind_spots, data, datum, live, log, overview, sites, vendor, vendors

BLUEPRINTS = tuple(
    module.blueprint for module in (overview, vendors, vendor, data, datum, sites, log, blind_spots, live)
)
