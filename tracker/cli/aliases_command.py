"""`tracker aliases`: e-mail addresses that only one company gets."""

from typing import TYPE_CHECKING

import click

from tracker.cli.deciding import decide, decided, plain_words

if TYPE_CHECKING:
    from tracker.control import Aliasing, Control


@click.group("aliases")
def command() -> None:
    """E-mail addresses that only one company gets, for rules with the action `alias`."""


@command.command("show")
def show() -> None:
    """Show from what aliases are made, and those that are known."""
    from tracker.terminal import printable

    aliasing = decided().aliasing
    click.echo(printable(f"Mailbox: {aliasing.address or 'none; tracker aliases address you@mail.example'}"))
    click.echo(printable(f"Domain for aliases: {aliasing.domain or 'none; tracker aliases domain mail.example'}"))
    for company, alias in aliasing.known:
        click.echo(printable(f"  {company:30} {alias}"))


@command.command("address")
@click.argument("address", metavar="ADDRESS|none")
def address(address: str) -> None:
    """Make aliases `name+company@` of a mailbox of yours, as most mail services deliver them."""
    from tracker.aliasing import checked_address

    with plain_words():
        checked = "" if address == "none" else checked_address(address)
    _say(decide(lambda held: held._replace(aliasing=held.aliasing._replace(address=checked))))


@command.command("domain")
@click.argument("domain", metavar="DOMAIN|none")
def domain(domain: str) -> None:
    """Make aliases `company@` of a domain whose mail reaches you whatever stands before the @. It goes first."""
    from tracker.aliasing import checked_domain

    with plain_words():
        checked = "" if domain == "none" else checked_domain(domain)
    _say(decide(lambda held: held._replace(aliasing=held.aliasing._replace(domain=checked))))


@command.command("of")
@click.argument("companies", metavar="COMPANY...", nargs=-1, required=True)
def of(companies: tuple[str, ...]) -> None:
    """Say which address companies get where a rule gives them an alias."""
    from tracker.aliasing import alias_of
    from tracker.control.meaning import company_meant
    from tracker.terminal import printable
    from tracker.vendors import builtin

    aliasing = decided().aliasing
    for company in companies:
        with plain_words():
            slug = company_meant(company)
        alias = alias_of(aliasing, tuple(builtin().lineage(slug)), slug)
        click.echo(printable(f"{slug}: {alias or 'none; something made up is sent instead'}"))


@command.command("add")
@click.argument("company", metavar="COMPANY")
@click.argument("address", metavar="ADDRESS")
def add(company: str, address: str) -> None:
    """Use an address that you have made elsewhere for a company, from now on."""
    from tracker.aliasing import with_alias
    from tracker.control.meaning import company_meant

    with plain_words():
        slug = company_meant(company)
    _say(decide(lambda control: with_alias(control, slug, address)), slug)


@command.command("remove")
@click.argument("company", metavar="COMPANY")
def remove(company: str) -> None:
    """Forget such an address."""
    from tracker.aliasing import without_alias
    from tracker.control.meaning import company_meant

    with plain_words():
        slug = company_meant(company)
    decide(lambda control: without_alias(control, slug))
    click.echo("Removed.")


def _say(control: "Control", company: str = "criteo") -> None:
    """Say by an example what companies get from now on."""
    from tracker.aliasing import alias_of
    from tracker.terminal import printable

    aliasing: Aliasing = control.aliasing
    alias = alias_of(aliasing, (company,), company)
    click.echo(printable(f"{company} gets {alias}." if alias else "No aliases are made."))
    if alias and not any(rule.is_on and rule.action == "alias" for rule in control.rules):
        click.echo("No rule gives aliases yet: tracker rules add alias --category email_address", err=True)
