"""Fields of a request, with a name that says nothing."""

from tracker.traffic import Field, Location


def a_field(value: str, name: str = "v", location: Location = Location.FORM) -> Field:
    return Field(location, name, name, value)
