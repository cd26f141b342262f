"""How kinds look."""

import pytest
from clusteratlas.ui.components.kinds import KINDS, LINK_FAMILIES, OTHER, OTHER_LINK, link_colours, style_of

LIGHT_PAGES = ("#ffffff", "#f0f2f6")
DARK_PAGES = ("#0e1117", "#262730")


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("style", [*KINDS.values(), OTHER, *LINK_FAMILIES.values(), OTHER_LINK])
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
    assert link_colours("IMAGINES") == (OTHER_LINK.light, OTHER_LINK.dark)
