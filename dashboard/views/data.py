"""My data: each kind, each value (masked), and who has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, NamedTuple

from flask import Blueprint

from dashboard import addresses, arguments
from dashboard.pages import Page, show
from dashboard.wiring import ask, reading
from dashboard.wording import GROUPS, label, sentence
from tracker.ledger.queries.categories import Spread, spreads
from tracker.ledger.queries.data import Known, foremost, of_category
from tracker.ledger.queries.vendors import holders
from tracker.phrasing import gettext
from tracker.taxonomy import TAXONOMY, Category

blueprint = Blueprint("data", __name__)
_PAGE = 100
_SENSITIVE = 4


class Kind(NamedTuple):
    """A category with its most widely spread data; `more` counts the rest."""

    spread: Spread
    foremost: tuple[Known, ...]
    more: int
    is_sensitive: bool


class Section(NamedTuple):
    """The categories that belong together."""

    title: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class MyData(Page):
    """What the page of all data shows."""

    template: ClassVar[str] = "my_data.html"
    section: ClassVar[str] = "data"
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class DataOfKind(Page):
    """What the page of one category's data shows. `onward` leads to the next page, None on the last."""

    template: ClassVar[str] = "data_of_kind.html"
    section: ClassVar[str] = "data"
    category: Category
    rows: tuple[Known, ...]
    onward: str | None


@blueprint.get(addresses.DATA)
def my_data() -> str:
    """Show all data by kind, or those of one kind."""
    category = arguments.choice("category", Category)
    with reading() as session:
        if category is None:
            return show(
                session,
                MyData(
                    gettext("My data"),
                    tuple(_sections(spreads(session, ask(session, holders)), ask(session, foremost))),
                ),
            )
        vendors, key = arguments.number("vendors"), arguments.number("after")
        after = None if vendors is None or key is None else (vendors, key)
        return show(session, _of_kind(category, of_category(session, category, after, _PAGE + 1)))


def _sections(spread: Iterable[Spread], known: Iterable[Known]) -> Iterable[Section]:
    first = {category: tuple(rows) for category, rows in groupby(known, lambda row: row.category)}
    kinds = [_kind(row, first.get(row.category, ())) for row in spread]
    for group, title in GROUPS.items():
        members = tuple(kind for kind in kinds if TAXONOMY[kind.spread.category].group is group)
        if members:
            yield Section(title, members)


def _kind(spread: Spread, foremost: tuple[Known, ...]) -> Kind:
    is_sensitive = TAXONOMY[spread.category].sensitivity >= _SENSITIVE
    return Kind(spread, foremost, spread.data - len(foremost), is_sensitive)


def _of_kind(category: Category, rows: list[Known]) -> DataOfKind:
    shown = tuple(rows[:_PAGE])
    onward = None
    if len(rows) > _PAGE:
        onward = addresses.data_address(category=category.value, vendors=shown[-1].vendors, after=shown[-1].id)
    return DataOfKind(sentence(label(category)), category, shown, onward)
