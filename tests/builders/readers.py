"""Programs that read the dashboard's data as JSON."""

from typing import Any

import msgspec
from flask import Flask
from werkzeug.test import TestResponse

from dashboard.api.links import ROOT


class Reader:
    """A program that has a token, which it sends as it should."""

    def __init__(self, app: Flask, token: str) -> None:
        self.headers = {"Authorization": f"Bearer {token}"}
        self._client = app.test_client()

    def ask(self, address: str, **given: Any) -> TestResponse:
        """Return the answer to an address below the root, or as a link has it."""
        whole = address if address.startswith(ROOT) else ROOT + address
        return self._client.get(whole, headers=self.headers, **given)

    def read(self, address: str) -> Any:
        """Return the JSON at an address, which must be there."""
        answer = self.ask(address)
        assert answer.status_code == 200, answer.text
        assert answer.mimetype == "application/json"
        return answer.json

    def shaped[Shape](self, address: str, shape: type[Shape]) -> Shape:
        """Return what stands at an address as the type that it is written from."""
        return msgspec.json.decode(self.ask(address).data, type=shape)


def told(answer: TestResponse) -> Any:
    """Return the JSON of a problem."""
    assert answer.mimetype == "application/problem+json"
    return answer.json
