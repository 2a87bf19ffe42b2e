"""Forms as a browser sends them: with the page's own token, and following to the page after."""

import re
from typing import NamedTuple

from flask.testing import FlaskClient


class Answer(NamedTuple):
    """Where a form led to, and the page there."""

    location: str
    page: str


def send(client: FlaskClient, page: str, action: str, **given: str) -> Answer:
    """Open a page, and send a form of it."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert found
    answer = client.post(action, data={"csrf_token": found[1], **given})
    assert answer.status_code == 303, answer.text
    return Answer(answer.location, client.get(answer.location).text)


def notices(page: str) -> list[str]:
    """What a page tells of the form before it."""
    return re.findall(r'<p class="notice [^>]*>([^<]*)</p>', page)
