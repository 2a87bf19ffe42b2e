"""Forms as a browser sends them: with the page's own token, and following to the page after."""

import re
from typing import NamedTuple

from flask.testing import FlaskClient


class Answer(NamedTuple):
    """Where a form led to, and the page there."""

    location: str
    page: str


def token_of(page: str) -> str:
    """What a page's form must send with it."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, page
    return found[1]


def send(client: FlaskClient, page: str, action: str, /, **given: str) -> Answer:
    """Open a page, and send a form of it."""
    answer = client.post(action, data={"csrf_token": token_of(client.get(page).text), **given})
    assert answer.status_code == 303, answer.text
    return Answer(answer.location, client.get(answer.location).text)


def notices(page: str) -> list[str]:
    """What a page tells of the form before it."""
    return re.findall(r'<p class="notice [^>]*>([^<]*)</p>', page)
