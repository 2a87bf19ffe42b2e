import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.requests import a_request
from tracker.detection.adapters import findings_by_adapter
from tracker.detection.fields import fields_of
from tracker.disclosure import Finding
from tracker.taxonomy import Category

SHA256 = "83e7bd9ee8f8d3fbdc24c8b7fb90cd3c81e2fdca46b4d8f2a2ab6fb6bd8ed2a1"


def found(url: str, body: str | None = None) -> list[Finding]:
    request = a_request(url, body=body, content_type="text/plain" if body else None)
    return findings_by_adapter(request, fields_of(request))


def test_a_host_that_nobody_knows_is_refused() -> None:
    assert not found("https://shop.test/tr/?ud[em]=" + SHA256)


def test_another_path_of_a_known_host_is_refused() -> None:
    assert not found("https://www.facebook.com/profile?ud[em]=" + SHA256)


@pytest.mark.parametrize(
    "value", ["", "0", "null", "undefined", "(not set)", "00000000-0000-0000-0000-000000000000", "[object Object]", " "]
)
def test_a_value_that_says_nothing_is_not_claimed(value: str) -> None:
    assert not found(f"https://www.facebook.com/tr/?ud[external_id]={value}")


@pytest.mark.parametrize("value", ["marie", SHA256[:-1], SHA256 + "0"])
def test_what_does_not_look_like_the_digest_is_not_claimed(value: str) -> None:
    assert not found(f"https://www.facebook.com/tr/?ud[em]={value}")


def test_a_finding_names_the_steps() -> None:
    [finding] = found(f"https://www.facebook.com/tr/?ud[em]={SHA256}")
    assert finding.category is Category.EMAIL_ADDRESS
    assert finding.evidence.encoding == ("sha256",)


@pytest.mark.parametrize(("value", "part"), [("fb.1.1700.12345", "12345"), ("other", None)])
def test_only_the_part_that_counts_is_told(value: str, part: str | None) -> None:
    assert [finding.value for finding in found(f"https://www.facebook.com/tr/?fbp={value}")] == ([part] if part else [])


def test_every_line_of_a_body_is_a_query_where_the_adapter_says_so() -> None:
    url = "https://region1.google-analytics.com/g/collect?v=2"
    assert [item.value for item in found(url, "en=a&uid=m-17\r\nen=b&uid=m-18")] == ["m-17", "m-18"]
    assert [item.value for item in found(url, "en=a&uid=m-17")] == ["m-17"]


@given(st.text(), st.text())
def test_whatever_comes_is_read(query: str, body: str) -> None:
    request = a_request("https://www.google-analytics.com/g/collect", body=body.encode("utf-8", "replace"))
    assert isinstance(findings_by_adapter(request, fields_of(request)), list)
    found("https://www.facebook.com/tr/?" + query.replace("#", ""))
