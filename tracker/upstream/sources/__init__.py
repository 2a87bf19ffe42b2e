"""The sources, in the order in which they are believed where two name another company for the same domain."""

from tracker.upstream.source import Source
from tracker.upstream.sources import (
    cname_disguises,
    cname_originals,
    companiesdb,
    datenanfragen,
    disconnect,
    duckduckgo,
    ghostery,
    haveibeenpwned,
    justdeleteme,
    open_cookie_database,
    public_suffixes,
    third_party_web,
    v2fly,
)

SOURCES: tuple[Source, ...] = (
    third_party_web.SOURCE,
    companiesdb.SOURCE,
    v2fly.SOURCE,
    cname_originals.SOURCE,
    cname_disguises.SOURCE,
    datenanfragen.SOURCE,
    open_cookie_database.SOURCE,
    justdeleteme.SOURCE,
    public_suffixes.SOURCE,
    haveibeenpwned.SOURCE,
    ghostery.SOURCE,
    disconnect.SOURCE,
    duckduckgo.SOURCE,
)
