"""AdGuard companiesdb: services, their companies and domains (https://github.com/AdguardTeam/companiesdb).

Domains lead to services, services to companies. CC BY-SA 4.0: its rows stay in a file of their own, with attribution,
and are not mixed with those of other licences.
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tracker.upstream import cleaning
from tracker.upstream.documents import json_of, named_objects, object_at, object_in
from tracker.upstream.source import Converted, Part, Source
from tracker.upstream.vendor_rows import Company, VendorRows
from tracker.vendors.loading import shipped

_BASE = "https://raw.githubusercontent.com/AdguardTeam/companiesdb/main/dist"
CATEGORIES = {
    "audio_video_player": "video",
    "comments": "social",
    "customer_interaction": "customer-service",
    "pornvertising": "advertising",
    "advertising": "advertising",
    "site_analytics": "analytics",
    "social_media": "social",
    "cdn": "cdn",
    "hosting": "hosting",
    "email": "mail",
    "consent": "consent",
    "telemetry": "analytics",
    "mobile_analytics": "analytics",
}


def read(files: Mapping[str, Path]) -> Converted:
    """Return its services with the companies above them, and their domains."""
    document = object_in(json_of(files["trackers.json"]))
    companies = object_in(json_of(files["companies.json"]), "companies")
    categories = object_in(document, "categories")
    domains: defaultdict[str, list[object]] = defaultdict(list)
    for domain, service in object_in(document, "trackerDomains").items():
        if isinstance(service, str):
            domains[service].append(domain)
    rows = VendorRows(SOURCE.name, shipped())
    for key, service in named_objects(object_in(document, "trackers")):
        company = object_at(companies, service.get("companyId"))
        rows.add(
            Company(
                service.get("name"),
                domains.get(key, ()),
                parent=company.get("name"),
                category=CATEGORIES.get(str(categories.get(str(service.get("categoryId"))))),
                website=company.get("websiteUrl") or service.get("url"),
            )
        )
    return Converted(len(rows), cleaning.text(document.get("timeUpdated"), 40), rows.body())


SOURCE = Source(
    "adguard-companiesdb",
    "AdGuard companiesdb",
    "vendors",
    "CC BY-SA 4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/",
    (Part("trackers.json", f"{_BASE}/trackers.json"), Part("companies.json", f"{_BASE}/companies.json")),
    read,
    1500,
    "AdGuard companiesdb, Copyright AdGuard Software, https://github.com/AdguardTeam/companiesdb; converted",
)
