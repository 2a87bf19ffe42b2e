"""The application that answers under `/api`: apart from the pages, without cookies, forms or languages."""

import re
from functools import cache
from typing import Any

from flask import Flask, Response

from dashboard import security
from dashboard.api import admission, problems
from dashboard.api.description import description
from dashboard.api.resources import ENDPOINTS
from dashboard.api.writing import written
from dashboard.wiring import Wiring, wire

MOUNT, VERSION = "/api", "/v1"
_BRACES = re.compile(r"\{(\w+)\}")


def create_api(parts: Wiring) -> Flask:
    """Return the application over these parts, to be mounted at `/api`."""
    app = Flask(__name__, static_folder=None)
    app.config.update(TRUSTED_HOSTS=security.HOSTS, MAX_CONTENT_LENGTH=0, PROVIDE_AUTOMATIC_OPTIONS=False)
    wire(app, parts)
    security.protect(app)
    problems.explain(app)
    admission.guard(app)
    app.url_map.strict_slashes = False
    for one in ENDPOINTS:
        app.add_url_rule(_BRACES.sub(r"<\1>", VERSION + one.path), one.name, one.view, methods=["GET"])
    app.add_url_rule(f"{VERSION}/openapi.json", admission.DESCRIPTION, _described, methods=["GET"])
    return app


def _described() -> Response:
    return Response(written(described()), mimetype="application/json")


@cache
def described() -> dict[str, Any]:
    """Return the description of all that can be read."""
    return description(ENDPOINTS)
