"""`tracker aliases`: e-mail addresses that only one company gets."""

import sys
from typing import TYPE_CHECKING

import click

from tracker.cli.deciding import decide, decided, plain_words

if TYPE_CHECKING:
    from tracker.control import Aliasing, Control


@click.group("aliases")
def command() -> None:
    """E-mail addresses that only one company gets, for rules with the action `alias`."""


@command.command("list")
def list_() -> None:
    """Show from what aliases are made, and those that are known."""
    from tracker.aliasing.services import KNOWN
    from tracker.terminal import printable

    aliasing = decided().aliasing
    service = KNOWN.get(aliasing.service.slug)
    named = f"{service.name}{f' at {aliasing.service.url}' if aliasing.service.url else ''}" if service else ""
    click.echo(printable(f"Mailbox: {aliasing.address or 'none; tracker aliases address you@mail.example'}"))
    click.echo(printable(f"Domain for aliases: {aliasing.domain or 'none; tracker aliases domain mail.example'}"))
    click.echo(printable(f"Service: {named or 'none; tracker aliases provider NAME'}"))
    for company, alias in aliasing.known:
        click.echo(printable(f"  {company:30} {alias}"))


command.add_command(list_, "show")  # as it was called before


@command.command("address")
@click.argument("address", metavar="ADDRESS|none")
def address(address: str) -> None:
    """Make aliases `name+company@` of a mailbox of yours, as most mail services deliver them."""
    from tracker.aliasing import checked_address
    from tracker.control.editing import with_aliasing

    with plain_words():
        checked = "" if address == "none" else checked_address(address)
    _say(decide(lambda held: with_aliasing(held, address=checked)))


@command.command("domain")
@click.argument("domain", metavar="DOMAIN|none")
def domain(domain: str) -> None:
    """Make aliases `company@` of a domain whose mail reaches you whatever stands before the @. It goes first."""
    from tracker.aliasing import checked_domain
    from tracker.control.editing import with_aliasing

    with plain_words():
        checked = "" if domain == "none" else checked_domain(domain)
    _say(decide(lambda held: with_aliasing(held, domain=checked)))


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
        click.echo(printable(f"{slug}: {alias or 'none yet; tracker aliases make, add, domain or address'}"))


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


@command.command("provider")
@click.argument("name", metavar="simplelogin|relay|addy|off")
@click.option("--url", metavar="URL", default="", help="Where you host the service yourself (https).")
@click.option(
    "--domain", metavar="DOMAIN", default="", help="The domain of aliases, where the service lets you choose."
)
def provider(name: str, url: str, domain: str) -> None:
    """Use your account at a service for `tracker aliases make`; it is asked then, and at no other time.

    The key of its interface is asked for, or read from standard input: never give it as an argument. It is kept sealed.
    `off` forgets it; aliases that were made stay yours, and known.
    """
    from tracker.aliasing.making import choose_service
    from tracker.aliasing.services import KNOWN, checked_service
    from tracker.control import AliasService
    from tracker.keys import load_or_create
    from tracker.settings import load

    with plain_words():
        if name != "off":
            checked_service(name, "----", url, domain)  # what is wrong with the rest, before the key is asked for
        service = AliasService() if name == "off" else checked_service(name, _key(name), url, domain)
    settings = load()
    choose_service(settings, load_or_create(settings), service)
    if name == "off":
        click.echo("The key is forgotten; aliases that were made stay known.")
    else:
        click.echo(f"{KNOWN[name].name} makes your aliases, when you ask for one: tracker aliases make COMPANY")


@command.command("make")
@click.argument("company", metavar="COMPANY")
@click.option("--site", metavar="SITE", default="", help="The site that it is for; the service is told it.")
def make(company: str, site: str) -> None:
    """Have your service make an alias for a company, and use it from now on. The service is told the company's name."""
    from tracker.aliasing.making import make_alias
    from tracker.control.meaning import company_meant, host_meant
    from tracker.keys import load_or_create
    from tracker.settings import load

    with plain_words():
        slug, host = company_meant(company), host_meant(site) if site else ""
        settings = load()
        made = make_alias(settings, load_or_create(settings), slug, host)
    _say(decided(), slug, made)


def _key(name: str) -> str:
    """The key, which nobody is shown."""
    from tracker.aliasing.services import KNOWN

    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    return str(click.prompt(f"The key of {KNOWN[name].name}'s interface", hide_input=True))


def _say(control: "Control", company: str = "criteo", made: str = "") -> None:
    """Say by an example what companies get from now on."""
    from tracker.aliasing import alias_of
    from tracker.terminal import printable

    aliasing: Aliasing = control.aliasing
    alias = made or alias_of(aliasing, (company,), company)
    click.echo(printable(f"{company} gets {alias}." if alias else "No aliases are made."))
    if alias and not any(rule.is_on and rule.action == "alias" for rule in control.rules):
        click.echo("No rule gives aliases yet: tracker rules add alias --category email_address", err=True)
