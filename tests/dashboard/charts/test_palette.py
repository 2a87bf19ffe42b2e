import itertools
import re
from pathlib import Path

import pytest

import dashboard
from dashboard.charts import palette
from tracker.disclosure import Manner, Party

_COLOUR = re.compile(r"--([\w-]+): (#\w{6});")
COLOURS = [palette.BLUE, palette.VERMILION, palette.GREEN, palette.PURPLE, palette.GREY]


def channels(colour: str) -> list[float]:
    """The linear light of red, green and blue (sRGB, IEC 61966-2-1)."""
    values = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""
    lights = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (channels(one), channels(other))
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("background", [palette.LIGHT, palette.DARK])
def test_every_colour_stands_out_on_both_backgrounds(colour: str, background: str) -> None:
    assert contrast(colour, background) >= 3


DEUTERANOPIA = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))
PROTANOPIA = ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052))


@pytest.mark.parametrize("matrix", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
@pytest.mark.parametrize("words", [palette.PARTIES, palette.MANNERS], ids=["parties", "manners"])
def test_colours_that_mean_different_things_are_told_apart_by_the_colour_blind(
    matrix: tuple[tuple[float, float, float], ...], words: dict[str, str]
) -> None:
    """By the simulation of Machado, Oliveira and Fernandes (2009), severity 1."""
    for one, other in itertools.combinations(words.values(), 2):
        seen = [[sum(w * c for w, c in zip(row, channels(x), strict=True)) for row in matrix] for x in (one, other)]
        assert sum(abs(a - b) for a, b in zip(*seen, strict=True)) > 0.12, (one, other)


def test_every_party_and_manner_has_a_colour() -> None:
    assert set(palette.PARTIES) == set(Party)
    assert set(palette.MANNERS) == set(Manner)


@pytest.fixture(scope="module")
def themes() -> list[dict[str, str]]:
    """The colours of the style sheet, light and dark."""
    text = (Path(dashboard.__file__).parent / "static" / "app.css").read_text(encoding="utf-8")
    blocks = [
        dict(re.findall(r"--([\w-]+): (#\w{6});", block))
        for block in re.findall(r":root(?:\[data-theme=\"dark\"\])? \{(.*?)\}", text, re.DOTALL)
    ]
    return [blocks[0], blocks[0] | blocks[1]]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "background"),
    [
        *(("text", "page"), ("text", "panel"), ("muted", "page"), ("muted", "panel"), ("accent", "page")),
        *(("accent", "panel"), ("accent", "accent-soft"), ("alarm", "panel"), ("text", "alarm-soft")),
        ("page", "accent"),
    ],
)
def test_text_can_be_read_in_both_themes(themes: list[dict[str, str]], theme: int, text: str, background: str) -> None:
    assert contrast(themes[theme][text], themes[theme][background]) >= 4.5


def test_charts_stand_on_the_panels_of_the_style_sheet(themes: list[dict[str, str]]) -> None:
    assert [theme["panel"] for theme in themes] == [palette.LIGHT, palette.DARK]


def test_the_style_sheet_marks_manners_in_the_colours_of_the_charts(themes: list[dict[str, str]]) -> None:
    for theme in themes:
        assert [theme[name] for name in ("first", "third", "early", "grey")] == list(palette.MANNERS.values())
