"""Labels of captures on the command line: KEY=VALUE."""

from typing import Any

import click


class Label(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """A label as key and value."""

    name = "label"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        from tracker.errors import ConfigurationError
        from tracker.ledger.labels import checked

        if isinstance(value, tuple):
            return value
        key, equals, text = str(value).partition("=")
        if not equals:
            self.fail(f"{value!r}: write KEY=VALUE, as in country=fr", param, ctx)
        try:
            return checked(key, text)
        except ConfigurationError as error:
            self.fail(str(error), param, ctx)
