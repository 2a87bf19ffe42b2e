"""The tables and views of a SQLite export, and what each is for. The flat rows are the view `disclosure_rows`."""

from tracker.dictionary import MEANINGS

TABLES = """
CREATE TABLE vendors (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, parent TEXT, category TEXT, country TEXT);
CREATE TABLE data (
  id INTEGER PRIMARY KEY, category TEXT NOT NULL, fingerprint TEXT NOT NULL, preview TEXT NOT NULL,
  UNIQUE (fingerprint, category));
CREATE TABLE requests (
  id INTEGER PRIMARY KEY, host TEXT NOT NULL, recipient TEXT NOT NULL, vendor_id INTEGER REFERENCES vendors (id),
  site TEXT, party TEXT NOT NULL, scheme TEXT NOT NULL, http_method TEXT NOT NULL, source TEXT,
  site_confidence REAL NOT NULL, site_basis TEXT NOT NULL, labels TEXT,
  aliases TEXT);
CREATE TABLE disclosures (
  id INTEGER PRIMARY KEY, request_id INTEGER NOT NULL REFERENCES requests (id),
  datum_id INTEGER NOT NULL REFERENCES data (id), time TEXT NOT NULL, last TEXT NOT NULL, count INTEGER NOT NULL,
  manner TEXT NOT NULL, location TEXT NOT NULL, path TEXT NOT NULL, method TEXT NOT NULL, encoding TEXT NOT NULL,
  confidence REAL NOT NULL, reasoning TEXT NOT NULL);
CREATE TABLE metadata (
  of TEXT NOT NULL, column TEXT NOT NULL, description TEXT NOT NULL, unit TEXT NOT NULL, PRIMARY KEY (of, column));
"""

INDEXES = """
CREATE INDEX data_category ON data (category);
CREATE INDEX requests_vendor ON requests (vendor_id);
CREATE INDEX requests_recipient ON requests (recipient);
CREATE INDEX requests_site ON requests (site);
CREATE INDEX disclosures_request ON disclosures (request_id);
CREATE INDEX disclosures_datum ON disclosures (datum_id, time);
CREATE INDEX disclosures_time ON disclosures (time);
"""

_OF = {
    **dict.fromkeys(("source", "host", "recipient", "site", "party", "scheme", "http_method", "labels"), "requests"),
    **dict.fromkeys(("site_confidence", "site_basis", "aliases"), "requests"),
    **dict.fromkeys(("category", "preview", "fingerprint"), "data"),
}
_NAMED = {"entry": "requests.id", "vendor": "vendors.slug"}
_JOINED = """FROM disclosures JOIN requests ON requests.id = disclosures.request_id
  JOIN data ON data.id = disclosures.datum_id LEFT JOIN vendors ON vendors.id = requests.vendor_id"""
_ROWS = ", ".join(f"{_NAMED.get(key, f'{_OF.get(key, "disclosures")}.{key}')} AS {key}" for key in MEANINGS)
_SPAN = "sum(count) AS disclosures, min(time) AS first, max(last) AS last"

VIEWS = f"""
CREATE VIEW disclosure_rows AS SELECT {_ROWS} {_JOINED};
CREATE VIEW by_vendor AS SELECT coalesce(vendor, recipient) AS vendor, max(vendors.name) AS name,
  max(vendors.country) AS country, count(DISTINCT site) AS sites, count(DISTINCT rows.category) AS categories,
  count(DISTINCT fingerprint) AS data, {_SPAN}
  FROM disclosure_rows AS rows LEFT JOIN vendors ON vendors.slug = rows.vendor GROUP BY coalesce(vendor, recipient);
CREATE VIEW by_datum AS SELECT category, preview, fingerprint, count(DISTINCT coalesce(vendor, recipient)) AS vendors,
  count(DISTINCT site) AS sites, {_SPAN} FROM disclosure_rows GROUP BY fingerprint, category;
CREATE VIEW by_site AS SELECT site, count(DISTINCT coalesce(vendor, recipient)) AS vendors,
  count(DISTINCT category) AS categories, count(DISTINCT fingerprint) AS data, {_SPAN}
  FROM disclosure_rows GROUP BY site;
CREATE VIEW trails AS SELECT category, fingerprint, preview,
  row_number() OVER (PARTITION BY fingerprint, category ORDER BY min(time), min(entry)) AS step,
  min(time) AS time, site, recipient, vendor, manner, encoding, sum(count) AS disclosures
  FROM disclosure_rows GROUP BY fingerprint, category, site, recipient, vendor, manner, encoding;
"""  # noqa: S608 - no word in it is from outside

DESCRIPTIONS = {
    "vendors": "companies that got something; a recipient whose company is not known has none",
    "data": "distinct values, masked, known by their fingerprints",
    "requests": "requests that disclosed something; id as in the ledger, labels a JSON object, aliases a list",
    "disclosures": "one datum in one request; encoding is a JSON list",
    "disclosure_rows": "the keys of `tracker export`, one disclosure a row",
    "by_vendor": "what each vendor got; the recipient's domain where its company is not known",
    "by_datum": "who got each value",
    "by_site": "what left from pages of each site; nothing as site: not known",
    "trails": "the way of each value in time, step by step: each site, recipient, manner and encoding once",
    "metadata": "what tables, views and columns mean",
}
