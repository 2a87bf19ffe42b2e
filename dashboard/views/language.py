"""The reader's own choice of a language."""

from flask import Blueprint, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from dashboard import addresses
from dashboard.languages import LANGUAGES, choose, gettext

blueprint = Blueprint("language", __name__)


@blueprint.post(addresses.LANGUAGE)
def language() -> Response:
    """Keep the language, and show the page again from which it was chosen."""
    wanted = request.form.get("language", "")
    if wanted not in LANGUAGES:
        raise BadRequest(gettext("There is no such language here. Go back and choose another one."))
    response = redirect(addresses.own(request.form.get("back", "")), 303)
    choose(response, wanted)
    return response
