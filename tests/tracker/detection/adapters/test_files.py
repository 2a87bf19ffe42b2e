"""What holds of every file in `tracker/data/adapters`, beside its examples."""

import re
from pathlib import Path

import pytest

from tests.builders.requests import a_request
from tracker.detection.adapters.applying import findings_by_adapter
from tracker.detection.adapters.known import FOLDER
from tracker.detection.adapters.model import EVERYWHERE, Adapter, Example
from tracker.detection.adapters.reading import read
from tracker.detection.fields import fields_of
from tracker.taxonomy import Category
from tracker.vendors.loading import builtin
from tracker.vendors.lookup import answer

ROOT = Path(__file__).parents[4]
PATHS = sorted(FOLDER.glob("*.toml"))
ADAPTERS = [read(path) for path in PATHS]
HOSTS = sorted({(known.slug, host) for known in ADAPTERS for end in known.endpoints for host in end.hosts})
UNKNOWN = {  # hosts that the catalogue does not know yet
    ".appboy.com",
    ".browser-intake-ap1-datadoghq.com",
    ".estat.com",
    ".iocnt.net",
    ".privacy-mgmt.com",
    ".pxf.io",
    ".segmentapis.com",
    ".sp-prod.net",
    "api-gateway.umami.dev",
    "api-js.datadome.co",
    "api.eu.iterable.com",
    "api.iterable.com",
    "api.raygun.com",
    "browser-intake-ddog-gov.com",
    "c.ltmsphrcl.net",
    "cdn.privacy-mgmt.com",
    "cloud.umami.is",
    "events.flagship.io",
    "gateway.umami.is",
    "mc.yango.com",
    "prodregistryv2.org",
    "trk.kissmetrics.io",
}
by_file = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
by_adapter = pytest.mark.parametrize("known", ADAPTERS, ids=lambda known: known.slug)
_DIGEST = re.compile(r"SHA-?\d+|MD5|a hash of|hashes of", re.IGNORECASE)
_CONTACT = {Category.EMAIL_ADDRESS, Category.PHONE_NUMBER, Category.FIRST_NAME, Category.LAST_NAME}
_IDENTIFIERS = {Category.CLIENT_ID, Category.USER_ID, Category.DEVICE_ID, Category.ADVERTISING_ID}
_NO_VISITORS = re.compile(
    r"(?:.*\.)?(?:api_?key|app_?id|account_?id|site_?id|idsite|pixel_?id|tid|measurement_?id|property_?id|publisher_?id"
    r"|event_?id|message_?id|insert_?id|page_?view_?id|pvid|timestamp|cachebuster|version|gdpr_consent|gpp)",
    re.IGNORECASE,
)


def a_claim_shown(example: Example, known: Adapter) -> set[tuple[str, str]]:
    """Return category and reasoning of what is said of an example: these two name a claim."""
    request = a_request(example.url, method=example.method, headers=example.headers, body=example.body)
    found = findings_by_adapter(request, fields_of(request))
    return {(finding.category.value, finding.evidence.reasoning) for finding in found}


@by_file
def test_a_file_says_first_what_it_is_about(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"# .{10,}\.", first)


@by_file
def test_hosts_and_paths_stand_before_the_first_claim(path: Path) -> None:
    before, _, after = path.read_text(encoding="utf-8").partition("\n[[datum]]")
    assert "\n[[endpoint]]" in before
    assert "[[endpoint]]" not in after
    assert before.index("[[endpoint]]") < before.index("hosts = [")


@by_adapter
def test_an_adapter_shows_what_it_claims_and_what_it_does_not(known: Adapter) -> None:
    assert any(example.discloses for example in known.examples)
    assert any(not example.discloses for example in known.examples)


@by_adapter
def test_each_claim_is_shown_by_an_example(known: Adapter) -> None:
    shown = {claim for example in known.examples for claim in a_claim_shown(example, known)}
    assert {(datum.category.value, datum.reasoning) for datum in known.data} <= shown


@by_adapter
def test_a_claim_names_its_source_and_says_a_sentence(known: Adapter) -> None:
    for datum in known.data:
        assert datum.paths
        assert re.fullmatch(r"https://[\w.-]+\.[a-z]+/\S*", datum.source)
        assert re.fullmatch(r"\w.{10,}\.", datum.reasoning)


@by_adapter
def test_what_is_called_a_digest_must_look_like_one(known: Adapter) -> None:
    digests = [datum for datum in known.data if datum.category in _CONTACT and _DIGEST.search(datum.reasoning)]
    unchecked = [item for item in digests if not (item.encoding or (item.value and "0-9a-f" in item.value.pattern))]
    assert not [datum.paths for datum in unchecked]


@by_adapter
def test_no_identifier_of_a_site_an_event_or_a_moment_is_taken_for_a_persons(known: Adapter) -> None:
    paths = [path for datum in known.data if datum.category in _IDENTIFIERS for path in datum.paths]
    assert not [path for path in paths if _NO_VISITORS.fullmatch(path)]


@pytest.mark.parametrize(("slug", "host"), HOSTS)
def test_a_named_host_has_a_vendor_in_the_catalogue(slug: str, host: str) -> None:
    if host not in {EVERYWHERE, *UNKNOWN}:
        assert answer(host.lstrip("."), builtin()).vendor


@by_file
def test_the_documentation_lists_the_adapter(path: Path) -> None:
    about = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").replace("|", "\\|")
    assert f"| `{path.stem}` | {about} |" in (ROOT / "docs" / "adapters.md").read_text(encoding="utf-8")


def test_the_documentation_lists_no_adapter_that_is_gone() -> None:
    text = (ROOT / "docs" / "adapters.md").read_text(encoding="utf-8").partition("## All adapters")[2]
    listed = re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)
    assert listed == [path.stem for path in PATHS]
    assert f"{len(PATHS)} adapters" in text


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_is_read_for_traffic_is_all_but_the_examples(path: Path) -> None:
    whole, short = read(path), read(path, with_examples=False)
    assert (short.endpoints, short.data, short.examples) == (whole.endpoints, whole.data, ())
