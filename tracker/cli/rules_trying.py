"""`tracker rules try`: what rules would have done with what left."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import click

from tracker.cli.choices import table_or_lines
from tracker.cli.deciding import decided, plain_words
from tracker.cli.times import Moment
from tracker.rules import Action, Rule

if TYPE_CHECKING:
    from tracker.ledger.queries.dry_run import DryRun, TouchedCategory
    from tracker.ledger.queries.scope import Scope


@click.command("try")
@click.argument("which", metavar="[ID|ACTION]", required=False)
@click.option("--preset", metavar="SLUG", help="Try the rules of a preset.")
@click.option("--vendor", multiple=True, metavar="V")
@click.option("--kind", multiple=True, metavar="TRADE")
@click.option("--site", multiple=True, metavar="SITE")
@click.option("--party", metavar="PARTY")
@click.option("--category", multiple=True, metavar="SLUG")
@click.option("--manner", metavar="MANNER")
@click.option("--since", type=Moment(), metavar="TIME", help="Of what left from then on.")
@click.option("--until", type=Moment(), metavar="TIME", help="Of what left before.")
@table_or_lines
def command(
    which: str | None,
    preset: str | None,
    since: datetime | None,
    until: datetime | None,
    form: Literal["table", "jsonl"],
    **given: Any,
) -> None:
    """Show what a rule would have touched, and change nothing: a rule of yours (its ID), a new one said as with `add`,
    a preset, or, where nothing is said, all of your rules in their order.
    """
    from tracker.cli.printing import print_json_lines
    from tracker.ledger.queries.scope import Scope

    rules = _meant(which, preset, given)
    found = _tried(rules, Scope(since, until))
    if form == "jsonl":
        print_json_lines([_with_keys(found)])
        return
    for line in _lines(found, len(rules)):
        click.echo(line)


def _meant(which: str | None, preset: str | None, given: dict[str, Any]) -> tuple[Rule, ...]:
    is_new = which in list(Action)
    if (preset and which) or (any(given.values()) and not is_new):
        raise click.UsageError("say a rule's ID, or ACTION with its options, or --preset SLUG")
    if is_new and which is not None:
        from tracker.cli.rules_command import rule_meant

        return (rule_meant(which, given | {"otherwise": None, "name": ""}),)
    with plain_words():
        from tracker.control.editing import preset_named, rule_of

        if preset:
            return preset_named(preset).rules
        return decided().rules if which is None else (rule_of(decided(), which)._replace(is_on=True),)


def _tried(rules: tuple[Rule, ...], scope: "Scope") -> "DryRun":
    from tracker.cli.ledgers import up_to_date
    from tracker.ledger.queries.dry_run import dry_run
    from tracker.vendors import builtin

    with up_to_date() as installed, installed.ledger.reading() as session:
        return dry_run(session, rules, builtin(), scope)


def _with_keys(found: "DryRun") -> Any:
    """Its rows as objects."""
    rows: dict[str, Any] = {
        name: [row._asdict() for row in getattr(found, name)] for name in ("by_company", "by_category", "spared")
    }
    return found._replace(**rows)


def _lines(found: "DryRun", number: int) -> Iterator[str]:
    from tracker.rules.text import spared_text
    from tracker.terminal import printable

    least = "at least " if found.is_least else ""
    which = "This rule" if number == 1 else "These rules"
    where = f"{_counted(found.requests, 'request', 'requests')} at {_companies(found.companies)}"
    yield f"{which} would have touched {least}{where} ({_disclosures(found.disclosures)})."
    if found.by_company:
        yield from _table(
            _BY_COMPANY, ((one.name, one.disclosures, _labels(one.categories)) for one in found.by_company)
        )
        yield from _table(_BY_CATEGORY, map(_of_category, found.by_category))
    for spared in found.spared:
        where = f"{_disclosures(spared.disclosures)} to {_companies(spared.companies)}"
        yield ""
        yield printable(f"Left as it is: {where} ({_labels(spared.categories)}). {spared_text(spared.reason)}")


def _of_category(one: "TouchedCategory") -> tuple[str | int, ...]:
    done = ", ".join(_DONE[action] for action in one.actions)
    return _labels((one.category,)), one.disclosures, one.companies, done


def _table(columns: tuple[tuple[str, int, int], ...], rows: Iterable[Sequence[str | int]]) -> Iterator[str]:
    from tracker.terminal import Column, table

    cells = ([cell if isinstance(cell, str) else f"{cell:,}" for cell in row] for row in rows)
    yield ""
    yield from table([Column(*column) for column in columns], cells)


_BY_COMPANY = (("company", 20, 3), ("disclosures", 11, 0), ("of what", 24, 2))
_BY_CATEGORY = (("what", 24, 2), ("disclosures", 11, 0), ("companies", 9, 0), ("would be", 12, 1))
_DONE = {
    Action.WARN: "told of",
    Action.MASK: "replaced",
    Action.ALIAS: "an alias",
    Action.STRIP: "taken out",
    Action.BLOCK: "stopped",
}


def _labels(categories: tuple[Any, ...]) -> str:
    from tracker.taxonomy import TAXONOMY

    return ", ".join(TAXONOMY[category].label for category in categories)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _companies(number: int) -> str:
    return _counted(number, "company", "companies")


def _disclosures(number: int) -> str:
    return _counted(number, "disclosure", "disclosures")
