"""Companies of any source as rows of ours."""

import pytest

from tracker.upstream import vendor_rows
from tracker.upstream.vendor_rows import Company, VendorRows
from tracker.vendors import Catalogue, Vendor
from tracker.vendors.catalogue import Rule

KNOWN = Catalogue(
    "1",
    {
        "adpix": Vendor("adpix", "AdPix", "nordgroup"),
        "nordgroup": Vendor("nordgroup", "Nordgroup"),
        "nova": Vendor("nova", "Nova"),
    },
    {},
    {"adpix.test": Rule("adpix", "own"), "nova.test": Rule("nova", "own"), "cloud.test": Rule(None, "hosted on Cloud")},
    {},
)


def the_row(company: Company, known: Catalogue | None = KNOWN) -> list[str | None]:
    rows = VendorRows("list", known)
    rows.add(company)
    row = rows.body()["vendors"][0]
    found: list[str | None] = row
    return found


def test_a_company_comes_with_its_domains_and_hosts() -> None:
    rows = VendorRows("list", KNOWN)
    rows.add(Company("Métrica", ["Metrica.test"], ["px.shared.test"], category="analytics", country="se"))
    rows.add(Company("Other", ["metrica.test", "other.test"], website="https://other.test"))
    assert rows.body() == {
        "vendors": [
            ["metrica", "Métrica", None, "analytics", "SE", None],
            ["other", "Other", None, None, None, "https://other.test"],
        ],
        "domains": {"metrica.test": 0, "other.test": 1},
        "hosts": {"px.shared.test": 0},
    }
    assert len(rows) == 3


def test_two_entries_of_a_name_are_one_company() -> None:
    rows = VendorRows("list", KNOWN)
    rows.add(Company("Metrica", ["one.test"]))
    rows.add(Company("Metrica", ["two.test"]))
    assert rows.body()["domains"] == {"one.test": 0, "two.test": 0}


@pytest.mark.parametrize(
    "company",
    [
        Company(None, ["a.test"]),
        Company("\x00", ["a.test"]),
        Company("公司", ["a.test"]),
        Company("Nobody"),
        Company("Nobody", ["co.uk", "com", "192.0.2.1", "javascript:alert(1)", 7, "a\x00.test"], ["localhost", None]),
    ],
    ids=["no name", "a name of nothing", "a name without a slug", "no domain", "no usable domain"],
)
def test_what_cannot_be_used_is_passed_over(company: Company) -> None:
    rows = VendorRows("list", KNOWN)
    rows.add(company)
    assert rows.body() == {"vendors": [], "domains": {}, "hosts": {}}


@pytest.mark.parametrize(
    ("company", "slug"),
    [
        (Company("AdPix", ["x.adpix.test", "adpix-new.test"]), "adpix"),
        (Company("AdPix", ["adpix-new.test"], website="https://www.adpix.test/"), "adpix"),
        (Company("Nordgroup", ["adpix.test"]), "nordgroup"),
        (Company("Nova", ["nova-of-elsewhere.test"]), "nova-list"),
        (Company("Nova", ["nova.cloud.test"]), "nova-list"),
        (Company("New", ["new.test"]), "new"),
    ],
    ids=["a domain of it", "its website", "a child's domain", "only the name", "only hosted", "a new name"],
)
def test_a_name_alone_makes_nobody_the_same_company(company: Company, slug: str) -> None:
    assert the_row(company)[0] == slug


def test_the_source_of_the_built_in_slugs_is_believed() -> None:
    assert the_row(Company("Nova", ["elsewhere.test"]), None)[0] == "nova"


@pytest.mark.parametrize(
    ("company", "parent"),
    [
        (Company("AdPix Labs", ["labs.test"], parent="Labs Group"), "labs-group"),
        (Company("AdPix Labs", ["labs.adpix.test"], parent="Nordgroup"), "nordgroup"),
        (Company("AdPix Labs", ["labs.test"], parent="Nova"), None),
        (Company("Nova", ["elsewhere.test"], parent="Nova"), None),
        (Company("Labs", ["labs.test"], parent="Labs"), None),
        (Company("Labs", ["labs.test"], parent=["x"]), None),
    ],
    ids=["a new one", "a known one, proved", "a known one, by name only", "itself, apart", "itself", "no name"],
)
def test_a_parent_is_said_where_it_cannot_be_another_of_that_name(company: Company, parent: str | None) -> None:
    assert the_row(company)[2] == parent


def test_a_company_above_others_is_a_row_even_without_a_domain() -> None:
    rows = VendorRows("list", KNOWN)
    rows.add(Company("Labs", ["labs.test"], parent="Group"))
    rows.add(Company("Stats", ["stats.test"], parent="Labs"))
    rows.add(Company("Pix", ["px.adpix.test"], parent="Nordgroup"))
    assert [row[0] for row in rows.body()["vendors"]] == ["labs", "stats", "pix", "group"]


def test_there_are_only_so_many_domains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor_rows, "MAX_DOMAINS", 2)
    rows = VendorRows("list", None)
    rows.add(Company("Endless", [f"a{number}.test" for number in range(9)]))
    assert len(rows) == 2
