"""What can be read: each resource's path, what may be asked of it, and the function that answers.

The answer's type and what it is come from the function itself, see `description`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from flask import Response, request
from sqlalchemy.orm import Session

from dashboard.api.parameters import Asked, Parameter, asked
from dashboard.api.writing import written
from dashboard.wiring import reading


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One resource. `path` is as OpenAPI has it, below the root, its parameters in braces."""

    path: str
    answer: Callable[[Session, Asked], object]
    parameters: tuple[Parameter[Any], ...] = ()

    @property
    def name(self) -> str:
        """Its name: the function's."""
        return self.answer.__name__

    @property
    def shape(self) -> Any:
        """The type of its answer."""
        return get_type_hints(self.answer)["return"]

    @property
    def text(self) -> str:
        """What it answers, in words."""
        return " ".join((self.answer.__doc__ or "").split()).removeprefix("Return ")

    def view(self, **path: str) -> Response:
        """Answer a request."""
        wanted = asked(self.parameters, path, request.args)
        with reading() as session:
            return Response(written(self.answer(session, wanted)), mimetype="application/json")
