from pathlib import Path

import pytest

from tracker.detection.adapters.model import PARAMETER
from tracker.detection.adapters.reading import parsed, read
from tracker.errors import ConfigurationError
from tracker.taxonomy import Category
from tracker.traffic import Location

GOOD = """
name = "Example"
source = "https://docs.vendor.example/"

[[endpoint]]
hosts = ["api.vendor.example"]
path = "/v1"
methods = ["POST"]

[[datum]]
paths = ["user.email"]
category = "email_address"
encoding = ["sha256"]
confidence = 0.5
reasoning = "The reference says so."

[[example]]
url = "https://api.vendor.example/v1"
headers = { Cookie = "a=1" }
body = "{}"

[[example.discloses]]
in = "json"
path = "user.email"
category = "email_address"
"""


def test_an_adapter_is_read(tmp_path: Path) -> None:
    path = tmp_path / "vendor.toml"
    path.write_text(GOOD, encoding="utf-8")
    known = read(path)
    assert (known.slug, known.name, known.has_lines) == ("vendor", "Example", False)
    [endpoint], [datum], [example] = known.endpoints, known.data, known.examples
    assert (endpoint.hosts, endpoint.path, endpoint.methods) == (("api.vendor.example",), "/v1", frozenset({"POST"}))
    assert (datum.locations, datum.category, datum.confidence) == (PARAMETER, Category.EMAIL_ADDRESS, 0.5)
    assert datum.source == "https://docs.vendor.example/"
    assert (example.method, example.headers, example.body) == ("POST", (("Cookie", "a=1"),), "{}")
    assert example.discloses[0].location is Location.JSON
    assert "{}" not in repr(example)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Example"', "", "name must be text"),
        ('name = "Example"', "name = 1", "name must be text"),
        ('name = "Example"', 'name = "Example"\nlines = "yes"', "lines must be true or false"),
        ('name = "Example"', 'name = "Example"\ntypo = 1', "typo is no key of an adapter"),
        ('name = "Example"', 'name = "Example', "no TOML"),
        ("[[endpoint]]", "[[endpoints]]", "endpoints is no key"),
        ("[[endpoint]]", "[endpoint]", "endpoint must be tables"),
        ("[[example]]", "[[other]]", "example must be tables"),
        ('hosts = ["api.vendor.example"]', 'hosts = ""', "endpoint 1: hosts must be a list of texts"),
        ('hosts = ["api.vendor.example"]', "hosts = [1]", "endpoint 1: hosts must be a list of texts"),
        ('hosts = ["api.vendor.example"]', "hosts = []", "endpoint 1: hosts must name"),
        ('hosts = ["api.vendor.example"]', 'hosts = ["*"]', "endpoint 1: ends must be given"),
        ('path = "/v1"', 'pattern = "("', "endpoint 1: pattern is no regular expression"),
        ('paths = ["user.email"]', "", "datum 1: paths must be a list"),
        ('paths = ["user.email"]', 'paths = ["a"]\nin = "somewhere"', "datum 1: in is 'somewhere', which is unknown"),
        ('paths = ["user.email"]', 'paths = ["a"]\nvalue = "a"', "datum 1: value must have one group"),
        ('paths = ["user.email"]', 'paths = ["a"]\nsource = "a book"', "datum 1: source must be an https address"),
        ("confidence = 0.5", "confidence = 2.0", "datum 1: confidence must be a number between 0 and 1"),
        ("confidence = 0.5", 'confidence = "high"', "datum 1: confidence must be a number between 0 and 1"),
        ('encoding = ["sha256"]\n', "surely = true\n", "datum 1: surely is no key"),
        ('category = "email_address"\nencoding', 'category = "email"\nencoding', "datum 1: category is 'email'"),
        ('reasoning = "The reference says so."', "", "datum 1: reasoning must be text"),
        ('headers = { Cookie = "a=1" }', "headers = 1", "example 1: headers must be a table of texts"),
        ('headers = { Cookie = "a=1" }', "headers = { Cookie = 1 }", "example 1: headers must be a table of texts"),
        ('in = "json"', 'in = "parameter"', "example 1: discloses 1: in is 'parameter'"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_key(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(ConfigurationError, match=r"vendor\.toml: ") as caught:
        parsed(GOOD.replace(old, new, 1), "vendor", "vendor.toml")
    assert said in str(caught.value)


def test_any_host_will_do_where_the_path_begins_with_two_parts() -> None:
    text = GOOD.replace('["api.vendor.example"]', '["*"]')
    [endpoint] = parsed(text.replace('"/v1"', '"/b/ss/"'), "vendor", "vendor.toml").endpoints
    assert endpoint.path == "/b/ss/"
    with pytest.raises(ConfigurationError, match="or a path of two parts"):
        parsed(text.replace('"/v1"', '"/b/ss"'), "vendor", "vendor.toml")


@pytest.mark.parametrize("missing", ["endpoint", "datum", "example"])
def test_every_part_must_be_there(missing: str) -> None:
    parts = GOOD.split("\n\n")
    text = "\n\n".join(part for part in parts if f"[[{missing}" not in part)
    with pytest.raises(ConfigurationError, match=f"there must be at least one {missing}"):
        parsed(text, "vendor", "vendor.toml")


def test_entries_must_be_tables() -> None:
    text = 'datum = [1]\nname = "x"\nsource = "https://x.example"\n[[endpoint]]\nhosts = ["a.example"]\n'
    with pytest.raises(ConfigurationError, match="datum 1: must be a table"):
        parsed(text, "vendor", "vendor.toml")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"gone\.toml: cannot be read"):
        read(tmp_path / "gone.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff")
    with pytest.raises(ConfigurationError, match=r"bad\.toml: cannot be read"):
        read(tmp_path / "bad.toml")
