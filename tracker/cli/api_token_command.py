"""`tracker api-token`: the token by which other programs may read the dashboard's data as JSON."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_NONE = "There is no token: nothing can be read as JSON. Make one with `tracker api-token new`."


@click.command("api-token")
@click.argument("choice", type=click.Choice(["new", "revoke", "status"]), default="status")
def command(choice: str) -> None:
    """Make, renew or revoke the token by which other programs may read the dashboard's data as JSON.

    There is one at a time, and it opens nothing but reading. `new` prints it once, alone on standard output, and takes
    the earlier one's place; only a digest is kept. Send it as `Authorization: Bearer TOKEN` to /api/v1.
    """
    from tracker.cli.ledgers import opened

    with opened() as (ledger, *_), ledger.session() as session:
        if choice == "new":
            _make(session)
        elif choice == "revoke":
            _revoke(session)
        else:
            _tell(session)


def _make(session: "Session") -> None:
    from tracker.ledger.api_token import made, renew

    before = made(session)
    click.echo(renew(session))
    if before is not None:
        click.echo(f"The token of {_day(before)} opens nothing any more.", err=True)
    click.echo("It is not shown again. Keep it where only you can read it, and out of addresses.", err=True)


def _revoke(session: "Session") -> None:
    from tracker.ledger.api_token import revoke

    click.echo("Revoked: the token opens nothing any more." if revoke(session) else _NONE)


def _tell(session: "Session") -> None:
    from tracker.ledger.api_token import made

    since = made(session)
    click.echo(_NONE if since is None else f"A token was made on {_day(since)}. It reads, and can do nothing else.")


def _day(moment: "datetime") -> str:
    return f"{moment.astimezone():%Y-%m-%d}"
