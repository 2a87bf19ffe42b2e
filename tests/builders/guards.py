"""Requests held against rules, without a proxy."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from tests.builders.requests import a_request
from tracker.control import Aliasing, Control
from tracker.detection import Detected, Knowledge, detect, knowledge_of
from tracker.detection.indicators import Indicators
from tracker.disclosure import Party
from tracker.guarding import Case, Given, Guarded, Policy, carried_out
from tracker.masking import Fingerprinter
from tracker.profile import EMPTY, Profile, Value
from tracker.rules import Action, Otherwise, Rule, presets
from tracker.sites import context_of
from tracker.taxonomy import Category
from tracker.traffic import Request
from tracker.vendors import Catalogue
from tracker.vendors.catalogue import Rule as Whose
from tracker.vendors.catalogue import Vendor

ADDRESS = "marie.dupont@mail.test"
PHONE = "+33 6 39 98 12 34"
PAGE = "https://www.boutique.test/checkout"
SECRET = bytes(range(32))
MARIE = Profile((Value(Category.EMAIL_ADDRESS, ADDRESS), Value(Category.PHONE_NUMBER, PHONE)), "FR")
COMPANIES = {
    "adreach": ("adreach.test", "advertising"),
    "payrail": ("payrail.test", "payment"),
    "cloudy": ("cloudy.test", "hosting"),
}


def a_catalogue() -> Catalogue:
    """A catalogue of three made-up companies."""
    vendors = {slug: Vendor(slug, slug.title(), None, kind) for slug, (_, kind) in COMPANIES.items()}
    suffixes = {domain: Whose(slug, "test") for slug, (domain, _) in COMPANIES.items()}
    return Catalogue("test", vendors, {}, suffixes, {})


def a_rule(action: Action = Action.MASK, *categories: Category, **rest: object) -> Rule:
    """A rule about third parties."""
    found = Rule("r1", action, party=Party.THIRD, categories=frozenset(categories))
    return found._replace(**rest)  # type: ignore[arg-type]


def stopping(rule: Rule) -> Rule:
    """The rule that stops what it cannot do."""
    return rule._replace(otherwise=Otherwise.BLOCK)


def of_preset(slug: str) -> tuple[Rule, ...]:
    return presets()[slug].rules


@cache
def _compiled(profile: Profile) -> Indicators:
    """A profile's values, which take a tenth of a second to compile; searching with them changes nothing of them."""
    return Indicators(profile)


class Bench:
    """Rules, and what they are held against."""

    def __init__(
        self,
        *rules: Rule,
        aliasing: Aliasing = Aliasing(),  # noqa: B008 - a tuple
        hops: Mapping[str, tuple[str, ...]] | None = None,
        profile: Profile = MARIE,
    ) -> None:
        self.knowledge: Knowledge = replace(knowledge_of(EMPTY), profile=profile, indicators=_compiled(profile))
        self.given = Given(Fingerprinter(bytes(32)))
        control = Control(rules, aliasing=aliasing, secret=SECRET)
        self.policy = Policy(control, a_catalogue(), (hops or {}).get, self.given, self.knowledge.forms)

    def case(self, request: Request) -> tuple[Case, Detected]:
        context = context_of(request)
        found = detect(request, self.knowledge, context)
        return Case(request, context, found.findings, self.policy), found

    def guarded(self, request: Request) -> Guarded:
        case, found = self.case(request)
        verdicts = [*case.verdicts(found.findings), *case.half_typed(request, found.findings)]
        return carried_out(case, found, verdicts, lambda one: detect(one, self.knowledge, case.context))


def told(guarded: Guarded) -> list[tuple[str, str, str]]:
    """Category, outcome and path of each ruling."""
    return sorted((one.category.value, one.outcome.value, one.path) for one in guarded.rulings)


def relayed(
    target: str = "/collect",
    body: bytes | str | None = None,
    content_type: str | None = None,
    *,
    host: str = "px.adreach.test",
    page: str = PAGE,
    headers: Iterable[tuple[str, str]] = (),
) -> Request:
    """What a page of the shop sends to another company."""
    origin = "/".join(page.split("/", 3)[:3])
    return a_request(
        f"https://{host}{target}",
        body=body,
        content_type=content_type,
        headers=[("Origin", origin), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Site", "cross-site"), *headers],
    )
