"""`tracker rules`: what each company may get."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from tracker.cli.choices import table_or_lines
from tracker.cli.deciding import decide, decided, name_of, plain_words
from tracker.cli.rules_trying import command as try_
from tracker.rules import Action, Otherwise, Rule

if TYPE_CHECKING:
    from tracker.control import Control


class RuleRow(NamedTuple):
    """A rule as scripts get it. The names and their order are a promise to them."""

    place: int
    id: str
    is_on: bool
    action: str
    vendors: tuple[str, ...]
    kinds: tuple[str, ...]
    sites: tuple[str, ...]
    party: str | None
    categories: tuple[str, ...]
    manner: str | None
    otherwise: str
    name: str
    preset: str
    text: str


@click.group("rules")
def command() -> None:
    """Decide what each company may get: the first rule that speaks of a datum says what is done with it.

    Without rules, nothing of what leaves is changed. Log-ins to the site that you are on, and payments, are never
    touched.
    """


command.add_command(try_)


@command.command("list")
@table_or_lines
def list_(form: Literal["table", "jsonl"]) -> None:
    """Show your rules in their order, and what each does in a sentence."""
    from tracker.cli.printing import print_json_lines

    rules = decided().rules
    if form == "jsonl":
        print_json_lines(RuleRow(place, **rule.told(), text=_said(rule)) for place, rule in enumerate(rules, 1))
        return
    for line in _lines(rules):
        click.echo(line)


@command.command("add")
@click.argument("action", metavar="ACTION")
@click.option("--vendor", multiple=True, metavar="V", help="What goes to that company: a slug, or a domain of it.")
@click.option("--kind", multiple=True, metavar="TRADE", help="What goes to such companies, as advertising.")
@click.option("--site", multiple=True, metavar="SITE", help="While you are on that site.")
@click.option("--party", metavar="PARTY", help="What goes to third parties, or to the site itself: third, first.")
@click.option("--category", multiple=True, metavar="SLUG", help="Such data, as email_address.")
@click.option("--manner", metavar="MANNER", help="What leaves so: submitted, relayed, premature or ambient.")
@click.option("--otherwise", metavar="strip|block", help="What is done where that cannot be done in its place (strip).")
@click.option("--name", default="", metavar="TEXT", help="A name of your own for it.")
def add(action: str, **given: Any) -> None:
    """Add a rule before all others. ACTION is allow, warn, mask, alias, strip or block.

    What is not said means any: tracker rules add strip --party third --category email_address --site shop.example
    """
    from tracker.control.editing import with_rule
    from tracker.terminal import printable

    rule = rule_meant(action, given)
    control = decide(lambda control: with_rule(control, rule))
    added = control.rules[0]
    click.echo(printable(f"{added.id}: {_said(added)}"))
    _say_of_aliases(control, added)


@command.command("preset")
@click.argument("slug", required=False)
@click.option("--remove", is_flag=True, help="Take its rules away again.")
def preset(slug: str | None, *, remove: bool) -> None:
    """Add the rules of a preset after all others, or show the presets. `watch-only` takes all rules of presets away."""
    from tracker.control.editing import preset_named, with_preset, without_preset
    from tracker.rules import presets

    if slug is None:
        if remove:
            raise click.UsageError("say which preset is to be taken away")
        for each in presets().values():
            click.echo(f"{each.slug:22}  {each.text}")
        return
    control = decide(lambda control: (without_preset if remove else with_preset)(control, slug))
    found = preset_named(slug)
    click.echo(f"Taken away: {found.name}." if remove else f"{found.name}: {found.text}")
    if not found.rules and control.changes_requests:
        click.echo("Rules of your own stay: tracker rules list", err=True)


@command.command("move")
@click.argument("rule_id", metavar="ID")
@click.argument("place", metavar="PLACE", type=int)
def move(rule_id: str, place: int) -> None:
    """Put a rule at another place in the order: 1 is the first."""
    from tracker.control.editing import moved

    for line in _lines(decide(lambda control: moved(control, rule_id, place)).rules):
        click.echo(line)


@command.command("on")
@click.argument("rule_ids", metavar="ID...", nargs=-1, required=True)
def on(rule_ids: tuple[str, ...]) -> None:
    """Turn rules on."""
    _switch(rule_ids, is_on=True)


@command.command("off")
@click.argument("rule_ids", metavar="ID...", nargs=-1, required=True)
def off(rule_ids: tuple[str, ...]) -> None:
    """Turn rules off; they keep their places."""
    _switch(rule_ids, is_on=False)


@command.command("remove")
@click.argument("rule_ids", metavar="ID...", nargs=-1, required=True)
def remove(rule_ids: tuple[str, ...]) -> None:
    """Remove rules. What they did stays in the ledger."""
    from tracker.control.editing import without_rules

    decide(lambda control: without_rules(control, rule_ids))
    click.echo("Removed.")


def _switch(rule_ids: tuple[str, ...], *, is_on: bool) -> None:
    from tracker.control.editing import switched
    from tracker.terminal import printable

    control = decide(lambda control: switched(control, rule_ids, is_on=is_on))
    click.echo(printable(f"{'On' if is_on else 'Off'}: {', '.join(rule_ids)}."))
    if is_on:
        for rule in control.rules:
            if rule.id in rule_ids:
                _say_of_aliases(control, rule)


def rule_meant(action: str, given: dict[str, Any]) -> Rule:
    """Return the rule that is meant, still without an id. Raises UsageError."""
    from tracker.control import meaning
    from tracker.disclosure import Manner, Party

    party, manner, otherwise = given["party"], given["manner"], given["otherwise"]
    with plain_words():
        return Rule(
            "",
            meaning.choice_meant(Action, action),
            vendors=frozenset(map(meaning.company_meant, given["vendor"])),
            kinds=frozenset(map(meaning.trade_meant, given["kind"])),
            sites=frozenset(map(meaning.site_meant, given["site"])),
            party=None if party is None else meaning.choice_meant(Party, party),
            categories=frozenset(map(meaning.category_meant, given["category"])),
            manner=None if manner is None else meaning.choice_meant(Manner, manner),
            otherwise=Otherwise.STRIP if otherwise is None else meaning.choice_meant(Otherwise, otherwise),
            name=given["name"].strip(),
        )


def _say_of_aliases(control: "Control", rule: Rule) -> None:
    if rule.action is Action.ALIAS and not control.aliasing.is_set_up:
        instead = "the request is stopped" if rule.otherwise is Otherwise.BLOCK else "the address is taken out"
        remedy = "tracker aliases address you@mail.example"
        click.echo(f"No aliases can be made yet, so {instead}: {remedy}", err=True)


def _lines(rules: tuple[Rule, ...]) -> Iterator[str]:
    """One line for each rule; sentences are never cut."""
    from tracker.terminal import printable

    if not rules:
        yield "No rules: nothing of what leaves is changed. Try: tracker rules preset no-contact-data"
        return
    width = max(len(rule.id) for rule in rules)
    for place, rule in enumerate(rules, 1):
        name = f"{rule.name}: " if rule.name else ""
        yield printable(f"{place:3}  {rule.id:{width}}  {'on ' if rule.is_on else 'off'}  {name}{_said(rule)}")


def _said(rule: Rule) -> str:
    from tracker.rules.text import otherwise_text, rule_text

    return f"{rule_text(rule, name_of)} {otherwise_text(rule)}".rstrip()
