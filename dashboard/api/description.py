"""The description in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html), made from what answers and reads."""

from collections.abc import Iterable
from typing import Any

import msgspec

from dashboard.api.endpoints import Endpoint
from dashboard.api.links import ROOT
from dashboard.api.parameters import Parameter
from dashboard.api.problems import MEDIA_TYPE, Problem
from tracker.phrasing import sentence

_TEMPLATE = "#/components/schemas/{name}"
_ABOUT = (
    "What Tracker's dashboard shows, for other programs of yours, for reading alone. Values are masked and "
    "fingerprints keyed: no raw value is in here. What is null is not known, or does not apply. Nothing "
    "found is not nothing sent: what could not be read is told by /blind-spots. Times are in UTC (RFC 3339). New "
    "keys may be added at any time; none is taken away or changes its meaning under v1."
)
_PROBLEMS = {
    "400": "What was asked makes no sense; `parameter` names what is wrong",
    "401": "The token is missing or wrong",
    "404": "There is nothing here, or no longer",
    "405": "Something else than reading was tried",
    "500": "Something is wrong in Tracker itself",
    "503": "The ledger cannot be read",
}


def description(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """Return the description of these resources, as JSON has it."""
    endpoints = tuple(endpoints)
    shapes = [one.shape for one in endpoints]
    kinds = [parameter.type for one in endpoints for parameter in one.parameters]
    schemas, components = msgspec.json.schema_components([Problem, *shapes, *kinds], ref_template=_TEMPLATE)
    problem, *rest = schemas
    answers, asked = rest[: len(shapes)], iter(rest[len(shapes) :])
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Tracker",
            "version": "1",
            "summary": "Who got which of my personal data",
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": ROOT}],
        "security": [{"token": []}],
        "paths": {
            one.path: {"get": _operation(one, answer, [_parameter(each, next(asked)) for each in one.parameters])}
            for one, answer in zip(endpoints, answers, strict=True)
        },
        "components": {
            "schemas": {name: _told(schema) for name, schema in sorted(components.items())},
            "responses": {f"Problem{code}": _problem(text, problem) for code, text in _PROBLEMS.items()},
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "`tracker api-token new` prints it, once. It opens nothing but reading.",
                }
            },
        },
    }


def _operation(endpoint: Endpoint, answer: dict[str, Any], parameters: list[dict[str, Any]]) -> dict[str, Any]:
    first, _, rest = endpoint.text.partition(". ")
    refs = {code: {"$ref": f"#/components/responses/Problem{code}"} for code in _PROBLEMS}
    ok = {"description": "What was asked for", "content": {"application/json": {"schema": answer}}}
    told = {"operationId": endpoint.name, "summary": sentence(first.rstrip("."))}
    if rest:
        told["description"] = rest
    return {**told, "parameters": parameters, "responses": {"200": ok, **refs}}


def _parameter(parameter: Parameter[Any], schema: dict[str, Any]) -> dict[str, Any]:
    told = {
        "name": parameter.name,
        "in": parameter.place,
        "description": parameter.text,
        "schema": schema if parameter.default is None else {**schema, "default": parameter.default},
    }
    return {**told, "required": True} if parameter.place == "path" or parameter.is_required else told


def _problem(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {MEDIA_TYPE: {"schema": schema}}}


def _told(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without the line breaks of the docstring that describes it."""
    return {**schema, "description": " ".join(schema["description"].split())} if "description" in schema else schema
