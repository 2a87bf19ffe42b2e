"""What the description says holds for whatever is asked: schemathesis asks what it allows, and what it does not.

All its checks are on, among them: no server error, documented statuses, content types and shapes, what is wrong refused
and what is right accepted, no other method, nothing without the token.
"""

from collections.abc import Iterable
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from schemathesis import Case

from dashboard.api.app import described

LATE: dict[str, Flask] = {}  # tests are collected before there is an application


def application(environ: dict[str, object], start: object) -> Iterable[bytes]:
    return LATE["app"].wsgi_app(environ, start)  # type: ignore[arg-type]


DESCRIPTION: dict[str, Any] = described()
schema = schemathesis.openapi.from_dict(described())
schema.app = application


@pytest.fixture(autouse=True)
def served(api: Flask) -> None:
    LATE["app"] = api


@schema.parametrize()
@settings(derandomize=True, max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_an_answer_is_what_the_description_says(case: Case[Any], token: str) -> None:
    answer = case.call_and_validate(headers={"Authorization": f"Bearer {token}"})
    operation = DESCRIPTION["paths"][case.path].get(case.method.lower())
    assert answer.status_code == 405 if operation is None else str(answer.status_code) in operation["responses"]
