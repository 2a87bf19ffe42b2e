import itertools
import math
import re
from pathlib import Path

import pytest

import dashboard
from dashboard.charts import palette
from tracker.disclosure import Manner, Party
from tracker.taxonomy import Category

_COLOUR = re.compile(r"--([\w-]+): (?:(#\w{6})|light-dark\((#\w{6}), (#\w{6})\));")
STATIC = Path(dashboard.__file__).parent / "static"
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


type Matrix = tuple[tuple[float, float, float], ...]

SIGHTS: dict[str, Matrix] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear light."""


def perceived(colour: str, sight: Matrix) -> tuple[float, float, float]:
    """Where somebody of that sight sees a colour in OKLab (Ottosson 2020): lightness, and two opponent axes."""
    light = channels(colour)
    red, green, blue = (max(0.0, sum(w * c for w, c in zip(row, light, strict=True))) for row in sight)
    long, middle, short = (
        value ** (1 / 3)
        for value in (
            0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
            0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
            0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
        )
    )
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def distance(one: str, other: str, sight: Matrix) -> float:
    return math.dist(perceived(one, sight), perceived(other, sight))


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("words", [palette.PARTIES, palette.MANNERS], ids=["parties", "manners"])
def test_colours_that_mean_different_things_are_told_apart_by_everybody(words: dict[str, str], sight: str) -> None:
    for one, other in itertools.combinations(words.values(), 2):
        assert distance(one, other, SIGHTS[sight]) > 0.1, (one, other)


SCALES = {"sense": [palette.sense(step) for step in palette.SENSES], "heat": list(palette.HEATS[1:])}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("scale", SCALES)
def test_a_scale_stands_out_from_its_theme_and_goes_one_way(
    themes: list[dict[str, str]], theme: int, scale: str
) -> None:
    """From the ground away: darker on light, lighter on dark, so that more is more to every eye."""
    colours = [themes[theme][name.removeprefix("--")] for name in SCALES[scale]]
    ground = themes[theme]["panel"]
    contrasts = [contrast(colour, ground) for colour in colours]
    assert min(contrasts) >= 3
    assert contrasts == sorted(contrasts)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("scale", SCALES)
def test_the_steps_of_a_scale_are_told_apart_by_everybody(
    themes: list[dict[str, str]], theme: int, scale: str, sight: str
) -> None:
    colours = [themes[theme][name.removeprefix("--")] for name in SCALES[scale]]
    for one, other in itertools.pairwise(colours):
        assert distance(one, other, SIGHTS[sight]) > 0.065, (one, other)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("step", palette.SENSES)
def test_text_can_be_read_on_every_sensitivity(themes: list[dict[str, str]], theme: int, step: int) -> None:
    tile, ink = palette.sense(step).removeprefix("--"), palette.sense_ink(step).removeprefix("--")
    assert contrast(themes[theme][tile], themes[theme][ink]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_name_of_a_colour_is_in_the_style_sheet(themes: list[dict[str, str]], theme: int) -> None:
    names = [palette.TEXT, palette.MUTED, palette.LINE, palette.PANEL, *palette.HEATS]
    assert {name.removeprefix("--") for name in names} <= set(themes[theme])


def test_a_faded_colour_is_the_same_colour() -> None:
    assert palette.faded("#0a14ff", 0.5) == "rgba(10,20,255,0.5)"


def test_the_sensitivity_of_a_category_is_the_taxonomys() -> None:
    assert palette.sensitivity(Category.HEALTH) == 5
    assert palette.sensitivity(Category.LANGUAGE) == 1
    assert {palette.sensitivity(category) for category in Category} <= set(palette.SENSES)


def test_every_party_and_manner_has_a_colour() -> None:
    assert set(palette.PARTIES) == set(Party)
    assert set(palette.MANNERS) == set(Manner)


@pytest.fixture(scope="module")
def themes() -> list[dict[str, str]]:
    """The colours of the style sheets, light and dark."""
    found: list[dict[str, str]] = [{}, {}]
    for sheet in ("app.css", "plots.css"):
        for name, both, light, dark in _COLOUR.findall((STATIC / sheet).read_text(encoding="utf-8")):
            found[0][name], found[1][name] = both or light, both or dark
    return found


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "background"),
    [
        *(("text", "page"), ("text", "panel"), ("muted", "page"), ("muted", "panel"), ("accent", "page")),
        *(("accent", "panel"), ("accent", "accent-soft"), ("alarm", "panel"), ("text", "alarm-soft")),
        *(("muted", "accent-soft"), ("text", "accent-soft"), ("alarm", "page"), ("alarm", "alarm-soft")),
        *(("page", "accent"), ("page", "alarm"), ("panel", "accent")),
    ],
)
def test_text_can_be_read_in_both_themes(themes: list[dict[str, str]], theme: int, text: str, background: str) -> None:
    assert contrast(themes[theme][text], themes[theme][background]) >= 4.5


@pytest.mark.parametrize("sheet", sorted(sheet.name for sheet in STATIC.glob("*.css")))
def test_a_colour_stands_once_for_both_themes(sheet: str) -> None:
    """Whether it is dark is the colour scheme's to say; a second list of colours could say something else."""
    text = (STATIC / sheet).read_text("utf-8")
    assert "prefers-color-scheme" not in text
    names = re.findall(r"^\s*(--[\w-]+):", text, re.MULTILINE)
    assert len(names) == len(set(names))


def test_charts_stand_on_the_panels_of_the_style_sheet(themes: list[dict[str, str]]) -> None:
    assert [theme["panel"] for theme in themes] == [palette.LIGHT, palette.DARK]


def test_the_style_sheet_marks_manners_in_the_colours_of_the_charts(themes: list[dict[str, str]]) -> None:
    for theme in themes:
        assert [theme[name] for name in ("first", "third", "early", "grey")] == list(palette.MANNERS.values())
