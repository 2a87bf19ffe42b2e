"""What may be asked of a resource: read from the address and described in OpenAPI by the same types.

What makes no sense is refused with the parameter's name, and so is what a resource does not know: an answer to another
question than the one that was asked would be taken for its answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast

import msgspec
from msgspec import Meta
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

type Place = Literal["path", "query"]
_NO_LIMITS = Meta()


class WrongParameter(BadRequest):
    """A parameter that cannot be understood."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.parameter = name


@dataclass(frozen=True, slots=True)
class Parameter[Value]:
    """One thing that may be asked: its name, type and limits, what it means, and what holds where it is left out."""

    name: str
    kind: type[Value]
    text: str
    limits: Meta = _NO_LIMITS
    default: Value | None = None
    place: Place = "query"
    is_required: bool = False

    @property
    def type(self) -> Any:
        """The type with its limits, for reading and describing alike."""
        return Annotated[self.kind, self.limits]

    def read(self, text: str) -> Value:
        """Return what a text in the address says. Raises WrongParameter."""
        try:
            return cast(Value, msgspec.convert(text, self.type, strict=False))
        except msgspec.ValidationError as error:
            raise WrongParameter(self.name, f"{self.name}: {error}") from None


class Asked:
    """What was asked of a resource."""

    def __init__(self, values: Mapping[str, object], given: Mapping[str, str]) -> None:
        self._values, self.given = values, given

    def __getitem__[Value](self, parameter: Parameter[Value]) -> Value | None:
        return cast(Value | None, self._values[parameter.name])

    def sure[Value](self, parameter: Parameter[Value]) -> Value:
        """Return what was asked by a parameter that always says something: it is required, or has a default."""
        return cast(Value, self._values[parameter.name])


def asked(parameters: Iterable[Parameter[Any]], path: Mapping[str, str], query: MultiDict[str, str]) -> Asked:
    """Return what an address asks for. Raises WrongParameter."""
    of_query = {one.name: one for one in parameters if one.place == "query"}
    for name in query:
        if name not in of_query:
            raise WrongParameter(name, f"{name}: this is nothing that can be asked here")
        if len(query.getlist(name)) > 1:
            raise WrongParameter(name, f"{name}: say it once")
    given = {**path, **query.to_dict()}
    values = {one.name: one.read(given[one.name]) if one.name in given else one.default for one in parameters}
    for one in of_query.values():
        if one.is_required and one.name not in given:
            raise WrongParameter(one.name, f"{one.name}: this must be said")
    return Asked(values, query.to_dict())
