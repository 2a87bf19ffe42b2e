"""What a request says on the person's behalf."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.control import Signals
from tracker.control.signalling import Fields, Sent, changed, link_ids, trimmed, with_signal, without_link_ids

_ALL = Signals(gpc=True, dnt=True, referer=True, link_ids=True)
_NAVIGATION = ((b"Sec-Fetch-Site", b"cross-site"), (b"Sec-Fetch-Mode", b"navigate"))


def _sent(target: bytes = b"/", fields: Fields = (), *, method: bytes = b"GET", host: str = "shop.test") -> Sent:
    return Sent(method, host, target, fields)


# ---- signals


@pytest.mark.parametrize(
    ("given_fields", "expected"),
    [
        ((), ((b"Sec-GPC", b"1"),)),
        (((b"Accept", b"*/*"),), ((b"Accept", b"*/*"), (b"Sec-GPC", b"1"))),
        (((b"sec-gpc", b"1"),), ((b"sec-gpc", b"1"),)),
        (((b"SEC-GPC", b"1"), (b"Accept", b"*/*")), ((b"SEC-GPC", b"1"), (b"Accept", b"*/*"))),
        (((b"Sec-GPC", b"0"),), ((b"Sec-GPC", b"1"),)),
        (((b"Sec-GPC", b"1"), (b"sec-gpc", b"1")), ((b"Sec-GPC", b"1"),)),
    ],
)
def test_a_signal_is_said_once_and_never_taken_away(given_fields: Fields, expected: Fields) -> None:
    assert with_signal(given_fields, b"Sec-GPC") == expected


def test_each_signal_is_said_only_where_it_is_wanted() -> None:
    assert changed(_sent(), Signals(gpc=True)).fields == ((b"Sec-GPC", b"1"),)
    assert changed(_sent(), Signals(dnt=True)).fields == ((b"DNT", b"1"),)
    assert changed(_sent(), Signals(gpc=True, dnt=True), is_lower=True).fields == ((b"sec-gpc", b"1"), (b"dnt", b"1"))


def test_signals_are_said_with_what_is_given_as_well() -> None:
    assert (b"Sec-GPC", b"1") in changed(_sent(method=b"POST"), _ALL).fields


@given(
    st.binary(max_size=80),
    st.lists(st.tuples(st.binary(max_size=12), st.binary(max_size=30)), max_size=4),
    st.sampled_from([b"GET", b"POST", b""]),
)
def test_nothing_changes_where_nothing_is_wanted_and_nothing_raises(
    target: bytes, fields: list[tuple[bytes, bytes]], method: bytes
) -> None:
    sent = _sent(target, tuple(fields), method=method)
    untouched = changed(sent, Signals())
    assert (untouched.target, untouched.fields, untouched.taken) == (target, tuple(fields), ())
    once = changed(sent, _ALL)
    again = changed(sent._replace(target=once.target, fields=once.fields), _ALL)
    assert (again.target, again.fields) == (once.target, once.fields)


# ---- the page's address


@pytest.mark.parametrize(
    ("page", "host", "expected"),
    [
        (b"https://news.test/health/?q=flu", "ads.test", b"https://news.test/"),
        (b"https://news.test:8443/health", "ads.test", b"https://news.test:8443/"),
        (b"https://news.test?q=flu", "ads.test", b"https://news.test/"),
        (b"https://marie:secret@news.test/a", "ads.test", b"https://news.test/"),
        (b"http://[2001:db8::1]:80/a", "ads.test", b"http://[2001:db8::1]:80/"),
        (b"android-app://com.news.example/a", "ads.test", b"android-app://com.news.example/"),
        (b"https://news.test/", "ads.test", b"https://news.test/"),
        (b"https://news.test", "ads.test", b"https://news.test"),
        (b"https://www.news.test/health?q=flu", "img.news.test", b"https://www.news.test/health?q=flu"),
        (b"about:blank", "ads.test", b"about:blank"),
        (b"", "ads.test", b""),
    ],
)
def test_another_site_learns_the_origin_of_the_page_only(page: bytes, host: str, expected: bytes) -> None:
    fields = ((b"Accept", b"*/*"), (b"Referer", page), (b"Cookie", b"a=1"))
    assert trimmed(fields, host) == ((b"Accept", b"*/*"), (b"Referer", expected), (b"Cookie", b"a=1"))


def test_a_second_page_is_trimmed_as_well() -> None:
    fields = ((b"referer", b"https://news.test/a"), (b"referer", b"https://news.test/b"))
    assert trimmed(fields, "ads.test") == ((b"referer", b"https://news.test/"),) * 2


# ---- identifiers of clicks


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (b"/?gclid=Abc", b"/"),
        (b"/red?colour=r%65d&gclid=Abc&size=4+2", b"/red?colour=r%65d&size=4+2"),
        (b"/red?gclid=A&&fbclid=B&a=1&b", b"/red?&a=1&b"),
        (b"/red?%67clid=A&a=1", b"/red?a=1"),
        (b"/red?msclkid&a=1", b"/red?a=1"),
        (b"/red?utm_source=news&mc_eid=0a1b", b"/red?utm_source=news"),
        # what stays
        (b"/red?a=gclid&xgclid=1&gclidx=2&GCLID=3", b"/red?a=gclid&xgclid=1&gclidx=2&GCLID=3"),
        (b"/gclid=1", b"/gclid=1"),
        (b"/red?next=%2Fblue%3Fgclid%3D1", b"/red?next=%2Fblue%3Fgclid%3D1"),
        (b"/red?", b"/red?"),
        (b"/red?utm_campaign=spring", b"/red?utm_campaign=spring"),
        # signed, or needed to unsubscribe
        (b"/clk?gclid=A&sig=AOD64_0000", b"/clk?gclid=A&sig=AOD64_0000"),
        (b"/file?fbclid=A&X-Amz-Signature=00ff", b"/file?fbclid=A&X-Amz-Signature=00ff"),
        (b"/reset?mkt_tok=A&token=00ff", b"/reset?mkt_tok=A&token=00ff"),
        (b"/Unsubscribe?mkt_tok=A", b"/Unsubscribe?mkt_tok=A"),
        (b"/optout?mc_eid=A", b"/optout?mc_eid=A"),
    ],
)
def test_what_names_a_click_is_taken_out_and_all_other_bytes_stay(address: bytes, expected: bytes) -> None:
    assert without_link_ids(address)[0] == expected


def test_what_is_taken_is_told_as_it_stood() -> None:
    assert without_link_ids(b"/?gclid=A%20b&a=1&fbclid")[1] == (b"gclid=A%20b", b"fbclid")


def test_a_name_that_a_site_insists_on_is_spared() -> None:
    assert without_link_ids(b"/?gclid=A&fbclid=B", {b"gclid"})[0] == b"/?gclid=A"


def test_one_of_these_names_that_ends_like_a_signature_signs_nothing() -> None:
    assert b"ml_subscriber_hash" in link_ids()
    assert without_link_ids(b"/?ml_subscriber_hash=00ff")[0] == b"/"


_TARGET = b"/red?gclid=Abc&a=1"


@pytest.mark.parametrize(
    ("method", "fields", "is_taken"),
    [
        (b"GET", _NAVIGATION, True),
        (b"HEAD", (), True),
        (b"GET", ((b"Sec-Fetch-Site", b"cross-site"),), True),
        (b"GET", ((b"Sec-Fetch-Site", b"same-origin"), (b"Sec-Fetch-Mode", b"navigate")), True),
        (b"GET", ((b"Upgrade-Insecure-Requests", b"1"), (b"Referer", b"https://shop.test/")), True),
        (b"GET", ((b"Referer", b"https://news.test/a"),), True),
        (b"GET", ((b"Origin", b"https://news.test"),), True),
        # what is given to a server, and a site's requests to itself
        (b"POST", _NAVIGATION, False),
        (b"PUT", (), False),
        (b"GET", ((b"Sec-Fetch-Site", b"same-origin"), (b"Sec-Fetch-Mode", b"cors")), False),
        (b"GET", ((b"Sec-Fetch-Site", b"same-site"), (b"Sec-Fetch-Mode", b"no-cors")), False),
        (b"GET", ((b"Referer", b"https://www.shop.test/red?gclid=Abc"),), False),
        (b"GET", ((b"Origin", b"https://www.shop.test:8443"),), False),
    ],
)
def test_parameters_are_taken_out_of_what_is_asked_for_across_sites_only(
    method: bytes, fields: Fields, is_taken: bool
) -> None:
    found = changed(_sent(_TARGET, fields, method=method), Signals(link_ids=True))
    assert found.target == (b"/red?a=1" if is_taken else _TARGET)
    assert found.taken == ((b"gclid=Abc",) if is_taken else ())


@pytest.mark.parametrize("host", ["ads.test", "shop.test"])
def test_the_page_that_asks_is_named_without_them(host: str) -> None:
    """The browser's own address still has them: whoever gets it as the page that asks would get them after all."""
    fields = ((b"Referer", b"https://shop.test/?gclid=Abc&a=1"),)
    found = changed(_sent(b"/more", fields, method=b"POST", host=host), Signals(link_ids=True))
    assert found.fields == ((b"Referer", b"https://shop.test/?a=1"),)
