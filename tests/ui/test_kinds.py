"""How kinds look."""

import pytest
from clusteratlas.ui.components.kinds import (
    FAINT,
    FIRST,
    GREY,
    KINDS,
    LINES,
    LINK_COLOURS,
    OTHER,
    RAMP,
    Tone,
    link_colours,
    style_of,
)
from clusteratlas.ui.marking import CHANGE

LIGHT_PAGES = ("#ffffff", "#f0f2f6")
DARK_PAGES = ("#0e1117", "#262730")


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "style", [*KINDS.values(), OTHER, *RAMP, FAINT, FIRST, *CHANGE.values(), *(Tone(*pair) for pair in (*LINES, GREY))]
)
def test_every_colour_stands_out_on_both_pages(style: object) -> None:
    light, dark = style.light, style.dark  # type: ignore[attr-defined]
    assert min(contrast(light, page) for page in LIGHT_PAGES) >= 3
    assert min(contrast(dark, page) for page in DARK_PAGES) >= 3


def test_every_kind_has_an_outline_of_its_own() -> None:
    outlines = [style.points for style in [*KINDS.values(), OTHER]]
    assert len(set(outlines)) == len(outlines)


def test_outlines_stay_inside_their_square() -> None:
    assert all(-1.001 <= part <= 1.001 for style in KINDS.values() for point in style.points for part in point)


def test_a_kind_without_an_entry_is_drawn_all_the_same() -> None:
    assert style_of("Imaginary") is OTHER
    assert link_colours(["IMAGINES"])["IMAGINES"] in LINES


@pytest.mark.parametrize(
    "kinds",
    [
        ("custom crush", "labour certification"),
        ("SERVES", "NEEDS", "PROVIDES", "SUPPLIES"),
        ("REGULATES", "FUNDS", "FINANCES", "TRAINS_FOR", "RESEARCHES_WITH", "MEMBER_OF"),
        tuple(LINK_COLOURS)[: len(LINES)],
    ],
)
def test_no_two_kinds_of_line_in_one_graph_have_the_same_colour(kinds: tuple[str, ...]) -> None:
    assert len(set(link_colours(kinds).values())) == len(kinds)


def test_the_commonest_kinds_have_their_colour_in_every_graph() -> None:
    every = link_colours(LINK_COLOURS)
    assert all(link_colours([kind])[kind] == every[kind] for kind in list(LINK_COLOURS)[: len(LINES)])


def test_kinds_beyond_the_colours_are_grey() -> None:
    kinds = [f"imaginary input {number}" for number in range(len(LINES) + 2)]
    assert sorted(link_colours(kinds).values()).count(GREY) == 2
