"""What can be done: steps that exist, with commands that are safe to copy."""

import shlex

import click
import pytest

from tracker.attention import Action, Item, Kind, Named, Reach
from tracker.attention.stepping import with_steps
from tracker.cli import COMMANDS, group
from tracker.taxonomy import Category


def steps(kind: Kind, slug: str = "adpix", reach: Reach = Reach()) -> dict[Action, str | None]:  # noqa: B008
    details = ("m.shop.example", "a.adpix.test")
    item = Item(
        kind,
        1.0,
        1,
        category=Category.HEALTH,
        vendors=(Named(slug, "Adpix"),),
        data=(7,),
        data_count=1,
        details=details,
    )
    return {step.action: step.command for step in with_steps(item, lambda _slug: reach).steps}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.SECRET, [Action.CHANGE_PASSWORD, Action.LOOK, Action.BLOCK, Action.FORGET]),
        (Kind.SPECIAL, [Action.LOOK, Action.TRAIL, Action.BLOCK, Action.FORGET]),
        (Kind.DECLARED, [Action.LOOK, Action.TRAIL, Action.BLOCK]),
        (Kind.PREMATURE, [Action.LOOK, Action.TRAIL, Action.BLOCK]),
        (Kind.UNENCRYPTED, [Action.LOOK, Action.ENCRYPT]),
        (Kind.DISGUISED, [Action.LOOK, Action.BLOCK, Action.CORRECT]),
        (Kind.RISKY, [Action.LOOK, Action.BLOCK, Action.RATE]),
        (Kind.SHARED, [Action.LOOK, Action.TRAIL, Action.BLOCK]),
        (Kind.SAME_PASSWORD, [Action.CHANGE_PASSWORD]),
        (Kind.WEAK_PASSWORD, [Action.CHANGE_PASSWORD]),
        (Kind.FAULT, [Action.MEND]),
        (Kind.UNSEEN, [Action.LOOK, Action.MEND]),
    ],
)
def test_each_kind_has_its_steps(kind: Kind, expected: list[Action]) -> None:
    assert list(steps(kind)) == expected


def test_who_can_be_reached_is_written_to() -> None:
    known = Reach("privacy@adpix.test", "https://adpix.test/delete")
    assert Action.WRITE in steps(Kind.DECLARED, reach=known)
    assert Action.DELETE_ACCOUNT not in steps(Kind.DECLARED, reach=known)
    assert {Action.WRITE, Action.DELETE_ACCOUNT} <= steps(Kind.RISKY, reach=known).keys()


def test_an_item_about_nobody_has_steps_nevertheless() -> None:
    item = with_steps(Item(Kind.UNENCRYPTED, 1.0, 1), lambda _slug: Reach())
    assert [step.command for step in item.steps] == [None, None]


@pytest.mark.parametrize("kind", Kind)
def test_commands_are_ones_that_there_are(kind: Kind) -> None:
    for command in filter(None, steps(kind).values()):
        program, name, *_ = shlex.split(command)
        assert program == "tracker"
        assert name in COMMANDS
        assert group.get_command(click.Context(group), name)


@pytest.mark.parametrize("slug", ["a; rm -rf ~", "$(id).test", "a b", "`x`.test", "-x"])
def test_what_strangers_chose_is_one_word_of_a_command(slug: str) -> None:
    command = steps(Kind.DECLARED, slug)[Action.LOOK]
    assert command is not None
    assert shlex.split(command) == ["tracker", "vendor", slug]
