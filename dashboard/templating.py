"""What templates may use beside their context: filters, words, addresses and the names of static files."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import plotly
from flask import Flask, Response, send_file
from jinja2 import StrictUndefined

from dashboard import (
    addresses,
    companies,
    formats,
    fragments,
    languages,
    outcomes,
    retelling,
    security,
    trying,
    wording,
)
from tracker.ledger import moments

_YEAR = 365 * 24 * 3600
_PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_STATIC = Path(__file__).parent / "static"
FILTERS = {
    "number": formats.number,
    "is_web_address": addresses.is_web,
    "moment": formats.moment,
    "day": formats.day,
    "size": formats.size,
    "label": wording.label,
    "group": wording.group,
    "sentence": wording.sentence,
    "certainty": wording.certainty,
    "disguise": wording.disguise,
    "kinds": wording.kinds,
    "summary": wording.summary,
    "unseen": wording.unseen,
    "company": companies.name_of,
    "words": companies.in_words,
    "filled": languages.filled,
    "retold": retelling.retold,
    "preview": retelling.preview,
    "phrase": retelling.phrase,
    "instant": moments.moment,
    "country": companies.country,
    "outcome": outcomes.OUTCOMES.__getitem__,
    "because": outcomes.because,
    "would_be": trying.done,
}
GLOBALS = {
    "address": addresses,
    "words": wording,
    "nonce": security.nonce,
    "once": fragments.once,
    "same": fragments.same,
}


def prepare(app: Flask) -> None:
    """Give the templates of an application their filters, words and addresses."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS, asset=_asset)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR  # addresses change with the content
    app.add_url_rule("/plotly/<version>.js", "plotly", _plotly)


@cache
def _asset(name: str) -> str:
    """Return the address of a static file, another one when its content is another."""
    if name == "plotly":
        return f"/plotly/{plotly.__version__}.js"
    return f"/static/{name}?v={sha256((_STATIC / name).read_bytes()).hexdigest()[:12]}"


def _plotly(version: str) -> Response:  # noqa: ARG001 - another version is another address
    return send_file(_PLOTLY, "text/javascript")
