"""The description in OpenAPI."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from dashboard.api.app import described
from dashboard.api.resources import ENDPOINTS
from dashboard.api.writing import written

COPY = Path(__file__).parents[3] / "docs" / "openapi.json"
MADE: dict[str, Any] = json.loads(written(described()))
SCHEMAS = MADE["components"]["schemas"]


def test_the_copy_in_the_documentation_is_the_description() -> None:
    assert json.loads(COPY.read_text(encoding="utf-8")) == MADE, "make it anew: make openapi"


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one_and_says_what_it_is(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["description"]
    assert "\n" not in SCHEMAS[name]["description"]


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if schema.get("type") == "object"])
def test_each_key_is_there_always(name: str) -> None:
    if name != "Problem":
        assert SCHEMAS[name]["required"] == list(SCHEMAS[name]["properties"])


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_each_resource_is_described_whole(endpoint: Any) -> None:
    told = MADE["paths"][endpoint.path]["get"]
    assert [one["name"] for one in told["parameters"]] == [one.name for one in endpoint.parameters]
    assert all(one["description"].endswith(".") for one in told["parameters"])
    assert set(told["responses"]) == {"200", "400", "401", "404", "405", "500", "503"}
    assert told["summary"][0].isupper()


def test_nothing_is_open_and_nothing_but_get_is_there() -> None:
    assert MADE["security"] == [{"token": []}]
    assert all(set(path) == {"get"} and "security" not in path["get"] for path in MADE["paths"].values())


def test_a_default_is_told() -> None:
    (limit,) = (one for one in MADE["paths"]["/log"]["get"]["parameters"] if one["name"] == "limit")
    assert limit["schema"] == {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}
