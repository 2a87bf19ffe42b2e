"""JSON-LD in the W3C Data Privacy Vocabulary 2.x (https://w3id.org/dpv): a `dpv:Process` for each vendor and site.

The context is in the file: nobody is asked when it is read. What is not known is left out: a request does not say its
purpose, so none is given but what a third party's business stands for, and that is said; nor a vendor's legal role, but
that the site's own company decides (its controller).
Our own words (manner, times) are under `urn:x-tracker:`, for no vocabulary has them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_DNS, uuid4, uuid5

from tracker.dictionary import NOTE
from tracker.disclosure import Party
from tracker.exporters.characters import without_controls
from tracker.exporters.json_ld_risk import risk_of
from tracker.exporters.selection import Selection, tool_version
from tracker.rows import json_bytes, rfc3339
from tracker.taxonomy import TAXONOMY

if TYPE_CHECKING:
    from tracker.ledger.queries.companies import Company
    from tracker.ledger.queries.flows import Flow

_MOMENT = {"@type": "xsd:dateTime"}
CONTEXT: dict[str, Any] = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "risk": "https://w3id.org/dpv/risk#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "tracker": "urn:x-tracker:",
    "prov:startedAtTime": _MOMENT,
    "prov:endedAtTime": _MOMENT,
    "prov:generatedAtTime": _MOMENT,
    "dcterms:created": _MOMENT,
    "tracker:since": _MOMENT,
    "tracker:until": _MOMENT,
}


PURPOSES = {
    "advertising": "dpv:Advertising",
    "analytics": "dpv:ServiceUsageAnalytics",
    "marketing": "dpv:Marketing",
    "payment": "dpv:PaymentManagement",
    "customer-service": "dpv:CustomerCare",
    "search": "dpv:SearchFunctionalities",
    "mail": "dpv:CommunicationManagement",
    "cdn": "dpv:TechnicalServiceProvision",
    "hosting": "dpv:TechnicalServiceProvision",
    "tag-manager": "dpv:TechnicalServiceProvision",
}
"""What third parties of these categories of the catalogue are there for. Others do many things: no purpose is named."""


def encoded(selection: Selection) -> Iterator[bytes]:
    """Yield the document, one node at a time."""
    export = f"urn:uuid:{uuid4()}"
    companies, data = selection.companies(), selection.data()
    yield b'{"@context":' + _json(CONTEXT) + b',"@graph":[\n' + _json(_provenance(export, selection))
    for slug, of_vendor in groupby(selection.flows(), key=lambda flow: flow.vendor):
        flows = tuple(of_vendor)
        yield b",\n" + _json(_recipient(companies[slug]))
        yield b",\n" + _json(risk_of(_name("risk", slug), companies[slug], flows, data))
        for (site, party), some in groupby(flows, key=lambda flow: (flow.site, flow.party)):
            yield b",\n" + _json(_process(export, companies[slug], site, party, tuple(some)))
    yield b"\n]}\n"


def _json(node: dict[str, Any]) -> bytes:
    """Safe within a page's script element, too, where such documents often stand."""
    return json_bytes(node).replace(b"<", b"\\u003c")


def _name(*words: str | None) -> str:
    """Return an IRI that is the same in every export, whatever strangers put into names."""
    return f"urn:uuid:{uuid5(NAMESPACE_DNS, '/'.join(without_controls(word or '') for word in words))}"


def _ref(iri: str) -> dict[str, str]:
    return {"@id": iri}


def _provenance(export: str, selection: Selection) -> dict[str, Any]:
    asked = {"since": selection.since, "until": selection.until}
    node: dict[str, Any] = {
        "@id": export,
        "@type": "prov:Entity",
        "dcterms:title": "Disclosures of personal data, as recorded by Tracker",
        "dcterms:description": NOTE,
        "dcterms:conformsTo": _ref("https://w3id.org/dpv"),
        "dcterms:created": rfc3339(selection.made),
        "prov:generatedAtTime": rfc3339(selection.made),
        "prov:wasAttributedTo": {
            "@type": "prov:SoftwareAgent",
            "dcterms:title": "Tracker",
            "dcterms:hasVersion": tool_version(),
        },
        **{f"tracker:{key}": rfc3339(moment) for key, moment in asked.items() if moment},
    }
    of = selection.scope
    kinds = {"category": of.category, "party": of.party, "manner": of.manner}
    node |= {f"tracker:{key}": word for key, word in kinds.items() if word}
    return node | ({"tracker:vendor": without_controls(selection.vendor)} if selection.vendor else {})


def _recipient(company: "Company") -> dict[str, Any]:
    known = {
        "dcterms:type": company.category,
        "tracker:country": company.country,
        "tracker:parent": company.parent,
    }
    return {
        "@id": _name("vendor", company.slug),
        "@type": ["dpv:Recipient", "dpv:LegalEntity"] if company.is_known else "dpv:Recipient",
        "dpv:hasName": without_controls(company.name),
        "dcterms:identifier": without_controls(company.slug),
        **{key: without_controls(value) for key, value in known.items() if value},
    }


def _process(
    export: str, company: "Company", site: str | None, party: Party, flows: "tuple[Flow, ...]"
) -> dict[str, Any]:
    slug = company.slug
    recipient = _ref(_name("vendor", slug))
    iri = _name("process", slug, site, party)
    node: dict[str, Any] = {
        "@id": iri,
        "@type": ["dpv:Process", "prov:Activity"],
        "dpv:hasRecipient": recipient,
        "dpv:hasPersonalData": [_ref(term) for term in sorted({TAXONOMY[flow.category].dpv for flow in flows})],
        "dpv:hasRisk": _ref(_name("risk", slug)),
        "dcterms:isPartOf": _ref(export),
        "prov:startedAtTime": rfc3339(min(flow.first for flow in flows)),
        "prov:endedAtTime": rfc3339(max(flow.last for flow in flows)),
        "tracker:party": party,
        "tracker:flow": list(_flows(iri, flows)),
    }
    if party is Party.FIRST and site and _is_of_site(company, site):
        node["dpv:hasDataController"] = recipient
    if party is Party.THIRD:
        node |= _purpose(company)
    return node | ({"tracker:site": without_controls(site)} if site else {})


def _is_of_site(company: "Company", site: str) -> bool:
    """A company that a first party's name merely leads to (CNAME) decides nothing there, as far as anybody knows."""
    from tracker.vendors import builtin
    from tracker.vendors.aliases import is_of_site

    return not company.is_known or is_of_site(builtin(), company.slug, site)


def _purpose(company: "Company") -> dict[str, Any]:
    """What a company's business stands for, with what that rests on; nothing where it tells no purpose."""
    if not company.is_known or company.category not in PURPOSES:
        return {}
    basis = f"the catalogue's category of the company ({company.category}); requests do not state their purpose"
    return {"dpv:hasPurpose": _ref(PURPOSES[company.category]), "tracker:purposeBasis": basis}


def _flows(process: str, flows: "Iterable[Flow]") -> Iterator[dict[str, Any]]:
    """Each category in each manner: what the `pd:` terms, of which several categories share one, do not tell."""
    by_category = defaultdict(list)
    for flow in flows:
        by_category[flow.category].append(flow)
    for category, some in sorted(by_category.items()):
        for flow in some:
            yield {
                "@id": f"{process}#{category}-{flow.manner}",
                "@type": "tracker:Flow",
                "dpv:hasPersonalData": _ref(TAXONOMY[category].dpv),
                "tracker:category": category,
                "tracker:manner": flow.manner,
                "tracker:times": flow.times,
                "tracker:unencrypted": flow.is_plain,
                "prov:startedAtTime": rfc3339(flow.first),
                "prov:endedAtTime": rfc3339(flow.last),
            }
