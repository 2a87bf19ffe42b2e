"""The resources: one resource, one module."""

from dashboard.api.endpoints import Endpoint
from dashboard.api.resources import (
    aliases,
    attention,
    blind_spots,
    categories,
    data,
    datum,
    days,
    identifiers,
    log,
    overview,
    passwords,
    received,
    sites,
    start,
    vendor,
    vendor_data,
    vendors,
)

ENDPOINTS = (
    Endpoint("/", start.start),
    Endpoint("/overview", overview.overview),
    Endpoint("/attention", attention.attention, attention.ASKED),
    Endpoint("/received", received.received, received.ASKED),
    Endpoint("/days", days.days, days.ASKED),
    Endpoint("/categories", categories.categories),
    Endpoint("/data", data.data, data.ASKED),
    Endpoint("/data/{datum}", datum.one_datum, datum.ASKED),
    Endpoint("/vendors", vendors.vendors, vendors.ASKED),
    Endpoint("/vendors/{vendor}", vendor.vendor, vendor.ASKED),
    Endpoint("/vendors/{vendor}/data", vendor_data.vendor_data, vendor_data.ASKED),
    Endpoint("/sites", sites.sites, sites.ASKED),
    Endpoint("/log", log.log, log.ASKED),
    Endpoint("/blind-spots", blind_spots.blind_spots, blind_spots.ASKED),
    Endpoint("/passwords", passwords.passwords),
    Endpoint("/aliases", aliases.aliases, aliases.ASKED),
    Endpoint("/identifiers", identifiers.identifiers, identifiers.ASKED),
)
