"""A fetched list of lent names."""

from pathlib import Path

import pytest

from tests.tracker.vendors.test_aliases import ADPIX, CATALOGUE, HOST, MINE
from tracker.upstream import tables
from tracker.vendors import Attribution, Catalogue
from tracker.vendors.aliases import attribution_of, disguise
from tracker.vendors.catalogue import Rule
from tracker.vendors.disguises import FILE, disguises_of
from tracker.vendors.fetched import overlay_of

VIA = "a list: *.adpix.test"
HEAD = b'{"format": 1, "title": "", "licence": "", "retrieved": ""}\n'


def put(folder: Path, **hosts: int) -> None:
    header = tables.Header(
        "cname-disguises", "Disguises", "disguises", "MIT", "https://mit.test", "", [], "2026-01-02T03:04:05Z", None, 1,
        is_noncommercial=False,
    )  # fmt: skip
    named = {name.replace("_", "."): place for name, place in hosts.items()}
    tables.write(folder, tables.Table(header, {"originals": ["shop.adpix.test", "x.edge.test"], "hosts": named}))


def under(folder: Path) -> Catalogue:
    return CATALOGUE.under(overlay_of(folder))


def test_a_host_that_was_not_looked_up_is_told_by_the_list_and_that_is_said(tmp_path: Path) -> None:
    put(tmp_path, metrics_shop_test=0)
    said = (
        f"{HOST} is listed as an alias of shop.adpix.test by Disguises (MIT, 2026-01-02), but was not looked up ({VIA})"
    )
    assert attribution_of(under(tmp_path), HOST, None) == Attribution(ADPIX, said)


@pytest.mark.parametrize("hops", [(), ("x.edge.test",)])
def test_what_name_servers_said_goes_before_the_list(tmp_path: Path, hops: tuple[str, ...]) -> None:
    put(tmp_path, metrics_shop_test=0)
    assert attribution_of(under(tmp_path), HOST, hops) == Attribution(None, None)


@pytest.mark.parametrize("host", ["img.shop.test", "www.shop.test", "px.adpix.test", "other.test"])
def test_a_list_accuses_nobody_whom_an_alias_would_not(tmp_path: Path, host: str) -> None:
    put(tmp_path, img_shop_test=1, www_shop_test=0, px_adpix_test=0)
    assert disguise(under(tmp_path), host) is None
    assert attribution_of(under(tmp_path), host, None) == under(tmp_path).attribute(host)


def test_the_persons_own_word_goes_before_the_list(tmp_path: Path) -> None:
    put(tmp_path, metrics_shop_test=0)
    overlay = overlay_of(tmp_path)._replace(corrections={"shop.test": Rule("mine", "your own correction: shop.test")})
    assert attribution_of(CATALOGUE.under(overlay), HOST, None).vendor == MINE


def test_another_list_is_another_catalogue(tmp_path: Path) -> None:
    versions = [under(tmp_path).version]
    for hosts in ({"metrics_shop_test": 0}, {"metrics_shop_test": 0, "m_news_test": 0}):
        put(tmp_path, **hosts)
        versions.append(under(tmp_path).version)
    assert len(set(versions)) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]\n[]\n",
        HEAD + b'{"originals": [], "hosts": {"a.test": 0}}',
        HEAD + b'{"originals": ["b.test"], "hosts": {"a.test": []}}',
        HEAD + b'{"originals": ["b.test"], "hosts": 5}',
        HEAD + b'{"originals": 5, "hosts": {}}',
        HEAD.replace(b"1", b"9") + b'{"originals": [], "hosts": {}}',
    ],
    ids=["empty", "no rows", "lists", "a place that is none", "no place", "no hosts", "no originals", "another format"],
)
def test_a_broken_list_is_as_if_it_were_not_there(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert disguises_of(tmp_path) is None
    assert overlay_of(tmp_path).version == ""
